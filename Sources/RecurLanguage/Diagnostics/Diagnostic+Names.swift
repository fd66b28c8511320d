/// What can be wrong with names, calls and declarations.
extension Diagnostic {
  /// `name` with `suggestion` in its place, if there is one.
  private static func unknown(
    _ what: String, _ name: String, suggestion: String?, at span: SourceSpan, else hint: String = ""
  ) -> Diagnostic {
    guard let suggestion else {
      return Diagnostic(at: span, "unknown \(what) '\(visible(name))'\(hint)")
    }
    return Diagnostic(
      at: span, "unknown \(what) '\(visible(name))'; did you mean '\(visible(suggestion))'?",
      replacement: suggestion)
  }

  static func unknownName(
    _ name: String, suggestion: String?, at span: SourceSpan
  ) -> Diagnostic {
    unknown("name", name, suggestion: suggestion, at: span)
  }

  static func unknownCallee(
    _ name: String, what: String, suggestion: String?, at span: SourceSpan
  ) -> Diagnostic {
    var diagnostic = unknown(what, name, suggestion: suggestion, at: span)
    diagnostic.unknownDeclaration = name
    return diagnostic
  }

  static func unknownMember(_ member: NameSyntax, suggestion: String?) -> Diagnostic {
    unknown(
      "property", member.text, suggestion: suggestion, at: member.span,
      else: "; there are .last, .states, .final and .table")
  }

  static func unknownState(
    _ name: NameSyntax, states: [String], settings: [String] = []
  ) -> Diagnostic {
    let names = states + settings
    let list = names.map { "'\($0)'" }.joined(separator: ", ")
    return unknown(
      settings.isEmpty ? "state" : "state or setting", name.text,
      suggestion: RecurLanguage.suggestion(
        for: name.text, among: names + StepMark.allCases.map(\.rawValue)), at: name.span,
      else: names.isEmpty ? "; the cell has no states" : "; the cell has \(list)")
  }

  static func markIsNoNumber(_ mark: String, _ value: CheckedValue) -> Diagnostic {
    Diagnostic(
      at: value.span,
      "'\(mark)' is a number at each step, 0 or not, but this is \(value.type)"
        + (value.type.isToken ? "; compare it: token == 3" : ""))
  }

  static func notAStart(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      at: span,
      "a weight starts at a number or at uniform(low, high); a matrix also at identity(scale) or"
        + " orthogonal(scale), a square one at reservoir(radius); one that stays"
        + " as it is in training at fixed(...) of any of these")
  }

  static func notASetting(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      at: span,
      "a setting is a number that is known here, such as 0.5 or -1, or true or false, or a function"
        + " such as tanh")
  }

  static func settingIsNeitherTrueNorFalse(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(at: span, "the setting '\(name)' takes true or false")
  }

  static func settingIsNoFunction(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      at: span, "the setting '\(name)' takes the name of a function, such as sigmoid, tanh or relu")
  }

  static func notElementwise(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      at: span,
      "'\(name)' cannot be a setting: it does not make one number of one, as sigmoid, tanh or relu"
        + " do")
  }

  static func conditionIsNoSetting(_ name: NameSyntax) -> Diagnostic {
    Diagnostic(
      at: name.span,
      "'if' needs a setting that is true or false, such as 'bias' in cell RNN(H, bias: true)")
  }

  static func leftOutWithoutNumber(_ name: NameSyntax, _ condition: NameSyntax) -> Diagnostic {
    Diagnostic(
      at: name.span,
      "'\(name.text)' may be left out and must say which number it is then: ... = 0 if"
        + " \(condition.text)")
  }

  static func stateWithCondition(at span: SourceSpan) -> Diagnostic {
    Diagnostic(at: span, "a state cannot be left out; 'if' stands after weights and biases")
  }

  static func settingIsNoNumber(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      at: span, "a setting is a number that is known here, such as 0.5, -1 or the size of a model")
  }

  static func unknownVocabulary(
    _ name: String, suggestion: String?, at span: SourceSpan
  ) -> Diagnostic {
    var diagnostic = unknown("vocabulary", name, suggestion: suggestion, at: span)
    diagnostic.unknownDeclaration = name
    return diagnostic
  }

  static func duplicate(_ name: String, at span: SourceSpan, earlier: SourceSpan) -> Diagnostic {
    Diagnostic(
      at: span, "'\(name)' is already defined", notes: [Note("it is defined here", at: earlier)])
  }

  static func builtIn(_ name: NameSyntax) -> Diagnostic {
    Diagnostic(
      at: name.span, "'\(name.text)' is built into the language; choose another name")
  }

  static func usedBeforeDefinition(
    _ name: String, at span: SourceSpan, definition: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      at: span, "'\(name)' is used before it is defined",
      notes: [Note("it is defined here", at: definition)])
  }

  static func changesWithSteps(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      at: span, "'\(name)' changes at every step; an initial state must be known before the first")
  }

  static func cellInsideItself(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(at: span, "the cell '\(name)' is made of itself")
  }

  static func notAValue(_ name: String, kind: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(at: span, "'\(name)' is \(kind), not a value")
  }

  static func notAState(_ name: String, suggestion: String?, at span: SourceSpan) -> Diagnostic {
    guard let suggestion else {
      return Diagnostic(
        at: span, "'\(name)' is not a state of the cell; only a state has a next value, \(name)'")
    }
    return Diagnostic(
      at: span, "'\(name)' is not a state of the cell; did you mean '\(suggestion)''?",
      replacement: "\(suggestion)'")
  }

  static func notAWeight(_ name: NameSyntax, suggestion: String?) -> Diagnostic {
    unknown("weight", name.text, suggestion: suggestion, at: name.span)
  }

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
    _ name: String, _ arity: Builtin.Arity, found: Int, at span: SourceSpan
  ) -> Diagnostic {
    let wanted =
      switch arity {
      case .exactly(let wanted): count(wanted, "value")
      case .atLeast(let wanted): "at least \(count(wanted, "value"))"
      case .either(let one, let other): "\(one) or \(count(other, "value"))"
      }
    return Diagnostic(at: span, "'\(name)' takes \(wanted), but \(found) given")
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

  static func cellNotApplied(_ cell: CellSyntax, at span: SourceSpan) -> Diagnostic {
    let sizes = cell.sizes.isEmpty ? "" : "64"
    return Diagnostic(
      at: span,
      "the cell is not applied to a value; write \(cell.name.text)(\(sizes))(x)")
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

  static func notALayer(_ name: String, at span: SourceSpan) -> Diagnostic {
    if name == "dense" || name == "embedding" {
      return Diagnostic(at: span, "'\(name)' takes its value first: \(name)(x, 64)")
    }
    return Diagnostic(at: span, "'\(name)' is not a cell")
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

  static func stringIsNoValue(at span: SourceSpan) -> Diagnostic {
    Diagnostic(at: span, "a string cannot be used in an equation")
  }

  static func recursiveFunction(_ name: NameSyntax, through other: String?) -> Diagnostic {
    let path = other.map { " through '\($0)'" } ?? ""
    return Diagnostic(at: name.span, "the function '\(name.text)' calls itself\(path)")
  }

  static func functionsTooDeep(at span: SourceSpan) -> Diagnostic {
    Diagnostic(at: span, "what is called here is nested too deep")
  }

  static func tooManyOperations(_ limit: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(at: span, "the calls expand to more than \(limit) operations")
  }

  static func tooManyStates(_ limit: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(at: span, "the cells used at each step have more than \(limit) states in all")
  }

  static func unused(_ what: String, _ name: NameSyntax) -> Diagnostic {
    Diagnostic(.warning, at: name.span, "the \(what) '\(name.text)' is never used")
  }

  // MARK: Cells

  static func stateNeverAssigned(_ name: NameSyntax) -> Diagnostic {
    Diagnostic(
      at: name.span,
      "the state '\(name.text)' is never given its next value; add \(name.text)' = ...")
  }

  static func stateDefinedAgain(_ name: NameSyntax, declaration: SourceSpan) -> Diagnostic {
    Diagnostic(
      at: name.span,
      "'\(name.text)' is a state; an equation gives its next value: \(name.text)' = ...",
      notes: [Note("it is declared here", at: declaration)], replacement: "\(name.text)'")
  }

  static func cellWithoutOutput(_ name: NameSyntax) -> Diagnostic {
    Diagnostic(at: name.span, "the cell '\(name.text)' has neither a state nor an output")
  }

  static func cellWithoutInput(_ name: NameSyntax) -> Diagnostic {
    Diagnostic(
      at: name.span,
      "the cell '\(name.text)' has no input; write \(name.text)(H)(x: [X])")
  }

  static func secondOutput(at span: SourceSpan, earlier: SourceSpan) -> Diagnostic {
    Diagnostic(
      at: span, "a cell has one output", notes: [Note("the first is here", at: earlier)])
  }

  static func missingInLayout(_ weight: String, _ layout: NameSyntax) -> Diagnostic {
    Diagnostic(
      at: layout.span, "the layout '\(layout.text)' does not say where '\(weight)' is")
  }

  static func unknownPlaceholder(in name: NameSyntax) -> Diagnostic {
    Diagnostic(
      at: name.span, "a tensor's name may hold {layer} and {reverse}, nothing else in braces")
  }

  static func cannotStack(
    _ name: NameSyntax, _ type: CheckedType, with first: CheckedType?, in tensor: String
  ) -> Diagnostic {
    let other = first.map { " below \($0)" } ?? ""
    return Diagnostic(
      at: name.span, "the rows of '\(name.text)', \(type), cannot be stacked\(other) in '\(tensor)'"
    )
  }

  // MARK: Models

  static func modelWithoutInput(_ name: NameSyntax) -> Diagnostic {
    Diagnostic(at: name.span, "the model '\(name.text)' has no input; add input x: ...")
  }

  static func modelWithoutOutput(_ name: NameSyntax) -> Diagnostic {
    Diagnostic(at: name.span, "the model '\(name.text)' has no output; add output y = ...")
  }

  static func emptySpec(at span: SourceSpan) -> Diagnostic {
    Diagnostic(at: span, "the spec is empty; it needs a model")
  }
}
