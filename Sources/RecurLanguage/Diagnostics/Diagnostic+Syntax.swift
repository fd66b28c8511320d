/// What can be wrong with the form of a spec.
extension Diagnostic {
  static func specTooLarge(_ bytes: Int, limit: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(at: span, "the spec has \(bytes) bytes; at most \(limit) are allowed")
  }

  static func importTooLarge(_ name: NameSyntax, limit: Int) -> Diagnostic {
    Diagnostic(
      at: name.span, "'\(visible(name.text))' has more bytes than a spec may have, \(limit)")
  }

  static func tooManyImports(_ limit: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(at: span, "the spec imports more than \(limit) files")
  }

  static func notUTF8(at span: SourceSpan) -> Diagnostic {
    Diagnostic(at: span, "this is not UTF-8 text")
  }

  /// Stands for `first` and all that comes after it.
  static func tooMany(_ first: Diagnostic) -> Diagnostic {
    Diagnostic(first.severity, at: first.span, "there is more; the rest is not shown")
  }

  static func unknownCharacter(_ text: String, at span: SourceSpan) -> Diagnostic {
    switch text {
    case "\u{2019}", "\u{2032}":
      Diagnostic(at: span, "the prime of h' is the plain apostrophe (')", replacement: "'")
    case "\u{201C}", "\u{201D}":
      Diagnostic(at: span, "strings stand in plain double quotes (\")", replacement: "\"")
    case "'":
      Diagnostic(at: span, "a prime stands right after a name, as in h'")
    case ";":
      Diagnostic(at: span, "no semicolons: a line break ends an equation", replacement: "")
    case "!":
      Diagnostic(at: span, "there is no '!'; 1 - a is 1 where a is 0")
    case "&", "&&", "|", "||":
      Diagnostic(at: span, "there is no '\(text)'; \(andOr)")
    case "?":
      Diagnostic(at: span, "there is no '?'; \(choice)")
    case "\u{D7}", "\u{B7}", "\u{22C5}", "\u{2217}":
      Diagnostic(
        at: span, "'*' multiplies element by element, '@' a matrix and a vector", replacement: "*")
    case "^", "**":
      Diagnostic(
        at: span, "there is no '\(text)'; x * x is the square, and exp(a * log(x)) any power, of x")
    case "%":
      Diagnostic(at: span, "there is no '%'; mod(x, y) is what division leaves")
    default:
      Diagnostic(at: span, "'\(visible(text))' has no meaning here")
    }
  }

  private static let andOr = "of comparisons, a * b is 1 where both are, max(a, b) where one is"

  private static let choice = "where(a < b, x, y) is x where a < b, else y"

  /// What is a comment elsewhere; an open one has no end.
  static func foreignComment(isOpen: Bool, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      at: span,
      (isOpen ? "no '*/' ends this; " : "") + "a comment begins with //, on each of its lines")
  }

  static func foreignLetters(in name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      at: span,
      "the name '\(visible(name))' has letters other than a to z and A to Z; besides, a name may have"
        + " digits and '_'")
  }

  static func malformedNumber(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(at: span, "'\(text)' is neither a number nor a name; a name begins with a letter")
  }

  static func numberTooLarge(at span: SourceSpan) -> Diagnostic {
    Diagnostic(at: span, "the number is too large: the greatest of single precision is 3.4e38")
  }

  static func unterminatedString(at span: SourceSpan) -> Diagnostic {
    Diagnostic(at: span, "the string has no closing quote on its line")
  }

  static func unknownEscape(at span: SourceSpan) -> Diagnostic {
    Diagnostic(at: span, "unknown escape; there are \\\\, \\\", \\n, \\t and \\u{1F600}")
  }

  static func expected(
    _ what: String, found: Token, at span: SourceSpan, notes: [Note]
  ) -> Diagnostic {
    Diagnostic(at: span, "expected \(what) but found \(shown(found))", notes: notes)
  }

  static func expectedDeclaration(found token: Token) -> Diagnostic {
    let words = ["cell", "function", "import", "model", "vocabulary"]
    if let word = suggestion(for: token.text, among: words) {
      return Diagnostic(
        at: token.span, "unknown declaration '\(visible(token.text))'; did you mean '\(word)'?",
        replacement: word)
    }
    return Diagnostic(
      at: token.span,
      "expected 'cell', 'function', 'model' or 'vocabulary' but found \(shown(token))")
  }

  /// `token` stands behind the brace that ends `owner`, and is no declaration.
  static func afterEnd(of owner: String, _ token: Token, brace: SourceSpan) -> Diagnostic {
    let end = Note("\(owner) ends here", at: brace)
    if token.isText("}") {
      return Diagnostic(at: token.span, "there is no '{' that this '}' closes", notes: [end])
    }
    return Diagnostic(
      at: token.span,
      "\(shown(token)) stands behind the end of \(owner); is there a '}' too many before?",
      notes: [end])
  }

  static func unclosedBody(
    of owner: String, at span: SourceSpan, opening: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      at: span, "the body of \(owner) has no closing '}'",
      notes: [Note("it begins here", at: opening)])
  }

  /// A declaration of the spec inside of `owner`.
  static func declarationInside(_ owner: String, _ keyword: Token) -> Diagnostic {
    Diagnostic(
      at: keyword.span,
      "'\(keyword.text)' stands for itself, not in \(owner); if that ends before, its '}' is missing"
    )
  }

  static func nestedTooDeep(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      at: span,
      "the expression is more than \(Parser.maximumHeight) levels deep: of calls, parentheses and signs inside"
        + " each other, or of terms of a sum; give a part of it a name")
  }

  static func misplacedPrime(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      at: span, "'\(name)'' is the next value of a state; only an equation of a cell may define it")
  }

  static func reservedWord(_ word: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(at: span, "'\(word)' is a word of the language; choose another name")
  }

  static func sideBySide(_ first: Token, _ second: Token) -> Diagnostic {
    for word in [first, second] where word.kind == .identifier {
      if ["and", "or"].contains(word.text) {
        return Diagnostic(at: word.span, "there is no '\(word.text)'; \(andOr)")
      }
      if word.text == "not" {
        return Diagnostic(at: word.span, "there is no 'not'; 1 - a is 1 where a is 0")
      }
      if ["if", "else"].contains(word.text) {
        return Diagnostic(at: word.span, "there is no '\(word.text)'; \(choice)")
      }
    }
    return Diagnostic(
      at: second.span,
      "\(shown(first)) and \(shown(second)) stand side by side with no operator between",
      notes: [Note("'@' is the matrix product, '*' multiplies element by element")])
  }

  /// A '=' where no equation begins.
  static func equalSignInValue(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      at: span, "'=' gives a name to what follows it; to compare there are ==, !=, <, <=, > and >=")
  }

  static func comparisonsInARow(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      at: span, "comparisons do not follow each other; multiply two of them: (a < b) * (b < c)")
  }

  /// `token` begins no statement; `previous` is what stands before it.
  static func elementsInBrackets(_ opening: Token) -> Diagnostic {
    Diagnostic(
      at: opening.span,
      "elements cannot be taken by '[...]'; .last is the value at the last step, .states.h a state at each"
    )
  }

  static func notAStatement(
    _ token: Token, after previous: Token?, next: Token, in place: String
  ) -> Diagnostic {
    let word = visible(token.text)
    if let previous, !token.startsLine, token.beginsValue, previous.endsValue {
      return sideBySide(previous, token)
    }
    if token.isText("["), !token.startsLine { return elementsInBrackets(token) }
    if token.isText("-") {
      return Diagnostic(
        at: token.span, "a line cannot begin with '-'; put it at the end of the line before")
    }
    if token.isText(")") {
      return Diagnostic(at: token.span, "there is no '(' that this ')' ends")
    }
    if token.kind == .string, Parser.statementWords.contains(token.text) {
      return wordInQuotes(token)
    }
    if token.kind == .identifier {
      if let remedy = remedy(for: token.text, in: place) {
        return Diagnostic(at: token.span, remedy)
      }
      let words =
        place == "a cell"
        ? ["state", "weight", "bias", "output", "layout"] : ["input", "output", "train"]
      if let known = suggestion(for: token.text, among: words) {
        return Diagnostic(
          at: token.span, "unknown word '\(word)'; did you mean '\(known)'?", replacement: known)
      }
      if !next.startsLine, next.kind == .identifier {
        let all = words.joined(separator: ", ")
        return Diagnostic(
          at: token.span,
          "unknown word '\(word)'; a line of \(place) begins with a name and '=', or with one"
            + " of \(all)")
      }
      return Diagnostic(at: token.span, "expected '=' after '\(word)': \(word) = ...")
    }
    return Diagnostic(
      at: token.span,
      "expected a line of \(place), such as 'name = value', but found \(shown(token))")
  }

  /// What begins a line stands in quotes.
  static func wordInQuotes(_ token: Token) -> Diagnostic {
    Diagnostic(
      at: token.span, "the word '\(token.text)' is written without quotes", replacement: token.text)
  }

  /// What to do instead of beginning a line of `place` with `word`, which has a meaning elsewhere, here or in
  /// other languages.
  static func remedy(for word: String, in place: String) -> String? {
    let isFunction = place != "a cell" && place != "a model"
    switch word {
    case "if", "else", "elif", "switch":
      return "there is no '\(word)'; \(choice)"
    case "for", "while", "repeat":
      return
        "there is no '\(word)'; equations stand for all elements, and those of a cell for all time steps"
    case "let", "var", "const", "val":
      return "an equation has no '\(word)': name = value"
    case "return":
      return "there is no 'return'; "
        + (isFunction ? "the last line is the value" : "what others see is an 'output'")
    case _ where place == "a cell":
      if word == "input" {
        return "the inputs of a cell stand behind its name: cell NAME(H)(x: [X], y: [Y])"
      }
      if word == "train" { return "'train' belongs into a model" }
      guard Parser.trainingWords.contains(word) else { return nil }
      return "'\(word)' belongs into the 'train { ... }' of a model"
    case _ where place == "a model":
      if ["state", "weight", "bias", "layout"].contains(word) {
        return "'\(word)' belongs into a cell: cell NAME(H)(x: [X]) { ... }"
          + (word == "weight" || word == "bias"
            ? "; in a model dense(x, 64) has a weight and a bias" : "")
      }
      guard Parser.trainingWords.contains(word) else { return nil }
      return "'\(word)' belongs into the model's 'train { ... }'"
    default: return nil
    }
  }

  /// A type where a function's parameter may have a number.
  static func typeOfParameter(_ name: NameSyntax, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      at: span,
      "the parameter '\(visible(name.text))' has no type: a function takes values of any shape for which its"
        + " equations hold")
  }

  /// `name: TYPE` and nothing more.
  static func typeWithoutValue(_ name: NameSyntax, in place: String) -> Diagnostic {
    let word = visible(name.text)
    let remedy =
      switch place {
      case "a cell": "write weight \(word): ..., bias \(word): ... or state \(word): ..."
      case "a model": "write input \(word): ... or \(word): ... = value"
      default: "write \(word) = value"
      }
    return Diagnostic(at: name.span, "'\(word)' has a type but no value; \(remedy)")
  }

  static func valueBeforeEnd(of owner: String, at span: SourceSpan, next: Token) -> Diagnostic {
    if !next.startsLine, next.kind == .identifier || next.kind == .number {
      return Diagnostic(
        at: next.span, "expected an operator or a new line but found \(shown(next))")
    }
    return Diagnostic(
      at: span, "only the last line of \(owner) may be a value; give this one a name: name = ...")
  }

  static func missingResult(of owner: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(at: span, "the last line of \(owner) must be its value")
  }

  static func unknownType(_ name: NameSyntax) -> Diagnostic {
    if let word = suggestion(for: name.text, among: ["sequence", "token"]) {
      return Diagnostic(
        at: name.span, "unknown type '\(name.text)'; did you mean '\(word)'?", replacement: word)
    }
    return Diagnostic(
      at: name.span,
      "unknown type '\(name.text)'; there are [64], token(100), sequence of [64] and"
        + " sequence of token(100)")
  }

  static func unknownOption(_ name: NameSyntax, of owner: String) -> Diagnostic {
    let words = ["split", "unknown", "end", "lowercase"]
    if let word = suggestion(for: name.text, among: words) {
      return Diagnostic(
        at: name.span, "unknown option '\(name.text)'; did you mean '\(word)'?", replacement: word)
    }
    return Diagnostic(
      at: name.span,
      "unknown option '\(name.text)' of a \(owner); there are split, unknown, end and lowercase")
  }

  /// `token` as messages name it: a string in its own quotes, since to leave them out or in may be the fault.
  static func shown(_ token: Token) -> String {
    switch token.kind {
    case .endOfFile: "the end of the file"
    case .string: "\"\(visible(token.text))\""
    case .primed: "'\(visible(token.text))''"
    case .identifier, .number, .punctuation: "'\(visible(token.text))'"
    }
  }

  /// `text` on one line, shortened.
  static func visible(_ text: String) -> String {
    let line = text.unicodeScalars.map {
      Token.isSeen($0) ? String($0) : "\\u{\(String($0.value, radix: 16))}"
    }
    return line.count > 40 ? line.prefix(40).joined() + "…" : line.joined()
  }
}
