/// Writes a syntax tree as the text of a spec, in the one layout that every spec has.
///
/// Statements have a line each where they fit it. The words of declarations and the names of equations
/// that follow each other line by line are as wide as the widest. Blank lines stay, one at a time, and so
/// do comments: those before a statement, those at the end of its last line, and in front of it those
/// that stand inside. Parentheses stand where precedence needs them, and around a product on the right of
/// `*` or `/` that has them, as in `r * (U @ h)`.
struct SpecPrinter {
  /// In the order of the text.
  let comments: [CommentSyntax]

  /// A statement, or a declaration of the spec.
  struct Statement {
    /// How it begins, which decides what it is aligned with.
    enum Form {
      /// A word and what comes after.
      case declaration(String, Layout)
      /// A name and its value.
      case equation(String, Layout)
      case other(Layout)
    }

    var span: SourceSpan
    var form: Form
    /// The blocks inside, which lay out comments themselves, by the offsets of what is between the braces.
    var blocks: [Range<Int>] = []
    /// Whether it needs no blank line from others like it.
    var isImport = false
  }

  /// The text of `spec`, which ends at `end` of its source.
  static func text(of spec: SpecSyntax, comments: [CommentSyntax], end: Int) -> String {
    let printer = SpecPrinter(comments: comments)
    let statements = printer.declarations(of: spec)
    let text = LayoutRenderer.text(of: printer.lines(statements, in: 0..<end, ofSpec: true))
    return text.isEmpty ? "" : text + "\n"
  }

  /// Braces around `statements`, each on lines of its own; `inside` is what is between the braces, and
  /// `line` that of what comes before it.
  func braces(_ statements: [Statement], _ inside: Range<Int>, line: Int) -> Layout {
    let head = comments(
      in: inside.lowerBound..<(statements.first?.span.start.offset ?? inside.upperBound)
    )
    .first.flatMap { $0.line == line && !$0.startsLine ? $0 : nil }
    let start = head.map { $0.offset + 1 } ?? inside.lowerBound
    let lines = lines(statements, in: start..<inside.upperBound)
    let beside = head.map { Layout.comment("  " + Self.text(of: $0)) } ?? .empty
    if case .sequence(let parts) = lines, parts.isEmpty {
      return .sequence([beside, head == nil ? .empty : .hardLine, .text("}")])
    }
    return .sequence([beside, .indented(.sequence([.hardLine, lines])), .hardLine, .text("}")])
  }

  /// What is between two braces that have `span`.
  static func inside(_ braces: SourceSpan) -> Range<Int> {
    (braces.start.offset + 1)..<(braces.end.offset - 1)
  }

  /// The comments that begin in a range of offsets.
  func comments(in range: Range<Int>) -> ArraySlice<CommentSyntax> {
    comments[place(of: range.lowerBound)..<place(of: range.upperBound)]
  }

  /// The index of the first comment at `offset` or behind.
  private func place(of offset: Int) -> Int {
    var (low, high) = (0, comments.count)
    while low < high {
      let middle = (low + high) / 2
      if comments[middle].offset < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// A comment as it is written, documentation as a plain one unless it `documents`.
  static func text(of comment: CommentSyntax, documents: Bool = true) -> String {
    guard comment.isDocumentation else { return "//" + comment.text }
    return (documents ? "///" : "//") + (comment.text.isEmpty ? "" : " " + comment.text)
  }
}

extension SpecPrinter {
  /// One or more lines of the text.
  private struct Part {
    /// What it is, if it is no comment.
    var form: Statement.Form?
    var comment = ""
    /// The lines that it has in the source.
    var lines: ClosedRange<Int>
    var isImport = false
    /// Whether a blank line is in front.
    var isApart = false
  }

  /// `statements` and the comments between them, which are those in `range`.
  private func lines(
    _ statements: [Statement], in range: Range<Int>, ofSpec isSpec: Bool = false
  ) -> Layout {
    var parts: [Part] = []
    func add(_ comments: some Sequence<CommentSyntax>) {
      var rest = Array(comments)[...]
      if let first = rest.first, !first.startsLine, let last = parts.indices.last,
        parts[last].form != nil, parts[last].comment.isEmpty,
        parts[last].lines.upperBound == first.line
      {
        parts[last].comment = "  " + Self.text(of: first)
        rest = rest.dropFirst()
      }
      parts += rest.map { Part(comment: Self.text(of: $0), lines: $0.line...$0.line) }
    }
    var start = range.lowerBound
    for statement in statements {
      let span = statement.span
      add(comments(in: start..<span.start.offset))
      for comment in comments(in: span.start.offset..<span.end.offset)
      where !statement.blocks.contains(where: { $0.contains(comment.offset) }) {
        let line = span.start.line
        parts.append(
          Part(comment: Self.text(of: comment, documents: false), lines: line...line))
      }
      parts.append(
        Part(
          form: statement.form, lines: span.start.line...span.end.line,
          isImport: statement.isImport))
      start = span.end.offset
    }
    add(comments(in: start..<max(start, range.upperBound)))
    for index in parts.indices.dropFirst() {
      let (before, part) = (parts[index - 1], parts[index])
      parts[index].isApart =
        part.lines.lowerBound - before.lines.upperBound > 1
        || isSpec && before.form != nil && !(before.isImport && part.isImport)
    }
    return Self.layout(of: parts)
  }

  private static func layout(of parts: [Part]) -> Layout {
    var layouts: [Layout] = []
    var index = 0
    while index < parts.count {
      let form = parts[index].form
      let end = parts[(index + 1)...].firstIndex { $0.isApart || !isAligned($0.form, form) }
      let run = parts[index..<(end ?? parts.count)]
      let widths = run.compactMap { $0.form?.word.count }
      let width = (widths.max() ?? 0) - (widths.min() ?? 0) > widestGap ? 0 : widths.max() ?? 0
      for part in run {
        if !layouts.isEmpty { layouts += part.isApart ? [.hardLine, .hardLine] : [.hardLine] }
        if let form = part.form { layouts.append(form.layout(width: width)) }
        layouts.append(.comment(part.comment))
      }
      index = end ?? parts.count
    }
    return .sequence(layouts)
  }

  /// The most spaces that are put behind a name.
  private static let widestGap = 12

  private static func isAligned(_ form: Statement.Form?, _ before: Statement.Form?) -> Bool {
    switch (form, before) {
    case (.declaration, .declaration), (.equation, .equation): true
    default: false
    }
  }
}

extension SpecPrinter.Statement.Form {
  /// What is as wide as in the lines around it.
  fileprivate var word: String {
    switch self {
    case .declaration(let word, _), .equation(let word, _): word
    case .other: ""
    }
  }

  fileprivate func layout(width: Int) -> Layout {
    let space = String(repeating: " ", count: max(0, width - word.count))
    switch self {
    case .declaration(let word, let rest): return .sequence([.text(word + space + " "), rest])
    case .equation(let name, let value):
      return .sequence([.text(name + space + " ="), .hanging(value)])
    case .other(let layout): return layout
    }
  }
}
