import RecurWeights

extension Examples {
  /// The examples as tensors of one file, which a compiled trainer reads.
  ///
  /// For each value `NAME` holds the elements of all examples, one after the other (`f32`, or `i32` for
  /// tokens), and `NAME.steps` how many time steps each example has (`i32`, 1 where there is no time axis).
  public func file() -> [String: HostTensor] {
    var tensors: [String: HostTensor] = [:]
    for (value, column) in zip(values, columns) {
      tensors[value.name] =
        value.value.tokens == nil
        ? HostTensor(column.numbers, shape: [column.numbers.count])
        : HostTensor(column.tokens, shape: [column.tokens.count])
      tensors["\(value.name).steps"] = HostTensor(column.steps, shape: [column.steps.count])
    }
    return tensors
  }
}
