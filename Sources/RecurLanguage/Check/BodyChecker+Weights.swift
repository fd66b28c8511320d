/// Layers with weights of their own.
extension BodyChecker {
  /// Makes a weight and returns its number, or nil after a diagnostic.
  mutating func makeWeight(
    _ path: String, shape: [Extent], isBias: Bool = false, start: TypedWeight.Start? = nil,
    layouts: [[TypedWeight.Slice]] = [], span: SourceSpan, use: SourceSpan
  ) -> WeightID? {
    let type = CheckedType(shape: shape)
    guard !type.isTooLarge else {
      report(.weightTooLarge(path, type, at: use))
      return nil
    }
    weights.append(
      TypedWeight(
        path: path, shape: type.resolved.shape, isBias: isBias, start: start, layouts: layouts,
        span: span))
    return WeightID(weights.count - 1)
  }

  /// The path of `layer`, or nil after the diagnostic that it cannot stand here.
  mutating func layerPath(
    _ layer: String, _ path: String?, isCell: Bool = false, at span: SourceSpan
  ) -> String? {
    guard scope.allowsLayers || isCell && scope.allowsCells else {
      if isLoss {
        report(.layerInLoss(layer, at: span))
      } else {
        report(isCell ? .layerInFunction(layer, at: span) : .layerOutsideModel(layer, at: span))
      }
      return nil
    }
    return path ?? naming.path(of: layer)
  }

  /// The operand and the size of `dense(x, 10)` or `embedding(x, 10)`.
  private mutating func operandAndSize(
    _ call: CallSyntax, _ name: String
  ) -> (CheckedValue, Extent)? {
    guard reportLabels(of: call, for: name, name == "dense" ? ["bias"] : []) else { return nil }
    guard call.arguments.count == 2 else {
      report(.wrongLayerArity(name, found: call.arguments.count, at: call.span))
      return nil
    }
    let operand = check(call.arguments[0].value)
    guard let size = dimension(call.arguments[1].value), let operand else { return nil }
    return (operand.at(call.arguments[0].value.span), size)
  }

  mutating func checkDense(_ call: CallSyntax, path: String?) -> CheckedValue? {
    var rest = call
    rest.arguments = call.arguments.filter { $0.label?.text != "bias" }
    var hasBias = true
    var earlier: NameSyntax?
    for argument in call.arguments {
      guard let label = argument.label, label.text == "bias" else { continue }
      if let earlier {
        report(.duplicate(label.text, at: label.span, earlier: earlier.span))
        return nil
      }
      earlier = label
      guard case .truth(let truth)? = setting("bias", argument.value, like: .truth(true)) else {
        return nil
      }
      hasBias = truth
    }
    guard let path = layerPath("dense", path, at: call.callee.span),
      let (input, size) = operandAndSize(rest, "dense")
    else { return nil }
    guard !input.type.isToken else {
      report(.tokenIsNoNumber(input, in: "dense"))
      return nil
    }
    guard input.type.shape.count == 1 else {
      report(.needsVector("dense", input))
      return nil
    }
    let shape = [size, input.type.shape[0]]
    guard
      let weight = makeWeight("\(path).weight", shape: shape, span: call.span, use: call.span)
    else { return nil }
    var bias: WeightID?
    if hasBias {
      bias = makeWeight(
        "\(path).bias", shape: [size], isBias: true, span: call.span, use: call.span)
      if bias == nil { return nil }
    }
    return CheckedValue(
      .dense(weight: weight, bias: bias, input: input.expression),
      CheckedType(shape: [size], length: input.type.length), at: call.span)
  }

  mutating func checkEmbedding(_ call: CallSyntax, path: String?) -> CheckedValue? {
    if call.arguments.count == 2, case .member(_, let member) = call.arguments[1].value.kind,
      member.text == "table"
    {
      return checkTiedEmbedding(call)
    }
    guard let path = layerPath("embedding", path, at: call.callee.span),
      let (tokens, size) = operandAndSize(call, "embedding")
    else { return nil }
    guard case .token(let count) = tokens.type.element else {
      report(.needsTokens(tokens, in: "embedding"))
      return nil
    }
    guard
      let table = makeWeight(
        "\(path).weight", shape: [Extent(count), size], span: call.span, use: call.span)
    else { return nil }
    var result = CheckedValue(
      .embedding(table: table, tokens: tokens.expression),
      CheckedType(shape: [size], length: tokens.type.length), at: call.span)
    result.table = table
    return result
  }

  /// `embedding(words, e.table)`, by the table of another embedding.
  private mutating func checkTiedEmbedding(_ call: CallSyntax) -> CheckedValue? {
    guard let values = values(of: call, for: "embedding", arity: .exactly(2)) else { return nil }
    let (tokens, table) = (values[0], values[1])
    guard case .token(let count) = tokens.type.element else {
      report(.needsTokens(tokens, in: "embedding"))
      return nil
    }
    guard case .weight(let id) = table.expression.kind, table.type.shape[0] == Extent(count) else {
      report(.tableMismatch(table, tokens))
      return nil
    }
    var result = CheckedValue(
      .embedding(table: id, tokens: tokens.expression),
      CheckedType(shape: [table.type.shape[1]], length: tokens.type.length), at: call.span)
    result.table = id
    return result
  }
}
