import RecurBinary
import RecurWeights
import Testing

/// A reverser that takes up to three words of one length at once, which it says in its answers: behind
/// a reversed word stands how many there were.
private struct BatchReverser: ~Copyable, BinaryModel {
  static var signature: String { Reverser.signature }
  static let batchLimit = 3
  static let takesThreads = true

  private var reverser: Reverser

  init(tensors: (String, [Int]) throws -> [Float]) throws {
    reverser = try Reverser(tensors: tensors)
  }

  mutating func run(_ inputs: [String: HostTensor]) throws -> [String: HostTensor] {
    try reverser.run(inputs)
  }

  mutating func use(threads: Int) {}

  mutating func runBatch(_ rows: [[String: HostTensor]]) throws -> [[String: HostTensor]] {
    guard rows.count <= Self.batchLimit, Set(rows.map { $0["word"]!.shape }).count == 1 else {
      throw RecurFault("a batch of \(rows.count) words")
    }
    var answers: [[String: HostTensor]] = []
    for row in rows {
      let letters = try reverser.run(row)["reversed"]!.int32s() + [Int32(rows.count)]
      answers.append(["reversed": HostTensor(letters, shape: [letters.count])])
    }
    return answers
  }
}

/// Models that take several inputs at once get those of one length together, and answers keep their order.
@Suite struct BatchAnswerTests {
  private func run(_ console: RecordedConsole, _ arguments: [String] = []) -> Int32 {
    SafetensorsWriter.bytes(Reverser.weights).withUnsafeBytes { bytes in
      runBinary(
        BatchReverser.self, arguments: ["rev"] + arguments, embeddedWeights: bytes,
        console: console.console)
    }
  }

  @Test func linesOfOneLengthAreAnsweredTogether() {
    let console = RecordedConsole(
      input: Array("ab\nabc\nba\n\nbb\naa\ncba\n".utf8), chunk: 100)
    #expect(run(console) == 0)
    #expect(console.output == "b a c\nc b a b\na b c\n\nb b c\na a\na b c b\n")
  }

  @Test func threadsNeedAModelThatTakesThem() {
    let batch = RecordedConsole()
    #expect(run(batch, ["--threads", "2", "ab"]) == 0)
    #expect(batch.output == "b a\n")
    let console = RecordedConsole()
    #expect(TextTests.run(["--threads", "2", "ab"], console) == 2)
    #expect(console.errors.hasPrefix("error: this was built for one thread"))
    let wrong = RecordedConsole()
    #expect(run(wrong, ["--threads", "0", "ab"]) == 2)
    #expect(wrong.errors.hasPrefix("error: '0' is not a whole number from 1 to 1024"))
  }

  @Test func linesInFrontOfAFaultAreAnswered() {
    let console = RecordedConsole("ab\nba\nq\nab\n")
    #expect(run(console) == 1)
    #expect(console.output == "b a b\na b b\n")
    #expect(console.errors.hasPrefix("error: line 3: 'q'"))
  }
}
