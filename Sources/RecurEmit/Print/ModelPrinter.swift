import RecurGraph

/// Prints the public type of a model: what makes it from weights and what runs it.
struct ModelPrinter {
  let interface: Interface
  let documentation: String
  /// The signature as JSON.
  let signature: String
  /// What is known of the workspace for whole inputs, if anything answers.
  let memory: MemoryPlan?
  /// What is known of a stream, for a causal model.
  let stream: StreamParts?
  /// What is known of batches, if there is a type for them.
  let batch: BatchParts?
  /// The type that learns, if there is one.
  var trainer: TrainerPrinter?
  /// The most threads that share a step or a sequence, if any can.
  let threads: Int?
  /// Why there is no stream.
  let notCausal: String?

  var name: String { interface.model }

  /// Prints the type.
  func print(to printer: inout SwiftPrinter) {
    for line in documentation.split(separator: "\n", omittingEmptySubsequences: false) {
      printer.print("/// \(line)")
    }
    if let notCausal {
      if !documentation.isEmpty { printer.print("///") }
      printer.print("/// There is no `Stream`: \(notCausal).")
    }
    printer.block("public struct \(name): Sendable {") { printer in
      model(to: &printer)
      if let memory {
        printer.print()
        makingAndAnswering(to: &printer)
        printer.print()
        predictor(memory, to: &printer)
      }
      if let stream {
        printer.print()
        self.stream(stream, to: &printer)
      }
      if let batch {
        printer.print()
        self.batch(batch, to: &printer)
      }
      if let trainer {
        printer.print()
        trainer.print(to: &printer)
      }
    }
  }

  private func model(to printer: inout SwiftPrinter) {
    printer.print(
      """
      /// What the model takes, gives and holds, as JSON.
      public static let signature = ##\"""
      """)
    printer.indented { $0.print(signature + "\n\"\"\"##") }
    printer.print(
      """

      /// What a caller passed in and the model does not take.
      public struct InputError: Error, CustomStringConvertible {
        /// The fault, in a sentence.
        public let description: String
      }
      """)
  }

  /// What makes it from weights, and `predict` for arrays.
  private func makingAndAnswering(to printer: inout SwiftPrinter) {
    printer.print(
      """
      let weights: \(name)Weights

      /// Packs trained weights into the layout that the kernels read.
      ///
      /// - Parameter tensor: gives the elements of the parameter with a path and a shape, the first axis
      ///   slowest.
      public init(tensor: (_ path: String, _ shape: [Int]) throws -> [Float]) rethrows {
        weights = try \(name)Weights(tensor: tensor)
      }

      """)
    convenience(to: &printer)
  }

  /// `predict` for arrays.
  private func convenience(to printer: inout SwiftPrinter) {
    printer.print("/// Answers for a whole input. For many inputs, keep a `Predictor`.")
    parameterDocumentation(interface.inputs, to: &printer)
    let parameters = interface.inputs.map {
      "\($0.name): \($0.isSingle ? $0.swift : "[\($0.swift)]")"
    }
    let results = interface.outputs.map { $0.isSingle ? $0.swift : "[\($0.swift)]" }
    let type =
      results.count == 1
      ? results[0]
      : "(\(zip(interface.outputs, results).map { "\($0.name): \($1)" }.joined(separator: ", ")))"
    printer.list("public func predict", parameters, " throws(InputError) -> \(type) {")
    printer.indented { printer in
      for input in interface.inputs where input.isSingle {
        printer.print("let \(input.name)Values = [\(input.name)]")
      }
      interface.printLengths(to: &printer)
      let capacity = interface.chosenLengths.reduce("1") { "max(\($0), \($1))" }
      printer.print("var predictor = Predictor(self, capacity: \(capacity))")
      interface.printCall(inputs: { $0.isSingle ? "\($0.name)Values" : $0.name }, to: &printer)
      let values = interface.outputs.map { output -> String in
        if output.isSingle { return "\(output.name)[0]" }
        guard output.atMost != nil else { return output.name }
        let steps = interface.generatedSteps(of: output)
        return "Array(\(output.name)[..<(\(steps) * \(output.count))])"
      }
      printer.print(
        "return \(values.count == 1 ? values[0] : "(\(values.joined(separator: ", ")))")")
    }
    printer.print("}")
  }

  func parameterDocumentation(_ items: [Interface.Item], to printer: inout SwiftPrinter) {
    guard !items.isEmpty else { return }
    printer.print("///")
    printer.print("/// - Parameters:")
    for item in items {
      let text = item.documentation.split(separator: "\n").joined(separator: " ")
      printer.print("///   - \(item.name): \(item.summary)\(text.isEmpty ? "" : ": \(text)")")
    }
  }
}

extension Interface.Item {
  /// Whether it is one token or one number.
  var isSingle: Bool { length == nil && shape.isEmpty }
}

/// The types that hold a workspace.
extension ModelPrinter {
  private func predictor(_ memory: MemoryPlan, to printer: inout SwiftPrinter) {
    let lengths = interface.chosenLengths
    let hasCounts = !interface.generated.isEmpty
    let fields = CallFields(
      type: "PredictorCall",
      numbers: [("capacity", "Int")] + lengths.map { ($0, "Int") })
    printer.print(
      """
      /// Memory in which the model runs over whole inputs without allocating.
      public struct Predictor: ~Copyable {
      """)
    printer.indented { printer in
      printer.print(
        """
        private let weights: \(name)Weights
        private var workspace: UnsafeMutablePointer<Float>
        """)
      sharingProperties(counts: hasCounts, to: &printer)
      printer.print(
        """

        /// The time steps for which there is memory; a longer input makes it grow.
        public private(set) var capacity: Int

        /// Makes room for inputs of up to `capacity` time steps.
        """)
      sharingDocumentation(to: &printer)
      printer.block("public init(_ model: \(name), capacity: Int = 64\(threadsParameter)) {") {
        printer in
        printer.print(
          """
          weights = model.weights
          self.capacity = (max(capacity, 1) + 15) / 16 * 16
          workspace = allocate(\(memory.fixedSize) + \(memory.sizePerStep) * self.capacity)
          """)
        startSharing(counts: hasCounts, to: &printer)
      }
      printer.print()
      deinitialiser(counts: hasCounts, to: &printer)
      printer.print()
      printer.print("/// Answers for a whole input; allocates nothing unless `capacity` must grow.")
      parameterDocumentation(interface.inputs + interface.outputs, to: &printer)
      if hasCounts { printer.print("/// - Returns: the time steps of the answer.") }
      call("predict", to: &printer) { printer in
        interface.printLengths(to: &printer)
        for input in interface.inputs { check(input, to: &printer) }
        for output in interface.outputs { check(output, to: &printer) }
        for length in lengths where memory.sizePerStep > 0 {
          printer.print("if \(length) > capacity { grow(to: \(length)) }")
        }
        run("predict", fields, to: &printer)
      }
      if memory.sizePerStep > 0, !lengths.isEmpty {
        printer.print(
          """

          private mutating func grow(to steps: Int) {
            workspace.deallocate()
            capacity = (max(steps, 2 * capacity) + 15) / 16 * 16
            workspace = allocate(\(memory.fixedSize) + \(memory.sizePerStep) * capacity)
          }
          """)
      }
      callType("predict", fields, to: &printer)
    }
    printer.print("}")
  }

  func call(
    _ function: String, _ first: [String] = [], to printer: inout SwiftPrinter,
    body: (inout SwiftPrinter) -> Void
  ) {
    let parameters =
      first + interface.inputs.map { "\($0.name): Span<\($0.swift)>" }
      + interface.outputs.map { "\($0.name): inout MutableSpan<\($0.swift)>" }
    let result = interface.generated.isEmpty ? "" : " -> \(interface.countsType)"
    printer.list(
      "public mutating func \(function)", parameters, " throws(InputError)\(result) {")
    printer.indented { body(&$0) }
    printer.print("}")
  }

  /// What must hold of an input or output before unchecked code sees it.
  func check(_ item: Interface.Item, to printer: inout SwiftPrinter) {
    checkCount(of: item, to: &printer)
    checkTokens(of: item, to: &printer)
  }

  /// What must hold of the number of its elements.
  ///
  /// - Parameter isBatch: it holds `count` inputs or outputs, one after the other.
  func checkCount(
    of item: Interface.Item, isBatch: Bool = false, to printer: inout SwiftPrinter
  ) {
    let steps = item.steps.map { item.count == 1 ? $0 : "\(item.count) &* \($0)" }
    let expected = (steps ?? "\(item.count)") + (isBatch ? " &* count" : "")
    let each = isBatch ? " for each of \\(count)" : ""
    var condition = "\(item.name).count == \(expected)"
    if let length = item.chosenLength, interface.inputs.contains(where: { $0.name == item.name }) {
      condition = "\(length) > 0, \(condition)"
    }
    printer.block("guard \(condition) else {") { printer in
      printer.print(
        """
        throw InputError(
          description: "\(item.name) has \\(\(item.name).count) elements, expected \(item.summary)\(each)")
        """)
    }
  }

  /// What must hold of tokens that are passed in.
  func checkTokens(of item: Interface.Item, to printer: inout SwiftPrinter) {
    guard case .token(let count) = item.element,
      interface.inputs.contains(where: { $0.name == item.name })
    else { return }
    printer.block(
      "for i in 0..<\(item.name).count where UInt32(bitPattern: \(item.name)[i]) >= \(count) {"
    ) { printer in
      printer.print(
        """
        throw InputError(
          description: "\(item.name) holds the token \\(\(item.name)[i]), expected 0 ..< \(count)")
        """)
    }
  }

  /// The call of an entry point, with the addresses behind all spans: those of inputs and outputs and
  /// of the tokens in `read` and `mutable`. `rest` prints what else needs them.
  ///
  /// The spans' lifetimes are extended over the call by hand: a closure for each of 34 spans, one inside
  /// the other, took swiftc 76 s, this takes 1.
  func unsafePointers(
    _ function: String, _ arguments: [String], and read: [String] = [], mutable: [String] = [],
    offset: (Interface.Item) -> String? = { _ in nil }, to printer: inout SwiftPrinter,
    then rest: (inout SwiftPrinter) -> Void = { _ in }
  ) {
    func past(_ item: Interface.Item) -> String { offset(item).map { " + \($0)" } ?? "" }
    let addresses =
      interface.inputs.map { "\($0.pointer): address(of: \($0.name))\(past($0))" }
      + interface.outputs.map { "\($0.pointer): address(of: &\($0.name))\(past($0))" }
      + read.map { "\($0): address(of: \($0))" } + mutable.map { "\($0): address(of: &\($0))" }
    printer.list(function, arguments + addresses, "")
    rest(&printer)
    for name in (interface.inputs + interface.outputs).map(\.name) + read + mutable {
      printer.print("extendLifetime(\(name))")
    }
  }
}

extension Interface {
  /// The interface of one time step.
  static func atOneStep(_ whole: Interface) -> Interface {
    func strip(_ items: [Item]) -> [Item] {
      items.map {
        Item(
          specName: $0.specName, name: $0.name, pointer: $0.pointer,
          documentation: $0.documentation, element: $0.element, shape: $0.shape, length: nil,
          atMost: nil)
      }
    }
    return Interface(model: whole.model, inputs: strip(whole.inputs), outputs: strip(whole.outputs))
  }

  /// What a caller passes in, alone.
  var givenOnly: Interface { given(first: inputs.count) }

  /// The first things that a caller passes in, alone.
  func given(first count: Int) -> Interface {
    Interface(model: model, inputs: Array(inputs.prefix(count)), outputs: [])
  }

  private init(model: String, inputs: [Item], outputs: [Item]) {
    self.model = model
    self.inputs = inputs
    self.outputs = outputs
  }
}
