/// Finds the name that somebody probably meant.
public enum NearMiss {
  /// The closest of `candidates`, if it is close: at most a third of the name's characters differ
  /// (one of two or three, but not the only one).
  ///
  /// - Complexity: O(candidates x length squared); long names and lists are cut short.
  public static func suggestion(for name: String, among candidates: [String]) -> String? {
    let wanted = Array(name.utf8.prefix(120))
    let limit = min(max(1, wanted.count / 3), wanted.count - 1)
    var best: (distance: Int, name: String)?
    for candidate in candidates.prefix(500) {
      let other = Array(candidate.utf8.prefix(120))
      guard abs(other.count - wanted.count) <= limit else { continue }
      let distance = Self.distance(wanted, other)
      if distance <= limit, distance < best?.distance ?? Int.max { best = (distance, candidate) }
    }
    return best?.name
  }

  /// The end of a sentence that offers the closest of `candidates` or, if none is close, lists the first
  /// of them.
  public static func phrase(for name: String, among candidates: [String]) -> String {
    if let near = suggestion(for: name, among: candidates) { return "; did you mean '\(near)'?" }
    if candidates.isEmpty { return "" }
    let list = candidates.prefix(20).map { "'\($0.prefix(60))'" }.joined(separator: ", ")
    let more = candidates.count > 20 ? " and \(candidates.count - 20) more" : ""
    return "; there are \(list)\(more)"
  }

  /// Levenshtein's distance, letters of either case being equal at no cost.
  private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var previous = Array(0...b.count)
    for i in 0..<a.count {
      var current = [i + 1]
      current.reserveCapacity(b.count + 1)
      for j in 0..<b.count {
        let substitution = previous[j] + (folded(a[i]) == folded(b[j]) ? 0 : 1)
        current.append(min(substitution, previous[j + 1] + 1, current[j] + 1))
      }
      previous = current
    }
    return previous[b.count]
  }

  private static func folded(_ byte: UInt8) -> UInt8 {
    (0x41...0x5a).contains(byte) ? byte | 0x20 : byte
  }
}
