import RecurGraph

/// Prints the body of one entry point: its addresses, its statements and its answers.
struct EntryPrinter {
  let graph: Graph
  let loops: Loops
  let memory: MemoryPlan
  let packs: PackTable
  /// The vector lengths that the target has, longest first.
  let lanes: [Int]
  /// The name of the type that holds the kernels.
  let kernels: String
  /// Whether the entry point is a step of a stream, whose states change places after each call.
  let isStream: Bool

  private var printer = SwiftPrinter()
  private var temporaries = 0
  private var isSetup = false
  /// The condition under which the innermost loop is at every other step.
  private var isOddStep = "false"

  init(
    graph: Graph, loops: Loops, packs: PackTable, lanes: [Int], kernels: String, isStream: Bool
  ) {
    self.graph = graph
    self.loops = loops
    self.memory = MemoryPlan(loops)
    self.packs = packs
    self.lanes = lanes
    self.kernels = kernels
    self.isStream = isStream
  }

  /// Some of the statements, as a function of their own.
  mutating func part(_ statements: Range<Int>, to outer: inout SwiftPrinter) {
    printer = outer
    run(Array(loops.body[statements]), using: [])
    outer = printer
  }

  /// The function that runs a whole sequence, or one step, from a statement on.
  mutating func body(from first: Int, to outer: inout SwiftPrinter) {
    printer = outer
    var outputs: Set<BufferID> = []
    for case .memory(let reference) in loops.outputs { outputs.insert(reference.buffer) }
    run(Array(loops.body[first...]), using: outputs)
    for (index, place) in loops.outputs.enumerated() { output(index, place) }
    let lengths = graph.outputs.indices.compactMap { generatedLength($0) }
    if !lengths.isEmpty {
      printer.print(
        "return \(lengths.count == 1 ? lengths[0] : "(\(lengths.joined(separator: ", ")))")")
    }
    outer = printer
  }

  private mutating func run(_ statements: [Statement], using others: Set<BufferID>) {
    isSetup = false
    isOddStep = isStream ? "isOdd" : "false"
    addresses(statements.buffers.union(others))
    print(statements, exchanged: [:])
  }

  /// The function that sets a stream's states to what they are before the first step.
  mutating func setup(to outer: inout SwiftPrinter) {
    printer = outer
    isSetup = true
    addresses(loops.setup.buffers)
    print(loops.setup, exchanged: [:])
    outer = printer
  }

  /// The length that the caller cannot know of an output, as emitted code names it.
  func generatedLength(_ index: Int) -> String? {
    guard case .variable(let name)? = graph[graph.body.results[index]].length,
      loops.generatedLengths[name] != nil
    else { return nil }
    return Self.steps(name)
  }

  /// The local name of a length.
  static func steps(_ length: String) -> String { "\(UniqueNames.identifier(length))Steps" }

  private func steps(_ length: Length) -> String {
    switch length {
    case .fixed(let steps): "\(steps)"
    case .variable(let name): Self.steps(name)
    }
  }
}

/// Addresses.
extension EntryPrinter {
  private mutating func addresses(_ used: Set<BufferID>) {
    for id in used.sorted() {
      let buffer = loops[id]
      switch buffer.storage {
      case .input:
        continue
      case .weights(let entry):
        printer.print(
          "let \(buffer.name): UnsafePointer<Float> = weights + \(packs.offset(of: entry))")
      case .workspace:
        workspaceAddress(id, buffer)
      }
    }
  }

  private mutating func workspaceAddress(_ id: BufferID, _ buffer: Buffer) {
    var place = address(id)
    if isStream, !isSetup, let partner = partner(of: id) {
      place = "(isOdd ? \(address(partner)) : \(place))"
    }
    let start = "workspace + \(place)"
    let binding = buffer.isSwapped && !isStream ? "var" : "let"
    if buffer.element == .real {
      printer.print("\(binding) \(buffer.name): UnsafeMutablePointer<Float> = \(start)")
    } else {
      printer.print(
        "\(binding) \(buffer.name): UnsafeMutablePointer<Int32> = tokens(\(start))")
    }
  }

  private func address(_ id: BufferID) -> String {
    let place = memory.places[id] ?? MemoryPlan.Place(fixed: 0, perStep: 0)
    guard case .variable(let name) = loops[id].length, loops.generatedLengths[name] == nil else {
      return "\(place.fixed)"
    }
    if place.perStep == 0 { return "\(place.fixed)" }
    return "(\(place.fixed) &+ \(place.perStep) &* capacity)"
  }

  private func partner(of id: BufferID) -> BufferID? {
    for (a, b) in loops.swaps {
      if a == id { return b }
      if b == id { return a }
    }
    return nil
  }

  /// The expression for an address; anything but a plain name gets a typed local of its own, which
  /// keeps the type checker fast.
  private mutating func pointer(
    _ reference: Reference, exchanged: [BufferID: BufferID]
  ) -> String {
    let id = exchanged[reference.buffer] ?? reference.buffer
    let buffer = loops[id]
    var terms: [String] = []
    if reference.offset > 0 { terms.append("\(reference.offset)") }
    if let time = reference.time, let length = buffer.length {
      switch time {
      case .fixed(0): break
      case .fixed(let step): terms.append("\(step * buffer.stride)")
      case .last: terms.append("(max(\(steps(length)), 1) &- 1) &* \(buffer.stride)")
      case .loop(let counter, .forward): terms.append("\(counter) &* \(buffer.stride)")
      case .loop(let counter, .backward):
        terms.append("(\(steps(length)) &- 1 &- \(counter)) &* \(buffer.stride)")
      }
    }
    guard !terms.isEmpty else { return buffer.name }
    temporaries += 1
    let name = "at\(temporaries)"
    let isMutable = buffer.storage == .workspace
    let type = "Unsafe\(isMutable ? "Mutable" : "")Pointer<\(buffer.element.swiftName)>"
    printer.print(
      "let \(name): \(type) = \(buffer.name)"
        + terms.map { " + \($0.contains("&+") ? "(\($0))" : $0)" }.joined())
    return name
  }
}

/// Statements.
extension EntryPrinter {
  private mutating func print(_ statements: [Statement], exchanged: [BufferID: BufferID]) {
    for statement in statements { print(statement, exchanged: exchanged) }
  }

  private mutating func print(_ statement: Statement, exchanged: [BufferID: BufferID]) {
    switch statement {
    case .kernel(let index, let arguments, let length):
      let kernel = loops.kernels[index]
      var items: [String] = []
      for reference in arguments { items.append(pointer(reference, exchanged: exchanged)) }
      if let length { items.append("steps: \(steps(length))") }
      if kernel.turns { items.append("backward: \(isOddStep)") }
      printer.list("\(kernels).\(kernel.name)", items, "")
    case .fill(let target, let value):
      let count = loops[target.buffer].stride
      let place = pointer(target, exchanged: exchanged)
      printer.print("fill(\(place), \(Spelling.literal(value)), count: \(count))")
    case .copy(let source, let target, let count):
      let from = pointer(source, exchanged: exchanged)
      let to = pointer(target, exchanged: exchanged)
      printer.print("copy(\(from), to: \(to), count: \(count))")
    case .copySequence(let source, let target, let count, let length, let reversed):
      copySequence(source, target, count, length, reversed: reversed, exchanged)
    case .gather(let table, let token, let target, let count, let length):
      let tokens = pointer(token, exchanged: exchanged)
      let to = pointer(target, exchanged: exchanged)
      printer.list(
        "gather",
        [
          loops[table].name, "every: \(loops[table].stride)", tokens, "to: \(to)",
          "every: \(loops[target.buffer].stride)", "count: \(count)",
          "steps: \(length.map { steps($0) } ?? "1")",
        ], "")
    case .quantise(let source, let target, let count, let length):
      quantise(source, target, count, length, exchanged)
    case .reduce(let kind, let source, let target, let count, let length):
      reduce(kind, source, target, count, length, exchanged)
    case .loop(let loop):
      print(loop)
    case .generate(let loop):
      print(loop)
    }
  }

  private mutating func copySequence(
    _ source: BufferID, _ target: Reference, _ count: Int, _ length: Length, reversed: Bool,
    _ exchanged: [BufferID: BufferID]
  ) {
    let from = loops[source]
    let to = pointer(target, exchanged: exchanged)
    var first = from.name
    var every = from.length == nil ? "0" : "\(from.stride)"
    if reversed {
      first = pointer(Reference(buffer: source, time: .last), exchanged: exchanged)
      every = "-\(from.stride)"
    }
    printer.list(
      "copyRows",
      [
        first, "every: \(every)", "to: \(to)", "every: \(loops[target.buffer].stride)",
        "count: \(count)", "steps: \(steps(length))",
      ], "")
  }

  private mutating func quantise(
    _ source: Reference, _ target: Reference, _ count: Int, _ length: Length?,
    _ exchanged: [BufferID: BufferID]
  ) {
    let from = pointer(source, exchanged: exchanged)
    let to = pointer(target, exchanged: exchanged)
    let function = "quantise\(lanes.first { $0 <= count } ?? 4)"
    guard let length else {
      printer.print("\(function)(\(from), to: \(to), count: \(count))")
      return
    }
    let read = "\(from) + step &* \(loops[source.buffer].stride)"
    let written = "\(to) + step &* \(loops[target.buffer].stride)"
    printer.block("for step in 0..<\(steps(length)) {") { printer in
      printer.print("\(function)(\(read), to: \(written), count: \(count))")
    }
  }

  private mutating func reduce(
    _ kind: Statement.ReductionKind, _ source: Reference, _ target: Reference, _ count: Int,
    _ length: Length?, _ exchanged: [BufferID: BufferID]
  ) {
    let from = pointer(source, exchanged: exchanged)
    let to = pointer(target, exchanged: exchanged)
    let function =
      switch kind {
      case .real(let reduction): reduction.rawValue
      case .argmax: "argmax"
      }
    guard let length else {
      printer.print("\(to)[0] = \(function)(\(from), count: \(count))")
      return
    }
    let stride = loops[source.buffer].length == nil ? 0 : loops[source.buffer].stride
    printer.block("for step in 0..<\(steps(length)) {") { printer in
      printer.print(
        "\(to)[step &* \(loops[target.buffer].stride)] = \(function)(\(from) + step &* \(stride), count: \(count))"
      )
    }
  }

  private mutating func print(_ loop: Loop) {
    let end = steps(loop.length)
    let counter = loop.counter
    let isUnrolled = loop.unroll == 2 && !loop.swaps.isEmpty
    let outer = isOddStep
    defer { isOddStep = outer }
    printer.print("var \(counter): Int = 0")
    if isUnrolled {
      // Two steps an iteration: the second writes what the first has read, so nothing changes places.
      let exchanged = Dictionary(
        uniqueKeysWithValues: loop.swaps.flatMap { [($0.0, $0.1), ($0.1, $0.0)] })
      open("while \(counter) &+ 1 < \(end) {")
      isOddStep = "false"
      print(loop.body, exchanged: [:])
      printer.print("\(counter) &+= 1")
      isOddStep = "true"
      print(loop.body, exchanged: exchanged)
      printer.print("\(counter) &+= 1")
      close()
    }
    isOddStep = isUnrolled ? "false" : "\(counter) & 1 != 0"
    open("\(isUnrolled ? "if" : "while") \(counter) < \(end) {")
    print(loop.body, exchanged: [:])
    exchange(loop.swaps)
    if !isUnrolled { printer.print("\(counter) &+= 1") }
    close()
  }

  private mutating func print(_ loop: GenerateLoop) {
    let count = Self.steps(loop.length)
    let outer = isOddStep
    defer { isOddStep = outer }
    isOddStep = "\(count) & 1 != 0"
    printer.print("\(loops[loop.previous].name)[0] = \(loop.generate.from)")
    printer.print("var \(count): Int = 0")
    open("while \(count) < \(loop.generate.atMost) {")
    print(loop.body, exchanged: [:])
    let token = pointer(loop.token, exchanged: [:])
    if let until = loop.generate.until { printer.print("if \(token)[0] == \(until) { break }") }
    printer.print("\(loops[loop.output].name)[\(count)] = \(token)[0]")
    printer.print("\(loops[loop.previous].name)[0] = \(token)[0]")
    exchange(loop.swaps)
    printer.print("\(count) &+= 1")
    close()
  }

  private mutating func exchange(_ swaps: [(BufferID, BufferID)]) {
    for (a, b) in swaps {
      printer.print("swap(&\(loops[a].name), &\(loops[b].name))")
    }
  }

  private mutating func open(_ head: String) {
    printer.print(head)
    printer.indent()
  }

  private mutating func close() {
    printer.outdent()
    printer.print("}")
  }
}

/// Answers.
extension EntryPrinter {
  private mutating func output(_ index: Int, _ place: OutputPlace) {
    let name = InterfaceNames.result(graph.outputs[index].name)
    let type = graph[graph.body.results[index]]
    let length = isStream ? nil : type.length
    switch place {
    case .constant(let number):
      let steps = length.map { self.steps($0) } ?? "1"
      printer.print("fill(\(name), \(Spelling.literal(number)), count: \(type.count) &* \(steps))")
    case .memory(let reference):
      let from = pointer(reference, exchanged: [:])
      guard let length else {
        printer.print("copy(\(from), to: \(name), count: \(type.count))")
        return
      }
      printer.list(
        "copyRows",
        [
          from, "every: \(loops[reference.buffer].stride)", "to: \(name)", "every: \(type.count)",
          "count: \(type.count)", "steps: \(steps(length))",
        ], "")
    }
  }
}

extension Element {
  /// The type of one element in emitted code.
  var swiftName: String { self == .real ? "Float" : "Int32" }
}

extension [Statement] {
  /// Every buffer that the statements touch.
  var buffers: Set<BufferID> {
    var found: Set<BufferID> = []
    for statement in self {
      switch statement {
      case .kernel(_, let arguments, _): found.formUnion(arguments.map(\.buffer))
      case .fill(let target, _): found.insert(target.buffer)
      case .copy(let source, let target, _): found.formUnion([source.buffer, target.buffer])
      case .copySequence(let source, let target, _, _, _):
        found.formUnion([source, target.buffer])
      case .gather(let table, let token, let target, _, _):
        found.formUnion([table, token.buffer, target.buffer])
      case .quantise(let source, let target, _, _):
        found.formUnion([source.buffer, target.buffer])
      case .reduce(_, let source, let target, _, _):
        found.formUnion([source.buffer, target.buffer])
      case .loop(let loop):
        found.formUnion(loop.body.buffers)
        found.formUnion(loop.swaps.flatMap { [$0.0, $0.1] })
      case .generate(let loop):
        found.formUnion(loop.body.buffers)
        found.formUnion(loop.swaps.flatMap { [$0.0, $0.1] })
        found.formUnion([loop.previous, loop.token.buffer, loop.output])
      }
    }
    return found
  }
}
