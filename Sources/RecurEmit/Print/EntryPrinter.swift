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
  /// What a call does; the states of a stream change places after each.
  let entry: EntryPoint
  /// For a batch whose inputs may differ in length, where its rows are.
  let uneven: UnevenRows?

  var printer = SwiftPrinter()
  private var temporaries = 0
  private(set) var isSetup = false
  /// The condition under which the innermost loop is at every other step.
  var isOddStep = "false"
  /// The buffers that change places in what is printed.
  private var swapped: Set<BufferID> = []
  /// How many rows of a batch statements do.
  var activeRows = "count"
  /// The loops that surround what is printed whose rows may end at different steps, and the time step of each.
  var unevenSteps: [(loop: UnevenLoop, time: String)] = []

  /// - Parameter isUneven: the inputs of a batch may differ in length.
  init(
    _ entry: Entry, packs: PackTable, lanes: [Int], kernels: String, isUneven: Bool = false
  ) {
    graph = entry.graph
    loops = entry.loops
    memory = MemoryPlan(entry.loops)
    self.packs = packs
    self.lanes = lanes
    self.kernels = kernels
    self.entry = entry.kind
    uneven = isUneven ? entry.loops.uneven : nil
  }

  var isStream: Bool { entry == .stream }

  /// Some of the statements, as a function of their own.
  mutating func part(_ statements: Range<Int>, to outer: inout SwiftPrinter) {
    printer = outer
    run(statements, using: [], isLast: false)
    outer = printer
  }

  /// The function that runs a whole sequence, or one step, from a statement on.
  mutating func body(from first: Int, to outer: inout SwiftPrinter) {
    printer = outer
    var outputs: Set<BufferID> = []
    for case .memory(let reference) in loops.outputs { outputs.insert(reference.buffer) }
    run(first..<loops.body.count, using: outputs, isLast: true)
    if entry.isTraining {
      for (index, place) in loops.outputs.enumerated() {
        if graph.isCarried(index) { carry(index, place) } else { sum(index, place) }
      }
    } else if uneven != nil || loops.outputs.contains(where: isWritten) {
      if entry.isBatch {
        for (index, place) in loops.outputs.enumerated() { batchOutput(index, place) }
      } else {
        byOneThread { printer in
          for (index, place) in printer.loops.outputs.enumerated() { printer.output(index, place) }
        }
      }
    }
    let lengths = graph.outputs.indices.compactMap { generatedLength($0) }
    if !lengths.isEmpty, !entry.isBatch {
      printer.print(
        "return \(lengths.count == 1 ? lengths[0] : "(\(lengths.joined(separator: ", ")))")")
    }
    outer = printer
  }

  private mutating func run(
    _ range: Range<Int>, using others: Set<BufferID>, isLast: Bool
  ) {
    isSetup = false
    isOddStep = isStream ? "isOdd" : "false"
    let statements = Array(loops.body[range])
    swapped = statements.reduce(into: []) { $0.formUnion($1.swapped) }
    openRows(
      statements, using: others, isFirst: range.lowerBound == 0, isLast: isLast)
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

  /// The states of a stream, as emitted code lists them.
  var states: [String] {
    loops.states.map { id in
      let buffer = loops[id]
      let columns =
        buffer.columns > 1
        ? ", columns: \(buffer.columns), stride: \(buffer.count.paddedToLine)" : ""
      return "StreamState(place: \(workspaceAddress(id)), count: \(buffer.count)\(columns))"
    }
  }

  /// The length that the caller cannot know of an output, as emitted code names it.
  func generatedLength(_ index: Int) -> String? {
    guard case .variable(let name)? = graph[graph.body.results[index]].length,
      loops.generatedLengths[name] != nil
    else { return nil }
    return Self.steps(name)
  }

  /// The local name of the number of rows that have not stopped.
  static func running(_ length: String) -> String { "\(steps(length))Running" }

  /// The local name of a length.
  static func steps(_ length: String) -> String { "\(UniqueNames.identifier(length))Steps" }

  /// The local name of the time steps for which callers' sequences of a length have room, of which a call may see
  /// a piece.
  static func room(_ length: String) -> String { "\(UniqueNames.identifier(length))Room" }

  func steps(_ length: Length) -> String {
    switch length {
    case .fixed(let steps): "\(steps)"
    case .variable(let name): Self.steps(name)
    }
  }
}

/// Addresses.
extension EntryPrinter {
  mutating func addresses(_ used: Set<BufferID>) {
    for id in used.sorted() {
      let buffer = loops[id]
      switch buffer.storage {
      case .input, .output:
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
    let start = workspaceAddress(id)
    let binding = swapped.contains(id) && !isStream ? "var" : "let"
    if buffer.element == .real {
      printer.print("\(binding) \(buffer.name): UnsafeMutablePointer<Float> = \(start)")
    } else {
      printer.print(
        "\(binding) \(buffer.name): UnsafeMutablePointer<Int32> = tokens(\(start))")
    }
  }

  /// Where a buffer starts, which alternates between the steps of a stream if it changes places.
  private func workspaceAddress(_ id: BufferID) -> String {
    guard isStream, !isSetup, let partner = partner(of: id) else {
      return placeOfRows(id) ?? "workspace + \(address(id))"
    }
    return "workspace + (isOdd ? \(address(partner)) : \(address(id)))"
  }

  /// Where the rows of a batch have what is theirs: a call, since the type checker takes up to 7 ms for the
  /// operators.
  private func placeOfRows(_ id: BufferID) -> String? {
    guard entry.isBatch, let place = memory.places[id], !place.isOfAllRows else { return nil }
    let steps = place.perStep > 0 ? "\(place.perStep), capacity, " : ""
    return "place(workspace, \(memory.commonSize), \(place.fixed), \(steps)room)"
  }

  private func address(_ id: BufferID) -> String {
    let place = memory.places[id] ?? MemoryPlan.Place(fixed: 0, perStep: 0)
    if place.isOfAllRows { return "\(place.fixed)" }
    let rows = entry.isBatch ? " &* room" : ""
    let front = memory.commonSize > 0 ? "\(memory.commonSize)" : nil
    guard place.perStep > 0 else {
      guard place.fixed > 0 else { return front ?? "0" }
      return front.map { "(\($0) &+ \(place.fixed)\(rows))" } ?? "\(place.fixed)\(rows)"
    }
    let steps = "\(place.perStep) &* capacity"
    return place.fixed > 0 ? "(\(place.fixed) &+ \(steps))" : steps
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
  mutating func pointer(
    _ reference: Reference, exchanged: [BufferID: BufferID]
  ) -> String {
    let id = moved(exchanged[reference.buffer] ?? reference.buffer)
    let buffer = loops[id]
    var terms: [String] = []
    if reference.offset > 0 { terms.append("\(reference.offset)") }
    if let time = reference.time, let length = buffer.length, time != .fixed(0) {
      terms.append(past(time, of: buffer, length))
    }
    guard !terms.isEmpty else { return buffer.name }
    let name = temporary()
    let isMutable =
      switch buffer.storage {
      case .workspace, .output: true
      case .input, .weights: false
      }
    let type = "Unsafe\(isMutable ? "Mutable" : "")Pointer<\(buffer.element.swiftName)>"
    printer.print(
      "let \(name): \(type) = \(buffer.name)"
        + terms.map { " + \($0.contains("&+") ? "(\($0))" : $0)" }.joined())
    return name
  }

  /// The elements in front of a time step.
  private func past(_ time: TimeIndex, of buffer: Buffer, _ length: Length) -> String {
    let places = places(length)
    let steps = places.map { "\($0).longest" } ?? steps(length)
    let step =
      switch time {
      case .fixed(let step): "\(step)"
      case .last: "(max(\(steps), 1) &- 1)"
      case .loop(let counter, .forward): counter
      case .loop(let counter, .backward):
        places.map { "\($0).mirrored(\(counter))" } ?? "(\(steps) &- 1 &- \(counter))"
      }
    if let places { return "\(places).offset(\(step), \(buffer.stride))" }
    let rows = buffer.hasRows ? " &* count" : ""
    if case .fixed(let step) = time { return "\(step * buffer.stride)\(rows)" }
    return "\(step) &* \(buffer.stride)\(rows)"
  }

  /// The name of a local that has none yet.
  mutating func temporary() -> String {
    temporaries += 1
    return "at\(temporaries)"
  }

  /// The rows that a statement does: those of a batch, at each step of `length`; nil where it does one.
  func rows(_ length: Length?) -> String? {
    guard entry.isBatch else { return length.map { steps($0) } }
    if let places = places(length) { return "\(places).total" }
    return length.map { "\(steps($0)) &* count" } ?? activeRows
  }

  /// The same, for what writes `target`, which the rows of a batch may have in common.
  func rows(_ length: Length?, of target: Reference) -> String? {
    entry.isBatch && !loops[target.buffer].hasRows ? nil : rows(length)
  }

  /// The elements from one row of a buffer to the next.
  func stride(_ id: BufferID) -> Int {
    let buffer = loops[moved(id)]
    let isRepeated = entry.isBatch ? buffer.hasRows : buffer.length != nil
    return isRepeated ? buffer.stride : 0
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
        found.formUnion([source.buffer, target.buffer])
      case .interleave(let source, let target):
        found.formUnion([source, target])
      case .gather(let table, let token, let target, _, _):
        found.formUnion([table, token.buffer, target.buffer])
      case .onehot(let token, let target, _, _):
        found.formUnion([token.buffer, target.buffer])
      case .quantise(let source, let target, _, _):
        found.formUnion([source.buffer, target.buffer])
      case .reduce(_, let source, let target, _, _):
        found.formUnion([source.buffer, target.buffer])
      case .gradient(let statement):
        found.formUnion(statement.references.map(\.buffer))
      case .loop(let loop):
        found.formUnion(loop.body.buffers)
        found.formUnion(loop.swaps.flatMap { [$0.0, $0.1] })
      case .generate(let loop):
        found.formUnion(loop.body.buffers)
        found.formUnion(loop.swaps.flatMap { [$0.0, $0.1] })
        found.formUnion([loop.previous, loop.token.buffer, loop.output])
        if let lengths = loop.lengths { found.insert(lengths) }
      }
    }
    return found
  }
}
