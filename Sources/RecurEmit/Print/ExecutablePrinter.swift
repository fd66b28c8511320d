import RecurGraph

/// Prints the imports of the C library.
func printLibraryImports(to printer: inout SwiftPrinter) {
  printer.print(
    """
    #if canImport(Glibc)
      import Glibc
    #elseif canImport(Musl)
      import Musl
    #elseif canImport(Darwin)
      import Darwin
    #endif

    """)
}

/// Prints what ties a model to the command line of built executables.
struct ExecutablePrinter {
  let interface: Interface
  /// Whether the model has a type for batches.
  let isBatched: Bool
  /// Whether threads can share a sequence.
  let isShared: Bool

  private var name: String { interface.model }

  /// Prints the type through which the command line sees the model.
  func adapter(to printer: inout SwiftPrinter) {
    printer.print(
      """
      /// `\(name)` as the command line sees it.
      struct \(name)Binary: BinaryModel, ~Copyable {
        static var signature: String { \(name).signature }

        private var predictor: \(name).Predictor
      """)
    printer.indented { printer in
      if keepsModel { printer.print("private let model: \(name)") }
      if isBatched {
        printer.print("private var batch: \(name).Batch?\nprivate var threads = 1")
      }
      printer.print()
      printer.block("init(tensors: (String, [Int]) throws -> [Float]) throws {") { printer in
        if keepsModel { printer.print("model = try \(name)(tensor: tensors)") }
        let model = keepsModel ? "model" : "try \(name)(tensor: tensors)"
        printer.print("predictor = \(name).Predictor(\(model))")
      }
      printer.print()
      run(to: &printer)
      if keepsModel {
        printer.print("\nstatic var takesThreads: Bool { true }\n")
        printer.block("mutating func use(threads: Int) {") { printer in
          if isBatched { printer.print("self.threads = threads") }
          if isShared { printer.print("predictor = \(name).Predictor(model, threads: threads)") }
        }
      }
      if isBatched { batch(to: &printer) }
    }
    printer.print("}")
  }

  /// Whether there is more to make of the model than its first predictor.
  private var keepsModel: Bool { isBatched || isShared }

  /// What answers several sets of inputs at once, in memory that is taken when it is first needed.
  func batch(to printer: inout SwiftPrinter) {
    printer.print("\nstatic var batchLimit: Int { \(name).Batch.limit }\n")
    if !interface.chosenLengths.isEmpty {
      printer.print("static var mixesLengths: Bool { true }\n")
    }
    printer.print("mutating func runBatch(")
    printer.print("  _ givenRows: [[String: HostTensor]]")
    printer.block(") throws -> [[String: HostTensor]] {") { printer in
      printer.print(
        """
        let count: Int = givenRows.count
        if batch == nil { batch = \(name).Batch(model, threads: threads) }
        """)
      interface.printPaddedRows(to: &printer)
      interface.printLengths(rows: "count", isForArrays: true, to: &printer)
      interface.printBatchCall(to: &printer)
      printer.print("var answers: [[String: HostTensor]] = []")
      printer.block("for row in 0..<count {") { printer in
        printer.print("answers.append([")
        printer.indented { printer in
          for output in interface.outputs { batchAnswer(output, to: &printer) }
        }
        printer.print("])")
      }
      printer.print("return answers")
    }
  }

  private func batchAnswer(_ output: Interface.Item, to printer: inout SwiftPrinter) {
    let lengths =
      output.atMost == nil
      ? interface.rowLengths(of: output) : InterfaceNames.lengths(output.specName)
    let steps = lengths.map { "Int(\($0)[row])" } ?? output.steps
    let shape = (steps.map { [$0] } ?? []) + output.shape.map(String.init)
    let room = output.steps.map { " * \($0)" } ?? ""
    let used = steps.map { " * \($0)" } ?? ""
    printer.print(
      """
      "\(output.specName)": HostTensor(
        Array(\(output.name).dropFirst(row * \(output.count)\(room)).prefix(\(output.count)\(used))),
        shape: [\(shape.joined(separator: ", "))]),
      """)
  }

  /// Prints the function that answers tensors through `predictor`.
  func run(to printer: inout SwiftPrinter) {
    printer.block(
      "mutating func run(_ givenTensors: [String: HostTensor]) throws -> [String: HostTensor] {"
    ) { printer in
      for input in interface.inputs {
        let tensor = "givenTensors[\"\(input.specName)\"].unsafelyUnwrapped"
        printer.print("let \(input.name) = try \(tensor).\(input.reader)()")
      }
      interface.printLengths(isForArrays: true, to: &printer)
      interface.printCall(inputs: \.name, to: &printer)
      for output in interface.generated {
        let steps = interface.generatedSteps(of: output)
        printer.print("\(output.name).removeSubrange((\(steps) * \(output.count))...)")
      }
      printer.print("return [")
      printer.indented { printer in
        for output in interface.outputs {
          var shape = output.shape.map(String.init)
          if output.atMost != nil {
            shape.insert(interface.generatedSteps(of: output), at: 0)
          } else if let steps = output.steps {
            shape.insert(steps, at: 0)
          }
          let shapeText = "[\(shape.joined(separator: ", "))]"
          printer.print("\"\(output.specName)\": HostTensor(\(output.name), shape: \(shapeText)),")
        }
      }
      printer.print("]")
    }
  }
}
