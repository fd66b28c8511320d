import RecurTestSupport
import Testing

@testable import RecurLanguage

/// What a `train` block says about how, as later stages read it.
@Suite struct TrainingSettingsTests {
  private static func settings(_ lines: String) throws -> TrainingSettings {
    let text = """
      model M(H: 6) {
        input x: [H]
        output y: [2] = dense(x, 2)
        train {
          target t: [2]
          loss squaredError(y, t)
          \(lines)
        }
      }
      """
    let result = check(text, path: "m.recur") { _ in throw SourceFileError("none") }
    return try #require(result.program?.models.first?.training?.settings, "\(result.report())")
  }

  @Test func whatIsSaidIsReadBack() throws {
    let settings = try Self.settings(
      """
      optimizer sgd(momentum: 0.9, rate: 1 / (2 * H), nesterov: true)
      clip each H / 4
      clip value 0.5
      truncate 8 * H
      recompute H + 1
      schedule step(factor: 0.5, warmUp: 7)
      epochs 3
      batch H
      validation 0
      patience 2
      seed 0
      """)
    #expect(settings.optimizer.method.name == "sgd")
    #expect(settings.optimizer["rate"] == 1.0 / 12)
    #expect(settings.optimizer["momentum"] == 0.9)
    #expect(settings.optimizer["nesterov"] == 1)
    #expect(settings.optimizer["decay"] == 0)
    #expect(settings.schedule.method.name == "step")
    #expect(settings.schedule["factor"] == 0.5)
    #expect(settings.schedule["warmUp"] == 7)
    #expect(settings.clips == [TrainingClip(.each, 1.5), TrainingClip(.value, 0.5)])
    #expect((settings.truncate, settings.recompute) == (48, 7))
    #expect((settings.epochs, settings.batch) == (3, 6))
    #expect((settings.validation, settings.patience, settings.seed) == (0, 2, 0))
  }

  /// What an option of the command line says is how to train, not what.
  @Test(arguments: ["target u: [2]", "loss x", "metric error = squaredError(y, t)"])
  func anOptionSaysOnlyHow(_ option: String) {
    let text = """
      model M {
        input x: [2]
        output y = dense(x, 2)
        train {
          target t: [2]
          loss squaredError(y, t)
        }
      }
      """
    let result = check(text, path: "m.recur", options: [option]) { _ in "" }
    #expect(
      result.diagnostics.map(\.message) == [
        "this belongs into the spec: only how a model is trained can be said here"
      ])
    #expect(result.diagnostics.first?.span.file == TrainSyntax.pathOfOptions)
  }

  @Test func theRestIsUsual() throws {
    let settings = try Self.settings("")
    #expect(settings == TrainingSettings())
    #expect(settings.optimizer == TrainingMethod.optimizers[0].standard)
    #expect(settings.schedule == TrainingMethod.schedules[0].standard)
    #expect(settings.clips == [])
    #expect((settings.truncate, settings.recompute) == (nil, nil))
    #expect((settings.epochs, settings.batch) == (10, 32))
    #expect((settings.validation, settings.patience, settings.seed) == (0.1, nil, 1))
  }

  /// What `lines` says is what was read: a block of these lines has the same settings.
  @Test func linesSayEverything() throws {
    for method in TrainingMethod.optimizers {
      let settings = try Self.settings("optimizer \(method.name)\nclip norm 2\npatience 3")
      #expect(try Self.settings(settings.lines.joined(separator: "\n")) == settings)
    }
  }

  /// Every row of the tables is sound, and the reference has it with its defaults.
  @Test func tablesAreSound() {
    let methods = TrainingMethod.optimizers + TrainingMethod.schedules
    for method in methods {
      #expect(Set(method.parameters.map(\.name)).count == method.parameters.count)
      for parameter in method.parameters {
        #expect(parameter.standard.map(parameter.range.contains) == true, "\(parameter.name)")
        let others = method.parameters.map(\.name)
        #expect(parameter.needed.map(others.contains) ?? true)
      }
      let numbers = method.standard.description
      #expect(LanguageReference.text.contains("| `\(numbers)` |"), "\(numbers)")
    }
    #expect(Set(methods.map(\.name)).count == methods.count)
    for option in TrainingParameter.options {
      #expect(option.standard.map(option.range.contains) ?? true)
      #expect(LanguageReference.text.contains("| `\(option.name) "), "\(option.name)")
    }
  }
}
