/// The part that `predict` for arrays and the adapter of executables have in common.
extension Interface {
  /// Prints the lengths that the inputs' arrays imply.
  ///
  /// - Parameter rows: how many inputs lie one after the other, if several do.
  /// - Parameter isForArrays: only the lengths that outputs have are needed.
  func printLengths(
    rows: String? = nil, isForArrays: Bool = false, to printer: inout SwiftPrinter
  ) {
    for length in isForArrays ? answeredLengths : chosenLengths {
      let input = inputs.first { $0.chosenLength == length }!
      let size = rows.map { "(\(input.count) * \($0))" } ?? "\(input.count)"
      printer.print("let \(length): Int = \(input.name).count / \(size)")
    }
  }

  /// Prints arrays that hold the inputs `givenRows`, and how long their sequences are.
  func printPaddedRows(to printer: inout SwiftPrinter) {
    var known: Set<String> = []
    for input in inputs {
      let rows = "\(input.name)Values"
      printer.print(
        """
        let \(rows) = try PaddedRows<\(input.swift)>(givenRows, "\(input.specName)")
        let \(input.name): [\(input.swift)] = \(rows).elements
        """)
      guard let lengths = rowLengths(of: input) else { continue }
      if known.insert(lengths).inserted {
        printer.print("let \(lengths): [Int32] = \(rows).lengths")
        continue
      }
      printer.print(
        """
        guard \(rows).lengths == \(lengths) else {
          throw RecurFault(
            "'\(input.specName)' has \\(\(rows).lengths) time steps, '\(input.asLongAs ?? input.specName)' \\(\(lengths))")
        }
        """)
    }
  }

  /// Prints arrays for the outputs and the call of `predictor` that fills them.
  ///
  /// - Parameter array: the name of the array that holds an input.
  func printCall(inputs array: (Item) -> String, to printer: inout SwiftPrinter) {
    for output in outputs {
      let steps = output.steps.map { " * \($0)" } ?? ""
      printer.print(
        "var \(output.name) = [\(output.swift)](repeating: 0, count: \(output.count)\(steps))")
    }
    for output in outputs { printer.print("var \(output.pointer) = \(output.name).mutableSpan") }
    let arguments =
      inputs.map { "\($0.name): \(array($0)).span" } + outputs.map { "\($0.name): &\($0.pointer)" }
    let binding = generated.isEmpty ? "" : "let \(generated.count == 1 ? "count" : "counts") = "
    printer.list("\(binding)try predictor.predict", arguments, "")
  }

  /// Prints arrays for the outputs of `count` inputs and the call of `batch` that fills them.
  func printBatchCall(to printer: inout SwiftPrinter) {
    let lengths = generated.map { InterfaceNames.lengths($0.specName) }
    for output in outputs {
      let steps = output.steps.map { " * \($0)" } ?? ""
      printer.print(
        "var \(output.name) = [\(output.swift)](repeating: 0, count: \(output.count)\(steps) * count)"
      )
    }
    for name in lengths {
      printer.print("var \(name) = [Int32](repeating: 0, count: count)")
    }
    for output in outputs { printer.print("var \(output.pointer) = \(output.name).mutableSpan") }
    for name in lengths { printer.print("var \(name)Result = \(name).mutableSpan") }
    let arguments =
      ["count: count"] + inputs.map { "\($0.name): \($0.name).span" }
      + rowLengths.map { "\($0): \($0).span" }
      + outputs.map { "\($0.name): &\($0.pointer)" } + lengths.map { "\($0): &\($0)Result" }
    printer.list("try batch!.predict", arguments, "")
  }

  /// The time steps that the model has chosen for `output`, after `printCall`.
  func generatedSteps(of output: Item) -> String {
    generated.count == 1 ? "count" : "counts.\(output.name)"
  }
}
