import RecurWeights

/// Writes a type through which a command line takes a model step by step.
///
/// Names in the spec must be those in emitted code, which differ only where emitted code has such a name.
struct StepAdapter {
  private let signature: ModelSignature
  private let lookAhead: Int

  /// For the model with a signature, whose answers come so many steps late.
  init(_ signature: ModelSignature, lookAhead: Int) {
    self.signature = signature
    self.lookAhead = lookAhead
  }

  /// The type's name.
  var type: String { "\(signature.model)Steps" }

  /// The type: each output has a value for each step, whether it is a sequence or not.
  var text: String {
    let sequence = signature.inputs.first(where: \.isSequence)!
    var lines = signature.inputs.map {
      let zeros = lookAhead * $0.shape.reduce(1, *)
      return
        "let all_\($0.name) = try given[\"\($0.name)\"]!.\($0.tokens == nil ? "floats" : "int32s")()"
        + ($0.isSequence && lookAhead > 0 ? " + repeatElement(0, count: \(zeros))" : "")
    }
    let late = lookAhead > 0 ? " + \(signature.model).Stream.lookAhead" : ""
    lines += signature.outputs.map { "var all_\($0.name): [\(element($0))] = []" }
    lines += ["stream.reset()", "for time in 0..<given[\"\(sequence.name)\"]!.shape[0]\(late) {"]
    for input in signature.inputs {
      let count = input.shape.reduce(1, *)
      let part = input.isSequence ? "[time * \(count)..<(time + 1) * \(count)]" : "[...]"
      lines.append("let now_\(input.name) = Array(all_\(input.name)\(part))")
    }
    for output in signature.outputs {
      let count = output.shape.reduce(1, *)
      lines.append(
        "var now_\(output.name) = [\(element(output))](repeating: 0, count: \(count))")
    }
    lines += signature.outputs.map { "var span_\($0.name) = now_\($0.name).mutableSpan" }
    let arguments =
      signature.inputs.map { "\($0.name): now_\($0.name).span" }
      + signature.outputs.map { "\($0.name): &span_\($0.name)" }
    lines.append("try stream.step(\(arguments.joined(separator: ", ")))")
    let isThere = lookAhead > 0 ? "if time >= \(signature.model).Stream.lookAhead { " : ""
    lines += signature.outputs.map {
      "\(isThere)all_\($0.name) += now_\($0.name)\(isThere.isEmpty ? "" : " }")"
    }
    lines += ["}", "return ["]
    for output in signature.outputs {
      let extents = output.shape.map { ", \($0)" }.joined()
      let steps = "all_\(output.name).count / \(output.shape.reduce(1, *))"
      lines.append(
        "\"\(output.name)\": HostTensor(all_\(output.name), shape: [\(steps)\(extents)]),")
    }
    lines.append("]")
    return """
      struct \(type): BinaryModel, ~Copyable {
      static var signature: String { \(signature.model).signature }
      private var stream: \(signature.model).Stream
      init(tensors: (String, [Int]) throws -> [Float]) throws {
      stream = \(signature.model).Stream(try \(signature.model)(tensor: tensors))
      }
      mutating func run(_ given: [String: HostTensor]) throws -> [String: HostTensor] {
      \(lines.joined(separator: "\n"))
      }
      }

      """
  }

  private func element(_ value: ModelSignature.Value) -> String {
    value.tokens == nil ? "Float" : "Int32"
  }
}
