import RecurGraph

/// Rewrites a causal graph over the sequences of one length as one scan, whose inputs are the graph's
/// sequences and whose outputs are the graph's outputs, so that a step of it answers one time step.
///
/// What does not change with time stays in front of the scan. No state may start from an input: a
/// stream gets its inputs at its steps. The last value of a sequence becomes its
/// value at the present step, so an output that has no time axis becomes a sequence of its values so
/// far.
///
/// Where the graph looks ahead, everything is done `lookAhead` steps later: inputs wait in states of their
/// own, and the states of scans stay what they are at first for as many steps.
///
/// - Throws: what needs the future.
/// - Complexity: linear in the number of nodes.
public func streaming(_ graph: Graph) throws(NotCausal) -> Graph {
  var merger = StepMerger(graph, over: try timeAxis(of: graph))
  for node in graph.body.nodes { try merger.add(node) }
  return merger.finish()
}

/// The one length that all sequences among the inputs have.
private func timeAxis(of graph: Graph) throws(NotCausal) -> Length {
  var found: (input: Input, length: Length)?
  for (input, value) in zip(graph.inputs, graph.inputValues) {
    guard let length = graph[value].length else { continue }
    if case .fixed(let count) = length { throw .fixedLength(input, count) }
    if let found, found.length != length { throw .twoLengths(found.input, input) }
    found = found ?? (input, length)
  }
  guard let found else { throw .noSequence }
  return found.length
}

/// Collects what one time step computes.
private struct StepMerger {
  private var graph: Graph
  private let length: Length
  private let sequences: [Value]
  /// The value at the present step of each sequence and of what follows from the end of one.
  private var present: [Value: Value] = [:]
  /// The values without a time axis that follow from inputs alone.
  private var given: Set<Value>
  /// The values without a time axis that change with every step.
  private var running: Set<Value> = []
  private var outside: [Node] = []
  private var step = Region()
  private var initial: [Value] = []
  private var states: [Value] = []
  private var next: [Value] = []
  /// The steps that everything is late.
  private let delay: Int
  /// Of each sequence, what came so many steps before, latest first.
  private var past: [Value: [Value]] = [:]
  /// 1 once the first input has waited for long enough, else 0; nil if nothing waits.
  private var hasBegun: Value?

  init(_ graph: Graph, over length: Length) {
    self.graph = graph
    self.length = length
    sequences = graph.inputValues.filter { graph[$0].length != nil }
    delay = graph.lookAhead
    given = Set(graph.inputValues).subtracting(sequences)
    for sequence in sequences {
      let value = self.graph.makeValue(graph[sequence].atOneStep)
      step.parameters.append(value)
      present[sequence] = value
    }
    if delay > 0 { wait() }
  }

  /// Has all inputs wait.
  private mutating func wait() {
    for sequence in sequences {
      var latest = present[sequence]!
      past[sequence] = [latest]
      for _ in 0..<delay {
        latest = addState(next: latest)
        past[sequence]!.append(latest)
      }
      present[sequence] = latest
    }
    let count = graph.makeValue(.real())
    let one = constant(1, in: \.step.nodes)
    let all = constant(Double(delay), in: \.step.nodes)
    let more = graph.makeNode(.elementwise(.add), [count, one])
    let most = graph.makeNode(.elementwise(.minimum), [more.result, all])
    let begun = graph.makeNode(.elementwise(.lessOrEqual), [all, count])
    step.nodes += [more, most, begun]
    initial.append(constant(0, in: \.outside))
    states.append(count)
    next.append(most.result)
    hasBegun = begun.result
  }

  /// A state that is 0 at first and `next` after each step.
  private mutating func addState(next value: Value) -> Value {
    let zero = graph.makeNode(.constant(0), [], stated: [graph[value]])
    outside.append(zero)
    let state = graph.makeValue(graph[value])
    initial.append(zero.result)
    states.append(state)
    next.append(value)
    return state
  }

  private mutating func constant(
    _ number: Double, in nodes: WritableKeyPath<StepMerger, [Node]>
  ) -> Value {
    let node = graph.makeNode(.constant(number), [], stated: [.real()])
    self[keyPath: nodes].append(node)
    return node.result
  }

  mutating func add(_ node: Node) throws(NotCausal) {
    switch node.operation {
    case .constant, .elementwise, .product, .column, .row, .reduce, .argmax, .sample, .gather,
      .onehot, .concatenate, .slice:
      try addPointwise(node)
    case .element(.last):
      present[node.result] = present.resolve(node.operands[0])
      running.insert(node.result)
    case .element: throw .otherTime(node)
    case .reverse: throw .backward(node)
    case .ahead(let steps):
      guard let past = past[node.operands[0]] else { throw .aheadOfComputed(node) }
      present[node.result] = past[delay - steps]
    case .sequence, .generate: throw .ownLength(node)
    case .scan(let scan): try add(node, scan)
    case .gradient: throw .wholeSequence(node)
    case .kernel: preconditionFailure("streaming comes before fusion")
    }
  }

  private mutating func addPointwise(_ node: Node) throws(NotCausal) {
    var node = node
    let isSequence = graph[node.result].length != nil
    let isRunning = node.operands.contains(where: running.contains)
    guard isSequence || isRunning else {
      if node.operands.contains(where: given.contains) { given.formUnion(node.results) }
      return outside.append(node)
    }
    if isSequence && isRunning { throw .wholeSequence(node) }
    node.substitute(present)
    if isSequence {
      let value = graph.makeValue(graph[node.result].atOneStep)
      present[node.result] = value
      node.results = [value]
    } else {
      running.insert(node.result)
    }
    step.nodes.append(node)
  }

  private mutating func add(_ node: Node, _ scan: Scan) throws(NotCausal) {
    guard var region = node.region else { preconditionFailure("a scan without a region") }
    if (scan.inputs + scan.outputs).contains(.backward) { throw .backward(node) }
    let starts = node.operands.dropFirst(scan.inputs.count)
    let needsWhole = (starts + region.freeValues).contains {
      running.contains($0) || graph[$0].length != nil
    }
    if needsWhole { throw .wholeSequence(node) }
    if starts.contains(where: given.contains) { throw .startsFromInput(node) }
    var arguments: [Value: Value] = [:]
    for (parameter, sequence) in zip(region.parameters, node.operands.prefix(scan.inputs.count)) {
      arguments[parameter] = present.resolve(sequence)
    }
    region.substitute(arguments)
    step.nodes += region.nodes
    initial += starts
    states += region.parameters.dropFirst(scan.inputs.count)
    for (state, value) in zip(region.parameters.dropFirst(scan.inputs.count), region.results) {
      next.append(gated(value, else: state))
    }
    for (result, value) in zip(node.results, region.results) { present[result] = value }
    running.formUnion(node.results.prefix(scan.states))
  }

  /// `value`, or `state` before everything has begun.
  private mutating func gated(_ value: Value, else state: Value) -> Value {
    guard let hasBegun else { return value }
    let choice = graph.makeNode(.elementwise(.select), [hasBegun, value, state])
    step.nodes.append(choice)
    return choice.result
  }

  func finish() -> Graph {
    var graph = graph
    var step = step
    let outputs = graph.body.results.map { present.resolve($0) }
    step.parameters += states
    step.results = next + outputs
    let scan = Scan(
      inputs: sequences.map { _ in .forward }, states: states.count,
      outputs: outputs.map { _ in .forward })
    let node = graph.makeNode(.scan(scan), sequences + initial, region: step)
    graph.body.nodes = outside + [node]
    graph.body.results = Array(node.results.dropFirst(states.count))
    return graph
  }
}

extension Graph {
  /// How many time steps after an input the answer to it can be given: the most that the graph looks ahead.
  public var lookAhead: Int {
    body.nodes.reduce(0) { most, node in
      if case .ahead(let steps) = node.operation { max(most, steps) } else { most }
    }
  }
}
