import Foundation
import RecurBinary
import RecurWeights
import Testing

/// The reverser as benchmarks see it; doing something is writing down that it was done.
private struct TimedReverser: ~Copyable, TimedModel {
  static var signature: String { Reverser.signature }
  static let workloads = ["predict", "read"]

  private var reverser: Reverser
  private var done: [Int32] = []
  private var words: [[Int32]] = []

  init(tensors: (String, [Int]) throws -> [Float]) throws {
    reverser = try Reverser(tensors: tensors)
  }

  mutating func run(_ inputs: [String: HostTensor]) throws -> [String: HostTensor] {
    try reverser.run(inputs)
  }

  mutating func prepare(_ groups: [[[String: HostTensor]]]) throws {
    words = try groups.joined().map { try $0["word"].unsafelyUnwrapped.int32s() }
  }

  /// What was done, instead of steps.
  mutating func runSteps(_ inputs: [String: HostTensor]) throws -> [String: HostTensor] {
    ["reversed": HostTensor(done, shape: [done.count])]
  }

  mutating func perform(_ workload: String, size: Int, times: Int) throws {
    guard Self.workloads.contains(workload) else { throw RecurFault("no '\(workload)'") }
    done += [Int32(words.joined().count), Int32(size), Int32(times)]
  }
}

/// What a program that times a model does for the lines it is given.
@Suite struct TimedTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "recur-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try SafetensorsWriter.write(Reverser.weights, to: path("weights.safetensors"))
    try SafetensorsWriter.write(
      [
        "word": HostTensor([1, 2, 0, 3, 4, 1] as [Int32], shape: [2, 3]),
        "word.length": HostTensor([2, 3] as [Int32], shape: [2]),
      ], to: path("input.safetensors"))
  }

  private func path(_ name: String) -> String {
    folder.appending(path: name).path(percentEncoded: false)
  }

  private func run(_ lines: String) -> (code: Int32, console: RecordedConsole) {
    let console = RecordedConsole(lines)
    let code = runTimed(
      TimedReverser.self,
      arguments: [
        "timed", "--weights", path("weights.safetensors"), "--input", path("input.safetensors"),
      ], console: console.console)
    try? FileManager.default.removeItem(at: folder)
    return (code, console)
  }

  @Test func tellsWhatCanBeTimed() {
    let run = run("workloads\n")
    #expect(run.code == 0)
    #expect(run.console.output == "ready\npredict read\n")
  }

  @Test func answersSecondsAfterEachLine() throws {
    let run = run("time predict 3\ntime read:4096 1\n")
    #expect(run.code == 0)
    let lines = run.console.output.split(separator: "\n")
    #expect(lines.count == 3)
    for line in lines.dropFirst() { #expect(try #require(Double(line)) >= 0) }
  }

  @Test func doesWhatItIsToldToAllRows() throws {
    let output = folder.deletingLastPathComponent().appending(path: "\(UUID().uuidString).npy")
      .path(percentEncoded: false)
    defer { try? FileManager.default.removeItem(atPath: output) }
    let run = run("time predict 3\ntime read:4096 1\nsteps \(output)\n")
    #expect(run.console.errors.isEmpty)
    #expect(run.console.output.hasSuffix("ready\n"))
    let answers = try TensorFile.read(
      output, inputs: [.init(name: "reversed", isSequence: true, tokens: 5)])
    #expect(try answers["reversed"]?.int32s() == [5, 0, 3, 5, 4096, 1, 5, 0, 3, 5, 4096, 1])
  }

  @Test(arguments: [
    "time predict", "time predict 0", "time read:x 1", "time read:1:1 1", "time predict 1 1", "go",
    "answer", "workloads all",
  ])
  func refusesOtherLines(_ line: String) {
    let run = run("workloads\n\(line)\nworkloads\n")
    #expect(run.code == 1)
    #expect(run.console.output == "ready\npredict read\n")
    #expect(run.console.errors == "error: line 2 is not understood: '\(line)'\n")
  }

  @Test func needsItsFiles() {
    let console = RecordedConsole()
    #expect(
      runTimed(TimedReverser.self, arguments: ["timed", "--input", "a"], console: console.console)
        == 2)
    #expect(console.errors.hasPrefix("error: missing option '--weights <file>'\nUsage: "))
  }
}
