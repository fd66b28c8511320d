import RecurGraph

/// What callers of an emitted model see: its inputs and outputs in Swift's terms.
struct Interface {
  /// The type's name.
  let model: String
  /// What a caller passes in.
  let inputs: [Item]
  /// What a caller gets.
  let outputs: [Item]

  /// One input or output.
  struct Item {
    /// The spec's name.
    let specName: String
    /// The argument label.
    let name: String
    /// The name of the pointer inside entry points.
    let pointer: String
    /// The spec's documentation.
    let documentation: String
    /// What one element is.
    let element: Element
    /// The extents at one time step.
    let shape: [Int]
    /// The time axis.
    let length: Length?
    /// The greatest length, for a sequence whose length the model decides.
    let atMost: Int?
    /// The argument label of the input that an input is as long as, if that is another one.
    var asLongAs: String?

    /// The elements at one time step.
    var count: Int { shape.reduce(1, *) }

    /// The type of one element.
    var swift: String { element.swiftName }

    /// The function of `HostTensor` that gives the elements.
    var reader: String { element == .real ? "floats" : "int32s" }

    /// The local name of the length that callers choose, or nil.
    var chosenLength: String? {
      guard case .variable(let name)? = length, atMost == nil else { return nil }
      return EntryPrinter.steps(name)
    }

    /// The number of time steps as an expression, or nil without a time axis.
    var steps: String? {
      switch length {
      case .fixed(let steps): "\(steps)"
      case .variable(let name): atMost.map { "\($0)" } ?? EntryPrinter.steps(name)
      case nil: nil
      }
    }

    /// What it is, for a person.
    var summary: String {
      let what: String
      switch element {
      case .token(let count): what = "tokens in 0 ..< \(count)"
      case .real:
        what =
          shape.isEmpty ? "numbers" : "[\(shape.map(String.init).joined(separator: ", "))] numbers"
      }
      switch length {
      case .fixed(let steps): return "\(what) at each of \(steps) time steps, time slowest"
      case .variable:
        let whose = asLongAs.map { " of \($0)" } ?? ""
        return atMost.map { "at most \($0) \(what)" }
          ?? "\(what) at each time step\(whose), time slowest"
      case nil: return what
      }
    }
  }

  /// The interface of the model that `graph` computes.
  init(_ graph: Graph, generatedLengths: [String: Int]) {
    model = graph.name
    var names = UniqueNames(reserved: InterfaceNames.derived(from: graph))
    var pointers = UniqueNames(reserved: InterfaceNames.reserved(by: graph))
    func item(
      _ name: String, _ pointer: String, _ documentation: String, _ type: TensorType
    ) -> Item {
      var atMost: Int?
      if case .variable(let length)? = type.length { atMost = generatedLengths[length] }
      return Item(
        specName: name, name: names.makeSafe(name), pointer: pointer,
        documentation: documentation,
        element: type.element, shape: type.shape, length: type.length, atMost: atMost)
    }
    var inputs: [Item] = []
    for (input, value) in zip(graph.inputs, graph.body.parameters) {
      var item = item(
        input.name, pointers.make(input.name), input.documentation, graph[value])
      if case .variable(let name)? = graph[value].length, name != input.name {
        item.asLongAs = inputs.first { $0.specName == name }?.name
      }
      inputs.append(item)
    }
    self.inputs = inputs
    outputs = zip(graph.outputs, graph.body.results).map { output, value in
      item(output.name, InterfaceNames.result(output.name), output.documentation, graph[value])
    }
  }

  /// The lengths that callers choose, in order.
  var chosenLengths: [String] {
    var names: [String] = []
    for input in inputs {
      if let name = input.chosenLength, !names.contains(name) { names.append(name) }
    }
    return names
  }

  /// What callers call the lengths of each of several inputs, in the same order.
  var rowLengths: [String] {
    var names: [String] = []
    for name in inputs.compactMap(rowLengths(of:)) where !names.contains(name) {
      names.append(name)
    }
    return names
  }

  /// The names of the time steps for which callers' sequences have room, where a call is of a piece of them.
  var rooms: [String] {
    var names: [String] = []
    for case .variable(let name)? in inputs.map(\.length)
    where !names.contains(EntryPrinter.room(name)) {
      names.append(EntryPrinter.room(name))
    }
    return names
  }

  /// What of `rowLengths` an input or output has.
  func rowLengths(of item: Item) -> String? {
    guard item.atMost == nil, case .variable(let length)? = item.length else { return nil }
    return InterfaceNames.lengths(length)
  }

  /// Those of them that outputs have.
  var answeredLengths: [String] {
    chosenLengths.filter { length in outputs.contains { $0.chosenLength == length } }
  }

  /// The outputs whose length the model decides.
  var generated: [Item] { outputs.filter { $0.atMost != nil } }

  /// The type of their lengths.
  var countsType: String {
    generated.count == 1
      ? "Int" : "(\(generated.map { "\($0.name): Int" }.joined(separator: ", ")))"
  }
}

/// The names that tie entry points and their callers together.
enum InterfaceNames {
  /// The pointer to an output.
  static func result(_ output: String) -> String { "\(UniqueNames.identifier(output))Result" }

  /// The lengths of the rows of a batch: those of inputs, by the length's name, or those that rows choose
  /// for an output.
  static func lengths(_ name: String) -> String { "\(UniqueNames.identifier(name))Lengths" }

  /// The names inside the entry points of `graph` that no buffer may have.
  static func reserved(by graph: Graph) -> Set<String> {
    Set(graph.outputs.flatMap { [result($0.name), lengths($0.name)] })
      .union(graph.lengthNames.map(EntryPrinter.steps))
      .union(graph.lengthNames.map(EntryPrinter.running))
      .union(graph.sumsPieces ? graph.lengthNames.map(EntryPrinter.room) : [])
      .union(graph.lengthNames.flatMap { [lengths($0), EntryPrinter.places($0)] })
  }

  /// What the callers of entry points call what belongs to an input or output, which may be another's
  /// own name: `xSteps`, `yResult`, `aValues`.
  static func derived(from graph: Graph) -> Set<String> {
    reserved(by: graph).union(graph.inputs.map { "\(UniqueNames.safe($0.name))Values" })
  }
}

extension Graph {
  /// The names of all lengths that are known only when running.
  fileprivate var lengthNames: Set<String> {
    Set(
      types.compactMap { type in
        guard case .variable(let name)? = type.length else { return nil }
        return name
      })
  }
}
