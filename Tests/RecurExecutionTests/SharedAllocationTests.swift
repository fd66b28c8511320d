import Foundation
import RecurBuildSupport
import RecurCompiler
import RecurEmit
import RecurGraph
import RecurTestSupport
import Testing

#if canImport(Glibc)
  /// `Batch.predict` takes nothing from the heap but when it has to make room for a longer input, nor do
  /// `Predictor.predict` and `Stream.step` with the help of threads.
  ///
  /// Counted are the allocations of the calling thread (`AllocationCounter`), which does its own share
  /// of the work and gives the others theirs.
  @Suite struct SharedAllocationTests {
    /// Scans of each kind, and a sequence that the model makes.
    static let spec = """
      model Answers {
        input words: sequence of token(9)
        e = embedding(words, 4)
        b = bidirectional(GRU(8))(e)
        output y: sequence of [3] = dense(LSTM(20)(b), 3)
        output target: sequence of token(7) = generate(from: 2, until: 1, atMost: 6) { previous in
          argmax(dense(RNN(16, h: b.last)(embedding(previous, 5)), 7))
        }
      }

      model Steps {
        input x: sequence of [3]
        output y: sequence of [2] = dense(LSTM(20)(x), 2)
      }

      """

    /// For one thread and two, prints what the first call for ten time steps allocates, 100 more for
    /// batches of each size, and one for more time steps than there is room for; then what 500 inputs
    /// and 500 steps take.
    static let program = """
      import AllocationCounter

      let model = Answers { _, shape in
        (0..<shape.reduce(1, *)).map { Float($0 % 7) / 16 - 0.1875 }
      }

      let steps = Steps { _, shape in (0..<shape.reduce(1, *)).map { Float($0 % 7) / 16 } }

      for threads in 1...2 {
        var batch = Answers.Batch(model, capacity: 10, threads: threads)
        let words = [Int32](repeating: 3, count: 500)
        var y = [Float](repeating: 0, count: 1500)
        var target = [Int32](repeating: 0, count: 30)
        var lengths = [Int32](repeating: 0, count: 5)
        func answer(_ rows: Int, steps: Int) throws {
          var allY = y.mutableSpan
          var allTargets = target.mutableSpan
          var allLengths = lengths.mutableSpan
          var rowsY = allY.extracting(first: rows * steps * 3)
          var rowsTargets = allTargets.extracting(first: rows * 6)
          var rowsLengths = allLengths.extracting(first: rows)
          try batch.predict(
            count: rows, words: words.span.extracting(first: rows * steps), y: &rowsY,
            target: &rowsTargets, targetLengths: &rowsLengths)
        }
        try answer(5, steps: 10)
        let again = try AllocationCounter.count {
          for call in 0..<500 { try answer(call % 5 + 1, steps: call % 10 + 1) }
        }
        let longer = try AllocationCounter.count { try answer(5, steps: 100) }
        print(threads, again, longer)

        var predictor = Answers.Predictor(model, capacity: 10, threads: threads)
        let alone = try AllocationCounter.count {
          for _ in 0..<500 {
            var allY = y.mutableSpan
            var allTargets = target.mutableSpan
            var rowY = allY.extracting(first: 30)
            var rowTarget = allTargets.extracting(first: 6)
            _ = try predictor.predict(
              words: words.span.extracting(first: 10), y: &rowY, target: &rowTarget)
          }
        }
        var stream = Steps.Stream(steps, threads: threads)
        let x: [Float] = [1, 2, 3]
        let stepping = try AllocationCounter.count {
          for _ in 0..<500 {
            var allY = y.mutableSpan
            var stepY = allY.extracting(first: 2)
            try stream.step(x: x.span, y: &stepY)
          }
        }
        print(threads, alone, stepping)
      }

      """

    @Test(arguments: [Precision.f32, .int8])
    func onlyLongerInputsAllocate(_ precision: Precision) throws {
      let folder = FileManager.default.temporaryDirectory.appending(
        path: "recur-allocations-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      func write(_ text: String, to name: String) throws -> URL {
        let file = folder.appending(path: name)
        try text.write(to: file, atomically: true, encoding: .utf8)
        return file
      }
      let name = try #require(HostTargets.names(for: precision).last)
      var options = EmissionOptions(
        target: try #require(TargetDescription.named(name)), precision: precision)
      options.batch = 5
      options.threads = 2
      let spec = try compile(
        specAt: write(Self.spec, to: "Answers.recur").path(percentEncoded: false),
        precision: precision, batch: 5)
      var sources = try emitModule([spec], with: options).map { try write($0.text, to: $0.name) }
      sources.append(try write(Self.program, to: "main.swift"))
      // In the same module the optimiser takes for granted that allocating does not count.
      sources.append(
        try SwiftCompiler.compile(
          SwiftCompiler.sources(of: "../Tests/AllocationCounter"),
          flags: ["-Ounchecked", "-enforce-exclusivity=unchecked"], as: "AllocationCounter",
          in: folder))
      let executable = folder.appending(path: "answers")
      // As Package.swift links tests that count.
      let allocators = ["malloc", "calloc", "realloc", "aligned_alloc", "posix_memalign"]
      let linking =
        ["-Xlinker", "--defsym=malloc=recur_counted_malloc"]
        + allocators.flatMap { ["-Xlinker", "--export-dynamic-symbol=\($0)"] }
      try SwiftCompiler.build(
        sources,
        flags: options.target.compilerFlags + ["-I", folder.path(percentEncoded: false)] + linking,
        to: executable)
      let counts = try SwiftCompiler.run(executable.path(percentEncoded: false), [], in: folder)
      #expect(counts == "1 0 1\n1 0 0\n2 0 1\n2 0 0\n")
    }
  }
#endif
