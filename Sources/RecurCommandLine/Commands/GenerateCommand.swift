import Foundation
import RecurCompiler
import RecurEmit
import RecurGraph
import RecurPasses
import RecurWeights

extension Command {
  static let generate = Command(
    name: "generate", overview: "Emit Swift source.",
    discussion: """
      Each spec becomes one file, beside one that the models share. The specs of one call make one \
      module. Nothing else in the folder is touched.
      """,
    arguments: [.specs],
    options: [
      .folder, .target.standard("portable"), .precision.standard("f32"), .batch.standard("1"),
      .settings, .dumpAfter,
    ],
    run: generateSource)
}

extension Option {
  fileprivate static let folder = Option(
    name: "output", letter: "o", value: "folder",
    help: "Where the source goes; needed unless '--dump-after' is there.")
  fileprivate static let precision = Option(
    name: "precision", value: "precision", help: "The type that weights are held in.")
  fileprivate static let batch = Option(
    name: "batch", value: "number", help: "The sequences that are run side by side.")
  fileprivate static let settings = Option(
    name: "settings", value: "file",
    help: """
      A JSON file with \"target\", \"precision\" and \"batch\", any of which may be absent; options \
      on the command line win.
      """)
  fileprivate static let dumpAfter = Option(
    name: "dump-after", value: "pass",
    help: "Print the graph of each model after the pass: "
      + "\((["lower"] + Pass.all.map(\.name)).joined(separator: ", ")).")
}

private func generateSource(_ invocation: Invocation, _ console: Console) throws {
  let target = try readTarget(invocation)
  let dumped = try dumpedPass(invocation)
  guard dumped != nil || invocation.has(.folder) else {
    throw invocation.fault("missing option '\(Option.folder.spelling)'")
  }
  var specs: [CompiledSpec] = []
  var isSound = true
  for path in invocation.all(.specs) {
    do {
      let spec = try Specs.compile(path, console) { stage, graph in
        guard stage.pass == dumped else { return }
        console.print("// \(stage.model), \(stage.plan), after \(stage.pass)\n\(graph)")
      }
      specs.append(spec)
    } catch let failure as CompileFailure {
      console.errors(failure.rendered(inColour: console.isColored))
      isSound = false
    }
  }
  if !isSound { throw ExitCode(code: 1) }
  guard let folder = invocation[.folder] else { return }
  try checkNames(of: specs)
  let files = emitModule(specs, target: target)
  do {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  } catch {
    throw RecurFault("cannot make the folder '\(folder)': \(error.localizedDescription)")
  }
  for file in files { try AtomicFile.write([Array(file.text.utf8)], to: "\(folder)/\(file.name)") }
}

/// Throws where two specs want one file or one type.
private func checkNames(of specs: [CompiledSpec]) throws {
  var files: Set<String> = [supportFileName]
  var models: Set<String> = []
  for spec in specs {
    guard files.insert(swiftName(of: spec.fileName)).inserted else {
      throw RecurFault("two specs are called '\(spec.fileName)'; their source would be one file")
    }
    for model in spec.models where !models.insert(model.name).inserted {
      throw RecurFault("two specs have a model '\(model.name)'; a module can hold one")
    }
  }
}

private func dumpedPass(_ invocation: Invocation) throws -> String? {
  guard let name = invocation[.dumpAfter] else { return nil }
  let names = ["lower"] + Pass.all.map(\.name)
  guard names.contains(name) else {
    throw invocation.fault("unknown pass '\(name)'\(Suggestion.phrase(for: name, amongFew: names))")
  }
  return name
}

private func readTarget(_ invocation: Invocation) throws -> TargetDescription {
  let settings = try GenerateSettings(path: invocation[.settings])
  let precision = invocation[.precision] ?? settings.precision ?? "f32"
  guard precision == "f32" else {
    throw invocation.fault(
      of: .precision, "precision '\(precision)' is not supported; weights are held as f32")
  }
  let batch = invocation[.batch] ?? settings.batch.map(String.init) ?? "1"
  guard batch == "1" else {
    throw invocation.fault(
      of: .batch, "batch '\(batch)' is not supported; one sequence is run at a time")
  }
  if let name = settings.target, !invocation.has(.target) {
    guard let target = TargetDescription.named(name) else {
      let near = Suggestion.phrase(
        for: name, amongFew: TargetDescription.table.map(\.name))
      throw RecurFault("'\(invocation[.settings] ?? "")': unknown target '\(name)'\(near)")
    }
    return target
  }
  return try invocation.target(standard: .portable)
}

extension Invocation {
  /// A fault in the value of an option, which names the file of settings where the value is from there.
  fileprivate func fault(of option: Option, _ message: String) -> RecurFault {
    guard let path = self[.settings], !has(option) else { return RecurFault(message) }
    return RecurFault(message).about("'\(path)'")
  }
}
