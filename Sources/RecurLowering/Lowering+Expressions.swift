import RecurGraph
import RecurLanguage

extension Lowering {
  /// Writes what `expression` computes; its last node is called `label`.
  mutating func lower(_ expression: TypedExpression, label: String? = nil) -> Value {
    let origin = Origin(expression.span)
    switch expression.kind {
    case .number(let number):
      let type = TensorType(expression.type)
      precondition(type.length == nil, "a number is a sequence at \(expression.span.start.line)")
      return builder.constant(number, type, label: label, origin: origin)
    case .variable(let id):
      return self[id]
    case .weight(let id):
      return self[id]
    case .elementwise(let name, let operands):
      guard let function = ElementwiseFunction.table[name] else {
        preconditionFailure("there is no elementwise function \(name)")
      }
      return append(.elementwise(function), operands, label, origin)
    case .product(let matrix, let vector):
      return append(.product, [matrix, vector], label, origin)
    case .column(let operand):
      return append(.column, [operand], label, origin)
    case .row(let operand):
      return append(.row, [operand], label, origin)
    case .reduce(let name, let operand):
      guard let reduction = Reduction.table[name] else {
        preconditionFailure("there is no reduction '\(name)'")
      }
      return append(.reduce(reduction), [operand], label, origin)
    case .argmax(let operand):
      return append(.argmax, [operand], label, origin)
    case .sample(let topK, let topP, let weights, let number):
      let weights = lower(weights)
      let zero = builder.constant(0, .real(1), origin: origin)
      let number = builder.append(.elementwise(.add), [zero, lower(number)], origin: origin)
      let both = builder.append(.concatenate, [weights, number], origin: origin)
      return builder.append(
        .sample(Sampling(topK: topK, topP: topP)), [both], label: label, origin: origin)
    case .concatenate(let operands):
      return append(.concatenate, operands, label, origin)
    case .embedding(let table, let tokens):
      let tokens = lower(tokens)
      return builder.append(.gather, [self[table], tokens], label: label, origin: origin)
    case .onehot(let count, let token):
      return append(.onehot(count), [token], label, origin)
    case .isToken(let number, let token):
      guard case .token(let count) = token.type.element else {
        preconditionFailure("a number is compared with a token")
      }
      let marks = append(.onehot(count), [token], nil, origin)
      let mark = builder.append(.slice(start: number, count: 1), [marks], origin: origin)
      return builder.append(.reduce(.sum), [mark], label: label, origin: origin)
    case .dense(let weight, let bias, let input):
      let input = lower(input)
      guard let bias else {
        return builder.append(.product, [self[weight], input], label: label, origin: origin)
      }
      let product = builder.append(.product, [self[weight], input], origin: origin)
      return builder.append(
        .elementwise(.add), [product, self[bias]], label: label, origin: origin)
    case .element(let position, let sequence):
      return append(.element(position == .first ? .first : .last), [sequence], label, origin)
    case .ahead(let steps, let sequence):
      return append(.ahead(steps), [sequence], label, origin)
    case .dropout(_, let mask, let operand):
      guard let mask = value(of: mask) else { return lower(operand, label: label) }
      let operand = lower(operand)
      return builder.append(
        .elementwise(.multiply), [operand, mask], label: label, origin: origin)
    case .reverse(let sequence):
      return append(.reverse, [sequence], label, origin)
    }
  }

  private mutating func append(
    _ operation: Operation, _ operands: [TypedExpression], _ label: String?, _ origin: Origin
  ) -> Value {
    let values = operands.map { lower($0) }
    return builder.append(operation, values, label: label, origin: origin)
  }
}
