import Foundation
import RecurBinary
import RecurCompiler
import RecurEmit
import RecurWeights

extension Command {
  static let build = Command(
    name: "build", overview: "Compile a model into one self-contained executable.",
    discussion: """
      Needs the Swift compiler: SWIFT_EXEC, else 'swiftc' on PATH. With '--weights' the executable \
      carries its weights along; without, it takes them from a file each time it runs.

      With the target 'auto' it holds code for every kind of processor that this machine's system runs \
      on, and runs the best that a processor has; the environment variable RECUR_TARGET of the \
      executable chooses another.
      """,
    arguments: [.spec],
    options: [.model, .weights, .output]
      + Option.executableEmission + [.keep],
    run: { invocation, console in
      let variants = try invocation.variants()
      let output = try invocation.required(.output)
      let model = try Specs.model(invocation, console, batch: variants[0].batch)
      try buildExecutable(
        of: model, weights: invocation[.weights], variants: variants, output: output,
        keeping: invocation[.keep], console)
    })
}

extension Option {
  fileprivate static let output = Option(
    name: "output", letter: "o", value: "file", help: "The executable.", isRequired: true)
}

/// Builds the executable of a model, after a look at its weights.
func buildExecutable(
  of model: CompiledModel, weights: String?, variants: [EmissionOptions], output: String,
  keeping kept: String? = nil, _ console: Console
) throws {
  try checkOutput(output)
  let toolchain = try Toolchain.find()
  let embedded = try weights.map {
    try EmbeddableWeights.bytes(of: $0, for: model.signature, variants[0].precision)
  }
  let folder = try WorkFolder(keeping: kept)
  defer { folder.remove() }
  try ExecutableBuilder(toolchain: toolchain, folder: folder, console: console)
    .build(model, weights: embedded, variants: variants, to: output)
}

/// Throws where no executable could be put in the end, before any work is done.
func checkOutput(_ path: String) throws {
  let files = FileManager.default
  var isFolder: ObjCBool = false
  if files.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
    throw RecurFault("cannot write '\(path)': it is a folder")
  }
  let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
  guard files.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
    throw RecurFault("cannot write '\(path)': there is no folder '\(folder)'")
  }
  guard files.isWritableFile(atPath: folder) else {
    throw RecurFault("cannot write '\(path)': the folder '\(folder)' cannot be written to")
  }
}
