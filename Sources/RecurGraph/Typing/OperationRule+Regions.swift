/// The typing rules of the operations that evaluate a region.
extension Operation {
  static func scanTypes(
    _ scan: Scan, _ operands: [TensorType], _ region: RegionType
  ) throws(OperationFault) -> [TensorType] {
    guard !scan.inputs.isEmpty else { throw OperationFault("a scan reads at least one sequence") }
    guard scan.unroll >= 1 else { throw OperationFault("a scan's unroll is at least 1") }
    guard scan.states >= 0, scan.states == operands.count - scan.inputs.count else {
      throw OperationFault(
        "\(scan) takes \(scan.inputs.count) sequences and \(scan.states) states, "
          + "not \(operands.count) operands")
    }
    guard scan.states + scan.outputs.count > 0 else {
      throw OperationFault("a scan has a state or an output")
    }
    let inputs = operands.prefix(scan.inputs.count)
    let states = Array(operands.dropFirst(scan.inputs.count))
    for input in inputs where input.length == nil {
      throw OperationFault("a scan reads a sequence, not \(input)")
    }
    let length = try commonLength(Array(inputs))
    let parameters = inputs.map(\.atOneStep) + states
    try expect("parameters", parameters, region.parameters)
    guard region.results.count == scan.states + scan.outputs.count else {
      throw OperationFault(
        "the scan's region yields \(region.results.count) values, not "
          + "\(scan.states + scan.outputs.count)")
    }
    try expect("next states", states, Array(region.results.prefix(scan.states)))
    let outputs = Array(region.results.dropFirst(scan.states))
    try expectNoTime(outputs, "a scan's output at one step")
    return states + outputs.map { $0.over(length) }
  }

  static func generateType(
    _ generate: Generate, _ operands: [TensorType], _ region: RegionType, _ stated: [TensorType]
  ) throws(OperationFault) -> TensorType {
    let operation = Operation.generate(generate)
    try operation.expect(generate.states, operands)
    try expectNoTime(operands, "a generate's state")
    guard let token = region.results.first, case .token(let count) = token.element,
      token == .token(count)
    else { throw OperationFault("a generate's region yields a token first") }
    try expect("parameters", [token] + operands, region.parameters)
    try expect("results", [token] + operands, region.results)
    for number in [generate.from] + [generate.until].compactMap(\.self)
    where number < 0 || number >= count {
      throw OperationFault("\(number) is not a \(token)")
    }
    guard generate.atMost >= 1 else { throw OperationFault("a generate's atMost is at least 1") }
    guard stated.count == 1, case .variable? = stated[0].length else {
      throw OperationFault("a generate makes one sequence, of a named length")
    }
    return token.over(stated[0].length)
  }

  static func kernelTypes(
    _ extent: Int, _ columns: Int?, _ operands: [TensorType], _ region: RegionType
  ) throws(OperationFault) -> [TensorType] {
    let kernel = Operation.kernel(extent: extent, columns: columns)
    try kernel.expect(0, operands)
    guard region.parameters.isEmpty else { throw OperationFault("a kernel has no parameters") }
    guard !region.results.isEmpty else { throw OperationFault("a kernel has a result") }
    let others =
      columns.map { TensorType.real(extent, $0) } ?? (extent == 1 ? .real() : .real(extent))
    for result in region.results
    where result.atOneStep != .real(extent) && result.atOneStep != others {
      throw OperationFault("\(kernel) yields \(result)")
    }
    _ = try commonLength(region.results)
    return region.results
  }

  private static func expectNoTime(
    _ types: [TensorType], _ what: String
  ) throws(OperationFault) {
    for type in types where type.length != nil {
      throw OperationFault("\(what) has no time axis, unlike \(type)")
    }
  }

  private static func expect(
    _ what: String, _ expected: [TensorType], _ actual: [TensorType]
  ) throws(OperationFault) {
    guard expected == actual else {
      let (wanted, found) = (TensorType.list(expected), TensorType.list(actual))
      throw OperationFault("the region's \(what) are (\(found)), not (\(wanted))")
    }
  }
}
