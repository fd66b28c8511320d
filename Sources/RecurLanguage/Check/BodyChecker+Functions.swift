/// Functions that are written in the language, which are expanded where they are called.
extension BodyChecker {
  /// The value of a call of `function`.
  mutating func expand(
    _ function: Declarations.Function, _ call: CallSyntax
  ) -> CheckedValue? {
    let syntax = function.syntax
    let parameters = syntax.parameters.map(\.text)
    var rest = call
    rest.arguments.removeAll { $0.label != nil }
    let settings = givenSettings(of: syntax, call)
    guard let settings,
      let arguments = values(
        of: rest, for: syntax.name.text, arity: .exactly(parameters.count), parameters: parameters),
      function.isSound
    else { return nil }
    let direct = DirectForm.table.first { form in
      function.isPrelude && form.function == syntax.name.text
        && form.maker == arguments[0].made?.function
    }
    guard let direct, let made = arguments[0].made,
      let other = declarations.function(direct.direct, fromPrelude: true)
    else { return expand(function, arguments, settings, at: call.span) }
    let called = BodyChecker.Application(function: syntax, types: arguments.map(\.type))
    var given = made.arguments
    if direct.maker == "generate" {
      guard isLoss else {
        report(.forcedOutsideLoss(arguments[0]))
        return nil
      }
      guard let scores = force(arguments[0], to: arguments[1], at: call.span) else { return nil }
      given = [scores]
    }
    return expand(
      other, given + arguments.dropFirst(), settings, at: call.span, calledAs: called)
  }

  /// The settings that a call gives by their names, or nil after a diagnostic.
  private mutating func givenSettings(
    of function: FunctionSyntax, _ call: CallSyntax
  ) -> [String: Double]? {
    var given: [String: Double] = [:]
    var isSound = true
    for argument in call.arguments {
      guard let label = argument.label else { continue }
      let names = function.settings.map(\.name.text)
      guard names.contains(label.text) else {
        report(.unexpectedLabel(label, of: function.name.text, names))
        isSound = false
        continue
      }
      let earlier = call.arguments.first { $0.label?.text == label.text }?.label
      if let earlier, earlier.span != label.span {
        report(.duplicate(label.text, at: label.span, earlier: earlier.span))
        isSound = false
      } else if let number = number(of: argument.value) {
        given[label.text] = number
      } else {
        isSound = false
      }
    }
    return isSound ? given : nil
  }

  /// The body of `function` with the arguments in place of the parameters, and `given` settings in place of
  /// its own. The spec may have called another function that it stands for.
  mutating func expand(
    _ function: Declarations.Function, _ arguments: [CheckedValue],
    _ given: [String: Double] = [:], at span: SourceSpan, calledAs called: Application? = nil
  ) -> CheckedValue? {
    let syntax = function.syntax
    var inside = Scope()
    inside.isPrelude = function.isPrelude
    // A parameter may be read often: its value is computed once.
    let values = arguments.map {
      $0.isAtomic ? $0 : bind($0, label: nil, at: $0.span)
    }
    for (parameter, value) in zip(syntax.parameters, values) {
      inside.entries[parameter.text] = Scope.Entry(value: value, definition: parameter.span)
    }
    let outside = scope
    scope = inside
    let application =
      called ?? Application(function: syntax, types: arguments.map(\.type))
    expansions.append(
      Expansion(
        owner: "the function '\(syntax.name.text)'", call: span,
        application: function.isPrelude ? application : nil))
    defer {
      expansions.removeLast()
      scope = outside
    }
    for setting in syntax.settings {
      guard let number = given[setting.name.text] ?? number(of: setting.value) else { return nil }
      define(
        setting.name.text, CheckedValue(.number(number), .scalar, at: span), at: setting.name.span)
    }
    for binding in syntax.body.bindings {
      let value = check(binding.value)
        .map { bind($0, label: binding.name.text, at: binding.name.span) }
      define(binding.name.text, value, at: binding.name.span)
    }
    guard let found = check(syntax.body.result) else { return nil }
    var result =
      found.isAtomic ? found : bind(found, label: nil, at: syntax.body.result.span)
    if function.isPrelude { result.remember(syntax.name.text, values) }
    return result
  }
}
