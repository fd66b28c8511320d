import Foundation
import RecurGraph
import RecurTestSupport
import Testing

@testable import RecurCompiler

/// What the language can say and emitted Swift cannot hold is refused with a place in the spec.
@Suite struct EmissionFaultTests {
  @Test(arguments: [
    (
      "model String {\n  input x: [2]\n  output y: [2] = x\n}",
      ":1:7: error: a model cannot be called 'String': emitted code has such a type"
    ),
    (
      "model HostTensor {\n  input x: [2]\n  output y: [2] = x\n}",
      ":1:7: error: a model cannot be called 'HostTensor'"
    ),
    (
      "model A {\n  input x: [2]\n  output y: [2] = x\n}\n"
        + "model AKernels {\n  input x: [2]\n  output y: [2] = x\n}",
      ":5:7: error: a model cannot be called 'AKernels': emitted code has such a type for 'A'"
    ),
    (
      "model A {\n  input m: [3, 4]\n  input x: [4]\n  output y: [3] = m @ x\n}",
      ":2:9: error: the input 'm' has shape [3, 4]: only vectors and numbers can be passed in and out"
    ),
    (
      "model A {\n  input u: [3]\n  output y: [3, 3] = outer(u, u)\n}",
      ":3:10: error: the output 'y' has shape [3, 3]: only vectors and numbers can be passed in and out"
    ),
    (
      "model A {\n  input m: sequence of [3, 4]\n  input x: [2]\n  output y = x\n}",
      ":2:9: error: the input 'm' has shape [3, 4]: only vectors and numbers can be passed in and out"
    ),
    (
      """
      model A {
        input x: sequence of [3]
        output y = GRU(3)(x)
        train {
          target t: sequence of [3, 3]
          loss sum(t @ y)
        }
      }
      """,
      ":5:12: error: the target 't' has shape [3, 3]: only vectors and numbers can be passed in and out"
    ),
    (
      "model A {\n  input u: [3]\n  output y: [6] = concat(outer(u, u), outer(u, u)) @ u\n}",
      ":3:19: error: only matrices can be joined that are made of weights, with at most 64 functions and"
        + " of at most 1000 parts"
    ),
    (
      """
      cell Cube(H)(x: [H]) {
        state S: [H, H, H]
        weight W: [H, H, H]
        S' = S + W
        output x
      }
      model A {
        input x: sequence of [2]
        output y = Cube(2)(x)
      }
      """,
      ":4:8: error: only vectors and matrices can be computed while running; this has shape [2, 2, 2]"
    ),
    (
      """
      cell Masked(H)(x: [H]) {
        state h: [H]
        weight W, V: [H, H]
        weight M: [2 * H, H]
        z = (concat(W, V) * M) @ x
        h' = h * mean(z)
        output h'
      }
      model A {
        input x: sequence of [3]
        output y = Masked(3)(x)
        train {
          target t: sequence of [3]
          loss squaredError(y, t)
        }
      }
      """,
      ":5:8: error: this cannot be trained: joined matrices are learned only where they multiply a vector,"
        + " as in concat(W, V) @ x"
    ),
    (
      """
      model A {
        input text: sequence of token(5)
        s = GRU(3)(embedding(text, 2))
        output said: sequence of token(4) = generate(from: 0, until: 1, atMost: 9) { previous in
          argmax(dense(dropout(GRU(3, h: s.last)(embedding(previous, 2)), 0.4), 4))
        }
        output y = dense(s, 4)
        train {
          target t: sequence of token(4)
          loss crossEntropy(y, t)
        }
      }
      """,
      ":5:18: error: this cannot be trained: 'dropout' in a block that is repeated counts where the loss"
    ),
  ])
  func isRefusedAtItsPlace(_ text: String, _ message: String) throws {
    let failure = try #require(throws: CompileFailure.self) { try compiled(text) }
    #expect(failure.description.contains(message), "\(failure)")
  }

  @Test func moreColumnsThanIntegerSumsHoldAreRefusedInInt8() throws {
    let text = """
      model Wide {
        input x: [65537]
        output y: [2] = dense(x, 2)
      }
      """
    #expect(try compiled(text, precision: .bf16).models.count == 1)
    let failure = try #require(throws: CompileFailure.self) {
      try compiled(text, precision: .int8)
    }
    #expect(
      failure.description.contains(
        ":3:19: error: a matrix of 65537 columns cannot be held in int8"), "\(failure)")
  }

  @Test func aGeneratedSequenceThatIsReadAgainIsRefusedInABatch() throws {
    let text = """
      model Echo {
        input x: [3]
        made: sequence of token(6) = generate(from: 0, until: 1, atMost: 5) { previous in
          argmax(dense(GRU(4, h: dense(x, 4))(embedding(previous, 2)), 6))
        }
        output words: sequence of token(6) = made
        output read: [4] = GRU(4)(embedding(made, 3)).last
      }
      """
    #expect(try compiled(text).models.count == 1)
    let failure = try #require(throws: CompileFailure.self) {
      try compiled(text, batch: 5)
    }
    #expect(
      failure.description.contains(
        ":7:22: error: the generated sequence 'made' is read here, whose length may differ in the "
          + "rows of a batch"), "\(failure)")
  }

  /// Each line of a cell doubles the parts, of a matrix, of a vector of weights and of one of numbers.
  @Test(arguments: [
    ("W", "w @ x", 9, true), ("W", "w @ x", 29, false), ("b", "w", 29, true),
    ("concat(1, 2)", "w * sum(b)", 29, true),
  ])
  func matricesAreJoinedOfSoMany(
    _ first: String, _ read: String, _ doublings: Int, _ isTaken: Bool
  ) throws {
    let lines = (1...doublings).map { "  w\($0) = concat(w\($0 - 1), w\($0 - 1))" }
    let text = """
      cell Doubling(H)(x: [H]) {
        state h: [H]
        weight W: [1, H]
        bias b: [H]
        w0 = \(first)
      \(lines.joined(separator: "\n"))
        w = w\(doublings)
        h' = h * mean(W @ x) * mean(b) * mean(\(read))
        output h'
      }
      model A {
        input x: sequence of [2]
        output y = Doubling(2)(x)
        train {
          target t: sequence of [2]
          loss squaredError(y, t)
        }
      }
      """
    if isTaken {
      #expect(try compiled(text).models.count == 1)
    } else {
      let failure = try #require(throws: CompileFailure.self) { try compiled(text) }
      #expect(failure.description.contains(":15:9: error: only matrices can be joined"))
      #expect(failure.description.hasSuffix("1 error\n"), "\(failure)")
    }
  }

  @Test func matricesMadeOfWeightsAreTaken() throws {
    let text = """
      cell Scaled(N)(x: [M]) {
        state h: [N]
        weight W, S: [N, M]
        h' = tanh((W * S) @ x + h)
      }
      model A {
        input x: sequence of [3]
        output y: [4] = Scaled(4)(x).last
      }
      """
    #expect(try compiled(text).models.count == 1)
  }

  @Test func everyDeclarationOfEveryExecutableIsReserved() throws {
    let declaration =
      /^(public |private |fileprivate |final )*(struct|enum|class|protocol|typealias|actor|func) +([A-Za-z0-9_]+)/
    for module in ["RecurWeights", "RecurBinary"] {
      for file in try SwiftCompiler.sources(of: module) {
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
          guard let match = line.firstMatch(of: declaration) else { continue }
          #expect(ReservedNames.executables.contains(String(match.3)), "\(match.3)")
        }
      }
    }
  }

  private func compiled(
    _ text: String, precision: Precision = .f32, batch: Int = 1
  ) throws -> CompiledSpec {
    let file = FileManager.default.temporaryDirectory.appending(
      path: "recur-\(UUID().uuidString).recur")
    try text.write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    return try compile(
      specAt: file.path(percentEncoded: false), precision: precision, batch: batch)
  }
}
