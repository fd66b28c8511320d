extension BodyChecker {
  /// The value of a call.
  mutating func checkCall(_ call: CallSyntax, path: String?) -> CheckedValue? {
    switch call.callee.kind {
    case .call:
      return checkLayerCall(call, path: path)
    case .name(let called):
      var (name, isPrelude) = (called, scope.isPrelude)
      if case .function(let function)? = scope.settings[called] {
        scope.reads.insert(called)
        (name, isPrelude) = (function.name, function.isPrelude)
      }
      if let builtin = Builtin.table[name] { return checkBuiltin(name, builtin, call) }
      if let function = declarations.function(name, fromPrelude: isPrelude) {
        return expand(function, call)
      }
      switch name {
      case "dense": return checkDense(call, path: path)
      case "embedding": return checkEmbedding(call, path: path)
      case "ahead": return checkAhead(call)
      case "normalize", "denormalize": return checkNormalizing(call, name, path: path)
      case "reverse" where !isLayer(call.arguments.first?.value): return checkReverse(call)
      case "stack", "reverse", "bidirectional":
        report(.layerNotApplied(name, at: call.span))
        return nil
      default: break
      }
      if let cell = declarations.cell(name, fromPrelude: scope.isPrelude) {
        if cell.syntax.sizes.isEmpty, call.arguments.contains(where: { $0.label == nil }) {
          return checkLayerCall(call, path: path)
        }
        report(.cellNotApplied(cell.syntax, at: call.span))
        return nil
      }
      for argument in call.arguments { _ = check(argument.value) }
      if let entry = scope.entries[name] {
        if entry.value != nil { report(.notCallable(name, at: call.callee.span)) }
      } else {
        reportUnknownCallee(name, what: "function or layer", at: call.callee.span)
      }
      return nil
    case .member(_, let member):
      report(.memberCalled(member, isKnown: declarations.kind(of: member.text) != nil))
      return nil
    default:
      report(.notCallable(nil, at: call.callee.span))
      return nil
    }
  }

  mutating func reportUnknownCallee(_ name: String, what: String, at span: SourceSpan) {
    let cells = declarations.cellNames
    let others =
      declarations.functionNames + Array(Builtin.table.keys) + Array(Builtin.layers)
    let candidate = nearest(to: name, among: what == "cell" ? cells : cells + others)
    report(.unknownCallee(name, what: what, suggestion: candidate, at: span))
  }

  /// The arguments' values, or nil after a diagnostic about them or their number.
  ///
  /// None of them may have a label; those that the function takes are `labels`. A diagnostic about their number
  /// names the `parameters`, if there are names.
  mutating func values(
    of call: CallSyntax, for name: String, arity: Builtin.Arity, parameters: [String] = [],
    labels: [String] = []
  ) -> [CheckedValue]? {
    let isSound = reportLabels(of: call, for: name, labels)
    var values: [CheckedValue] = []
    for argument in call.arguments where isSound || argument.label == nil {
      if let value = check(argument.value) { values.append(value.at(argument.value.span)) }
    }
    guard isSound else { return nil }
    let count = call.arguments.count
    guard arity.fits(count) else {
      report(.wrongArity(name, arity, of: parameters, found: count, at: call.span))
      return nil
    }
    return values.count == count ? values : nil
  }

  /// Reports each label of `call`; false if there is one.
  mutating func reportLabels(
    of call: CallSyntax, for name: String, _ labels: [String] = []
  ) -> Bool {
    let given = call.arguments.compactMap(\.label)
    for label in given { report(.unexpectedLabel(label, of: name, labels)) }
    return given.isEmpty
  }

  private mutating func checkBuiltin(
    _ name: String, _ builtin: Builtin, _ call: CallSyntax
  ) -> CheckedValue? {
    if builtin.kind == .sample { return checkSample(call) }
    if builtin.kind == .onehot { return checkOnehot(call) }
    if builtin.kind == .dropout { return checkDropout(call) }
    guard let operands = values(of: call, for: name, arity: builtin.arity) else { return nil }
    if case .elementwise(let function) = builtin.kind {
      var result = elementwise(function, sign: name, operands, at: call.span)
      result?.remember(name, operands)
      return result
    }
    for operand in operands where operand.type.isToken {
      report(.tokenIsNoNumber(operand, in: name))
      return nil
    }
    let first = operands[0]
    let expressions = operands.map { $0.at(place($0.span)).expression }
    switch builtin.kind {
    case .concatenate: return concatenate(operands, at: call.span)
    case .elementwise, .sample, .onehot, .dropout: return nil
    case .count:
      // In a cell that is only being checked a dimension may be open.
      let count = first.type.resolved.shape.reduce(1.0) { $0 * Double($1) }
      return CheckedValue(.number(count), .scalar, at: place(call.span))
    case .column, .row:
      guard first.type.shape.count == 1 else {
        report(.needsVector(name, first))
        return nil
      }
      let count = first.type.shape[0]
      let isColumn = builtin.kind == .column
      return CheckedValue(
        isColumn ? .column(expressions[0]) : .row(expressions[0]),
        CheckedType(
          shape: isColumn ? [count, Extent(1)] : [Extent(1), count], length: first.type.length),
        at: place(call.span))
    // The greatest of one number, as in softmax, would hardly be meant.
    case .reduce("sum") where first.type.shape.isEmpty: return first
    case .reduce, .argmax:
      guard first.type.shape.count == 1 else {
        report(.needsVector(name, first))
        return nil
      }
      if case .reduce(let reduction) = builtin.kind {
        return CheckedValue(
          .reduce(reduction, expressions[0]), CheckedType(shape: [], length: first.type.length),
          at: place(call.span))
      }
      guard let count = first.type.shape[0].number else {
        report(.tokenInCell(at: call.span))
        return nil
      }
      var result = CheckedValue(
        .argmax(expressions[0]), CheckedType(.token(count), shape: [], length: first.type.length),
        at: place(call.span))
      result.remember(name, operands)
      return result
    }
  }

  /// `onehot(tokens)`, or `onehot(tokens, 8)` of more elements than there are tokens.
  private mutating func checkOnehot(_ call: CallSyntax) -> CheckedValue? {
    let arity = Builtin.Arity.either(1, 2)
    var rest = call
    rest.arguments = Array(call.arguments.prefix(1))
    guard arity.fits(call.arguments.count) else {
      report(.wrongArity("onehot", arity, found: call.arguments.count, at: call.span))
      return nil
    }
    guard let tokens = values(of: rest, for: "onehot", arity: .exactly(1))?[0] else { return nil }
    guard case .token(let least) = tokens.type.element else {
      report(.needsTokens(tokens, in: "onehot"))
      return nil
    }
    var count = least
    if call.arguments.count == 2 {
      if let label = call.arguments[1].label { report(.unexpectedLabel(label, of: "onehot")) }
      guard let size = dimension(call.arguments[1].value)?.number else { return nil }
      guard size >= least else {
        report(.tooFewForTokens(size, tokens, at: call.arguments[1].value.span))
        return nil
      }
      count = size
    }
    return CheckedValue(
      .onehot(count: count, tokens.at(place(tokens.span)).expression),
      CheckedType(shape: [Extent(count)], length: tokens.type.length), at: place(call.span))
  }

  /// `dropout(x, 0.2)`, which is x, but that training leaves elements out.
  private mutating func checkDropout(_ call: CallSyntax) -> CheckedValue? {
    guard let operands = values(of: call, for: "dropout", arity: .exactly(2)) else { return nil }
    guard let rate = constant(call.arguments[1].value), rate >= 0, rate < 1 else {
      report(.rateOutOfRange(at: call.arguments[1].value.span))
      return nil
    }
    guard !operands[0].type.isToken else {
      report(.tokenIsNoNumber(operands[0], in: "dropout"))
      return nil
    }
    guard rate > 0 else { return operands[0] }
    let span = place(call.span)
    let mask = makeVariable(nil, operands[0].type, at: span)
    return CheckedValue(
      .dropout(rate, mask: mask.id, operands[0].at(place(operands[0].span)).expression),
      operands[0].type, at: span)
  }

  /// The operands one after the other along the first axis.
  mutating func concatenate(_ given: [CheckedValue], at span: SourceSpan) -> CheckedValue? {
    var operands: [CheckedValue] = []
    for operand in given {
      guard !operand.type.isToken else {
        report(.needsVector("concat", operand))
        return nil
      }
      guard let vector = operand.type.shape.isEmpty ? vector(of: operand) : operand else {
        return nil
      }
      operands.append(vector)
    }
    guard let length = commonLength(of: operands, in: "concat", at: span) else { return nil }
    var total = operands[0].type.shape[0]
    for operand in operands.dropFirst() {
      guard operand.type.shape.dropFirst() == operands[0].type.shape.dropFirst() else {
        report(.shapesDiffer([operands[0], operand], in: "concat", at: span))
        return nil
      }
      guard let sum = total.adding(operand.type.shape[0]) else {
        report(.dimensionTooLarge(at: span))
        return nil
      }
      total = sum
    }
    let type = CheckedType(shape: [total] + operands[0].type.shape.dropFirst(), length: length)
    guard !type.isTooLarge else {
      report(.dimensionTooLarge(at: span))
      return nil
    }
    return CheckedValue(
      .concatenate(operands.map { $0.at(place($0.span)).expression }), type, at: place(span))
  }

  /// A number as a vector of one element.
  private mutating func vector(of number: CheckedValue) -> CheckedValue? {
    let one = CheckedValue(.number(1), CheckedType(shape: [Extent(1)]), at: number.span)
    return elementwise("multiply", sign: "*", [one, number], at: number.span)?.at(number.span)
  }

  private mutating func checkReverse(_ call: CallSyntax) -> CheckedValue? {
    guard let operands = values(of: call, for: "reverse", arity: .exactly(1)) else { return nil }
    guard operands[0].type.length != nil else {
      report(.needsSequence("'reverse'", operands[0], isCell: false))
      return nil
    }
    return CheckedValue(.reverse(operands[0].expression), operands[0].type, at: place(call.span))
  }

  /// The most steps that a model looks ahead, of which a stream keeps all inputs.
  private static let mostAhead = 256

  private mutating func checkAhead(_ call: CallSyntax) -> CheckedValue? {
    guard let operands = values(of: call, for: "ahead", arity: .exactly(2)) else { return nil }
    guard operands[0].type.length != nil else {
      report(.aheadNeedsSequence(operands[0]))
      return nil
    }
    guard !operands[0].type.isToken else {
      report(.tokenIsNoNumber(operands[0], in: "ahead"))
      return nil
    }
    let steps = constant(call.arguments[1].value).flatMap { Int(exactly: $0) }
    guard let steps, 1...Self.mostAhead ~= steps else {
      report(.aheadOutOfRange(most: Self.mostAhead, at: call.arguments[1].value.span))
      return nil
    }
    return CheckedValue(
      .ahead(steps, operands[0].expression), operands[0].type, at: place(call.span))
  }

  // MARK: Members

  /// `h.last`, `h.states.c`, `h.final.c`, `e.table`.
  mutating func checkMember(
    _ base: ExpressionSyntax, _ member: NameSyntax, at span: SourceSpan
  ) -> CheckedValue? {
    if case .member(let inner, let outer) = base.kind, ["states", "final"].contains(outer.text) {
      return checkState(of: inner, outer, state: member, at: span)
    }
    switch member.text {
    case "last":
      guard let value = check(base) else { return nil }
      guard let length = value.type.length else {
        report(.needsSequence("'.last'", value.at(base.span), isCell: false))
        return nil
      }
      _ = length
      if let last = value.recurrence?.last {
        return CheckedValue(last.kind, CheckedType(last.type), at: place(span))
      }
      return value.last(at: place(span))
    case "states", "final":
      return checkState(of: base, member, state: nil, at: span)
    case "table":
      guard let value = check(base) else { return nil }
      guard let table = value.table else {
        report(.needsEmbedding(at: base.span))
        return nil
      }
      let shape = weights[table.number].shape.map { Extent($0) }
      return CheckedValue(.weight(table), CheckedType(shape: shape), at: place(span))
    default:
      guard check(base) != nil else { return nil }
      let candidate = suggestion(for: member.text, among: ["last", "states", "final", "table"])
      report(.unknownMember(member, suggestion: candidate))
      return nil
    }
  }

  private mutating func checkState(
    of base: ExpressionSyntax, _ member: NameSyntax, state: NameSyntax?, at span: SourceSpan
  ) -> CheckedValue? {
    guard let value = check(base) else { return nil }
    guard let recurrence = value.recurrence, !recurrence.isStep else {
      report(
        .needsCell(member, isStep: value.recurrence?.isStep ?? false, at: base.span))
      return nil
    }
    let found =
      state == nil
      ? recurrence.states.first : recurrence.states.first { $0.name == state?.text }
    guard let found else {
      report(.unknownState(state ?? member, states: recurrence.states.map(\.name)))
      return nil
    }
    guard let expression = member.text == "final" ? found.final : found.sequence else {
      report(.statesNotJoined(found.name, at: span))
      return nil
    }
    return CheckedValue(expression.kind, CheckedType(expression.type), at: place(span))
  }
}
