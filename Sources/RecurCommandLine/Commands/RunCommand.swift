import RecurBinary
import RecurCompiler
import RecurGraph
import RecurWeights

extension Command {
  static let run = Command(
    name: "run", overview: "Answer through the reference interpreter.",
    discussion: """
      Gives the answers that a built executable gives, from exact but slow arithmetic and without \
      compiling. A model of text takes texts as arguments, or lines on standard input; any model \
      takes tensors from a file.
      """,
    arguments: [.spec, .texts],
    options: [.model, .weights.required, .input, .output, .precision.standard("f32"), .sizes],
    run: { invocation, console in
      let model = try Specs.model(invocation, console)
      let precision = try invocation.precision()
      var words = ["recur run \(invocation.first(.spec) ?? "")"]
      for option in [Option.weights, .input, .output] {
        if let value = invocation[option] { words += ["--\(option.name)=\(value)"] }
      }
      words += ["--"] + invocation.all(.texts)
      let driver = BinaryDriver(signature: model.signature, console: BinaryConsole(console)) {
        weights, _ in
        let interpreter = try Interpreter(model, weights, precision)
        return AnsweringModel { inputs in
          try answer(inputs, interpreter, model.signature, precision)
        }
      }
      let code = driver.run(words)
      if code != 0 { throw ExitCode(code: code) }
    })
}

extension Argument {
  fileprivate static let texts = Argument(
    name: "text", help: "Texts to answer.", isOptional: true, isRepeated: true)
}

extension Option {
  fileprivate static let output = Option(
    name: "output", letter: "o", value: "file",
    help: "Where the outputs go: .safetensors, or .npy for a single one.")
}

extension BinaryConsole {
  /// The console of this process as the command line of a model sees it.
  fileprivate init(_ console: Console) {
    let standard = BinaryConsole.standard
    self.init(
      write: { (text) throws(RecurFault) in try console.output(text) }, writeError: console.errors,
      read: standard.read,
      isInteractive: standard.isInteractive)
  }
}

private func answer(
  _ inputs: [String: HostTensor], _ interpreter: Interpreter, _ signature: ModelSignature,
  _ precision: Precision
) throws -> [String: HostTensor] {
  let answers = try interpreter.evaluate(try signature.tensors(inputs, precision))
  var result: [String: HostTensor] = [:]
  for output in signature.outputs {
    guard let tensor = answers[output.name] else { continue }
    let (elements, shape) = (tensor.elements, tensor.shape)
    if output.tokens != nil {
      result[output.name] = HostTensor(elements.map { Int32($0) }, shape: shape)
    } else if precision == .f64 {
      result[output.name] = HostTensor(elements, shape: shape)
    } else {
      result[output.name] = HostTensor(elements.map { Float($0) }, shape: shape)
    }
  }
  return result
}
