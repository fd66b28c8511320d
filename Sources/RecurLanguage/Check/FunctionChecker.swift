/// Checks the names and calls of a function's own text, so that a faulty function is found even if
/// nothing calls it. Shapes are checked where it is called.
struct FunctionChecker {
  let declarations: Declarations
  var diagnostics: [Diagnostic] = []
  private var names: [String: SourceSpan] = [:]
  /// The functions of the spec that the text calls.
  private(set) var callees: [String] = []

  init(declarations: Declarations) { self.declarations = declarations }

  mutating func check(_ function: FunctionSyntax) {
    for parameter in function.parameters { define(parameter) }
    for setting in function.settings {
      check(setting.value)
      if !isConstant(setting.value, function) {
        diagnostics.append(.settingIsNoNumber(at: setting.value.span))
      }
      define(setting.name)
    }
    for binding in function.body.bindings {
      if let type = binding.type { diagnostics.append(.typeInCell(at: type.span)) }
      check(binding.value)
      define(binding.name)
    }
    check(function.body.result)
  }

  /// Whether a value is made of numbers and earlier settings.
  private func isConstant(_ syntax: ExpressionSyntax, _ function: FunctionSyntax) -> Bool {
    switch syntax.kind {
    case .number: true
    case .negation(let operand): isConstant(operand, function)
    case .name(let name):
      names[name] != nil && function.settings.contains { $0.name.text == name }
    case .binary(let sign, let left, let right, _):
      ![.product].contains(sign) && !sign.compares && isConstant(left, function)
        && isConstant(right, function)
    default: false
    }
  }

  private mutating func define(_ name: NameSyntax) {
    if let earlier = names[name.text] {
      diagnostics.append(.duplicate(name.text, at: name.span, earlier: earlier))
    }
    names[name.text] = name.span
  }

  private mutating func check(_ syntax: ExpressionSyntax) {
    switch syntax.kind {
    case .number: return
    case .string: diagnostics.append(.stringIsNoValue(at: syntax.span))
    case .name(let name):
      if names[name] != nil { return }
      if let kind = declarations.kind(of: name) {
        diagnostics.append(.notAValue(name, kind: kind, at: syntax.span))
      } else {
        let candidate = suggestion(for: name, among: names.keys)
        diagnostics.append(.unknownName(name, suggestion: candidate, at: syntax.span))
      }
    case .next(let name):
      diagnostics.append(.notAState(name, suggestion: nil, at: syntax.span))
    case .negation(let operand): check(operand)
    case .binary(_, let left, let right, _):
      check(left)
      check(right)
    case .member(let base, _): check(base)
    case .generate(let generate):
      diagnostics.append(.layerInFunction("generate", at: generate.keyword))
    case .call(let call): check(call)
    }
  }

  private mutating func check(_ call: CallSyntax) {
    for argument in call.arguments { check(argument.value) }
    guard case .name(let name) = call.callee.kind else {
      if case .call(let maker) = call.callee.kind, case .name(let name) = maker.callee.kind,
        declarations.cell(name) != nil || Builtin.layers.contains(name)
      {
        diagnostics.append(.layerInFunction(name, at: call.callee.span))
      } else if case .member(_, let member) = call.callee.kind {
        let isKnown = declarations.kind(of: member.text) != nil
        diagnostics.append(.memberCalled(member, isKnown: isKnown))
      } else {
        diagnostics.append(.notCallable(nil, at: call.callee.span))
      }
      return
    }
    let isFunction = Builtin.table[name] == nil && declarations.function(name) != nil
    let count = call.arguments.count { !isFunction || $0.label == nil }
    if let builtin = Builtin.table[name] {
      if !builtin.arity.fits(count) {
        diagnostics.append(.wrongArity(name, builtin.arity, found: count, at: call.span))
      }
    } else if let function = declarations.function(name) {
      if !function.isPrelude { callees.append(name) }
      let wanted = function.syntax.parameters.count
      if wanted != count {
        diagnostics.append(
          .wrongArity(
            name, .exactly(wanted), of: function.syntax.parameters.map(\.text), found: count,
            at: call.span))
      }
    } else if Builtin.layers.contains(name) || declarations.cell(name) != nil {
      if name != "reverse" {
        diagnostics.append(.layerInFunction(name, at: call.callee.span))
      }
    } else if names[name] != nil {
      diagnostics.append(.notCallable(name, at: call.callee.span))
    } else {
      let all = declarations.functionNames + Array(Builtin.table.keys)
      diagnostics.append(
        .unknownCallee(
          name, what: "function", suggestion: suggestion(for: name, among: all),
          at: call.callee.span))
    }
  }

  /// The names of the functions that call themselves, perhaps through others.
  ///
  /// - Complexity: O(*n*) in the number of calls; does not recurse.
  static func recursive(_ callees: [String: [String]]) -> Set<String> {
    var callers: [String: [String]] = [:]
    for (name, callees) in callees {
      for callee in callees { callers[callee, default: []].append(name) }
    }
    // Functions that call no remaining function cannot recur, nor can those that none calls.
    let remaining = withoutLeaves(Set(callees.keys), callees, callers)
    return withoutLeaves(remaining, callers, callees)
  }

  private static func withoutLeaves(
    _ names: Set<String>, _ next: [String: [String]], _ previous: [String: [String]]
  ) -> Set<String> {
    var remaining = names
    var counts = names.reduce(into: [String: Int]()) { counts, name in
      counts[name] = next[name, default: []].filter(names.contains).count
    }
    var leaves = names.filter { counts[$0] == 0 }
    while let leaf = leaves.popFirst() {
      remaining.remove(leaf)
      for name in previous[leaf, default: []] where remaining.contains(name) {
        counts[name, default: 0] -= 1
        if counts[name] == 0 { leaves.insert(name) }
      }
    }
    return remaining
  }
}
