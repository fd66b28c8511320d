#if canImport(RecurWeights)
  import RecurWeights
#endif

/// Answers checked tensors through a model.
///
/// Tensors are named as in the signature. A sequence has time as its first axis. Every input may have a
/// leading batch axis; sequences are then padded and `NAME.length` (integers, one a row) says how much of
/// each row counts; without it all of it does. Outputs of a batch have the same form: padded with zeros,
/// with `NAME.length` (`i32`). The model itself sees rows without padding, several of one length at once
/// if it takes them.
public struct TensorAnswerer {
  private let signature: ModelSignature
  private let model: AnsweringModel

  /// Creates an answerer for a model.
  public init(_ signature: ModelSignature, model: AnsweringModel) {
    self.signature = signature
    self.model = model
  }

  /// Creates an answerer for a model that takes one set of inputs at a time.
  public init(
    _ signature: ModelSignature,
    model: @escaping ([String: HostTensor]) throws -> [String: HostTensor]
  ) {
    self.init(signature, model: AnsweringModel(model))
  }

  /// Reads inputs from a file, answers them and writes the outputs to a file.
  public func answerFile(input: String, output: String) throws(RecurFault) {
    try TensorFile.checkOutput(output, outputs: signature.outputs)
    let tensors = try TensorFile.read(input, inputs: signature.inputs)
    let answers: [String: HostTensor]
    do throws(RecurFault) { answers = try answer(tensors) } catch {
      throw error.about("'\(input)'")
    }
    try TensorFile.write(answers, to: output, outputs: signature.outputs)
  }

  /// Answers inputs; throws one error that names all missing and extra tensors, or the first that has a
  /// wrong type, shape or token.
  public func answer(_ inputs: [String: HostTensor]) throws(RecurFault) -> [String: HostTensor] {
    try checkNames(inputs)
    guard let count = try batchSize(inputs) else {
      return try answer([try checkedRow(inputs)])[0]
    }
    let rows = try answer(try mapRows(count, of: inputs, checkedRow))
    var result: [String: HostTensor] = [:]
    for output in signature.outputs {
      let (stacked, lengths) = try TensorStack.stack(rows.compactMap { $0[output.name] }, output)
      result[output.name] = stacked
      if let lengths { result["\(output.name).length"] = lengths }
    }
    return result
  }

  /// The checked inputs of each row; of one if there is no batch axis. Throws as `answer` does.
  public func rows(_ inputs: [String: HostTensor]) throws(RecurFault) -> [[String: HostTensor]] {
    try checkNames(inputs)
    guard let count = try batchSize(inputs) else { return [try checkedRow(inputs)] }
    return try mapRows(count, of: inputs, checkedRow)
  }

  private func mapRows(
    _ count: Int, of inputs: [String: HostTensor],
    _ use: ([String: HostTensor]) throws(RecurFault) -> [String: HostTensor]
  ) throws(RecurFault) -> [[String: HostTensor]] {
    var results: [[String: HostTensor]] = []
    for index in 0..<count {
      do throws(RecurFault) {
        results.append(try use(try row(index, of: inputs)))
      } catch {
        throw error.about("row \(index)")
      }
    }
    return results
  }

  private func checkNames(_ inputs: [String: HostTensor]) throws(RecurFault) {
    var lines: [String] = []
    var known: Set<String> = []
    for input in signature.inputs {
      known.insert(input.name)
      if input.isSequence { known.insert("\(input.name).length") }
      if inputs[input.name] == nil {
        lines.append("missing: '\(input.name)', \(BinaryHelp.type(input))")
      }
    }
    for name in inputs.keys.sorted() where !known.contains(name) {
      lines.append("extra: '\(name)' \(inputs[name]?.shape ?? []); the model has no such input")
    }
    guard !lines.isEmpty else { return }
    throw RecurFault("the tensors do not fit the model:" + lines.map { "\n  " + $0 }.joined())
  }

  /// The size of the batch axis, or nil if there is none; throws if inputs disagree.
  private func batchSize(_ inputs: [String: HostTensor]) throws(RecurFault) -> Int? {
    var sizes: [(name: String, size: Int?)] = []
    for input in signature.inputs {
      guard let tensor = inputs[input.name] else { continue }
      let step = input.isSequence ? 1 : 0
      let inner = tensor.shape.suffix(input.shape.count)
      let extra = tensor.shape.count - input.shape.count - step
      guard extra == 0 || extra == 1, inner.elementsEqual(input.shape) else {
        let axes = (input.isSequence ? ["time"] : []) + input.shape.map { "\($0)" }
        let expected = axes.joined(separator: ", ")
        let batched = (["batch"] + axes).joined(separator: ", ")
        throw RecurFault(
          "input '\(input.name)' must be [\(expected)] or [\(batched)]; it is \(tensor.shape)")
      }
      sizes.append((input.name, extra == 1 ? tensor.shape.first : nil))
    }
    guard let first = sizes.first else { return nil }
    if let other = sizes.first(where: { $0.size != first.size }) {
      let what = [first, other].map { item in
        "'\(item.name)' has " + (item.size.map { "a batch of \($0)" } ?? "no batch axis")
      }
      throw RecurFault(what.joined(separator: ", but "))
    }
    if first.size == 0 { throw RecurFault("the batch is empty") }
    if first.size == nil, let name = inputs.keys.sorted().first(where: { $0.hasSuffix(".length") })
    {
      throw RecurFault("'\(name)' is only for inputs with a batch axis")
    }
    return first.size
  }

  /// One row of a batch, without its padding.
  private func row(
    _ index: Int, of inputs: [String: HostTensor]
  ) throws(RecurFault) -> [String: HostTensor] {
    var result: [String: HostTensor] = [:]
    for input in signature.inputs {
      guard let batch = inputs[input.name] else { continue }
      var row = batch.row(index)
      // Those of an input that is as long will do.
      let equallyLong = signature.inputs.filter {
        $0.isSequence && ($0.asLongAs ?? $0.name) == (input.asLongAs ?? input.name)
      }
      let names = ([input] + equallyLong).map { "\($0.name).length" }
      if input.isSequence, let name = names.first(where: { inputs[$0] != nil }),
        let lengths = inputs[name]
      {
        guard lengths.shape == [batch.shape[0]], lengths.element.isInteger else {
          throw RecurFault(
            "'\(name)' must be integers [\(batch.shape[0])]; it is \(lengths.summary)")
        }
        let length = try lengths.row(index).integers()[0]
        guard length >= 1 else {
          throw RecurFault("'\(name)' is \(length); sequences have at least 1 time step")
        }
        guard length <= row.shape[0] else {
          throw RecurFault(
            "'\(name)' is \(length), but '\(input.name)' has \(row.shape[0]) time steps")
        }
        row = row.prefix(length)
      }
      result[input.name] = row
    }
    return result
  }

  private func checkedRow(
    _ inputs: [String: HostTensor]
  ) throws(RecurFault) -> [String: HostTensor] {
    var checked: [String: HostTensor] = [:]
    for input in signature.inputs {
      guard let tensor = inputs[input.name] else { continue }
      do throws(RecurFault) {
        checked[input.name] = try Self.checked(tensor, input)
      } catch {
        throw error.about("input '\(input.name)'")
      }
    }
    return checked
  }

  private func answer(
    _ rows: [[String: HostTensor]]
  ) throws(RecurFault) -> [[String: HostTensor]] {
    let answers: [[String: HostTensor]]
    do { answers = try model.answer(rows) } catch let fault as RecurFault { throw fault } catch {
      throw RecurFault("\(error)")
    }
    for output in signature.outputs where answers.contains(where: { $0[output.name] == nil }) {
      throw RecurFault("the model gave no '\(output.name)'")
    }
    return answers
  }

  /// The tensor in the form that a model takes, its elements checked.
  private static func checked(
    _ tensor: HostTensor, _ input: ModelSignature.Value
  ) throws(RecurFault) -> HostTensor {
    if input.isSequence {
      let length = tensor.shape[0]
      guard length > 0 else { throw RecurFault("the sequence is empty") }
      if let fixed = input.length, fixed != length {
        throw RecurFault("the sequence must have \(fixed) steps; it has \(length)")
      }
    }
    guard let tokens = input.tokens else {
      guard tensor.element.isFloatingPoint else {
        throw RecurFault("expected numbers (f32), found \(tensor.element.name)")
      }
      let isReady = tensor.element == .f32 || tensor.element == .f64
      return isReady ? tensor : HostTensor(try tensor.floats(), shape: tensor.shape)
    }
    guard tensor.element.isInteger else {
      throw RecurFault("expected tokens (i32), found \(tensor.element.name)")
    }
    var values: [Int32] = []
    values.reserveCapacity(tensor.count)
    for (index, token) in try tensor.integers().enumerated() {
      guard token >= 0, token < tokens, let narrow = Int32(exactly: token) else {
        let place = input.isSequence ? " at step \(index)" : ""
        throw RecurFault("token \(token)\(place) is outside 0 ..< \(tokens)")
      }
      values.append(narrow)
    }
    return HostTensor(values, shape: tensor.shape)
  }
}
