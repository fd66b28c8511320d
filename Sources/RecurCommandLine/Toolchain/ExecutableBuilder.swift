import Foundation
import RecurCompiler
import RecurEmit
import RecurTemplates
import RecurWeights

/// Compiles emitted source into one executable that needs no library of Swift's.
///
/// What every executable shares is a module of its own, compiled with checks for any processor; the
/// emitted source is compiled without checks for the target. A name in a spec can so never clash with
/// one of the shared sources.
struct ExecutableBuilder {
  /// The compilers.
  var toolchain: Toolchain
  /// Where sources and objects go.
  var folder: WorkFolder
  /// What is compiled.
  var options: EmissionOptions
  /// Tells of long steps.
  var console: Console

  /// Builds the executable of a model; it is moved to `output` when it is whole.
  ///
  /// - Parameter weights: a safetensors file to embed.
  func build(_ model: CompiledModel, weights: [UInt8]?, to output: String) throws {
    try checkTarget()
    try writeHeaders()
    let entry = emitExecutable(of: model, embedsWeights: weights != nil).map {
      EmittedFile(name: $0.name, text: "import \(SharedModule.name)\n" + $0.text)
    }
    let sources = try write(model, entry)
    var objects = ["RecurModel.o", "\(SharedModule.name).o", "support.o"]

    try makeSharedModule()
    if let weights {
      try embed(weights)
      objects.append("weights.o")
    }
    try compileModel(sources)
    try compileSupport(ExecutableSupport.source)
    try console.during("Linking") { try link(objects) }
    try move(to: output)
  }

  /// Builds a model with the given main file and nothing else, as `executable` in the folder.
  func buildBenchmark(_ model: CompiledModel, main: EmittedFile) throws {
    try checkTarget()
    try writeHeaders()
    try compileModel(try write(model, [main]))
    try compileSupport(ExecutableSupport.benchmarkSource)
    try console.during("Linking") { try link(["RecurModel.o", "support.o"]) }
  }

  private func checkTarget() throws {
    #if arch(x86_64)
      let host = "arch(x86_64)"
    #elseif arch(arm64)
      let host = "arch(arm64)"
    #else
      let host = ""
    #endif
    let target = options.target
    if let condition = target.condition, condition != host {
      throw RecurFault(
        "this machine cannot compile for '\(target.name)'; 'recur generate' can emit its source")
    }
  }

  private func makeSharedModule() throws {
    let module = try SharedModule(toolchain: toolchain, folder: folder)
    if module.restore(to: folder.url) { return }
    for file in SharedModule.files { try folder.write(file.text, to: file.path) }
    let interface = ["-emit-module", "-emit-module-path", "\(SharedModule.name).swiftmodule"]
    try console.during("Compiling what every executable shares") {
      try compile(
        SharedModule.files.map(\.path), named: SharedModule.name,
        ["-O", "-parse-as-library"] + interface)
    }
    module.keep(from: folder.url)
  }

  private func writeHeaders() throws {
    for file in EmbeddedFile.files(in: "CRecurSIMD/include") {
      try folder.write(file.text, to: "modules/CRecurSIMD/\(file.name)")
    }
    try folder.write(
      "module CRecurSIMD {\n  header \"CRecurSIMD.h\"\n  export *\n}\n",
      to: "modules/CRecurSIMD/module.modulemap")
  }

  /// Writes the emitted source of a model and the files of its entry point.
  private func write(_ model: CompiledModel, _ entry: [EmittedFile]) throws -> [String] {
    let spec = EmittableSpec(fileName: "\(model.name).recur", models: [model.emittable])
    var files = emit([spec], with: options, version: RecurRelease.version) + entry
    // A model may have any name, even that of another file of the module.
    files[0].name = "Model.swift"
    let paths = files.map { "model/\($0.name)" }
    for (path, file) in zip(paths, files) { try folder.write(file.text, to: path) }
    return paths
  }

  private func compileModel(_ sources: [String]) throws {
    try console.during("Compiling the model for \(options.target.name)") {
      try compile(sources, named: "RecurModel", ["-Ounchecked"] + options.target.compilerFlags)
    }
  }

  private func compileSupport(_ source: String) throws {
    try folder.write(source, to: "support.c")
    try run(
      toolchain.clang,
      [
        "-O2", "-DRECUR_NEEDED_LEVEL=\(options.target.cpuLevel)", "-Imodules/CRecurSIMD", "-c",
        "support.c",
      ]
        + ["-o", "support.o"])
  }

  private func embed(_ weights: [UInt8]) throws {
    let module = EmbeddedWeightsTemplate.moduleName
    try folder.write(EmbeddedWeightsTemplate.header, to: "modules/\(module)/\(module).h")
    try folder.write(EmbeddedWeightsTemplate.moduleMap, to: "modules/\(module)/module.modulemap")
    try AtomicFile.write([weights], to: folder.path("weights.safetensors"))
    try folder.write(EmbeddedWeightsTemplate.assembly(path: "weights.safetensors"), to: "weights.S")
    try run(toolchain.clang, ["-c", "weights.S", "-o", "weights.o"])
  }

  private func compile(_ files: [String], named module: String, _ flags: [String]) throws {
    try run(
      toolchain.swift,
      ["-swift-version", "6", "-wmo", "-static-stdlib", "-module-name", module, "-I", "."]
        + [
          "-Xcc", "-Imodules/CRecurSIMD", "-Xcc", "-Imodules/\(EmbeddedWeightsTemplate.moduleName)",
        ]
        + flags + ["-c", "-o", "\(module).o"] + files)
  }

  private func link(_ objects: [String]) throws {
    var flags = ["-static-stdlib"] + objects + ["-o", "executable"]
    #if os(Linux)
      flags += ["-Xlinker", "--gc-sections", "-Xlinker", "-s"]
    #elseif canImport(Darwin)
      flags += ["-Xlinker", "-dead_strip", "-Xlinker", "-x"]
    #endif
    try run(toolchain.swift, flags)
  }

  private func run(_ program: String, _ arguments: [String]) throws {
    let outcome = try Subprocess.run(program, arguments, in: folder.url)
    guard outcome.status != 0 else { return }
    let kept = try keep()
    let lines = outcome.output.split(separator: "\n").prefix(40).joined(separator: "\n")
    throw InternalFault(
      message: """
        emitted source does not build (exit code \(outcome.status)); this is a fault of Recur, not \
        of your spec. Everything needed to look into it is in '\(kept)'.
        \(lines)
        """)
  }

  /// Moves a temporary folder to where it is not removed.
  private func keep() throws -> String {
    guard !folder.isKept else { return folder.url.path }
    let kept = folder.url.deletingLastPathComponent()
      .appendingPathComponent("kept-\(folder.url.lastPathComponent)")
    try FileManager.default.moveItem(at: folder.url, to: kept)
    return kept.path
  }

  private func move(to output: String) throws {
    let destination = URL(fileURLWithPath: output)
    let partial = destination.deletingLastPathComponent()
      .appendingPathComponent(".\(destination.lastPathComponent).\(UUID().uuidString)")
    do {
      try FileManager.default.copyItem(
        at: folder.url.appendingPathComponent("executable"), to: partial)
    } catch {
      throw RecurFault("cannot write '\(output)': \(error.localizedDescription)")
    }
    guard rename(partial.path, destination.path) == 0 else {
      let reason = String(cString: strerror(errno))
      try? FileManager.default.removeItem(at: partial)
      throw RecurFault("cannot write '\(output)': \(reason)")
    }
  }
}
