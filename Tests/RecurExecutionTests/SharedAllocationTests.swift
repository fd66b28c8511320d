import Foundation
import RecurBuildSupport
import RecurCompiler
import RecurEmit
import RecurGraph
import RecurTestSupport
import Testing

#if canImport(Glibc)
  /// `Batch.predict` and `Trainer.step` take nothing from the heap but when they have to make room for a longer
  /// input, nor do `Predictor.predict` and `Stream.step` with the help of threads.
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

    /// A model whose trainer scatters, sums up outer products and goes both ways.
    static let trainedSpec = """
      model Learns {
        input words: sequence of token(9)
        h = bidirectional(GRU(8))(embedding(words, 4))
        output y: sequence of [3] = softmax(dense(LSTM(20)(h), 3))
        train {
          target truth: sequence of token(3)
          loss crossEntropy(y, truth)
          clip norm 1
          clip each 0.5
          clip value 0.1
          batch 5
        }
      }

      """

    /// For one thread and two, prints what 500 steps of up to ten time steps allocate, and one of more than there
    /// is room for.
    static let trainingProgram = """
      import AllocationCounter

      for threads in 1...2 {
        var trainer = Learns.Trainer(capacity: 10, threads: threads) { _, shape in
          (0..<shape.reduce(1, *)).map { Float($0 % 7) / 16 - 0.1875 }
        }
        let words = [Int32](repeating: 3, count: 500)
        let truth = [Int32](repeating: 2, count: 500)
        var lengths: [Int32] = [0, 0, 0, 0, 0]
        func learn(_ rows: Int, steps: Int) throws {
          for row in 0..<rows { lengths[row] = Int32((row + 1) * steps / rows) }
          _ = try trainer.step(
            count: rows, words: words.span.extracting(first: rows * steps),
            truth: truth.span.extracting(first: rows * steps),
            wordsLengths: lengths.span.extracting(first: rows))
        }
        try learn(5, steps: 10)
        let again = try AllocationCounter.count {
          for call in 0..<500 { try learn(call % 5 + 1, steps: call % 6 + 5) }
        }
        let longer = try AllocationCounter.count { try learn(5, steps: 100) }
        print(threads, again, longer)
      }

      """

    @Test func onlyLongerExamplesAllocate() throws {
      let counts = try counts(Self.trainedSpec, Self.trainingProgram, .f32)
      #expect(counts == "1 0 1\n2 0 1\n")
    }

    @Test(arguments: [Precision.f32, .int8])
    func onlyLongerInputsAllocate(_ precision: Precision) throws {
      let counts = try counts(Self.spec, Self.program, precision)
      #expect(counts == "1 0 1\n1 0 0\n2 0 1\n2 0 0\n")
    }

    /// What a program prints that uses the models of a spec.
    private func counts(
      _ spec: String, _ program: String, _ precision: Precision
    ) throws -> String {
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
      options.isTraining = precision == .f32
      let spec = try compile(
        specAt: write(spec, to: "Answers.recur").path(percentEncoded: false),
        precision: precision, batch: 5)
      var sources = try emitModule([spec], with: options).map { try write($0.text, to: $0.name) }
      sources.append(try write(program, to: "main.swift"))
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
      return try SwiftCompiler.run(executable.path(percentEncoded: false), [], in: folder)
    }
  }
#endif
