import RecurGraph

/// Turns a fused graph into loops over buffers: decides where every value lives and in which order
/// it is computed.
///
/// - Requires: the fusion pass has run, so that every product and elementwise function is in a
///   kernel.
struct Scheduler {
  /// The graph that is scheduled.
  let graph: Graph
  /// The facts about the processor.
  let target: TargetDescription
  /// What the matrices of products are held in.
  let precision: Precision
  /// What a call does.
  let entry: EntryPoint
  /// Whether threads share every kernel.
  let isShared: Bool
  /// The packed parameters, shared with other entry points.
  var packs: PackTable
  /// What has been scheduled so far.
  var loops = Loops()
  /// Where each value is.
  var places: [Value: Place] = [:]
  /// How late a value that a region is given is there: with the step, or with the one before.
  var arrivals: [Value: Arrival] = [:]
  /// Where the node that makes a value must leave it.
  var destinations: [Value: [Reference]] = [:]
  /// The values that their nodes have left at their destinations.
  var delivered: Set<Value> = []
  /// What must be done before everything else in a call.
  var prologue: [Statement] = []
  /// Padded copies of inputs that are read by vectors.
  var paddedInputs: [BufferID: BufferID] = [:]
  /// The buffers that stand for packed parameters.
  var packBuffers: [PackTable.Entry: BufferID] = [:]
  /// How many loops over time steps surround what is scheduled, the caller's of a stream included.
  var repetitions = 0
  /// Memory that sums of outer products take turns in.
  var outerPanel: BufferID?
  /// Where vectors are that have been rounded to bytes.
  var quantised: [Value: Reference] = [:]
  /// The values that all rows of a batch have in common.
  let ofAllRows: Set<Value>
  /// The values that packing computes when weights are loaded.
  let knownAtLoad: Set<Value>
  /// The names that the spec gives to values.
  let labels: [Value: String]
  /// The names of buffers and counters that are taken.
  var names: UniqueNames
  /// The names of kernels that are taken, shared with other entry points.
  var kernelNames: UniqueNames

  /// Where a value is.
  enum Place: Hashable {
    /// In memory.
    case memory(Reference)
    /// Among the parameters, computed once when they are loaded.
    case load(LoadExpression)
    /// Nowhere: every element is this number.
    case constant(Double)
  }

  /// When a vector is there that products read, earliest first.
  enum Arrival: Comparable {
    /// Before the step: an input.
    case before
    /// At the end of the step before: a state.
    case last
    /// In the step.
    case now
  }

  /// Schedules `graph` for one entry point, adding what it reads to `packs`.
  ///
  /// - Parameter entry: for a stream, the graph is one scan over its inputs, see `streaming(_:)`.
  static func schedule(
    _ graph: Graph, with options: EmissionOptions, as entry: EntryPoint, packs: inout PackTable,
    kernelNames: inout UniqueNames
  ) -> Loops {
    var scheduler = Scheduler(
      graph: graph, target: options.target, precision: options.precision, entry: entry,
      isShared: entry.isShared(graph, with: options), packs: packs,
      ofAllRows: graph.valuesOfAllRows, knownAtLoad: graph.valuesKnownAtLoad,
      labels: graph.labels,
      names: UniqueNames(reserved: InterfaceNames.reserved(by: graph)), kernelNames: kernelNames)
    scheduler.run()
    packs = scheduler.packs
    kernelNames = scheduler.kernelNames
    return scheduler.loops
  }

  private mutating func run() {
    loops.isShared = isShared
    loops.isBatch = entry.isBatch
    loops.generatedLengths = graph.generatedLengths
    let parameters = graph.body.parameters
    for (index, input) in graph.inputs.enumerated() {
      let type = graph[parameters[index]]
      var id = loops.add(
        Buffer(
          name: names.make(input.name), storage: .input(index), element: type.element,
          count: type.storedCount, stride: type.storedCount, length: isStream ? nil : type.length))
      if entry.isBatch { id = rows(of: id, input.name, type) }
      places[parameters[index]] = .memory(Reference(buffer: id))
      arrivals[parameters[index]] = .before
    }
    for index in graph.weights.indices {
      places[parameters[graph.inputs.count + index]] = .load(.weight(index))
    }
    if isStream {
      let given = scheduleStream()
      // Constants are there from the reset on, which may need them and after which nothing else writes them.
      loops.setup = prologue.filter(\.isFill) + loops.setup
      loops.body = prologue.filter { !$0.isFill } + given + loops.body
    } else {
      let statements = schedule(graph.body.nodes)
      loops.body = prologue + statements
    }
    loops.outputs = graph.body.results.map { value in
      switch places[value]! {
      case .constant(let number): .constant(number)
      case .memory, .load: .memory(reference(to: value))
      }
    }
    if !entry.isTraining { workInPlace() }
    planUnevenRows()
  }

  /// A copy of a batch's input whose rows lie side by side at each time step.
  private mutating func rows(of input: BufferID, _ name: String, _ type: TensorType) -> BufferID {
    let copy = workspace("\(name)Rows", type)
    prologue.append(.interleave(from: input, to: copy))
    return copy
  }

  /// Schedules the scan that is a stream and what is outside of it: what follows from inputs is done at
  /// each step, which is when they are there, and returned; the rest once, in front of the first step.
  private mutating func scheduleStream() -> [Statement] {
    var given = Set(graph.inputValues)
    var statements: [Statement] = []
    for node in graph.body.nodes {
      let uses = node.operands + (node.region?.freeValues ?? [])
      if case .scan = node.operation {
        loops.setup += schedule(node)
      } else if uses.contains(where: given.contains) {
        given.formUnion(node.results)
        statements += schedule(node)
      } else {
        loops.setup += schedule(node)
      }
    }
    return statements
  }

  /// Schedules a block of nodes.
  mutating func schedule(_ nodes: [Node]) -> [Statement] {
    nodes.flatMap { schedule($0) }
  }

  private mutating func schedule(_ node: Node) -> [Statement] {
    switch node.operation {
    case .constant(let number):
      places[node.result] = .constant(number)
      return []
    case .kernel(let extent, let columns):
      guard let columns else { return kernel(node, extent: extent) }
      return matrixKernel(node, extent: extent, columns: columns)
    case .column:
      return column(node)
    case .row:
      return row(node)
    case .gather:
      return gather(node)
    case .onehot(let count):
      return onehot(node, count)
    case .reduce(let reduction):
      return reduce(node, .real(reduction))
    case .argmax:
      return reduce(node, .argmax)
    case .sample(let sampling):
      return reduce(node, .sample(sampling))
    case .concatenate:
      return concatenate(node)
    case .slice(let start, let count):
      return slice(node, start: start, count: count)
    case .element(let position):
      return element(node, position)
    case .reverse:
      return reverse(node)
    case .ahead(let steps):
      return ahead(node, steps)
    case .sequence:
      return sequence(node)
    case .scan(let scan):
      return self.scan(node, scan)
    case .generate(let generate):
      return self.generate(node, generate)
    case .elementwise(let function):
      return elementwise(node, function)
    case .gradient(let operation):
      return gradient(node, operation)
    case .product:
      preconditionFailure("\(node.operation) outside a kernel: the fusion pass must run first")
    }
  }
}

extension Statement {
  /// Whether it sets all elements to one number.
  fileprivate var isFill: Bool {
    if case .fill = self { true } else { false }
  }
}

extension Graph {
  /// The names that the spec gives to values: inputs, weights and labelled nodes.
  var labels: [Value: String] {
    var labels: [Value: String] = [:]
    for (index, input) in inputs.enumerated() { labels[body.parameters[index]] = input.name }
    for (index, weight) in weights.enumerated() {
      labels[body.parameters[inputs.count + index]] = String(
        weight.path.split(separator: ".").last ?? "")
    }
    func visit(_ region: Region) {
      for node in region.nodes {
        if let label = node.label { labels[node.results[0]] = label }
        guard let inner = node.region else { continue }
        visit(inner)
        guard case .kernel = node.operation else { continue }
        for (outer, result) in zip(node.results, inner.results) {
          if labels[outer] == nil, let label = labels[result] { labels[outer] = label }
        }
      }
    }
    visit(body)
    return labels
  }
}
