import Foundation
import RecurCompiler
import RecurEmit
import RecurTemplates
import RecurWeights

/// Compiles emitted source into one executable that needs no library of Swift's.
///
/// What every executable shares is a module of its own, compiled with checks for any processor, and so
/// is `main.swift`, which picks a variant. Each variant is the emitted source compiled without checks
/// for one target; its symbols are its own (`PrivateSymbols`), but for the one by which it is run. A
/// name in a spec can so never clash with one of the shared sources, and what is compiled for a newer
/// processor is never run on an older one.
struct ExecutableBuilder {
  /// Tells of long steps.
  let console: Console
  private let compilers: CompilerDriver

  private var folder: WorkFolder { compilers.folder }

  /// Builds with the compilers of `toolchain` in `folder`.
  init(toolchain: Toolchain, folder: WorkFolder, console: Console) {
    self.console = console
    compilers = CompilerDriver(toolchain: toolchain, folder: folder)
  }

  /// Builds the executable of a model; it is moved to `output` when it is whole.
  ///
  /// - Parameters:
  ///   - weights: a safetensors file to embed.
  ///   - variants: what is compiled, for each target once.
  func build(
    _ model: CompiledModel, weights: [UInt8]?, variants: [EmissionOptions], to output: String
  ) throws {
    try compilers.keepingFaults {
      try writeHeaders()
      let targets = variants.map(\.target)
      for target in targets { try check(target) }
      try folder.write(
        VariantsTemplate.moduleMap, to: "modules/\(VariantsTemplate.moduleName)/module.modulemap")
      try folder.write(
        VariantsTemplate.header(targets.map(\.entryPoint)),
        to: "modules/\(VariantsTemplate.moduleName)/CRecurVariants.h")
      try makeSharedModule()
      var objects = ["RecurMain.o", "\(SharedModule.name).o"]
      if let weights {
        try embed(weights)
        objects.append("weights.o")
      }
      let modules = targets.map { "RecurModel_\($0.symbol)" }
      let names = targets.map(\.name).joined(separator: ", ")
      try console.during("Compiling the model for \(names)") {
        try concurrently(variants.count + 1) { index in
          guard index > 0 else { return try compileMain(for: targets) }
          try compile(
            model, variants[index - 1], named: modules[index - 1], among: targets,
            embedsWeights: weights != nil)
        }
      }
      try console.during("Linking") { try compilers.link(objects + modules.map { "\($0).o" }) }
      try move(to: output)
    }
  }

  /// Builds the program that times a model, for one target.
  ///
  /// - Parameters:
  ///   - threads: how many threads share a call, as the options allow.
  ///   - plain: the sizes of a plain kernel to time, too.
  func buildTimed(
    _ model: CompiledModel, with options: EmissionOptions, threads: Int,
    beside plain: PlainKernelSizes?, to output: String
  ) throws {
    let entry = emitTimed(
      model.emittable, with: options, threads: threads, beside: plain,
      version: RecurRelease.version)
    try compilers.keepingFaults {
      try folder.write(ExecutableSupport.timedSource, to: "support.c")
      try compilers.compileC("support.c", to: "support.o", ["-O2"])
      try buildProgram(
        sources(of: model.emittable, options) + sharing(entry), for: options.target,
        with: ["support.o"], to: output)
    }
  }

  /// Builds the program that trains a model, for one target.
  func buildTraining(
    _ model: CompiledModel, _ training: EmittableTraining, with options: EmissionOptions,
    to output: String
  ) throws {
    let entry = emitTraining(
      training, of: model.name, with: options, version: RecurRelease.version)
    let files = sources(of: model.trainer(training), options) + sharing(entry)
    let program = try KeptFiles(
      ["executable"], "trainer",
      of: files.map(\.text) + options.target.compilerFlags + SharedModule.files.map(\.text),
      by: compilers.toolchain, in: folder)
    if program.restore(to: folder.url) { return try move(to: output) }
    try compilers.keepingFaults {
      try buildProgram(files, for: options.target, to: output)
    }
    program.keep(from: folder.url)
  }

  /// Builds a program of emitted files, what every executable shares and some objects.
  private func buildProgram(
    _ files: [EmittedFile], for target: TargetDescription, with objects: [String] = [],
    to output: String
  ) throws {
    try check(target)
    try writeHeaders()
    try makeSharedModule()
    let sources = try write(files, to: "model")
    try console.during("Compiling the model for \(target.name)") {
      try compilers.compileSwift(
        sources, named: "RecurModel", ["-Ounchecked"] + target.compilerFlags)
    }
    try console.during("Linking") {
      try compilers.link(["RecurModel.o", "\(SharedModule.name).o"] + objects)
    }
    try move(to: output)
  }

  /// Files that see what every executable shares.
  private func sharing(_ files: [EmittedFile]) -> [EmittedFile] {
    files.map { EmittedFile(name: $0.name, text: "import \(SharedModule.name)\n" + $0.text) }
  }

  /// Compiles what is emitted for a model, and nothing else, and tells what that takes.
  func buildObject(_ model: CompiledModel, with options: EmissionOptions) throws -> ObjectCost {
    try compilers.keepingFaults {
      try check(options.target)
      try writeHeaders()
      let clock = ContinuousClock()
      let start = clock.now
      let files = sources(of: model.emittable, options)
      let emitted = clock.now
      let paths = try write(files, to: "model")
      let written = clock.now
      try compilers.compileSwift(
        paths, named: "RecurModel",
        ["-Ounchecked", "-parse-as-library"] + options.target.compilerFlags)
      return ObjectCost(
        emitting: (emitted - start) / .seconds(1), compiling: (clock.now - written) / .seconds(1),
        lines: files.reduce(0) { $0 + $1.text.utf8.count { $0 == UInt8(ascii: "\n") } },
        bytes: try folder.bytes(of: "RecurModel.o"))
    }
  }

  private func check(_ target: TargetDescription) throws {
    guard target.isForHostArchitecture else {
      throw RecurFault(
        "this machine cannot compile for '\(target.name)'; 'recur generate' can emit its source")
    }
  }

  /// The emitted source of a model.
  private func sources(of model: EmittableModel, _ options: EmissionOptions) -> [EmittedFile] {
    let spec = EmittableSpec(fileName: "\(model.sequence.name).recur", models: [model])
    var files = emit([spec], with: options, version: RecurRelease.version)
    // A model may have any name, even that of another file of the module.
    files[0].name = "Model.swift"
    return files
  }

  private func write(_ files: [EmittedFile], to path: String) throws -> [String] {
    try files.map { file in
      try folder.write(file.text, to: "\(path)/\(file.name)")
      return "\(path)/\(file.name)"
    }
  }

  /// Compiles a variant, by way of its assembly source, in which its symbols are made its own.
  private func compile(
    _ model: CompiledModel, _ options: EmissionOptions, named module: String,
    among targets: [TargetDescription], embedsWeights: Bool
  ) throws {
    let version = RecurRelease.version
    let entry = [
      emitAdapter(of: model.emittable, with: options, version: version),
      emitEntryPoint(
        of: model.emittable, for: options.target, among: targets, embedsWeights: embedsWeights,
        version: version),
    ]
    let files = try write(sources(of: model.emittable, options) + sharing(entry), to: module)
    let flags = ["-Ounchecked", "-parse-as-library"] + options.target.compilerFlags
    try compilers.compileSwift(files, named: module, flags, to: "\(module).s")
    let symbols = PrivateSymbols(
      suffix: ".\(options.target.symbol)", keeping: [options.target.entryPoint])
    let assembly = try Data(contentsOf: folder.url.appendingPathComponent("\(module).s"))
    try AtomicFile.write([symbols.renamed(Array(assembly))], to: folder.path("\(module).s"))
    try compilers.compileC("\(module).s", to: "\(module).o")
  }

  private func compileMain(for targets: [TargetDescription]) throws {
    let main = emitMain(for: targets, version: RecurRelease.version)
    try folder.write("import \(SharedModule.name)\n" + main.text, to: main.name)
    try compilers.compileSwift([main.name], named: "RecurMain", ["-O"])
  }

  private func makeSharedModule() throws {
    let module = try KeptFiles(
      SharedModule.products, "shared", of: SharedModule.files.map(\.text),
      by: compilers.toolchain, in: folder)
    if module.restore(to: folder.url) { return }
    for file in SharedModule.files { try folder.write(file.text, to: file.path) }
    let interface = ["-emit-module", "-emit-module-path", "\(SharedModule.name).swiftmodule"]
    try console.during("Compiling what every executable shares") {
      try compilers.compileSwift(
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

  private func embed(_ weights: [UInt8]) throws {
    let module = EmbeddedWeightsTemplate.moduleName
    try folder.write(EmbeddedWeightsTemplate.header, to: "modules/\(module)/\(module).h")
    try folder.write(EmbeddedWeightsTemplate.moduleMap, to: "modules/\(module)/module.modulemap")
    try AtomicFile.write([weights], to: folder.path("weights.safetensors"))
    try folder.write(EmbeddedWeightsTemplate.assembly(path: "weights.safetensors"), to: "weights.S")
    try compilers.compileC("weights.S", to: "weights.o")
  }

  private func move(to output: String) throws {
    let destination = URL(fileURLWithPath: output)
    let partial = destination.deletingLastPathComponent()
      .appendingPathComponent(".\(destination.lastPathComponent).\(UUID().uuidString)")
    Interruption.hold(partial)
    defer { Interruption.release(partial) }
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

/// What it takes to compile a model to an object.
struct ObjectCost {
  /// The seconds to emit source.
  var emitting: Double
  /// The seconds that the Swift compiler takes.
  var compiling: Double
  /// The lines of source.
  var lines: Int
  /// The object's size.
  var bytes: Int
}
