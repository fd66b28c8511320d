import Foundation
import RecurCompiler
import RecurEmit
import Testing

/// What is emitted grows with what a spec says, not with how long it runs, and no function grows past
/// what the Swift compiler takes quickly.
@Suite("Length of emitted source") struct EmittedLengthTests {
  private func emitted(_ text: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "recur-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "model.recur")
    try text.write(to: file, atomically: true, encoding: .utf8)
    let spec = try compile(specAt: file.path(percentEncoded: false))
    return emitModule([spec], with: EmissionOptions(target: .x86v4))[0].text
  }

  @Test(arguments: ["LSTM(16)", "bidirectional(GRU(20))"], ["h.last", "dense(h.last, 3)"])
  func doesNotDependOnTheTimeSteps(_ layer: String, _ output: String) throws {
    func lines(_ steps: Int) throws -> [String] {
      let text = try emitted(
        """
        model Length {
          input x: sequence(\(steps)) of [16]
          h = \(layer)(x)
          output y = \(output)
        }
        """)
      return text.split(separator: "\n").map {
        String($0).replacing(#/\d+/#, with: "N")
      }
    }
    #expect(try lines(1500) == lines(15))
  }

  @Test func ofAFunctionIsLimited() throws {
    let layers = Array(repeating: "GRU(16)", count: 100).joined(separator: ", ")
    let text = try emitted(
      """
      model Deep {
        input x: sequence of [16]
        output y: sequence of [16] = stack(\(layers))(x)
      }
      """)
    var longest = (lines: 0, head: Substring())
    var head: (line: Int, text: Substring)?
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let indent = line.prefix { $0 == " " }.count
      if indent == 2, line.contains("func ") || line.contains("init(") { head = (number, line) }
      if indent == 2, line.hasSuffix("}"), let start = head {
        longest = max(longest, (number - start.line, start.text)) { $0.lines < $1.lines }
        head = nil
      }
    }
    // All at once they are 2,000 lines.
    #expect(longest.lines < 320, "\(longest.head)")
  }
}

private func max<Value>(_ a: Value, _ b: Value, _ isLess: (Value, Value) -> Bool) -> Value {
  isLess(a, b) ? b : a
}
