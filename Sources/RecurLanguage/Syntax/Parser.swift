/// Reads the tokens of a spec.
///
/// The whole grammar; `x,*` is a list with commas, in parentheses or brackets with one at its end too:
///
/// ```
/// spec       = (cell | function | model | vocabulary)*
/// cell       = "cell" NAME ["(" (NAME [":" value]),* ")"] "(" (NAME ":" type),* ")" "{" cell-item* "}"
/// cell-item  = ("state" | "weight" | "bias") NAME,* ":" type ["=" value] ["if" NAME]
///            | NAME "=" value | NAME "'" "=" value | "output" value
///            | "layout" NAME "{" (STRING ":" NAME,*)* "}"
/// function   = "function" NAME "(" (NAME [":" value]),* ")" ("=" value | block)
/// model      = "model" NAME "{" model-item* "}"
/// model-item = "input" NAME,* ":" type | "output" NAME [":" type] "=" value
///            | NAME [":" type] "=" value | "train" "{" train-item* "}"
/// train-item = "target" NAME,* ":" type | "loss" value ["weight" value]
///            | "metric" NAME "=" value ["keep" ("highest" | "lowest")] | "optimizer" value
///            | "schedule" value | "forcing" value | "clip" ("value" | "norm" | "each") value
///            | ("truncate" | "recompute" | "epochs" | "batch" | "validation" | "patience" | "seed") value
/// vocabulary = "vocabulary" NAME "=" ("[" STRING,* "]" | "file" "(" STRING ")") ["{" option* "}"]
/// option     = "split" ("characters" | "words") | "unknown" STRING | "end" STRING | "lowercase"
/// block      = "{" (NAME "=" value)* value "}"
/// type       = ["sequence" ["(" value ")"] "of"] ("[" value,* "]" | "token" "(" value ")")
/// value      = value ("<" | "<=" | ">" | ">=" | "==" | "!=") value
///            | value ("+" | "-") value | value ("*" | "/") value | value "@" value | "-" value
///            | value "(" ([NAME ":"] value),* ")" | value "." NAME
///            | "generate" "(" (NAME ":" value),* ")" "{" NAME "in" (NAME "=" value)* value "}"
///            | NAME | NAME "'" | NUMBER | STRING | "(" value ")"
/// ```
///
/// `@` binds more tightly than `*` and `/`, these more tightly than `+` and `-`; all group from the
/// left. Comparisons bind least and do not follow each other. A name is made of ASCII letters, digits and `_`. `//` begins a comment, `///` the
/// documentation of what comes next.
///
/// Line breaks end an equation, except inside parentheses, after an operator, and before a line that
/// begins with an operator other than `-` (which could begin a value of its own). Several statements
/// may share a line where each can only begin after the one before: `e = exp(x)  e / sum(e)`.
///
/// After a fault the parser goes on at the next line that looks like a statement, so that one run
/// reports several faults.
struct Parser {
  /// Thrown after a fault has been reported.
  struct Fault: Error {}

  let tokens: [Token]
  var index = 0
  var diagnostics: [Diagnostic] = []
  /// The number of expressions being read, each inside the one before.
  var depth = 0
  /// Whether the lines of a `train` block are being read.
  var isInTraining = false
  /// The number of parentheses that are open in the current block.
  var openParentheses = 0
  /// The names that faulty statements of the current declaration would have defined.
  var brokenNames: Set<String> = []

  /// The names of declarations that stand inside of others.
  var misplacedNames: Set<String> = []
  /// What the last brace that was read ended.
  var ended: (owner: String, brace: SourceSpan)?

  /// The greatest height of an expression, which keeps recursion over it shallow.
  static let maximumHeight = 64

  /// Reads `tokens`, the last of which is the end of the file.
  static func parse(_ tokens: [Token]) -> (spec: SpecSyntax, diagnostics: [Diagnostic]) {
    var parser = Parser(tokens: tokens)
    let spec = parser.spec()
    return (spec, parser.diagnostics)
  }

  /// Reads the text of a file. What is odd on a line with a sign that means nothing follows from that sign.
  static func parse(
    _ text: String, file: String
  ) -> (spec: SpecSyntax, comments: [CommentSyntax], diagnostics: [Diagnostic]) {
    let (tokens, comments, lexicalFaults) = Lexer.parts(of: text, file: file)
    let (spec, syntaxFaults) = parse(tokens)
    let lines = Set(lexicalFaults.map(\.span.start.line))
    let otherFaults = syntaxFaults.filter { !lines.contains($0.span.start.line) }
    return (spec, comments, lexicalFaults + otherFaults)
  }

  var current: Token { tokens[index] }

  var next: Token { tokens[min(index + 1, tokens.count - 1)] }

  var isAtEnd: Bool { current.kind == .endOfFile }

  @discardableResult
  mutating func advance() -> Token {
    let token = current
    if !isAtEnd { index += 1 }
    return token
  }

  mutating func fail(_ diagnostic: Diagnostic) -> Fault {
    diagnostics.append(diagnostic)
    return Fault()
  }

  /// The fault that something else than the current token must stand here, or behind the line before where
  /// that is not what opens a list.
  mutating func expected(_ what: String, notes: [Diagnostic.Note] = []) -> Fault {
    var span = current.span
    if index > 0, isAtEnd || current.startsLine && !tokens[index - 1].opensList {
      let end = tokens[index - 1].span.end
      span = SourceSpan(file: span.file, start: end, end: end)
    }
    return fail(.expected(what, found: current, at: span, notes: notes))
  }

  /// Whether the current token is the sign or word `text`; goes on if it is.
  mutating func take(_ text: String) -> Bool {
    guard current.isText(text) else { return false }
    advance()
    return true
  }

  @discardableResult
  mutating func require(_ text: String, toClose opening: Token? = nil) throws(Fault) -> Token {
    guard current.isText(text) else {
      let notes = opening.map { [Diagnostic.Note("to close this '\($0.text)'", at: $0.span)] }
      throw expected("'\(text)'", notes: notes ?? [])
    }
    return advance()
  }

  /// The fault that two values stand side by side, if that is so before the current token.
  mutating func sideBySide() -> Fault? {
    guard index > 0, !current.startsLine, current.beginsValue, tokens[index - 1].endsValue else {
      return nil
    }
    return fail(.sideBySide(tokens[index - 1], current))
  }

  mutating func name(_ what: String) throws(Fault) -> NameSyntax {
    guard current.kind == .identifier else {
      if current.kind == .primed { throw fail(.misplacedPrime(current.text, at: current.span)) }
      let isQuoted =
        current.kind == .string && (!what.hasPrefix("'") || what.contains("'\(current.text)'"))
      throw expected(isQuoted ? what + (what.hasSuffix(",") ? "" : ",") + " without quotes," : what)
    }
    let token = advance()
    return NameSyntax(text: token.text, span: token.span)
  }

  mutating func string(_ what: String) throws(Fault) -> NameSyntax {
    guard current.kind == .string else { throw expected(what) }
    let token = advance()
    return NameSyntax(text: token.text, span: token.span)
  }

  /// The items of a list up to `closing`, separated by commas.
  mutating func list<T>(
    to closing: String, opening: Token, ofValues: Bool = false,
    _ item: (inout Parser) throws(Fault) -> T
  ) throws(Fault) -> [T] {
    openParentheses += 1
    defer { openParentheses -= 1 }
    var items: [T] = []
    while !current.isText(closing) {
      items.append(try item(&self))
      guard current.isText(",") else { break }
      advance()
    }
    guard current.isText(closing) else {
      if ofValues, let fault = sideBySide() { throw fault }
      if ofValues, current.isText("=") { throw fail(.equalSignInValue(at: current.span)) }
      let note = Diagnostic.Note("to close this '\(opening.text)'", at: opening.span)
      throw expected("',' or '\(closing)'", notes: [note])
    }
    return items
  }

  /// The statements of `{ ... }`, without those that are faulty.
  mutating func braces<T>(
    of owner: String, _ statement: (inout Parser) throws(Fault) -> [T]
  ) throws(Fault) -> [T] {
    let opening = try require("{")
    let outerParentheses = openParentheses
    openParentheses = 0
    defer { openParentheses = outerParentheses }
    var items: [T] = []
    while !current.isText("}") {
      if beginsDeclaration, current.span.start.column > 1 {
        diagnostics.append(.declarationInside(owner, current))
        let start = index
        advance()
        misplacedNames.insert(current.text)
        advance()
        recover(from: start)
        continue
      }
      if isAtEnd || beginsDeclaration {
        let end = tokens[index - 1].span
        diagnostics.append(.unclosedBody(of: owner, at: end, opening: opening.span))
        return items
      }
      let start = index
      do {
        items += try statement(&self)
      } catch {
        noteBrokenNames(from: start)
        recover(from: start)
      }
    }
    ended = (owner, advance().span)
    return items
  }

  /// Notes the names that the faulty statement at `start` would have defined.
  private mutating func noteBrokenNames(from start: Int) {
    for token in tokens[start...].prefix(16).prefix(while: { !$0.isText(":") && !$0.isText("=") }) {
      if token.startsLine, token.span.start.line != tokens[start].span.start.line { break }
      if token.kind == .identifier { brokenNames.insert(token.text) }
      if token.kind == .primed { brokenNames.insert(token.text + "'") }
    }
  }

  /// Whether the current token begins a line and a declaration of the spec.
  var beginsDeclaration: Bool {
    guard current.startsLine, current.kind == .identifier else { return false }
    if next.kind == .string { return current.isText("import") }
    return next.kind == .identifier
      && ["cell", "model", "function", "vocabulary"].contains(current.text)
  }

  /// Whether a statement can begin at the current token.
  var beginsStatement: Bool {
    guard current.kind == .identifier || current.kind == .primed else { return false }
    if next.isText("=") || next.isText(":") { return true }
    if isInTraining {
      let isWord = next.kind == .identifier && !next.isText("weight")
      return !current.isText("weight") && !next.startsLine && (isWord || next.kind == .number)
    }
    return Parser.statementWords.contains(current.text) && !next.startsLine
  }

  /// Whether a word follows this one on its line, as where a statement begins with a word that there is not.
  private var areWordsSideBySide: Bool {
    current.kind == .identifier && next.kind == .identifier && !next.startsLine
  }

  /// What begins a statement where another word follows it.
  static let statementWords: Set<String> = [
    "state", "weight", "bias", "layout", "output", "input", "train", "split", "unknown", "end",
  ]

  /// Goes to the next statement or to the end of the block, at least one token after `start`.
  mutating func recover(from start: Int) {
    openParentheses = 0
    if index == start, !current.isText("}") { advance() }
    var openBraces = 0
    while !isAtEnd, !beginsDeclaration {
      if current.isText("}") {
        if openBraces == 0 { return }
        openBraces -= 1
      } else if current.isText("{") {
        openBraces += 1
      } else if openBraces == 0, current.startsLine, beginsStatement || areWordsSideBySide {
        return
      }
      advance()
    }
  }
}
