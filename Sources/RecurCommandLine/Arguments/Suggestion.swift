/// Finds the name that somebody probably meant.
enum Suggestion {
  /// The closest of `candidates`, if at most a third of the letters differ.
  static func best(for name: String, among candidates: [String]) -> String? {
    let wanted = Array(name.lowercased().prefix(60))
    let limit = max(1, wanted.count / 3)
    let scored = candidates.map { (distance(wanted, Array($0.lowercased().prefix(60))), $0) }
    return scored.filter { $0.0 <= limit }.min { $0.0 < $1.0 }?.1
  }

  /// The end of a sentence that offers the closest candidate, or nothing.
  static func phrase(for name: String, among candidates: [String]) -> String {
    best(for: name, among: candidates).map { "; did you mean '\($0)'?" } ?? ""
  }

  /// The end of a sentence that offers the closest candidate or, if none is close, all of a few.
  static func phrase(for name: String, amongFew candidates: [String]) -> String {
    let near = phrase(for: name, among: candidates)
    return near.isEmpty ? "; there are \(candidates.joined(separator: ", "))" : near
  }

  /// The edits that turn `a` into `b`, two neighbours exchanged counting as one (optimal string
  /// alignment).
  private static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var rows = [Array(0...b.count)]
    for i in 0..<a.count {
      var row = [i + 1]
      for j in 0..<b.count {
        var least = min(
          rows[i][j] + (a[i] == b[j] ? 0 : 1), rows[i][j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          least = min(least, rows[i - 1][j - 1] + 1)
        }
        row.append(least)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}
