import Foundation
import RecurLanguage
import Testing

/// No text whatever makes the checker trap, hang, or use memory without bound.
@Suite struct RobustnessTests {
  /// A few of each; `FuzzTests` goes on for as long as anyone likes.
  @Test func damagedSpecsAreAnswered() throws {
    var random = SplitMix64(state: 1)
    for name in Cases.names(in: "accept") {
      let file = Cases.folder.appending(path: "accept/\(name).recur")
      let bytes = Array(try Data(contentsOf: file))
      for length in stride(from: 0, to: bytes.count, by: 31) { answer(Array(bytes.prefix(length))) }
      for _ in 0..<75 { answer(damaged(bytes, &random)) }
    }
  }

  @Test func reordersOfWordsAreAnswered() throws {
    var random = SplitMix64(state: 2)
    var words: [Substring] = []
    for name in Cases.names(in: "accept") {
      let file = Cases.folder.appending(path: "accept/\(name).recur")
      let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
      for line in text.split(separator: "\n") { words += line.split(separator: " ") + ["\n"] }
    }
    for _ in 0..<500 {
      let start = Int.random(in: 0..<words.count, using: &random)
      var some = Array(words[start..<min(words.count, start + 60)])
      some.swapAt(
        Int.random(in: 0..<some.count, using: &random),
        Int.random(in: 0..<some.count, using: &random))
      answer(Array("model M {\n\(some.joined(separator: " "))\n}".utf8))
      answer(Array("cell C(H)(x: [X]) {\n\(some.joined(separator: " "))\n}".utf8))
    }
  }

  @Test(arguments: Monster.allCases)
  func monstersAreRefused(monster: Monster) {
    let result = answer(Array(monster.text.utf8))
    #expect(result.program == nil)
    #expect(result.report().utf8.count < 100_000)
  }

  @Test func functionsThatDoubleAreRefused() {
    var text = "function f0(x) = x + x\n"
    for i in 1...50 { text += "function f\(i)(x) = f\(i - 1)(x) + f\(i - 1)(x)\n" }
    text += "model M { input x: [3]  output y = f50(x) }"
    let result = answer(Array(text.utf8))
    #expect(result.report().contains("expand to more than"))
  }

  /// A setting's function is expanded to see what it is, whether it is called or not.
  @Test func settingsThatDoubleAreRefused() {
    var text = "function f0(x) = x + x\n"
    for i in 1...12 { text += "function f\(i)(x) = f\(i - 1)(x) + f\(i - 1)(x)\n" }
    text += "cell C(act: tanh)(x: [X]) {\n  state h: [X]\n  h' = act(x)\n}\n"
    text += "model M {\n  input x: sequence of [3]\n"
    for i in 0..<200 { text += "  output y\(i) = C(act: f12)(x)\n" }
    let result = answer(Array((text + "}").utf8))
    #expect(result.report().contains("expand to more than"))
    #expect(result.program == nil)
  }

  @Test func functionsThatCallDeeplyAreRefused() {
    var text = "function f0(x) = x\n"
    for i in 1...5_000 { text += "function f\(i)(x) = f\(i - 1)(x)\n" }
    text += "model M { input x: [3]  output y = f5000(x) }"
    let result = answer(Array(text.utf8))
    #expect(result.report().contains("nested more than 200 levels deep"))
  }

  @Test func deepFunctionsThatCallDeeplyAreRefused() {
    var text = "function f0(x) = x\n"
    for i in 1...60 {
      text += "function f\(i)(x) = "
      text += String(repeating: "abs(", count: 60) + "f\(i - 1)(x)"
      text += String(repeating: ")", count: 60) + "\n"
    }
    text += "model M { input x: [3]  output y = f60(x) }"
    let result = answer(Array(text.utf8))
    #expect(result.report().contains("nested more than 200 levels deep"))
  }

  @Test func layersThatDoubleAreRefused() {
    let text =
      "model M { input x: sequence of [3]  output y = "
      + String(repeating: "bidirectional(", count: 40) + "LSTM(3)"
      + String(repeating: ")", count: 40) + "(x) }"
    #expect(answer(Array(text.utf8)).program == nil)
  }

  /// A cell inside another, and so on, each in a sum as deep as one may be.
  @Test(arguments: [0, 60]) func theDeepestCellsAreAnswered(_ terms: Int) {
    let sum =
      String(repeating: "x + (", count: terms) + "CELL" + String(repeating: ")", count: terms)
    var text = "cell C0(x: [X]) { state h: [X]  h' = tanh(h + x) }\n"
    for i in 1...199 {
      let value = sum.replacing("CELL", with: "C\(i - 1)(x)")
      text += "cell C\(i)(x: [X]) {\n state h: [X]\n h' = h + \(value)\n}\n"
    }
    text += "model M {\n input x: sequence of [3]\n output y = C199(x)\n}"
    answer(Array(text.utf8))
  }

  @Test func theDeepestExpressionFitsASmallThread() async {
    let text =
      "model M { input x: [3]  output y = " + String(repeating: "abs(", count: 62) + "x"
      + String(repeating: ")", count: 62) + " }"
    let diagnostics = await withCheckedContinuation { continuation in
      let thread = Thread {
        let result = check(text, path: "deep.recur") { _ in "" }
        continuation.resume(returning: result.diagnostics.count)
      }
      // The stack of a secondary thread on macOS.
      thread.stackSize = 512 << 10
      thread.start()
    }
    #expect(diagnostics == 0)
  }

  @Test func aHugeVocabularyFileIsRead() {
    let text =
      "vocabulary V = file(\"v\")\nmodel M { input x: token(V)  output y = embedding(x, 2) }"
    let entries = (0..<100_000).map { "\($0)" }.joined(separator: "\n")
    let result = check(text, path: "v.recur") { _ in entries }
    #expect(result.program?.models[0].weights[0].shape == [100_000, 2])
  }

  @discardableResult
  private func answer(_ bytes: [UInt8]) -> CheckResult {
    let result = check(utf8: bytes, path: "damaged.recur") { _ in
      "<s>\nhello\nworld\n<unk>\nfini\n"
    }
    let hasErrors = result.diagnostics.contains { $0.severity == .error }
    #expect((result.program == nil) == hasErrors)
    _ = result.report()
    return result
  }

  private func damaged(_ bytes: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
      let index = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes.remove(at: index)
      case 1: bytes[index] = UInt8.random(in: 0...255, using: &random)
      case 2:
        let signs = Array("(){}[],:='@*+-.0 \n\"\\/".utf8)
        bytes.insert(signs[Int.random(in: 0..<signs.count, using: &random)], at: index)
      default:
        let end = min(bytes.count, index + Int.random(in: 1...20, using: &random))
        let target = Int.random(in: 0...index, using: &random)
        bytes.insert(contentsOf: bytes[index..<end], at: target)
      }
    }
    return bytes
  }
}

/// Steele, Lea and Flood's generator; the same numbers on every machine.
private struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
