import Foundation
import RecurGraph
import RecurLanguage
import RecurLowering
import RecurPasses

/// Compiles the spec at `path`: text, syntax tree, typed model, graph, optimised graphs.
///
/// - Parameter observe: is told the graph of each model after each pass of each plan.
/// - Throws: `CompileFailure` with everything that is wrong with the spec, or with reading it.
public func compile(
  specAt path: String, observe: (CompileStage, Graph) -> Void = { _, _ in }
) throws(CompileFailure) -> CompiledSpec {
  let text = try readSpec(path)
  let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
  let checked = check(text, path: path) { name in
    try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
  }
  guard let program = checked.program else { throw CompileFailure(checked) }
  let fileName = URL(fileURLWithPath: path).lastPathComponent
  let models = program.models.map { optimise(lower($0), of: $0, observe: observe) }
  return CompiledSpec(
    fileName: fileName, models: models, warnings: { checked.report(inColour: $0) })
}

/// The step of the compiler after which a graph is as it is.
public struct CompileStage: Hashable, Sendable {
  /// The model's name.
  public var model: String
  /// Which entry point the graph is for: `sequence` or `stream`.
  public var plan: String
  /// The pass, or `lower` before the first.
  public var pass: String
}

private func optimise(
  _ lowered: Graph, of model: TypedModel, observe: (CompileStage, Graph) -> Void
) -> CompiledModel {
  func run(_ name: String, _ plan: [Pass]) throws(NotCausal) -> Graph {
    observe(CompileStage(model: model.name, plan: name, pass: "lower"), lowered)
    return try Pass.run(plan, on: lowered) { pass, graph in
      observe(CompileStage(model: model.name, plan: name, pass: pass), graph)
    }
  }
  let sequence: Graph
  do { sequence = try run("sequence", Pass.sequencePlan) } catch {
    preconditionFailure("the plan for sequences asks nothing of a graph: \(error.reason)")
  }
  var stream: Graph?
  var notCausal: NotCausal?
  do { stream = try run("stream", Pass.streamPlan) } catch { notCausal = error }
  return CompiledModel(
    name: model.name, documentation: model.documentation, lowered: lowered, sequence: sequence,
    stream: stream, notCausal: notCausal, signature: signature(of: lowered, model.documentation))
}

/// The spec's text, once it is certain that it is text of a size that a person could have written.
private func readSpec(_ path: String) throws(CompileFailure) -> String {
  let data: Data
  do {
    data = try Data(contentsOf: URL(fileURLWithPath: path))
  } catch {
    let reason = FileManager.default.fileExists(atPath: path) ? "cannot be read" : "does not exist"
    throw CompileFailure("the spec '\(path)' \(reason)")
  }
  guard data.count <= CompileFailure.largestSpec else {
    throw CompileFailure(
      "the spec '\(path)' has \(data.count) bytes; at most \(CompileFailure.largestSpec) are read")
  }
  guard let text = String(validating: data, as: UTF8.self) else {
    throw CompileFailure("the spec '\(path)' is not UTF-8 text")
  }
  return text
}
