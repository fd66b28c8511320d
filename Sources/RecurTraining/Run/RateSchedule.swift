import Foundation
import RecurLanguage

/// What the rate is in each step of a training.
public struct RateSchedule: Sendable {
  private let rate: Double
  private let choice: TrainingChoice
  /// How many steps an epoch has, and all together.
  private let stepsPerEpoch, steps: Int

  /// The schedule that `settings` say.
  public init(_ settings: TrainingSettings, stepsPerEpoch: Int) {
    rate = settings.optimizer["rate"]
    choice = settings.schedule
    self.stepsPerEpoch = stepsPerEpoch
    steps = stepsPerEpoch * settings.epochs
  }

  /// The rate of a step, both counted from 0; `judgements` are those of the epochs before, the less the better.
  public func rate(step: Int, epoch: Int, judgements: [Double]) -> Float {
    let warmUp = Int(choice["warmUp"])
    guard step >= warmUp else { return Float(rate * Double(step + 1) / Double(warmUp)) }
    switch choice.method.name {
    case "step":
      return Float(rate * pow(choice["factor"], Double(epoch / Int(choice["every"]))))
    case "cosine":
      let share = Double(step - warmUp) / Double(max(steps - warmUp - 1, 1))
      let height = (1 + cos(.pi * min(share, 1))) / 2
      return Float(choice["floor"] + (rate - choice["floor"]) * height)
    case "plateau":
      return Float(
        rate * pow(choice["factor"], Double(plateaus(judgements, Int(choice["patience"])))))
    default: return Float(rate)
    }
  }

  /// How often there was no better judgement for more than `patience` epochs, counted anew each time.
  private func plateaus(_ judgements: [Double], _ patience: Int) -> Int {
    var (best, waiting, count) = (Double.infinity, 0, 0)
    for judgement in judgements {
      waiting = judgement < best ? 0 : waiting + 1
      best = min(best, judgement)
      guard waiting > patience else { continue }
      count += 1
      waiting = 0
    }
    return count
  }
}
