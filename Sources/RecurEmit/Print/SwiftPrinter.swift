/// Text of Swift source under construction.
struct SwiftPrinter {
  /// What has been printed.
  private(set) var text = ""
  private var depth = 0

  /// Prints one line, or several, each indented.
  mutating func print(_ lines: String = "") {
    for line in lines.split(separator: "\n", omittingEmptySubsequences: false) {
      if !line.isEmpty {
        text += String(repeating: "  ", count: depth)
        text += line
      }
      text += "\n"
    }
  }

  /// Prints `head`, what `body` prints one level deeper, and `end`.
  mutating func block(_ head: String, _ body: (inout SwiftPrinter) -> Void, end: String = "}") {
    print(head)
    depth += 1
    body(&self)
    depth -= 1
    print(end)
  }

  /// Indents what follows one level more.
  mutating func indent() { depth += 1 }

  /// Indents what follows one level less.
  mutating func outdent() { depth -= 1 }

  /// Prints what `body` prints one level deeper.
  mutating func indented(_ body: (inout SwiftPrinter) -> Void) {
    depth += 1
    body(&self)
    depth -= 1
  }

  /// Prints `head(item, item, ...) tail`, on one line if it fits and else as many items a line as fit.
  mutating func list(_ head: String, _ items: [String], _ tail: String) {
    let line = "\(head)(\(items.joined(separator: ", ")))\(tail)"
    if depth * 2 + line.count <= 100 {
      print(line)
      return
    }
    print("\(head)(")
    depth += 1
    var row = ""
    for (index, item) in items.enumerated() {
      let piece = index + 1 < items.count ? "\(item)," : item
      if !row.isEmpty, depth * 2 + row.count + 1 + piece.count > 100 {
        print(row)
        row = ""
      }
      row += row.isEmpty ? piece : " \(piece)"
    }
    print(row)
    depth -= 1
    print(")\(tail)")
  }
}
