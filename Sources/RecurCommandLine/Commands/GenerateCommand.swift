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

      Each model becomes a graph for each of its entry points, and each has its own plan of passes: \
      'sequence' answers for a whole input, 'stream' takes one time step, where the model allows that, \
      and 'batch', with '--batch', answers for several inputs side by side. The line before a graph of \
      '--dump-after' tells the model, the entry point and the pass.
      """,
    arguments: [.specs],
    options: [.folder] + Option.emission(target: "portable") + [.settings, .dumpAfter],
    run: generateSource)
}

extension Option {
  fileprivate static let folder = Option(
    name: "output", letter: "o", value: "folder",
    help: "Where the source goes; needed unless '--dump-after' is there.")
  fileprivate static let dumpAfter = Option(
    name: "dump-after", value: "pass",
    help: "Print the graphs of each model after the pass, one for each entry point that has it: "
      + "\((["lower"] + Pass.all.map(\.name)).joined(separator: ", ")).")
}

private func generateSource(_ invocation: Invocation, _ console: Console) throws {
  var options = try invocation.emission(standard: { _ in .portable })
  options.isTraining = options.precision == .f32
  let dumped = try dumpedPass(invocation)
  guard dumped != nil || invocation.has(.folder) else {
    throw invocation.fault("missing option '\(Option.folder.spelling)'")
  }
  let sizes = try invocation.sizes()
  var specs: [CompiledSpec] = []
  var isSound = true
  for path in invocation.all(.specs) {
    var dumps: [String] = []
    do {
      let spec = try Specs.compile(
        path, console, sizes: sizes, precision: options.precision, batch: options.batch
      ) { stage, graph in
        guard stage.pass == dumped else { return }
        dumps.append("// \(stage.model), \(stage.plan), after \(stage.pass)\n\(graph)")
      }
      specs.append(spec)
    } catch let failure as CompileFailure {
      console.errors(failure.rendered(inColour: console.isColored))
      isSound = false
    }
    for dump in dumps { try console.print(dump) }
  }
  if !isSound { throw ExitCode(code: 1) }
  try Specs.require(sizes, in: specs, invocation.all(.specs).joined(separator: "', '"))
  guard let folder = invocation[.folder] else { return }
  try checkNames(of: specs)
  let files = emitModule(specs, with: options)
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
