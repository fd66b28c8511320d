import RecurLanguage
import Testing

@testable import RecurTraining

@Suite struct RateScheduleTests {
  /// The rates of a training of 4 epochs with 5 steps each, at a rate of 1.
  private static func rates(
    _ schedule: String, losses: [Double] = [1, 1, 1, 1]
  ) throws -> [Float] {
    let text = """
      model M {
        input x: sequence of [2]
        output y = dense(x, 1)
        train {
          target truth: sequence of [1]
          loss squaredError(y, truth)
          optimizer sgd(rate: 1)
          schedule \(schedule)
          epochs 4
        }
      }
      """
    let program = try #require(check(text, path: "M.recur") { _ in "" }.program)
    let settings = try #require(program.models[0].training).settings
    let rates = RateSchedule(settings, stepsPerEpoch: 5)
    return (0..<20).map {
      rates.rate(step: $0, epoch: $0 / 5, judgements: Array(losses.prefix($0 / 5)))
    }
  }

  @Test func aConstantRateRisesFirst() throws {
    let rates = try Self.rates("constant(warmUp: 4)")
    #expect(rates.prefix(5) == [0.25, 0.5, 0.75, 1, 1])
    #expect(rates.last == 1)
  }

  @Test func stepsMultiplyEverySoManyEpochs() throws {
    let rates = try Self.rates("step(every: 2, factor: 0.5)")
    #expect(rates == [Float](repeating: 1, count: 10) + [Float](repeating: 0.5, count: 10))
  }

  @Test func aCosineEndsAtItsFloor() throws {
    let rates = try Self.rates("cosine(floor: 0.1, warmUp: 3)")
    #expect(rates[3] == 1)
    #expect(abs(rates[11] - 0.55) < 1e-6)
    #expect(abs(rates[19] - 0.1) < 1e-6)
    #expect(rates[3...].elementsEqual(rates[3...].sorted(by: >)))
  }

  @Test func aPlateauShortensSteps() throws {
    let rates = try Self.rates("plateau(patience: 1, factor: 0.1)", losses: [1, 2, 2, 0.5])
    #expect(rates[14] == 1)
    #expect(rates[15] == 0.1)
  }

  /// How often a block is fed what was meant, from epoch to epoch.
  @Test(arguments: [
    ("always", [1, 1, 1, 1]), ("linear(floor: 0.4, epochs: 2)", [1, 0.7, 0.4, 0.4]),
    ("exponential(factor: 0.5)", [1, 0.5, 0.25, 0.125]),
    // k / (k + exp(i / k)) of k = 2
    ("inverseSigmoid(k: 2)", [0.6666667, 0.5481372, 0.4238831, 0.3085616]),
  ])
  func blocksAreFedWhatWasMeant(_ forcing: String, _ expected: [Float]) throws {
    let text = """
      model M {
        input x: sequence of token(4)
        e = RNN(2)(embedding(x, 2))
        output y: sequence of token(5) = generate(from: 1, atMost: 3) { previous in
          argmax(dense(RNN(2, h: e.last)(embedding(previous, 2)), 5))
        }
        train {
          target truth: sequence of token(5)
          loss crossEntropy(y, truth)
          forcing \(forcing)
        }
      }
      """
    let program = try #require(check(text, path: "M.recur") { _ in "" }.program)
    let settings = try #require(program.models[0].training).settings
    for (epoch, share) in expected.enumerated() {
      #expect(abs(settings.forcing(epoch: epoch) - share) < 1e-6)
    }
  }
}
