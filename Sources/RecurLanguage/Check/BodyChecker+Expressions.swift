extension BodyChecker {
  /// The value of `syntax`, or nil after a diagnostic.
  ///
  /// `path` is the parameter path of a layer that is the whole expression; layers inside it are
  /// named by `naming`.
  mutating func check(_ syntax: ExpressionSyntax, path: String? = nil) -> CheckedValue? {
    guard spend(at: syntax.span) else { return nil }
    depth += 1
    defer { depth -= 1 }
    guard depth <= BodyChecker.maximumDepth else {
      report(.functionsTooDeep(BodyChecker.maximumDepth, at: syntax.span))
      return nil
    }
    let span = syntax.span
    switch syntax.kind {
    case .number(let number, _):
      return CheckedValue(.number(number), .scalar, at: place(span))
    case .string:
      report(.stringIsNoValue(at: span))
      return nil
    case .name(let name):
      return lookUp(name, at: span)
    case .next(let name):
      if scope.broken.contains(name) || scope.broken.contains(name + "'") { return nil }
      guard scope.states.contains(name) || scope.later[name + "'"] != nil else {
        let candidate = suggestion(for: name, among: scope.states)
        report(.notAState(name, suggestion: candidate, at: span))
        return nil
      }
      return lookUp(name + "'", at: span)
    case .negation(let operand):
      guard let value = check(operand) else { return nil }
      return elementwise("negate", sign: "-", [value], at: span)
    case .binary(let sign, let left, let right, let signSpan):
      return checkBinary(sign, left, right, signSpan: signSpan, at: span)
    case .call(let call):
      return checkCall(call, path: path)
    case .member(let base, let member):
      return checkMember(base, member, at: span)
    case .generate(let syntax):
      report(.misplacedGenerate(at: syntax.keyword))
      return nil
    }
  }

  private mutating func checkBinary(
    _ sign: ExpressionSyntax.Operator, _ left: ExpressionSyntax, _ right: ExpressionSyntax,
    signSpan: SourceSpan, at span: SourceSpan
  ) -> CheckedValue? {
    let leftValue = check(left)
    guard let rightValue = check(right), let leftValue else { return nil }
    let values = [leftValue.at(left.span), rightValue.at(right.span)]
    let function =
      switch sign {
      case .product: nil as String?
      case .add: "add"
      case .subtract: "subtract"
      case .multiply: "multiply"
      case .divide: "divide"
      case .less, .greater: "less"
      case .lessOrEqual, .greaterOrEqual: "lessOrEqual"
      case .equal: "equal"
      case .notEqual: "notEqual"
      }
    guard let function else {
      return product(values[0], values[1], signSpan: signSpan, at: span)
    }
    if sign == .equal || sign == .notEqual, values.contains(where: \.type.isToken) {
      return compareTokens(sign, values, at: span, signSpan: signSpan)
    }
    let isTurned = sign == .greater || sign == .greaterOrEqual
    return elementwise(
      function, sign: sign.rawValue, isTurned ? values.reversed() : values, at: span,
      signSpan: signSpan)
  }

  /// A function of the elements at one position.
  mutating func elementwise(
    _ function: String, sign: String, _ operands: [CheckedValue], at span: SourceSpan,
    signSpan: SourceSpan? = nil
  ) -> CheckedValue? {
    for operand in operands where operand.type.isToken {
      report(.tokenIsNoNumber(operand, in: sign))
      return nil
    }
    var shape: [Extent] = []
    for operand in operands where !operand.type.shape.isEmpty {
      guard let common = Self.commonShape(shape, operand.type.shape) else {
        report(.shapesDiffer(operands, in: sign, at: signSpan ?? span))
        return nil
      }
      shape = common
    }
    guard !CheckedType(shape: shape).isTooLarge else {
      report(.dimensionTooLarge(at: signSpan ?? span))
      return nil
    }
    guard let length = commonLength(of: operands, in: sign, at: signSpan ?? span) else {
      return nil
    }
    let type = CheckedType(shape: shape, length: length)
    if function == "multiply", length == nil, operands.contains(where: \.isLeftOut) {
      return .leftOut(0, type, at: place(span))
    }
    return CheckedValue(
      .elementwise(function, operands.map { relocated($0).expression }), type, at: place(span))
  }

  /// The shape to which both are repeated: equal ones, or matrices of which one has a single column or row
  /// where the other has more.
  private static func commonShape(_ a: [Extent], _ b: [Extent]) -> [Extent]? {
    if a.isEmpty || a == b { return b }
    let one = Extent(1)
    guard a.count == 2, b.count == 2,
      zip(a, b).allSatisfy({ $0 == $1 || $0 == one || $1 == one })
    else { return nil }
    return zip(a, b).map { $0 == one ? $1 : $0 }
  }

  /// The value with the place that the typed model shows for it.
  private func relocated(_ value: CheckedValue) -> CheckedValue { value.at(place(value.span)) }

  /// The length of the operands that are sequences, `.some(nil)` if none is, or nil after a
  /// diagnostic.
  mutating func commonLength(
    of operands: [CheckedValue], in sign: String, at span: SourceSpan
  ) -> ValueType.Length?? {
    var common: CheckedValue?
    for operand in operands where operand.type.length != nil {
      guard let first = common else {
        common = operand
        continue
      }
      if first.type.length != operand.type.length {
        if let length = sharedLength(first, operand) {
          common?.type.length = length
          continue
        }
        let inputs = inputsOfLengths([first, operand])
        report(.lengthsDiffer(first, operand, in: sign, inputs: inputs, at: span))
        return nil
      }
    }
    return .some(common?.type.length)
  }

  /// The two inputs that say how long `values` are, in the spec's order, if inputs do.
  private func inputsOfLengths(
    _ values: [CheckedValue]
  ) -> (earlier: String, later: String)? {
    let found = values.compactMap { value -> (name: String, offset: Int)? in
      guard case .variable(let name)? = value.type.length, inputTypes[name] != nil,
        let entry = scope.entries[name]
      else { return nil }
      return (name, entry.definition.start.offset)
    }
    guard found.count == 2 else { return nil }
    let ordered = found.sorted { $0.offset < $1.offset }
    return (ordered[0].name, ordered[1].name)
  }

  private mutating func product(
    _ matrix: CheckedValue, _ vector: CheckedValue, signSpan: SourceSpan, at span: SourceSpan
  ) -> CheckedValue? {
    for operand in [matrix, vector] where operand.type.isToken {
      report(.tokenIsNoNumber(operand, in: "@"))
      return nil
    }
    guard matrix.type.shape.count == 2, vector.type.shape.count == 1 else {
      report(.notMatrixAndVector(matrix, vector, at: signSpan))
      return nil
    }
    guard matrix.type.shape[1] == vector.type.shape[0] else {
      report(.productMismatch(matrix, vector, at: signSpan))
      return nil
    }
    guard let length = commonLength(of: [matrix, vector], in: "@", at: signSpan) else { return nil }
    let type = CheckedType(shape: [matrix.type.shape[0]], length: length)
    if length == nil, matrix.isLeftOut || vector.isLeftOut {
      return .leftOut(0, type, at: place(span))
    }
    return CheckedValue(
      .product(relocated(matrix).expression, relocated(vector).expression), type, at: place(span))
  }

  // MARK: Dimensions

  /// The number that `syntax` says, or nil after a diagnostic.
  mutating func number(_ syntax: ExpressionSyntax, what: String) -> Int? {
    guard let extent = extent(syntax) else { return nil }
    guard let number = extent.number else {
      report(.notANumber(what, at: syntax.span))
      return nil
    }
    return number
  }

  /// The dimension that `syntax` says, at least 1 as far as is known, or nil after a diagnostic.
  mutating func dimension(_ syntax: ExpressionSyntax) -> Extent? {
    guard let extent = extent(syntax) else { return nil }
    if let number = extent.number, number < 1 {
      report(.dimensionTooSmall(number, at: syntax.span))
      return nil
    }
    if let number = extent.number, number >= Extent.limit {
      report(.dimensionTooLarge(at: syntax.span))
      return nil
    }
    return extent
  }

  private mutating func extent(_ syntax: ExpressionSyntax) -> Extent? {
    switch syntax.kind {
    case .number(let number, _):
      guard number <= Double(Extent.limit) else {
        report(.dimensionTooLarge(at: syntax.span))
        return nil
      }
      guard let whole = Int(exactly: number) else {
        report(.dimensionNotWhole(at: syntax.span))
        return nil
      }
      return Extent(whole)
    case .name(let name):
      if let extent = scope.extents[name] {
        scope.reads.insert(name)
        return extent
      }
      guard scope.settings[name] == nil else {
        report(.settingAsDimension(name, at: syntax.span))
        return nil
      }
      report(
        .unknownDimension(
          name, suggestion: suggestion(for: name, among: scope.extents.keys),
          isInModel: scope.allowsLayers, vocabulary: declarations.vocabularies[name] ?? nil,
          at: syntax.span))
      return nil
    case .negation(let operand):
      return extent(operand).flatMap { limited($0.scaled(by: -1), at: syntax.span) }
    case .binary(let sign, let left, let right, _):
      guard let a = extent(left), let b = extent(right) else { return nil }
      switch sign {
      case .add: return limited(a.adding(b), at: syntax.span)
      case .subtract: return limited(a.adding(b, times: -1), at: syntax.span)
      case .multiply:
        if let factor = a.number { return limited(b.scaled(by: factor), at: syntax.span) }
        if let factor = b.number { return limited(a.scaled(by: factor), at: syntax.span) }
        report(.dimensionNotLinear(at: syntax.span))
        return nil
      default: break
      }
    default: break
    }
    report(.notADimension(at: syntax.span))
    return nil
  }

  private mutating func limited(_ extent: Extent?, at span: SourceSpan) -> Extent? {
    if extent == nil { report(.dimensionTooLarge(at: span)) }
    return extent
  }

  /// The names that `syntax` uses, each once, in order.
  func names(in syntax: ExpressionSyntax) -> [String] {
    switch syntax.kind {
    case .name(let name): return [name]
    case .negation(let operand): return names(in: operand)
    case .binary(_, let left, let right, _):
      let first = names(in: left)
      return first + names(in: right).filter { !first.contains($0) }
    default: return []
    }
  }
}
