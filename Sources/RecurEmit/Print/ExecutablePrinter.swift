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

  private var name: String { interface.model }

  /// Prints the type through which the command line sees the model.
  func adapter(to printer: inout SwiftPrinter) {
    printer.print(
      """
      /// `\(name)` as the command line sees it.
      struct \(name)Binary: BinaryModel, ~Copyable {
        static var signature: String { \(name).signature }

        private var predictor: \(name).Predictor

        init(tensors: (String, [Int]) throws -> [Float]) throws {
          predictor = \(name).Predictor(try \(name)(tensor: tensors))
        }

      """)
    printer.indented { run(to: &$0) }
    printer.print("}")
  }

  /// Prints the function that answers tensors through `predictor`.
  func run(to printer: inout SwiftPrinter) {
    printer.block(
      "mutating func run(_ givenTensors: [String: HostTensor]) throws -> [String: HostTensor] {"
    ) { printer in
      for input in interface.inputs {
        let read = input.element == .real ? "floats" : "int32s"
        printer.print(
          "let \(input.name) = try givenTensors[\"\(input.specName)\"].unsafelyUnwrapped.\(read)()")
      }
      interface.printLengths(to: &printer)
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
