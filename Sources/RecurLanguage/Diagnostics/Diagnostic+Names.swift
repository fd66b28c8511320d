/// What can be wrong with names and declarations.
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
    Diagnostic(at: name.span, "'if' needs \(conditionOfWeight)")
  }

  /// What stands behind the `if` of a weight.
  static let conditionOfWeight =
    "a setting that is true or false, such as 'bias' in cell RNN(H, bias: true)"

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

  static func stringIsNoValue(at span: SourceSpan) -> Diagnostic {
    Diagnostic(at: span, "a string cannot be used in an equation")
  }

  static func recursiveFunction(_ name: NameSyntax, through other: String?) -> Diagnostic {
    let path = other.map { " through '\($0)'" } ?? ""
    return Diagnostic(at: name.span, "the function '\(name.text)' calls itself\(path)")
  }

  static func functionsTooDeep(_ limit: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(at: span, "what is called here is nested more than \(limit) levels deep")
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
