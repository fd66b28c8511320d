import RecurWeights

/// A way to spoil the inputs of `TinyModel`.
struct InputFault: Sendable {
  var name: String
  var tensors: [String: HostTensor]

  static let all: [InputFault] = [
    InputFault(name: "a token too large", tensors: ["t": tokens([1, 5, 0])]),
    InputFault(name: "a token below zero", tensors: ["t": tokens([-1])]),
    InputFault(name: "no time step", tensors: ["t": tokens([])]),
    InputFault(
      name: "numbers for tokens", tensors: ["t": HostTensor([1, 2] as [Float], shape: [2])]),
    InputFault(
      name: "an axis too many",
      tensors: ["t": HostTensor([1, 2] as [Int32], shape: [1, 1, 2])]),
    InputFault(name: "no input", tensors: [:]),
    InputFault(name: "an extra input", tensors: ["t": tokens([1]), "u": tokens([1])]),
  ]

  private static func tokens(_ values: [Int32]) -> HostTensor {
    HostTensor(values, shape: [values.count])
  }
}
