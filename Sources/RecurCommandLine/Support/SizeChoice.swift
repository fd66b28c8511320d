import RecurCompiler
import RecurWeights

extension Option {
  /// Sizes of models in place of those that the spec gives.
  static let sizes = Option(
    name: "set", value: "sizes",
    help: "Sizes of models, as 'H=256' or 'H=256,E=64', in place of the spec's.")
}

extension Invocation {
  /// What `Option.sizes` gives, and of others the file of `Option.settings`.
  func sizes() throws -> [String: Int] {
    var sizes = try GenerateSettings(path: self[.settings]).sizes
    var given: Set<String> = []
    for part in self[.sizes]?.split(separator: ",", omittingEmptySubsequences: false) ?? [] {
      let sides = part.split(separator: "=", omittingEmptySubsequences: false)
      guard sides.count == 2, !sides[0].isEmpty, let number = Int(sides[1]) else {
        throw fault("'\(part)' is not a size, as 'H=256', for '\(Option.sizes.spelling)'")
      }
      let name = String(sides[0])
      guard given.insert(name).inserted else {
        throw fault("the size '\(name)' is given twice for '\(Option.sizes.spelling)'")
      }
      sizes[name] = number
    }
    return sizes
  }
}

extension Specs {
  /// Makes sure that each of `sizes` is one of a model's.
  static func require(_ sizes: [String: Int], in specs: [CompiledSpec], _ path: String) throws {
    let known = specs.reduce(into: Set<String>()) { $0.formUnion($1.sizes) }.sorted()
    guard let unknown = sizes.keys.sorted().first(where: { !known.contains($0) }) else { return }
    let near = known.isEmpty ? "" : Suggestion.phrase(for: unknown, amongFew: known)
    throw RecurFault("no model of '\(path)' has a size '\(unknown)' to set\(near)")
  }
}
