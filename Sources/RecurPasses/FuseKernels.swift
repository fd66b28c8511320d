import RecurGraph

/// Puts the products, slices and elementwise functions of every block into kernels: one for all
/// values of one extent and one time axis between two barriers.
///
/// A barrier stands where a node needs a whole vector that a kernel of the same block computes: the
/// vector of a product, the operand of a reduction, what a nested scan reads. A kernel yields what is
/// needed outside of it and repeats the constants and the slices of finished vectors that it reads.
/// Scalars form kernels of extent 1. Outside of kernels stay matrices that are known when weights are
/// loaded, and slices and constants that something other than a kernel reads.
///
/// Dead nodes must have been removed. Nodes are reordered by the barriers in front of them.
///
/// - Complexity: linear in the number of nodes times the depth of the nesting, but for sorts.
func fuseKernels(in graph: Graph) -> Graph {
  var fuser = KernelFuser(graph: graph)
  let body = fuser.fuse(graph.body)
  fuser.graph.body = body
  return fuser.graph
}

private struct KernelFuser {
  var graph: Graph
  /// The constants of all blocks so far.
  private var constants: [Value: Node] = [:]
  /// The values that packing computes.
  private let known: Set<Value>
  private let ofAllRows: Set<Value>

  init(graph: Graph) {
    self.graph = graph
    known = graph.valuesKnownAtLoad
    ofAllRows = graph.valuesOfAllRows
  }

  mutating func fuse(_ region: Region) -> Region {
    var region = region
    for (i, node) in region.nodes.enumerated() {
      if case .constant = node.operation { constants[node.result] = node }
      if let inner = node.region, !node.isKernel { region.nodes[i].region = fuse(inner) }
    }
    var placement = KernelPlacement(
      of: region, in: graph, known: known, ofAllRows: ofAllRows)
    placement.sink(region)
    placement.split(region)
    region.nodes = schedule(region, placement)
    return region
  }

  /// The nodes outside of kernels and the kernels, level by level.
  private mutating func schedule(_ region: Region, _ placement: KernelPlacement) -> [Node] {
    var items: [(level: Int, order: Int, node: Node)] = []
    var members: [KernelKey: [Node]] = [:]
    var slices: [Value: Node] = [:]
    let views = viewsReadOutside(of: region, placement)
    for (i, node) in region.nodes.enumerated() {
      switch placement.places[node.results[0]]! {
      case .outside(let level):
        items.append((level, i, node))
      case .view(let level):
        if node.operation.isView { slices[node.result] = node }
        if views.contains(node.result) { items.append((level, i, node)) }
      case .kernel(let key):
        members[key, default: []].append(node)
        if members[key]!.count == 1 { items.append((key.level, region.nodes.count + i, node)) }
      }
    }
    items.sort { ($0.level, $0.order) < ($1.level, $1.order) }
    return items.map { item in
      guard let key = placement.key(of: item.node.results[0]) else { return item.node }
      return kernel(of: members[key]!, key, placement, slices)
    }
  }

  /// The slices and constants that something other than a kernel's tiles reads.
  private func viewsReadOutside(
    of region: Region, _ placement: KernelPlacement
  ) -> Set<Value> {
    var read = Set(region.results)
    for node in region.nodes.reversed() {
      switch placement.places[node.results[0]]! {
      case .outside: node.forEachUse { read.insert($0) }
      case .view where read.contains(node.result): read.formUnion(node.operands)
      case .kernel where node.operation == .product: read.formUnion(node.operands)
      // Kernels repeat a column or row, but not what it is one of.
      case .view where node.operation.isSpread: read.formUnion(node.operands)
      case .view, .kernel: break
      }
    }
    return read
  }

  /// One kernel that computes `members`, in their order.
  private mutating func kernel(
    of members: [Node], _ key: KernelKey, _ placement: KernelPlacement, _ slices: [Value: Node]
  ) -> Node {
    var inside: [Value: Value] = [:]
    var repeated: Set<Value> = []
    var region = Region()
    var results: [Value] = []
    for var node in members {
      // A product reads what is complete outside, even where the kernel repeats it for its tiles.
      let read =
        node.operation != .product
        ? node.operands[...] : node.operands.prefix(key.columns == nil ? 0 : 1)
      for operand in read where repeated.insert(operand).inserted {
        guard var view = view(operand, slices) else { continue }
        view.results = [graph.makeValue(graph[operand])]
        inside[operand] = view.result
        region.nodes.append(view)
      }
      node.operands = read.map { inside[$0] ?? $0 } + node.operands.dropFirst(read.count)
      let result = node.result
      if placement.isYielded(result) {
        let inner = graph.makeValue(graph[result])
        inside[result] = inner
        node.results = [inner]
        region.results.append(inner)
        results.append(result)
      }
      region.nodes.append(node)
    }
    return Node(
      .kernel(extent: key.extent, columns: key.columns), [], results: results, region: region,
      origin: members[0].origin)
  }

  /// The node that a kernel repeats to read `value`: a constant, one slice of what is not a slice, or a
  /// column or row.
  private func view(_ value: Value, _ slices: [Value: Node]) -> Node? {
    if let constant = constants[value] { return constant }
    if let node = slices[value], node.operation.isSpread { return node }
    guard var node = slices[value], case .slice(var start, let count) = node.operation else {
      return nil
    }
    while let source = slices[node.operands[0]], case .slice(let offset, _) = source.operation {
      start += offset
      node.operands = source.operands
    }
    node.operation = .slice(start: start, count: count)
    return constants[node.operands[0]] ?? node
  }
}

extension Operation {
  /// Whether this is a column or row.
  fileprivate var isSpread: Bool { self == .column || self == .row }

  /// Whether this is what kernels repeat for themselves.
  fileprivate var isView: Bool {
    if case .slice = self { true } else { isSpread }
  }
}
