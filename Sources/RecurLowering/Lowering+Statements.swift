import RecurGraph
import RecurLanguage

extension Lowering {
  /// Writes what `statement` computes and defines its variables.
  mutating func lower(_ statement: TypedStatement) {
    switch statement {
    case .binding(let binding):
      let value = lower(binding.value, label: binding.variable.label)
      define(binding.variable, value)
    case .scan(let scan): lower(scan)
    case .generate(let generate): lower(generate)
    case .forcing(let forcing): lower(forcing)
    }
  }
}
