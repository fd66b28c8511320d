import Foundation
import RecurLanguage

extension TrainingSettings {
  /// At which share of its steps a block is fed what was meant in an epoch, counted from 0.
  func forcing(epoch: Int) -> Float {
    let epoch = Double(epoch)
    switch forcing.method.name {
    case "linear":
      return Float(1 - (1 - forcing["floor"]) * min(epoch / forcing["epochs"], 1))
    case "exponential": return Float(pow(forcing["factor"], epoch))
    case "inverseSigmoid":
      // This is k / (k + exp(epoch / k)) without overflow.
      let k = forcing["k"]
      return Float(1 / (1 + exp(epoch / k) / k))
    default: return 1
    }
  }
}
