/// What can be wrong with calls of functions, cells and layers.
extension Diagnostic {
  static func notCallable(_ name: String?, at span: SourceSpan) -> Diagnostic {
    guard let name else { return Diagnostic(at: span, "this is a value and cannot be called") }
    return Diagnostic(
      at: span, "'\(name)' is a value and cannot be called; write '*' to multiply")
  }

  /// `nn.Linear(x, 8)` or `x.tanh()`.
  static func memberCalled(_ member: NameSyntax, isKnown: Bool) -> Diagnostic {
    let name = visible(member.text)
    return Diagnostic(
      at: member.span,
      isKnown
        ? "'\(name)' stands before its values, with nothing in front: \(name)(...)"
        : "there is nothing to be called behind a '.'; functions and layers stand before their values, as"
          + " in dense(x, 64)")
  }

  static func mergeWithoutCell(at span: SourceSpan) -> Diagnostic {
    Diagnostic(at: span, "the cell stands in front: bidirectional(GRU(64), merge: sum)")
  }

  static func unknownMerge(_ argument: CallSyntax.Argument, names: [String]) -> Diagnostic {
    if let label = argument.label, label.text != "merge" {
      return unexpectedLabel(label, of: "bidirectional", ["merge"])
    }
    let list = names.joined(separator: ", ")
    guard argument.label != nil, case .name(let name) = argument.value.kind else {
      return Diagnostic(
        at: argument.value.span, "directions are merged by 'merge:' and one of \(list)")
    }
    let word = suggestion(for: name, among: names)
    return Diagnostic(
      at: argument.value.span,
      "directions cannot be merged by '\(name)'; "
        + (word.map { "did you mean '\($0)'?" } ?? "there are \(list)"),
      replacement: word)
  }

  static func unexpectedLabel(
    _ label: NameSyntax, of name: String, _ names: [String] = []
  ) -> Diagnostic {
    let word = suggestion(for: label.text, among: names)
    let all = names.map { "'\($0)'" }.joined(separator: " and ")
    let hint =
      word.map { "did you mean '\($0)'?" }
      ?? (names.isEmpty
        ? "its values have no names"
        : "only \(all) \(names.count == 1 ? "has a name" : "have names")")
    return Diagnostic(
      at: label.span, "'\(name)' has no argument called '\(visible(label.text))'; \(hint)",
      replacement: word)
  }

  /// A function of the prelude that cannot be made of what it is given, as `inner` inside of it says.
  static func doesNotFit(
    _ application: BodyChecker.Application, _ inner: Diagnostic, at span: SourceSpan
  ) -> Diagnostic {
    let function = application.function
    let name = function.name.text
    let given = zip(function.parameters, application.types)
      .map { "\($0.text): \($1)" }.joined(separator: ", ")
    let parameters = function.parameters.map(\.text).joined(separator: ", ")
    let lines = function.documentation.split(separator: "\n").joined(separator: " ")
    let end = lines.firstMatch(of: /\.( [A-Z]|$)/)?.range.lowerBound ?? lines.endIndex
    return Diagnostic(
      at: span, "'\(name)' cannot be given \(given): \(inner.message)",
      notes: [Note("\(name)(\(parameters)): \(lines[..<end])")])
  }

  private static func count(_ count: Int, _ noun: String) -> String {
    "\(count == 0 ? "no" : "\(count)") \(noun)\(count == 1 ? "" : "s")"
  }

  static func wrongArity(
    _ name: String, _ arity: Builtin.Arity, of parameters: [String] = [], found: Int,
    at span: SourceSpan
  ) -> Diagnostic {
    let wanted =
      switch arity {
      case .exactly(let wanted): count(wanted, "value")
      case .atLeast(let wanted): "at least \(count(wanted, "value"))"
      case .either(let one, let other): "\(one) or \(count(other, "value"))"
      }
    let names = parameters.isEmpty ? "" : " (\(parameters.joined(separator: ", ")))"
    return Diagnostic(at: span, "'\(name)' takes \(wanted)\(names), but \(found) given")
  }

  static func wrongLayerArity(_ name: String, found: Int, at span: SourceSpan) -> Diagnostic {
    let operand = name == "dense" ? "x" : "tokens"
    return Diagnostic(
      at: span, "'\(name)' takes a value and a size, \(name)(\(operand), 64), but \(found) given")
  }

  static func wrongCellArity(_ cell: CellSyntax, found: Int, at span: SourceSpan) -> Diagnostic {
    let inputs = cell.inputs.map(\.name.text).joined(separator: ", ")
    return Diagnostic(
      at: span,
      "the cell '\(cell.name.text)' takes \(count(cell.inputs.count, "input")) (\(inputs)),"
        + " but \(found) given")
  }

  static func cellNeedsSizes(_ cell: CellSyntax, found: Int, at span: SourceSpan) -> Diagnostic {
    let sizes = cell.sizes.map(\.text).joined(separator: ", ")
    return Diagnostic(
      at: span,
      "the cell '\(cell.name.text)' takes \(count(cell.sizes.count, "size")) (\(sizes)),"
        + " but \(found) given")
  }

  static func namedSize(_ name: NameSyntax, of cell: CellSyntax) -> Diagnostic {
    let sizes = cell.sizes.map(\.text).joined(separator: ", ")
    return Diagnostic(
      at: name.span,
      "sizes stand without names, in their order: \(cell.name.text)(\(sizes)) with a number for each"
    )
  }

  static func namedInput(_ name: NameSyntax, of cell: CellSyntax) -> Diagnostic {
    let inputs = cell.inputs.map(\.name.text).joined(separator: ", ")
    return Diagnostic(
      at: name.span,
      "inputs stand without names, in their order: \(cell.name.text)(...)(\(inputs))")
  }

  static func cellNotApplied(_ cell: CellSyntax, at span: SourceSpan) -> Diagnostic {
    let name = cell.name.text
    return Diagnostic(
      at: span,
      cell.sizes.isEmpty
        ? "the cell needs a value, as in \(name)(x)"
        : "the cell needs a value behind its sizes, as in \(name)(64)(x)")
  }

  static func layerNotApplied(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      at: span, "'\(name)' is not applied to a value; write \(name)(...)(x)")
  }

  static func normalizesNoData(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      at: span,
      name == "normalize"
        ? "'normalize' takes an input, normalize(x), or a value and the input or target whose mean and"
          + " deviation are taken, normalize(y, x)"
        : "'denormalize' takes a value and the input or target whose mean and deviation it is given,"
          + " denormalize(y, truth)")
  }

  static func notALayer(_ name: String, kind: String?, at span: SourceSpan) -> Diagnostic {
    if name == "dense" || name == "embedding" {
      return Diagnostic(at: span, "'\(name)' takes its value first: \(name)(x, 64)")
    }
    return Diagnostic(at: span, "'\(name)' is \(kind ?? "a value"), not a cell")
  }

  static func expectedLayer(at span: SourceSpan) -> Diagnostic {
    Diagnostic(at: span, "expected a cell such as LSTM(64)")
  }

  static func misplacedInitialState(_ label: NameSyntax) -> Diagnostic {
    Diagnostic(
      at: label.span,
      "an initial state stands with the cell's sizes: LSTM(64, \(label.text): ...)(x)")
  }

  static func layerOutsideModel(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      at: span, "'\(name)' can stand in a model only; a cell is made of equations and cells")
  }

  static func layerInFunction(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(at: span, "'\(name)' cannot stand in a function, which is made of equations")
  }
}
