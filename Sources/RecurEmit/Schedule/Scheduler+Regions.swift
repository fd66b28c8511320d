import RecurGraph

/// The region operations that become loops.
extension Scheduler {
  mutating func scan(_ node: Node, _ scan: Scan) -> [Statement] {
    guard let region = node.region, !scan.inputs.isEmpty else {
      preconditionFailure("a scan without an input has no length")
    }
    let counter = names.make("t")
    for (index, direction) in scan.inputs.enumerated() {
      var reference = reference(to: node.operands[index])
      if !isStream { reference.time = .loop(counter, direction) }
      places[region.parameters[index]] = .memory(reference)
      arrivals[region.parameters[index]] = .before
    }
    var states = States(
      parameters: Array(region.parameters[scan.inputs.count...]),
      next: Array(region.results[..<scan.states]))
    let before = prepare(
      &states, initial: Array(node.operands[scan.inputs.count...]), in: region,
      keepsSome: hasGaps(graph[node.operands[0]].length))
    for (index, direction) in scan.outputs.enumerated() {
      let result = node.results[scan.states + index]
      let id = workspace(label(region.results[scan.states + index], else: "output"), graph[result])
      places[result] = .memory(Reference(buffer: id))
      let time: TimeIndex? = isStream ? nil : .loop(counter, direction)
      destinations[region.results[scan.states + index], default: []].append(
        Reference(buffer: id, time: time))
    }
    let body = repeated(region, delivering: region.results)
    for (index, buffer) in states.present.enumerated() {
      places[node.results[index]] = .memory(Reference(buffer: buffer))
    }
    guard isStream else {
      // Nothing may be left of a scan but its states' first values.
      if body.isEmpty, states.swaps.isEmpty { return before }
      let length = graph[node.operands[0]].length!
      return before + [
        .loop(
          Loop(
            counter: counter, length: length, unroll: scan.unroll, body: body, swaps: states.swaps))
      ]
    }
    loops.body = body
    loops.states = states.present
    loops.swaps = states.swaps
    return before
  }

  mutating func generate(_ node: Node, _ generate: Generate) -> [Statement] {
    guard let region = node.region, case .variable(let length)? = graph[node.result].length else {
      preconditionFailure("a generated sequence has a length of its own")
    }
    let previous = workspace("previous", graph[region.parameters[0]])
    places[region.parameters[0]] = .memory(Reference(buffer: previous))
    var states = States(
      parameters: Array(region.parameters.dropFirst()), next: Array(region.results.dropFirst()))
    let before = prepare(&states, initial: node.operands, in: region)
    let output = workspace(label(node.result, else: "generated"), graph[node.result])
    places[node.result] = .memory(Reference(buffer: output))
    let body = repeated(region, delivering: region.results.dropFirst())
    if entry.isBatch {
      loops.generatedRows[length] = workspace("\(length)Rows", graph[region.parameters[0]])
    }
    return before + [
      .generate(
        GenerateLoop(
          generate: generate, length: length, previous: previous,
          token: reference(to: region.results[0]), output: output,
          lengths: loops.generatedRows[length], body: body, swaps: states.swaps))
    ]
  }

  /// The statements of one step of a loop. What they round of values from outside is not there behind it,
  /// since there may be no step.
  private mutating func repeated(
    _ region: Region, delivering results: some Sequence<Value>
  ) -> [Statement] {
    let outside = quantised
    repetitions += 1
    defer {
      repetitions -= 1
      quantised = outside
    }
    return schedule(region.nodes) + deliver(results)
  }

  /// The memory of the values that a region hands on to its next evaluation.
  struct States {
    /// The region's names for the present states.
    var parameters: [Value]
    /// The region's names for the next states.
    var next: [Value]
    /// Where the present states are.
    var present: [BufferID] = []
    /// The pairs of buffers that change places after a step.
    var swaps: [(BufferID, BufferID)] = []
  }

  /// Gives states their memory and returns the statements that set them to `initial`.
  ///
  /// A state takes one buffer where the kernel that computes its next value is the last to read the
  /// present one, tile by tile; else two that change places after each step, so that nothing is copied.
  ///
  /// - Parameter keepsSome: steps compute next states for rows that must keep the present ones.
  private mutating func prepare(
    _ states: inout States, initial: [Value], in region: Region, keepsSome: Bool = false
  ) -> [Statement] {
    var statements: [Statement] = []
    for (index, parameter) in states.parameters.enumerated() {
      let next = states.next[index]
      let name = labels[parameter] ?? labels[next].map(Self.presentName) ?? "state"
      let type = graph[parameter]
      let present = workspace(name, type)
      loops[present].persists = isStream
      states.present.append(present)
      places[parameter] = .memory(Reference(buffer: present))
      arrivals[parameter] = .last
      var target = present
      if !isSum(next, in: region),
        keepsSome || !isUpdatedInPlace(parameter, next: next, in: region)
      {
        target = workspace("\(name)Next", type)
        loops[target].persists = isStream
        loops[target].isSwapped = true
        loops[present].isSwapped = true
        states.swaps.append((present, target))
      }
      destinations[next, default: []].append(Reference(buffer: target))
      statements.append(copy(initial[index], to: Reference(buffer: present)))
    }
    return statements
  }

  /// Whether rows of a batch may have ended among those that have a step of `length`, see `UnevenRows`.
  private func hasGaps(_ length: Length?) -> Bool {
    guard entry.isBatch, case .variable(let name)? = length else { return false }
    return name != graph.chosenLengths.first
  }

  /// The name of the present state where the next is called `next`: `h` for `h'`.
  private static func presentName(_ next: String) -> String {
    next.hasSuffix("'") ? String(next.dropLast()) : next
  }

  /// Whether a step adds to a state where it is, of the rows that have not ended.
  private func isSum(_ next: Value, in region: Region) -> Bool {
    region.nodes.contains { $0.operation == .gradient(.accumulate) && $0.results == [next] }
  }

  private func isUpdatedInPlace(_ state: Value, next: Value, in region: Region) -> Bool {
    guard let producer = region.nodes.firstIndex(where: { $0.results.contains(next) }),
      case .kernel = region.nodes[producer].operation, let inner = region.nodes[producer].region,
      !region.results.contains(state)
    else { return false }
    for later in region.nodes[(producer + 1)...] where later.reads(state) { return false }
    let isMatrix = graph[state].shape.count == 2
    return !inner.nodes.contains { node in
      switch node.operation {
      // The columns of a matrix are read before they are written.
      case .product: node.operands.last == state || !isMatrix && node.operands[0] == state
      case .slice, .row: node.operands.contains(state)
      default: false
      }
    }
  }

  /// The copies that bring a region's results to where they must be and are not yet.
  private mutating func deliver(_ results: some Sequence<Value>) -> [Statement] {
    var statements: [Statement] = []
    for value in results where delivered.insert(value).inserted {
      for destination in destinations[value] ?? [] {
        statements.append(copy(value, to: destination))
      }
    }
    return statements
  }
}

extension Node {
  /// Whether the node or anything inside it uses `value`.
  func reads(_ value: Value) -> Bool {
    if operands.contains(value) { return true }
    guard let region else { return false }
    return region.results.contains(value) || region.nodes.contains { $0.reads(value) }
  }
}
