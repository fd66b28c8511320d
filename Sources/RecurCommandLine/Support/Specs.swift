import RecurCompiler
import RecurGraph
import RecurWeights

/// The specs that a command line names, compiled.
enum Specs {
  /// Compiles a spec; warnings go to the console.
  static func compile(
    _ path: String, _ console: Console, sizes: [String: Int] = [:], options: [String] = [],
    precision: Precision = .f32, batch: Int = 1,
    observe: (CompileStage, Graph) -> Void = { _, _ in }
  ) throws -> CompiledSpec {
    let spec = try RecurCompiler.compile(
      specAt: path, sizes: sizes, options: options, precision: precision, batch: batch,
      observe: observe)
    console.errors(spec.warnings(console.isColored))
    return spec
  }

  /// The model that an invocation asks for: the only one, or the one called `--model`.
  static func model(
    _ invocation: Invocation, _ console: Console, options: [String] = [], batch: Int = 1
  ) throws -> CompiledModel {
    let path = invocation.first(.spec) ?? ""
    let sizes = try invocation.sizes()
    let spec = try compile(
      path, console, sizes: sizes, options: options, precision: try invocation.precision(),
      batch: batch)
    try require(sizes, in: [spec], path)
    return try model(invocation[.model], in: spec, path)
  }

  /// The model called `name`; without a name, the only one.
  static func model(
    _ name: String?, in spec: CompiledSpec, _ path: String
  ) throws -> CompiledModel {
    let names = spec.models.map(\.name)
    guard let first = spec.models.first else { throw RecurFault("'\(path)' has no model") }
    if let name {
      if let found = spec.models.first(where: { $0.name == name }) { return found }
      throw RecurFault(
        "'\(path)' has no model '\(name)'\(Suggestion.phrase(for: name, among: names))")
    }
    guard spec.models.count == 1 else {
      throw RecurFault(
        "'\(path)' has \(names.count) models: choose one of \(names.joined(separator: ", ")) "
          + "with '--model <name>'")
    }
    return first
  }
}
