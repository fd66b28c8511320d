/// Text that may be broken into lines, in the manner of Wadler's "A prettier printer" (2003).
indirect enum Layout: Sendable {
  case text(String)
  case sequence([Layout])
  /// A space, or a line break in a group that does not fit its line.
  case line
  /// Nothing, or a line break in a group that does not fit its line.
  case softLine
  /// A line break.
  case hardLine
  /// What begins two columns further right.
  case indented(Layout)
  /// What is in one line if it fits, as far as it has no hard line break.
  case group(Layout)
  /// A space and what follows if it fits, or else that on a line of its own, indented.
  case hanging(Layout)
  /// Lines that are laid out for themselves, whatever they stand in.
  case block(Layout)
  /// What stands at the end of a line and may be longer than it.
  case comment(String)

  /// Nothing.
  static let empty = sequence([])

  /// `items` with a comma and `separator` between them.
  static func list(_ items: [Layout], _ separator: Layout = .line) -> Layout {
    .sequence(
      items.enumerated().flatMap { $0 == 0 ? [$1] : [.text(","), separator, $1] })
  }

  /// `items` with commas, as many on a line as fit.
  static func filled(_ items: [Layout]) -> Layout {
    var parts: [Layout] = []
    for (index, item) in items.enumerated() {
      let part = index + 1 < items.count ? .sequence([item, .text(",")]) : item
      parts.append(index == 0 ? part : .group(.sequence([.line, part])))
    }
    return .sequence(parts)
  }

  /// `items` in parentheses: in one line if they fit; else as `parentheses`.
  static func parenthesized(_ items: [Layout]) -> Layout {
    if items.isEmpty { return .text("()") }
    return .group(parentheses(items))
  }

  /// `items` in parentheses; in a group that is broken, in a line of their own or one a line.
  static func parentheses(_ items: [Layout]) -> Layout {
    let inside = Layout.indented(.sequence([.softLine, .group(list(items))]))
    return .sequence([.text("("), inside, .softLine, .text(")")])
  }
}
