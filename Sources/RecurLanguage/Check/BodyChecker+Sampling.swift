extension BodyChecker {
  /// `sample(weights, u, topK: 40, topP: 0.9)`.
  mutating func checkSample(_ call: CallSyntax) -> CheckedValue? {
    var (topK, topP): (Int?, Double?)
    var isSound = true
    var rest = call
    rest.arguments = call.arguments.filter { !["topK", "topP"].contains($0.label?.text) }
    for argument in call.arguments {
      let earlier = call.arguments.compactMap(\.label).first { $0.text == argument.label?.text }
      if let label = argument.label, let earlier, earlier.span != label.span {
        report(.duplicate(label.text, at: label.span, earlier: earlier.span))
        isSound = false
      }
      switch argument.label?.text {
      case "topK":
        topK = constant(argument.value).flatMap { Int(exactly: $0) }
        if topK ?? 0 < 1 {
          report(.countOutOfRange(at: argument.value.span))
          isSound = false
        }
      case "topP":
        topP = number(of: argument.value)
        if let share = topP, share <= 0 || share > 1 {
          report(.shareOutOfRange(at: argument.value.span))
          isSound = false
        }
        if topP == nil { isSound = false }
      default: break
      }
    }
    guard
      let operands = values(of: rest, for: "sample", arity: .exactly(2), labels: ["topK", "topP"]),
      isSound
    else { return nil }
    for operand in operands where operand.type.isToken {
      report(.tokenIsNoNumber(operand, in: "sample"))
      return nil
    }
    guard operands[0].type.shape.count == 1 else {
      report(.needsVector("sample", operands[0]))
      return nil
    }
    guard operands[1].type.shape.isEmpty else {
      report(.needsNumber("sample", operands[1]))
      return nil
    }
    guard let count = operands[0].type.shape[0].number else {
      report(.tokenInCell(at: call.span))
      return nil
    }
    guard let length = commonLength(of: operands, in: "sample", at: call.span) else { return nil }
    let expressions = operands.map { $0.at(place($0.span)).expression }
    var result = CheckedValue(
      .sample(topK: topK, topP: topP, expressions[0], expressions[1]),
      CheckedType(.token(count), shape: [], length: length), at: place(call.span))
    result.remember("sample", operands)
    return result
  }
}
