import RecurWeights
import Testing

/// Settings of cells: what `inspect` tells of them, and that files of weights follow them.
@Suite struct SettingTests {
  static let text = """
    function leaky(x) = max(x, 0.01 * x)
    cell Deep(H, by: 0.5, act: tanh)(x: [X]) {
      state h: [H]
      h' = by * act(h + RNN(H, activation: act)(x))
    }
    model Tiny {
      input t: sequence of token(5)
      h = stack(LSTM(2, gate: hardSigmoid, bias: false, recurrentDropout: 0.25), Deep(3, act: leaky))(onehot(t))
      output y: [2] = dense(h.last, 2, bias: false)
    }

    """

  /// The LSTM's relatives begin with a forget gate as open as their users like.
  @Test(arguments: [
    "LSTM(2", "PeepholeLSTM(2", "CoupledLSTM(2", "ClippedLSTM(2", "ZoneoutLSTM(2",
    "ProjectedLSTM(2, 2",
    "LayerNormLSTM(2", "SLSTM(2",
  ])
  func forgetGatesStartOpen(_ cell: String) throws {
    let model = try TinyModel()
    let text = TinyModel.text.replacing(
      /h = .*/, with: "h = \(cell), forgetBias: 1.5)(onehot(t))")
    try model.write(bytes: Array(text.utf8), to: "open.recur")
    let run = CapturedRun(["init", model.path("open.recur"), "-o", model.path("w.safetensors")])
    #expect(run.code == 0, "\(run.errors)")
    let weights = try SafetensorsFile(path: model.path("w.safetensors"))
    #expect(try weights.tensor("h.bf").floats() == [1.5, 1.5])
    #expect(try weights.tensor("h.bo").floats() == [0, 0])
  }

  @Test func inspectShowsHowAModelIsTrained() throws {
    let model = try TinyModel()
    let text = TinyModel.text.replacing(
      "\n}",
      with: """

          train {
            target truth: token(2)
            target importance: []
            loss crossEntropy(y, truth) weight importance
            clip norm 5
            patience 3
          }
        }
        """)
    try model.write(bytes: Array(text.utf8), to: "train.recur")
    let run = CapturedRun(["inspect", model.path("train.recur"), "--target", "portable"])
    #expect(run.code == 0, "\(run.errors)")
    let parts = run.output.components(separatedBy: "\ntraining\n")
    let rest = try #require(parts.last).components(separatedBy: "\nwork\n")
    try expectGolden(rest[0], "inspect-training.txt")
    // All else is what it is without.
    let plain = CapturedRun(["inspect", model.path("tiny.recur"), "--target", "portable"])
    #expect(plain.output == parts[0] + "\nwork\n" + rest.dropFirst().joined())
  }

  @Test func inspectShowsSettings() throws {
    let model = try TinyModel()
    try model.write(bytes: Array(Self.text.utf8), to: "set.recur")
    let run = CapturedRun(["inspect", model.path("set.recur"), "--target", "portable"])
    #expect(run.code == 0, "\(run.errors)")
    try expectGolden(run.output.components(separatedBy: "\nwork\n")[0], "inspect-settings.txt")
  }

  /// In PyTorch's names, too, where a layer without biases has none in the file.
  @Test func filesHoldNoWeightsThatAreLeftOut() throws {
    let model = try TinyModel()
    try model.write(bytes: Array(Self.text.utf8), to: "set.recur")
    let made = CapturedRun(["init", model.path("set.recur"), "-o", model.path("w.safetensors")])
    #expect(made.code == 0, "\(made.errors)")
    func message(_ tensors: [String: HostTensor]) throws -> String {
      try model.write(tensors, to: "w.safetensors")
      let run = CapturedRun([
        "run", model.path("set.recur"), "--weights", model.path("w.safetensors"), "--input",
        model.path("in.safetensors"), "--output", model.path("out.safetensors"),
      ])
      return run.errors
    }
    func zeros(_ shape: [Int]) -> HostTensor {
      HostTensor([Float](repeating: 0, count: shape.reduce(1, *)), shape: shape)
    }
    var tensors = [
      "h.weight_ih_l0": zeros([8, 5]), "h.weight_hh_l0": zeros([8, 2]),
      "h.1.rnn.W": zeros([3, 2]), "h.1.rnn.U": zeros([3, 3]), "h.1.rnn.b": zeros([3]),
      "y.weight": zeros([2, 3]),
    ]
    #expect(try message(tensors) == "")
    tensors["h.bias_ih_l0"] = zeros([8])
    #expect(try message(tensors).contains("extra: 'h.bias_ih_l0'"))
  }
}
