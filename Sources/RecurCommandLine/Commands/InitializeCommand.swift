import RecurWeights

extension Command {
  static let initialize = Command(
    name: "init", overview: "Write random initial weights.",
    discussion: """
      Weights are what the spec says that they start as. Where it does not, matrices are uniform within \
      +-1/sqrt(columns) and biases are zero. The same seed gives the same file on any machine.
      """,
    arguments: [.spec],
    options: [.model, .seed.standard("0"), .output, .sizes],
    run: { invocation, console in
      let output = try invocation.required(.output)
      guard output.hasSuffix(".safetensors") else {
        throw RecurFault("cannot write '\(output)': expected a .safetensors file")
      }
      let seed = try invocation.integer(.seed, in: 0...Int.max, standard: 0)
      let model = try Specs.model(invocation, console)
      let tensors = RandomWeights.tensors(of: model.lowered, seed: UInt64(seed))
      try SafetensorsWriter.write(tensors, to: output)
    })
}

extension Option {
  fileprivate static let output = Option(
    name: "output", letter: "o", value: "file", help: "The .safetensors file.", isRequired: true)
}
