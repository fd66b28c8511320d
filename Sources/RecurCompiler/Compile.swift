import Foundation
import RecurGraph
import RecurLanguage
import RecurLowering
import RecurPasses

/// Compiles the spec at `path`: text, syntax tree, typed model, graph, optimised graphs.
///
/// - Parameters:
///   - precision: what the matrices of products will be held in.
///   - sizes: those of models that win over the spec's.
///   - options: lines of a `train` block that win over the spec's.
///   - batch: the most inputs that the models are to answer side by side.
///   - observe: is told the graph of each model after each pass of each plan.
/// - Throws: `CompileFailure` with everything that is wrong with the spec, or with reading it.
public func compile(
  specAt path: String, sizes: [String: Int] = [:], options: [String] = [],
  precision: Precision = .f32, batch: Int = 1,
  observe: (CompileStage, Graph) -> Void = { _, _ in }
) throws(CompileFailure) -> CompiledSpec {
  let bytes = try readSpec(path)
  let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
  let checked = check(utf8: bytes, path: path, sizes: sizes, options: options) { name in
    try readText(
      name.hasPrefix("/") ? URL(fileURLWithPath: name) : folder.appendingPathComponent(name))
  }
  guard let program = checked.program else { throw CompileFailure(checked) }
  let lowered = program.models.map { lower($0) }
  let faults =
    ReservedNames.faults(in: program.models)
    + zip(program.models, lowered).flatMap { model, graph in
      let faults = EmissionLimits.faults(
        in: model, graph, path: path, precision, isBatched: batch > 1)
      return faults.isEmpty ? EmissionLimits.faults(inTraining: model, path: path) : faults
    }
  guard faults.isEmpty else { throw CompileFailure(checked.adding(faults)) }
  let fileName = URL(fileURLWithPath: path).lastPathComponent
  let models = zip(program.models, lowered).map {
    optimise($1, of: $0, precision, batch: batch, observe: observe)
  }
  return CompiledSpec(
    fileName: fileName, models: models, sizes: Set(program.models.flatMap(\.sizes.keys)),
    warnings: { checked.report(inColour: $0) })
}

/// The step of the compiler after which a graph is as it is.
public struct CompileStage: Hashable, Sendable {
  /// The model's name.
  public var model: String
  /// Which entry point the graph is for: `sequence`, `stream` or `batch`.
  public var plan: String
  /// The pass, or `lower` before the first.
  public var pass: String
}

private func optimise(
  _ lowered: Graph, of model: TypedModel, _ precision: Precision, batch rows: Int,
  observe: (CompileStage, Graph) -> Void
) -> CompiledModel {
  func run(_ name: String, _ plan: [Pass]) throws(NotCausal) -> Graph {
    observe(CompileStage(model: model.name, plan: name, pass: "lower"), lowered)
    return try Pass.run(plan, on: lowered) { pass, graph in
      observe(CompileStage(model: model.name, plan: name, pass: pass), graph)
    }
  }
  func whole(_ name: String, _ plan: [Pass]) -> Graph {
    do { return try run(name, plan) } catch {
      preconditionFailure("the plan '\(name)' asks nothing of a graph: \(error.reason)")
    }
  }
  let sequence = whole("sequence", Pass.sequencePlan)
  let batch = rows > 1 ? whole("batch", Pass.batchPlan(rows: rows, precision)) : nil
  var stream: Graph?
  var notCausal: NotCausal?
  do { stream = try run("stream", Pass.streamPlan) } catch { notCausal = error }
  return CompiledModel(
    name: model.name, documentation: model.documentation, cells: model.cells, lowered: lowered,
    sequence: sequence, stream: stream, notCausal: notCausal, batch: batch,
    signature: signature(of: lowered, model.documentation), training: CompiledTraining(of: model))
}

/// The spec's bytes, no more of them than a person could have written.
func readSpec(_ path: String) throws(CompileFailure) -> [UInt8] {
  var isFolder: ObjCBool = false
  guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
    throw CompileFailure("the spec '\(path)' does not exist")
  }
  guard !isFolder.boolValue else { throw CompileFailure("'\(path)' is a folder, not a spec") }
  do {
    return [UInt8](try readData(URL(fileURLWithPath: path)))
  } catch {
    throw CompileFailure("the spec '\(path)' cannot be read: \(error.reason)")
  }
}

/// The text of a file that a spec names.
private func readText(_ file: URL) throws(SourceFileError) -> String {
  var isFolder: ObjCBool = false
  guard
    FileManager.default.fileExists(
      atPath: file.path(percentEncoded: false), isDirectory: &isFolder)
  else {
    throw SourceFileError("there is no such file")
  }
  guard !isFolder.boolValue else { throw SourceFileError("it is a folder") }
  guard let text = String(validating: try readData(file), as: UTF8.self) else {
    throw SourceFileError("it is not UTF-8 text")
  }
  return text
}

/// At most 64 MiB of a file, which may be anything, a device too.
private func readData(_ file: URL) throws(SourceFileError) -> Data {
  let limit = 64 << 20
  do {
    let handle = try FileHandle(forReadingFrom: file)
    defer { try? handle.close() }
    let data = try handle.read(upToCount: limit + 1) ?? Data()
    guard data.count <= limit else { throw SourceFileError("it has more than \(limit) bytes") }
    return data
  } catch let error as SourceFileError {
    throw error
  } catch {
    throw SourceFileError("it may not be read")
  }
}
