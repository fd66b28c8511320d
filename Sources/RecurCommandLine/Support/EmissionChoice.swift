import RecurEmit
import RecurGraph
import RecurWeights

extension Option {
  /// The options of every command that emits code; `standard` says which target holds without one.
  static func emission(target standard: String) -> [Option] {
    [.target.standard(standard), .precision.standard("f32"), .batch.standard("1")]
  }

  /// A JSON file that chooses what the command line leaves open.
  static let settings = Option(
    name: "settings", value: "file",
    help: """
      A JSON file with \"target\", \"precision\" and \"batch\", any of which may be absent; options \
      on the command line win.
      """)

  fileprivate static let target = Option(
    name: "target", letter: "t", value: "target",
    help: "The processor: \(TargetDescription.table.map(\.name).joined(separator: ", ")).")

  /// What the matrices of products are held in.
  static let precision = Option(
    name: "precision", value: "precision",
    help: "What matrices are held in: \(Precision.allCases.map(\.name).joined(separator: ", ")).")

  fileprivate static let batch = Option(
    name: "batch", value: "number", help: "The sequences that are run side by side.")
}

extension Invocation {
  /// What `Option.emission` chooses, then the file of `Option.settings`, then `standard` for the target.
  func emission(standard: TargetDescription) throws -> EmissionOptions {
    let settings = try GenerateSettings(path: self[.settings])
    if let batch = self[.batch] ?? settings.batch.map(String.init), batch != "1" {
      throw fault(of: .batch, "batch '\(batch)' is not supported; one sequence is run at a time")
    }
    return EmissionOptions(
      target: try target(settings) ?? standard, precision: try precision(settings) ?? .f32)
  }

  private func target(_ settings: GenerateSettings) throws -> TargetDescription? {
    guard let name = self[.target] ?? settings.target else { return nil }
    if let target = TargetDescription.named(name) { return target }
    let near = Suggestion.phrase(for: name, amongFew: TargetDescription.table.map(\.name))
    let message = "unknown target '\(name)'\(near)"
    if has(.target) { throw fault(message) }
    throw fault(of: .target, message)
  }

  /// What `Option.precision` chooses.
  func precision() throws -> Precision {
    try precision(GenerateSettings(path: nil)) ?? .f32
  }

  private func precision(_ settings: GenerateSettings) throws -> Precision? {
    guard let name = self[.precision] ?? settings.precision else { return nil }
    if let precision = Precision(rawValue: name) { return precision }
    let near = Suggestion.phrase(for: name, amongFew: Precision.allCases.map(\.name))
    let message = "unknown precision '\(name)'\(near)"
    if has(.precision) { throw fault(message) }
    throw fault(of: .precision, message)
  }

  /// A fault in the value of an option, which names the file of settings where the value is from there.
  private func fault(of option: Option, _ message: String) -> RecurFault {
    guard let path = self[.settings], !has(option) else { return RecurFault(message) }
    return RecurFault(message).about("'\(path)'")
  }
}
