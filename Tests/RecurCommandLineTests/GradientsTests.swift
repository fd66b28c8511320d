import Foundation
import RecurLanguage
import RecurTestSupport
import RecurWeights
import Testing

@testable import RecurCommandLine

/// `recur inspect --gradients`.
@Suite("Gradients by states")
struct GradientsTests {
  private static let text = """
    model Deep {
      input x: sequence of [2]
      h = stack(bidirectional(GRU(3)), LSTM(4))(x)
      output y: [2] = dense(h.last, 2)
      train {
        target truth: [2]
        loss squaredError(y, truth)
        clip value 0.05
        clip norm 0.1
      }
    }

    model Plain {
      input x: sequence of token(7)
      output y: [1] = dense(RNN(4)(embedding(x, 2)).last, 1)
      train {
        target truth: [1]
        loss squaredError(y, truth)
      }
    }

    model Untrained {
      input x: [2]
      output y = 2 * x
    }

    """

  private func inspect(
    _ model: TinyModel, _ options: [String], spec: String = text
  ) throws -> CapturedRun {
    try model.write(bytes: Array(spec.utf8), to: "deep.recur")
    return CapturedRun(
      ["inspect", model.path("deep.recur"), "--gradients", model.path("out.svg")] + options)
  }

  private func picture(_ model: TinyModel) throws -> String {
    String(decoding: try model.bytes("out.svg"), as: UTF8.self)
  }

  @Test func normsOfAModel() throws {
    let model = try TinyModel()
    let run = try inspect(model, ["--model", "Deep", "--steps", "12", "--seed", "3"])
    #expect(run.code == 0, "\(run.errors)")
    try expectGolden(run.output, "gradients.txt")
    try expectGolden(try picture(model), "gradients.svg")
  }

  @Test func allModelsThatAreTrainedAreDrawn() throws {
    let model = try TinyModel()
    let run = try inspect(model, ["--steps", "5"])
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.output.split(separator: "\n").filter { $0.hasPrefix("model ") }.count == 2)
    for title in ["Deep, norm", "Plain, norm", "h.0.forward", "h.0.backward", "h.1", "y.rnn"] {
      #expect(try picture(model).contains(">\(title)</text>"), "\(title)")
    }
  }

  /// The loss of h' = a h + x, a = 0.5, is that of its last state times 3.
  @Test func weightsAndInputsMayBeGiven() throws {
    let model = try TinyModel()
    let text = """
      cell Linear(x: [X]) {
        state  h: [X]
        weight a: [X]
        h' = a * h + x
      }

      model Decays {
        input x: sequence of [1]
        h = Linear(x)
        output y = h.last
        train {
          target truth: [1]
          loss sum(y * truth)
          clip norm 0.5
        }
      }

      """
    try model.write(["h.a": HostTensor([0.5] as [Float], shape: [1])], to: "w.safetensors")
    let inputs: [String: HostTensor] = [
      "x": HostTensor([1, 0, 0, 0] as [Float], shape: [4, 1]),
      "truth": HostTensor([3] as [Float], shape: [1]),
    ]
    try model.write(inputs, to: "in.safetensors")
    let files = [
      "--weights", model.path("w.safetensors"), "--input", model.path("in.safetensors"),
    ]
    let run = try inspect(model, files, spec: text)
    #expect(run.code == 0, "\(run.errors)")
    // 3 / 8, 3 / 2 and 3; by a: 3 * 3 * 0.5 * 0.5.
    #expect(
      run.output == """
        model Decays, loss 0.375

          gradient by state  steps    first   middle     last  first / last
          h                      4  3.8e-01  1.5e+00  3.0e+00       1.2e-01

          gradient by weights  2.2e+00
          after clip norm 0.5  5.0e-01

        """)
    try model.write(inputs.filter { $0.key == "x" }, to: "in.safetensors")
    let without = try inspect(model, files, spec: text)
    #expect(without.code == 1)
    #expect(without.errors.contains("missing: 'truth'"))
    try model.write(
      [
        "x": HostTensor([1, 0, 0, 0] as [Float], shape: [2, 2, 1]),
        "truth": HostTensor([3, 3] as [Float], shape: [2, 1]),
      ], to: "in.safetensors")
    let two = try inspect(model, files, spec: text)
    #expect(two.code == 1)
    #expect(two.errors.contains("gradients are drawn of one example; there are 2"))
  }

  /// RNNs, LSTMs and GRUs over 200 steps.
  @Test func pictureOfTheREADME() throws {
    let model = try TinyModel()
    let folder = Golden(
      "../../Sources/RecurLanguage/RecurLanguage.docc", filter: "RecurCommandLineTests")
    let run = try inspect(model, [], spec: folder.text("Gradients.recur"))
    #expect(run.code == 0, "\(run.errors)")
    try folder.expect(try picture(model), at: "Gradients.svg")
    try expectGolden(run.output, "gradients-of-cells.txt")
  }

  @Test func faultsAreTold() throws {
    let model = try TinyModel()
    let untrained = try inspect(model, ["--model", "Untrained"])
    #expect(untrained.code == 1)
    #expect(untrained.errors.contains("says in a 'train' block what it is trained for"))
    let several = try inspect(model, ["--weights", model.path("weights.safetensors")])
    #expect(several.code == 2)
    #expect(several.errors.contains("choose one of Deep, Plain with '--model <name>'"))
    let kind = CapturedRun(["inspect", model.path("deep.recur"), "--gradients", "out.png"])
    #expect(kind.code == 1)
    #expect(kind.errors == "error: cannot draw to 'out.png': expected a .svg file\n")
    let weightless = try inspect(
      model, ["--model", "Plain"],
      spec: Self.text.replacing("truth)", with: "truth) weight 0 * sum(truth)"))
    #expect(weightless.code == 1)
    #expect(
      weightless.errors == "error: the weights of the loss of 'Plain' sum to 0.0 for this example\n"
    )
    for option in ["--steps", "--seed"] {
      let alone = CapturedRun(["inspect", model.path("deep.recur"), option, "5"])
      #expect(alone.code == 2)
      #expect(alone.errors.contains("'\(option) <number>' goes with '--gradients <file>'"))
    }
    let stateless = try inspect(
      model, [],
      spec: """
        model Direct {
          input x: [2]
          output y = dense(x, 1)
          train { loss sum(y) }
        }

        """)
    #expect(stateless.code == 1)
    #expect(stateless.errors == "error: the loss of 'Direct' depends on no state of a cell\n")
  }

  @Test func clipsLimitWhatTheySay() {
    var gradients = [[3.0, -4], [12]]
    TrainingClip(.norm, 20).apply(to: &gradients)
    #expect(gradients == [[3, -4], [12]])
    TrainingClip(.each, 5).apply(to: &gradients)
    #expect(abs(gradients[0][1] + 4) < 1e-5 && abs(gradients[1][0] - 5) < 1e-5)
    TrainingClip(.value, 3.5).apply(to: &gradients)
    #expect(abs(gradients[0][0] - 3) < 1e-5 && gradients[0][1] == -3.5 && gradients[1][0] == 3.5)
    TrainingClip(.norm, 1).apply(to: &gradients)
    #expect(abs(euclideanNorm(gradients.flatMap(\.self)) - 1) < 1e-5)
  }

  @Test func normsOfAnySize() {
    #expect(abs(euclideanNorm([3e200, -4e200]) / 5e200 - 1) < 1e-15)
    #expect(abs(euclideanNorm([3e-200, 4e-200]) / 5e-200 - 1) < 1e-15)
    #expect(euclideanNorm([0, 0]) == 0 && euclideanNorm([]) == 0)
    #expect(euclideanNorm([1, -.infinity]) == .infinity)
    #expect(euclideanNorm([1, .nan]).isNaN)
  }
}
