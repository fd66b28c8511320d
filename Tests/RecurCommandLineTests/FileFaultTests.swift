import Foundation
import RecurWeights
import Testing

@testable import RecurCommandLine

/// Every fault must end in an error that says what is wrong and in exit code 1, whoever answers; the
/// messages are in `Golden`.
@Suite("Faults in files") struct FileFaultTests {
  /// The executable of `TinyModel`, without weights, built once for all tests.
  private static let built = Result { try BuiltTinyModel() }

  @Test func inWeightsEndTheInterpreter() throws {
    try expectFaults(inWeights: "fault-weights.txt") { model, _ in CapturedRun(model.runCommand) }
  }

  @Test func inWeightsEndAnExecutable() throws {
    let built = try Self.built.get()
    try expectFaults(inWeights: "fault-weights.txt") { model, _ in try built.answer(model) }
  }

  @Test func inWeightsEndABuild() throws {
    try expectFaults(inWeights: "fault-weights.txt") { model, _ in
      CapturedRun([
        "build", model.path("tiny.recur"), "--weights", model.path("weights.safetensors"),
        "-o", model.path("out.safetensors"),
      ])
    }
  }

  @Test func inInputsEndTheInterpreter() throws {
    try expectFaults(inInputs: "fault-inputs.txt") { CapturedRun($0.runCommand) }
  }

  @Test func inInputsEndAnExecutable() throws {
    let built = try Self.built.get()
    try expectFaults(inInputs: "fault-inputs.txt") { try built.answer($0) }
  }

  @Test func executableAndInterpreterAgree() throws {
    let model = try TinyModel()
    #expect(CapturedRun(model.runCommand).code == 0)
    let expected = try #require(try model.tensors("out.safetensors")["y"]).floats()
    #expect(try Self.built.get().answer(model).code == 0)
    let found = try #require(try model.tensors("out.safetensors")["y"]).floats()
    #expect(found.count == 2)
    for (a, b) in zip(expected, found) { #expect(abs(a - b) <= 2e-6) }
  }

  @Test func anExecutableCarriesItsWeights() throws {
    let model = try TinyModel()
    let built = CapturedRun([
      "build", model.path("tiny.recur"), "--weights", model.path("weights.safetensors"),
      "-o", model.path("tiny"),
    ])
    #expect(built.code == 0, "\(built.errors)")
    #expect(CapturedRun(model.runCommand).code == 0)
    let expected = try #require(try model.tensors("out.safetensors")["y"]).floats()
    try FileManager.default.removeItem(atPath: model.path("weights.safetensors"))
    let folder = try WorkFolder()
    defer { folder.remove() }
    let run = try Subprocess.run(
      model.path("tiny"), Array(model.files.dropFirst(2)), in: folder.url)
    #expect(run.status == 0, "\(run.output)")
    let found = try #require(try model.tensors("out.safetensors")["y"]).floats()
    for (a, b) in zip(expected, found) { #expect(abs(a - b) <= 2e-6) }
  }

  private func expectFaults(
    inWeights golden: String, _ run: (TinyModel, WeightFault) throws -> CapturedRun
  ) throws {
    var transcript = ""
    for fault in WeightFault.all {
      let model = try TinyModel()
      try fault.spoil(model)
      transcript += try told(fault.name, try run(model, fault), model)
    }
    try expectGolden(transcript, golden)
  }

  private func expectFaults(
    inInputs golden: String, _ run: (TinyModel) throws -> CapturedRun
  ) throws {
    var transcript = ""
    for fault in InputFault.all {
      let model = try TinyModel()
      try model.write(fault.tensors, to: "in.safetensors")
      transcript += try told(fault.name, try run(model), model)
    }
    try expectGolden(transcript, golden)
  }

  private func told(_ name: String, _ run: CapturedRun, _ model: TinyModel) throws -> String {
    #expect(run.code == 1, "\(name)")
    #expect(run.output.isEmpty)
    #expect(run.errors.hasPrefix("error: "), "\(name)")
    #expect(!FileManager.default.fileExists(atPath: model.path("out.safetensors")))
    let message = run.errors.replacingOccurrences(of: model.folder.path, with: "FOLDER")
    return "# \(name)\n\(message)\n"
  }
}

extension TinyModel {
  /// The options that name its files.
  var files: [String] {
    [
      "--weights", path("weights.safetensors"), "--input", path("in.safetensors"),
      "--output", path("out.safetensors"),
    ]
  }

  /// The command line that answers through the interpreter.
  var runCommand: [String] { ["run", path("tiny.recur")] + files }
}

/// The executable of `TinyModel`.
struct BuiltTinyModel {
  private let model: TinyModel

  /// Builds it.
  init() throws {
    model = try TinyModel()
    let run = CapturedRun(["build", model.path("tiny.recur"), "-o", model.path("tiny")])
    guard run.code == 0 else { throw RecurFault(run.errors) }
  }

  /// Answers the files of another copy of the model.
  func answer(_ other: TinyModel) throws -> CapturedRun {
    let folder = try WorkFolder()
    defer { folder.remove() }
    let outcome = try Subprocess.run(model.path("tiny"), other.files, in: folder.url)
    return CapturedRun(code: outcome.status, output: "", errors: outcome.output)
  }
}
