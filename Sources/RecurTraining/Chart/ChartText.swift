/// How much room text takes where nobody knows the font.
enum ChartText {
  /// The width of `text` in pixels at a size, by the widths of DejaVu Sans, which is wide for a sans-serif.
  static func width(_ text: String, size: Double) -> Double {
    text.unicodeScalars.reduce(0) { $0 + share(of: $1) } * size
  }

  /// `text`, shortened at its end with an ellipsis if it is wider than `limit`.
  static func fitting(_ text: String, size: Double, within limit: Double) -> String {
    guard width(text, size: size) > limit else { return text }
    var kept = text
    while !kept.isEmpty, width(kept + "…", size: size) > limit { kept.removeLast() }
    return kept + "…"
  }

  /// The width of a character as a share of the font's size.
  private static func share(of character: Unicode.Scalar) -> Double {
    switch character {
    case "i", "j", "l", "'", "|", ".", ",", ":", ";", " ", "I": 0.32
    case "f", "t", "r", "(", ")", "[", "]", "-", "/", "\"", "⁻", "⁰"..."⁹", "¹", "²", "³": 0.42
    case "m", "w", "M", "W", "@", "%", "…": 0.98
    case "A"..."Z", "+", "=", "<", ">", "×", "−", "#", "~", "&": 0.82
    case "a"..."z", "0"..."9", "_": 0.64
    default: character.isASCII ? 0.7 : 1
    }
  }

  /// Numbers that rise by at least `distance`, as near to `wanted` as they can be, and in a range if they fit.
  static func spread(
    _ wanted: [Double], distance: Double, within range: ClosedRange<Double>
  ) -> [Double] {
    // Groups of those that touch, each around the mean of where they want to be.
    var groups: [(members: Range<Int>, first: Double)] = []
    func place(_ members: Range<Int>) -> Double {
      let sum = members.reduce(0) { $0 + wanted[$1] - Double($1 - members.lowerBound) * distance }
      let length = Double(members.count - 1) * distance
      return max(range.lowerBound, min(range.upperBound - length, sum / Double(members.count)))
    }
    for index in wanted.indices {
      var members = index..<index + 1
      while let before = groups.last,
        before.first + Double(before.members.count) * distance > place(members)
      {
        groups.removeLast()
        members = before.members.lowerBound..<members.upperBound
      }
      groups.append((members, place(members)))
    }
    return groups.flatMap { group in
      group.members.indices.map { group.first + Double($0 - group.members.lowerBound) * distance }
    }
  }
}
