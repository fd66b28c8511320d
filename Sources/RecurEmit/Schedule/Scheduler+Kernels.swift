import RecurGraph

/// Kernels: which pointers they take and how each value inside is had.
extension Scheduler {
  mutating func kernel(_ node: Node, extent: Int) -> [Statement] {
    let region = node.region!
    let length = length(graph[node.result])
    var plan = KernelPlan(tiles: target.tiles(for: extent))
    let rounding = addProducts(region, to: &plan)
    for inner in region.nodes {
      switch inner.operation {
      case .product:
        break
      case .constant(let number):
        plan.sources[inner.result] = .constant(number)
      case .slice(let start, _):
        if plan.sources[inner.result] == nil {
          plan.sources[inner.result] = vector(inner.operands[0], offset: start, in: &plan)
        }
      case .elementwise:
        for operand in inner.operands where plan.sources[operand] == nil {
          plan.sources[operand] = outside(operand, in: &plan)
        }
        plan.sources[inner.result] = .computed
        plan.nodes.append(inner)
      default:
        preconditionFailure("\(inner.operation) inside a kernel")
      }
    }
    addStores(node, to: &plan)
    let labels = labels
    let title = region.results.lazy.compactMap { labels[$0] }.first
    var kernel = Kernel(
      name: kernelNames.make(title ?? plan.suggestedName ?? "phase"), tiles: plan.tiles,
      products: plan.products, nodes: plan.nodes, sources: plan.sources, stores: plan.stores,
      arguments: plan.arguments,
      rows: rows(of: node))
    kernel.takeInAdditions()
    return rounding + [add(kernel, plan.references, length)]
  }

  /// The rows of the kernel that `node` becomes.
  func rows(of node: Node) -> Kernel.Rows {
    if ofAllRows.contains(node.results[0]) { return .one }
    return length(graph[node.result]) != nil || entry.isBatch ? .many(usual: entry.limit) : .one
  }

  /// Has the kernel leave what the node makes where it must be.
  mutating func addStores(_ node: Node, to plan: inout KernelPlan) {
    for (result, inner) in zip(node.results, node.region!.results) {
      if plan.sources[inner] == nil { plan.sources[inner] = outside(inner, in: &plan) }
      let name = label(inner, else: "result")
      if labels[inner] == nil, let outer = labels[result] { plan.suggestedName = outer }
      let wanted = place(result: result, else: labels[result] ?? name)
      for destination in wanted {
        let argument = plan.argument(
          destination, name: name, stride: stride(destination, graph[result]), isWritten: true,
          summary: describe(result))
        plan.stores.append((inner, argument))
      }
    }
  }

  /// Takes in a kernel, and returns the statement that runs it.
  mutating func add(
    _ kernel: Kernel, _ arguments: [Reference], _ length: Length?
  ) -> Statement {
    var kernel = kernel
    kernel.orderByLatency()
    kernel.isShared = isShared
    kernel.turns = repetitions > 0 && length == nil && turns(kernel)
    loops.kernels.append(kernel)
    return call(loops.kernels.count - 1, arguments, length)
  }

  /// The statement that runs a kernel: over everything at once if its rows lie as one sequence, else
  /// time step by time step.
  private mutating func call(
    _ kernel: Int, _ arguments: [Reference], _ length: Length?
  ) -> Statement {
    let rowsOnly = arguments.contains { loops[$0.buffer].hasRows && !hasTime($0) }
    guard let length, rowsOnly else {
      return .kernel(kernel, arguments: arguments, length: length)
    }
    let counter = names.make("t")
    let atStep = arguments.map { step(of: $0, .loop(counter, .forward)) }
    let body = Statement.kernel(kernel, arguments: atStep, length: nil)
    return .loop(Loop(counter: counter, length: length, unroll: 1, body: [body], swaps: []))
  }

  /// Whether a kernel's weights are too many for the cache, and it takes them in several iterations.
  private func turns(_ kernel: Kernel) -> Bool {
    let words = kernel.products.reduce(0) {
      $0 + kernel.tiles.size(streams: $1.streams, words: precision.tileWords($1.depth))
    }
    return 4 * words > target.cache && !kernel.isWhole(Tiling.choose(for: kernel, on: target)[0])
  }

  /// What is known of a kernel while it is put together.
  struct KernelPlan {
    let tiles: Tiles
    var products: [ProductGroup] = []
    var nodes: [Node] = []
    var sources: [Value: Kernel.Source] = [:]
    var stores: [(value: Value, argument: Int)] = []
    var arguments: [Kernel.Argument] = []
    var references: [Reference] = []
    var suggestedName: String?

    init(tiles: Tiles) { self.tiles = tiles }

    /// The position of the argument for `reference`, added if there is none.
    mutating func argument(
      _ reference: Reference, name: String, stride: Int, isWritten: Bool, summary: String
    ) -> Int {
      if let index = references.firstIndex(of: reference) {
        arguments[index].isWritten = arguments[index].isWritten || isWritten
        return index
      }
      references.append(reference)
      arguments.append(
        Kernel.Argument(name: name, stride: stride, isWritten: isWritten, summary: summary))
      return arguments.count - 1
    }
  }

  /// Groups the region's products by the vector they read, and returns what must be done to these first.
  private mutating func addProducts(_ region: Region, to plan: inout KernelPlan) -> [Statement] {
    var statements: [Statement] = []
    var groups: [Value: [MatrixRows]] = [:]
    var order: [Value] = []
    var streams: [Value: (vector: Value, stream: Int)] = [:]
    func add(_ value: Value, _ product: Node, start: Int, _ expression: LoadExpression) {
      let vector = product.operands[1]
      if groups[vector] == nil { order.append(vector) }
      let rows = MatrixRows(matrix: expression, start: start)
      let known = groups[vector, default: []].firstIndex(of: rows)
      if known == nil { groups[vector, default: []].append(rows) }
      streams[value] = (vector, known ?? groups[vector]!.count - 1)
    }
    for node in region.nodes where node.operation == .product {
      guard let expression = loadExpression(node.operands[0]) else {
        preconditionFailure("the matrix of a product must be a parameter")
      }
      for reader in region.nodes where reader.operands.first == node.result {
        if case .slice(let start, _) = reader.operation {
          add(reader.result, node, start: start, expression)
        }
      }
      if graph[node.result].count == plan.tiles.extent {
        add(node.result, node, start: 0, expression)
      }
    }
    // What is there first is multiplied first, whatever the spec says first: an LSTM of 16 + 16 took 82 ns
    // a step with the state's products in front, 67 with the input's (x86-64-v4).
    let ranks = order.indices.sorted {
      (arrivals[order[$0]] ?? .now, $0) < (arrivals[order[$1]] ?? .now, $1)
    }
    order = ranks.map { order[$0] }
    for vector in order {
      let rows = groups[vector]!
      let depth = graph[vector].count
      let pack = buffer(
        .matrix(
          rows, tiles: plan.tiles, depth: depth, precision: precision))
      let weights = plan.argument(
        Reference(buffer: pack), name: "w", stride: 0, isWritten: false,
        summary: packedShape(plan, depth: depth, streams: rows.count)
      )
      let source = factors(vector, &statements)
      let argument = plan.argument(
        source, name: label(vector, else: "x"), stride: stride(source, graph[vector]),
        isWritten: false, summary: describe(vector))
      plan.products.append(
        ProductGroup(
          weights: weights, vector: argument, offset: 0, depth: depth,
          sums: rows.indices.map { ProductGroup.Sum(group: plan.products.count, stream: $0) },
          precision: precision))
    }
    for (value, stream) in streams {
      plan.sources[value] = .stream(
        group: order.firstIndex(of: stream.vector)!, stream: stream.stream)
    }
    return statements
  }

  /// Where kernels read what a product multiplies its weights by: where `vector` is, or its elements
  /// rounded to bytes, once for all kernels of the region.
  private mutating func factors(_ vector: Value, _ statements: inout [Statement]) -> Reference {
    guard precision == .int8 else { return reference(to: vector) }
    if let known = quantised[vector] { return known }
    let type = graph[vector]
    let words = precision.words(type.count) + precision.arithmetic.wordsBehindFactors
    let bytes = Reference(
      buffer: loops.add(
        Buffer(
          name: names.make("\(label(vector, else: "x"))Bytes"), storage: .workspace, element: .real,
          count: words, stride: words.paddedToLine, length: length(type),
          hasRows: loops[reference(to: vector).buffer].hasRows)))
    statements.append(
      .quantise(from: reference(to: vector), to: bytes, count: type.count, length: length(type)))
    quantised[vector] = bytes
    return bytes
  }

  private func packedShape(_ plan: KernelPlan, depth: Int, streams: Int) -> String {
    let words = precision.words(depth)
    var parts: [String] = []
    if plan.tiles.whole > 0 {
      parts.append("[\(plan.tiles.whole)][\(words)][\(streams)][\(plan.tiles.lanes)]")
    }
    if plan.tiles.tail > 0 { parts.append("[\(words)][\(streams)][\(plan.tiles.tail)]") }
    let shape = parts.joined(separator: " and ")
    return precision.isReduced
      ? "weights packed as \(precision) \(shape)" : "packed weights \(shape)"
  }

  /// How a kernel has a value from outside.
  mutating func outside(_ value: Value, in plan: inout KernelPlan) -> Kernel.Source {
    if case .constant(let number) = places[value]! { return .constant(number) }
    guard graph[value].shape.isEmpty else {
      return vector(value, offset: 0, in: &plan)
    }
    let reference = reference(to: value)
    return .scalar(
      argument: plan.argument(
        reference, name: label(value, else: "scalar"), stride: stride(reference, graph[value]),
        isWritten: false, summary: describe(value)))
  }

  mutating func vector(
    _ value: Value, offset: Int, in plan: inout KernelPlan
  ) -> Kernel.Source {
    if case .constant(let number) = places[value]! { return .constant(number) }
    let reference = paddedReference(to: value)
    return .vector(
      argument: plan.argument(
        reference, name: label(value, else: "v"), stride: stride(reference, graph[value]),
        isWritten: false, summary: describe(value)),
      offset: offset)
  }

  func stride(_ reference: Reference, _ type: TensorType) -> Int {
    let buffer = loops[reference.buffer]
    guard entry.isBatch else { return length(type) == nil ? 0 : buffer.stride }
    return buffer.hasRows ? buffer.stride : 0
  }

  func describe(_ value: Value) -> String {
    let type = graph[value]
    let shape = "[\(type.shape.map(String.init).joined(separator: ", "))]"
    guard let length = length(type) else { return shape }
    switch length {
    case .fixed(let steps): return "sequence(\(steps)) of \(shape)"
    case .variable(let name): return "sequence(\(name)) of \(shape)"
    }
  }
}
