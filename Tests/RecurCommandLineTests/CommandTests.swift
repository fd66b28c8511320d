import Foundation
import RecurTestSupport
import RecurWeights
import Testing

@testable import RecurCommandLine

@Suite("Commands")
struct CommandTests {
  @Test func checkIsSilentOnASoundSpec() throws {
    let model = try TinyModel()
    let run = CapturedRun(["check", model.path("tiny.recur")])
    #expect(run.code == 0)
    #expect(run.output.isEmpty)
    #expect(run.errors.isEmpty)
  }

  @Test(arguments: [["check"], ["inspect"], ["generate", "--dump-after", "lower"]])
  func faultsInASpecAreLocated(_ command: [String]) throws {
    let model = try TinyModel()
    let text = TinyModel.text.replacingOccurrences(of: "GRU", with: "GUR")
    try model.write(bytes: Array(text.utf8), to: "tiny.recur")
    let run = CapturedRun(command + [model.path("tiny.recur")])
    #expect(run.code == 1)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("tiny.recur:3:7: error: unknown cell 'GUR'; did you mean 'GRU'?"))
  }

  @Test(arguments: [
    ("none.recur", "there is no such file"), (".", "it is a folder"),
    ("binary.recur", "it is not UTF-8 text"),
  ])
  func importsThatCannotBeReadAreLocated(_ file: String, _ reason: String) throws {
    let model = try TinyModel()
    try model.write(bytes: [0x80], to: "binary.recur")
    try model.write(bytes: Array("import \"\(file)\"\n\(TinyModel.text)".utf8), to: "tiny.recur")
    let run = CapturedRun(["check", model.path("tiny.recur")])
    #expect(run.code == 1)
    #expect(run.errors.contains("tiny.recur:1:8: error: cannot read '\(file)': \(reason)\n"))
  }

  @Test func allSpecsAreChecked() throws {
    let model = try TinyModel()
    let run = CapturedRun([
      "check", model.path("none.recur"), model.path("tiny.recur"), model.path("nil.recur"),
    ])
    #expect(run.code == 1)
    #expect(run.errors.split(separator: "\n").count == 2)
  }

  @Test func generatingTwiceGivesTheSameFiles() throws {
    let model = try TinyModel()
    for folder in ["a", "b"] {
      let run = CapturedRun(["generate", model.path("tiny.recur"), "-o", model.path(folder)])
      #expect(run.code == 0)
    }
    for file in ["tiny.swift", "RecurSupport.swift"] {
      #expect(try model.bytes("a/\(file)") == model.bytes("b/\(file)"))
    }
  }

  @Test func specsOfOneModuleMustDiffer() throws {
    let model = try TinyModel()
    let other = model.path("other.recur")
    try FileManager.default.copyItem(atPath: model.path("tiny.recur"), toPath: other)
    let run = CapturedRun(["generate", model.path("tiny.recur"), other, "-o", model.path("a")])
    #expect(run.code == 1)
    #expect(run.errors == "error: two specs have a model 'Tiny'; a module can hold one\n")
    #expect(!FileManager.default.fileExists(atPath: model.path("a")))
  }

  @Test(arguments: [
    (#"{"target": "x86-64-v5"}"#, "unknown target 'x86-64-v5'; did you mean 'x86-64-v3'?"),
    (#"{"taget": "portable"}"#, "unknown key 'taget'; did you mean 'target'?"),
    (#"{"activations": "quick"}"#, "unknown activations 'quick'; there are accurate, fast"),
    (#"{"activations": true}"#, "'activations' is a truth value, expected a string"),
    (#"{"batch": "1"}"#, "'batch' is a string, expected a whole number"),
    (#"{"threads": 0}"#, "threads '0' is not a whole number from 1 to 1024"),
    ("[]", "expected an object, found an array"),
    ("{", "malformed JSON"),
  ])
  func faultsInSettingsAreTold(_ settings: String, _ message: String) throws {
    let model = try TinyModel()
    try model.write(bytes: Array(settings.utf8), to: "recur.json")
    let run = CapturedRun([
      "generate", model.path("tiny.recur"), "-o", model.path("a"),
      "--settings", model.path("recur.json"),
    ])
    #expect(run.code == 1)
    #expect(run.errors.hasPrefix("error: '\(model.path("recur.json"))': \(message)"))
  }

  /// An option wins over the file, and either makes the same source.
  @Test func activationsAreChosenInSettingsAndOptions() throws {
    let model = try TinyModel()
    func support(_ settings: String, _ options: [String] = []) throws -> String {
      try model.write(bytes: Array(settings.utf8), to: "recur.json")
      let run = CapturedRun(
        [
          "generate", model.path("tiny.recur"), "-o", model.path("a"), "--settings",
          model.path("recur.json"),
        ] + options)
      #expect(run.code == 0, "\(run.errors)")
      return String(decoding: try model.bytes("a/RecurSupport.swift"), as: UTF8.self)
    }
    let accurate = try support("{}")
    let fast = try support(#"{"activations": "fast"}"#)
    #expect(fast.contains(" with fast activations: ") && !accurate.contains("fast"))
    #expect(try support("{}", ["--activations", "fast"]) == fast)
    #expect(try support(#"{"activations": "fast"}"#, ["--activations", "accurate"]) == accurate)
  }

  @Test(arguments: ["batch", "threads"], ["0", "-1", "1025", "many"])
  func batchesAndThreadsAreCounts(_ option: String, _ number: String) throws {
    let model = try TinyModel()
    let run = CapturedRun(
      ["generate", model.path("tiny.recur"), "-o", model.path("a"), "--\(option)", number])
    #expect(run.code == 1)
    #expect(run.errors == "error: \(option) '\(number)' is not a whole number from 1 to 1024\n")
  }

  @Test func oneOfSeveralModelsMustBeChosen() throws {
    let model = try TinyModel()
    let text = TinyModel.text + TinyModel.text.replacingOccurrences(of: "Tiny", with: "Small")
    try model.write(bytes: Array(text.utf8), to: "two.recur")
    let command = ["init", model.path("two.recur"), "-o", model.path("w.safetensors")]
    #expect(
      CapturedRun(command).errors.hasSuffix(
        "has 2 models: choose one of Tiny, Small with '--model <name>'\n"))
    #expect(
      CapturedRun(command + ["--model", "Smal"]).errors.hasSuffix(
        "has no model 'Smal'; did you mean 'Small'?\n"))
    #expect(CapturedRun(command + ["--model", "Small"]).code == 0)
  }

  @Test func inspectShowsTheModel() throws {
    let model = try TinyModel()
    let run = CapturedRun(["inspect", model.path("tiny.recur"), "--target", "portable"])
    #expect(run.code == 0)
    // What follows depends on the schedule and the passes.
    let parts = run.output.components(separatedBy: "\nmemory on portable\n")
    #expect(parts.count == 2)
    try expectGolden(parts[0], "inspect.txt")
    #expect(parts[1].contains("packed weights") && parts[1].contains("sequence, fuse-kernels"))
  }

  /// Weights that single precision does not have are kept as they are, and answers come in double precision.
  @Test func doublePrecisionIsExact() throws {
    let model = try TinyModel()
    var weights = try model.tensors("weights.safetensors")
    for (path, tensor) in weights {
      weights[path] = HostTensor(try tensor.doubles().map { $0 + 1e-9 }, shape: tensor.shape)
    }
    try model.write(weights, to: "exact.safetensors")
    let given = ["--weights", model.path("exact.safetensors")]
    let files = ["--input", model.path("in.safetensors"), "--output"]
    let double = ["--precision", "f64"]
    let built = CapturedRun(
      ["build", model.path("tiny.recur"), "-o", model.path("tiny")] + given + double)
    #expect(built.code == 0, "\(built.errors)")
    try SwiftCompiler.run(
      model.path("tiny"), files + [model.path("built.safetensors")], in: model.folder)
    let run = ["run", model.path("tiny.recur")] + given + files
    #expect(CapturedRun(run + [model.path("exact.out.safetensors")] + double).code == 0)
    #expect(CapturedRun(run + [model.path("out.safetensors")]).code == 0)
    let answers = try ["built", "exact.out", "out"].map {
      try #require(model.tensors("\($0).safetensors")["y"])
    }
    #expect(answers.map(\.element) == [.f64, .f64, .f32])
    let numbers = try answers.map { try $0.doubles() }
    for (a, b) in zip(numbers[0], numbers[1]) { #expect(abs(a - b) < 1e-14) }
    #expect(zip(numbers[0], numbers[2]).contains { abs($0 - $1) > 1e-10 })
  }

  @Test func inspectShowsABatch() throws {
    let model = try TinyModel()
    let run = CapturedRun(["inspect", model.path("tiny.recur"), "--batch", "8", "--graph"])
    #expect(run.code == 0)
    for part in [
      "8 sequences of 100 ", "workspace of a batch of 8 ", "batch, fuse-kernels ", "// batch\n",
    ] {
      #expect(run.output.contains(part), "\(part)")
    }
    let one = CapturedRun(["inspect", model.path("tiny.recur"), "--graph"])
    #expect(!one.output.contains("batch"))
  }

  @Test(arguments: ["bf16", "int8"]) func inspectShowsTheErrorOfAPrecision(
    _ precision: String
  ) throws {
    let model = try TinyModel()
    let command = ["inspect", model.path("tiny.recur"), "--precision", precision]
    let files = [
      "--weights", model.path("weights.safetensors"), "--input", model.path("in.safetensors"),
    ]
    let run = CapturedRun(command + files)
    #expect(run.code == 0, "\(run.errors)")
    try expectGolden(run.output, "inspect-\(precision).txt")
    #expect(CapturedRun(command + files.prefix(2)).code == 2)
    let none = CapturedRun(["inspect", model.path("tiny.recur")] + files)
    #expect(none.code == 2)
    #expect(none.errors.contains("there is no error to show at precision f32"))
    try model.write(["t": HostTensor([1, 7] as [Int32], shape: [2])], to: "in.safetensors")
    let wrong = CapturedRun(command + files)
    #expect(wrong.code == 1)
    #expect(wrong.errors.hasPrefix("error: '\(model.path("in.safetensors"))': input 't': "))
  }

  @Test func benchTimesStepsAndSequences() throws {
    let model = try TinyModel()
    let run = CapturedRun([
      "bench", model.path("tiny.recur"), "--target", "portable", "--steps", "10", "--length", "5",
    ])
    #expect(run.code == 0, "\(run.errors)")
    let titles = run.output.split(separator: "\n").map { $0.prefix(22) }
    #expect(titles.first == "Tiny on portable, one ")
    for title in ["  one step", "  a sequence of 5", "  reading 368 bytes"] {
      #expect(titles.contains { $0.hasPrefix(title) })
    }
  }

  @Test func benchWritesTheProgramInstead() throws {
    let model = try TinyModel()
    let run = CapturedRun([
      "bench", model.path("tiny.recur"), "--target", "portable", "--plain", "5x20", "-o",
      model.path("timed"),
    ])
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.output.isEmpty)
    let program = try TimedProgram(
      model.path("timed"),
      ["--weights", model.path("weights.safetensors"), "--input", model.path("in.safetensors")])
    defer { program.end() }
    #expect(
      try program.workloads() == [
        "step", "predict", "read", "readQuarters", "readTurns", "multiply", "plain",
      ])
    for workload in [
      "step", "predict", "read:4096", "readQuarters:4096", "readTurns:4096", "multiply:1000",
      "plain",
    ] {
      #expect(try program.seconds(workload, times: 3) > 0)
    }
  }

  @Test func benchTellsWhatCompilingTakes() throws {
    let model = try TinyModel()
    let run = CapturedRun([
      "bench", "--compile", model.path("tiny.recur"), model.path("tiny.recur"), "-t", "portable",
    ])
    #expect(run.code == 0, "\(run.errors)")
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == 4)
    #expect(lines.first == "Compiling for portable, weights in f32, accurate activations")
    #expect(lines.last?.firstMatch(of: #/^  Tiny .*s +[\d,]+ +[\d.]+ m?s +[\d,]+ bytes$/#) != nil)
  }

  @Test(arguments: ["String", "Stream", "HostTensor"])
  func namesOfEmittedTypesAreRefused(_ name: String) throws {
    let model = try TinyModel()
    let text = TinyModel.text.replacingOccurrences(of: "Tiny", with: name)
    try model.write(bytes: Array(text.utf8), to: "tiny.recur")
    let run = CapturedRun(["check", model.path("tiny.recur")])
    #expect(run.code == 1)
    #expect(run.errors.contains("a model cannot be called '\(name)'"))
  }

  @Test func executablesOfOtherProcessorsAreRefused() throws {
    let model = try TinyModel()
    #if arch(x86_64)
      let target = "arm64"
    #else
      let target = "x86-64-v4"
    #endif
    let run = CapturedRun(
      ["build", model.path("tiny.recur"), "-o", model.path("tiny"), "--target", target])
    #expect(run.code == 1)
    #expect(run.errors.hasPrefix("error: this machine cannot compile for '\(target)'"))
  }

  @Test func outputThatCannotBeWrittenIsToldBeforeWork() throws {
    let model = try TinyModel()
    let run = CapturedRun(["build", model.path("tiny.recur"), "-o", model.folder.path])
    #expect(run.code == 1)
    #expect(run.errors == "error: cannot write '\(model.folder.path)': it is a folder\n")
    let nowhere = CapturedRun(["build", model.path("tiny.recur"), "-o", model.path("no/tiny")])
    #expect(nowhere.code == 1)
    #expect(
      nowhere.errors
        == "error: cannot write '\(model.path("no/tiny"))': there is no folder '\(model.path("no"))'\n"
    )
  }

  @Test func aMissingCompilerIsTold() {
    #expect(throws: RecurFault.self) { try Toolchain.find(in: ["PATH": "/nowhere"]) }
    #expect(throws: RecurFault.self) { try Toolchain.find(in: ["SWIFT_EXEC": "/nowhere"]) }
  }
}
