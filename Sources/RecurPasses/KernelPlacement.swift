import RecurGraph

/// The kernel of a block that a value is computed in.
struct KernelKey: Hashable {
  /// How many barriers stand in front of the kernel.
  var level: Int
  /// Which of the kernels that are alike and have no barrier between them, in order.
  var part = 0
  /// The number of elements of each result at one time step; of a matrix, its rows.
  let extent: Int
  /// The columns of the matrices, if it is matrices that the kernel computes.
  var columns: Int?
  /// The time axis of the results.
  let length: Length?
  /// Whether it waits for the graph's inputs. A stream computes what does not before its first step.
  let needsInputs: Bool
  /// Whether all rows of a batch have it in common.
  let isOfAllRows: Bool

  /// Whether values of the two kernels could be in one, were it not for barriers.
  func isAlike(_ other: KernelKey) -> Bool {
    extent == other.extent && columns == other.columns && length == other.length
      && needsInputs == other.needsInputs && isOfAllRows == other.isOfAllRows
  }
}

/// Where the values of one block are computed.
///
/// Levels are as early as they can be: a product comes one level after the kernel that computes its
/// vector, an elementwise function joins the kernel of its operands where the extents match. So
/// whatever crosses from one kernel to another goes up in level, and no kernel can wait for itself.
struct KernelPlacement {
  enum Place {
    /// By a node of its own, complete in front of the kernels of this level.
    case outside(Int)
    /// By nothing: a constant, or a slice of what is complete in front of this level, or such a vector
    /// as a column or row of a matrix. A kernel that reads it repeats it.
    case view(Int)
    /// Tile by tile in a kernel.
    case kernel(KernelKey)
  }

  var places: [Value: Place] = [:]
  /// The extents of the products that are only read in pieces.
  private let pieces: [Value: Int]
  /// The values that packing computes.
  private let known: Set<Value>
  /// The slices of such products, which stay in their kernel.
  private(set) var isPiece: Set<Value> = []
  /// The values of kernels that something reads as a whole vector or from elsewhere.
  private(set) var isReadWhole: Set<Value> = []
  /// The values of kernels that read each value of an alike kernel, position by position.
  private(set) var readers: [Value: [Value]] = [:]
  /// The values that all rows of a batch have in common.
  private let ofAllRows: Set<Value>
  /// The values of the graph's outermost block that follow from its inputs.
  private var given: Set<Value>

  init(
    of region: Region, in graph: Graph, known: Set<Value>, ofAllRows: Set<Value>
  ) {
    self.known = known
    self.ofAllRows = ofAllRows
    pieces = region.extentsOfPieces(known)
    given = region.parameters == graph.body.parameters ? Set(graph.inputValues) : []
    for node in region.nodes {
      var isGiven = false
      node.forEachUse { isGiven = isGiven || given.contains($0) }
      if isGiven { given.formUnion(node.results) }
      let place = place(of: node, in: graph)
      for result in node.results { places[result] = place }
      addReader(node)
    }
    for result in region.results where key(of: result) != nil { isReadWhole.insert(result) }
  }

  /// The kernel that computes `value`, if one of this block does.
  func key(of value: Value) -> KernelKey? {
    if case .kernel(let key)? = places[value] { key } else { nil }
  }

  /// Whether the kernel that computes `value` must yield it.
  func isYielded(_ value: Value) -> Bool {
    let own = key(of: value)
    if isReadWhole.contains(value) { return true }
    return readers[value, default: []].contains { key(of: $0) != own }
  }

  /// Moves `value` to the kernel of `level` that is like its own.
  mutating func move(_ value: Value, to level: Int) {
    guard case .kernel(var key)? = places[value] else { return }
    key.level = level
    places[value] = .kernel(key)
  }

  private mutating func place(of node: Node, in graph: Graph) -> Place {
    let type = graph[node.results[0]]
    switch node.operation {
    case .constant:
      return .view(0)
    case .slice:
      let source = node.operands[0]
      guard pieces[source] != nil else { return .view(level(whole: source)) }
      isPiece.insert(node.result)
      return places[source]!
    case .column, .row:
      return known.contains(node.result) ? .outside(0) : .view(level(whole: node.operands[0]))
    case .product where known.contains(node.operands[0]):
      let level = node.operands.map { self.level(whole: $0) }.max()!
      let extent = pieces[node.result] ?? type.shape[0]
      return .kernel(
        key(node, level: level, extent: extent, in: graph))
    case .product:
      let matrix = node.operands[0]
      let shape = graph[matrix].shape
      var key = key(node, extent: shape[0], columns: shape[1], in: graph)
      key.level = max(level(of: matrix, for: key), level(whole: node.operands[1]))
      return .kernel(key)
    case .elementwise where !known.contains(node.result):
      let isMatrix = type.shape.count == 2
      var key = key(
        node, extent: isMatrix ? type.shape[0] : type.count,
        columns: isMatrix ? type.shape[1] : nil, in: graph)
      for operand in node.operands { key.level = max(key.level, level(of: operand, for: key)) }
      return .kernel(key)
    default:
      var level = 0
      node.forEachUse { level = max(level, self.level(whole: $0)) }
      return .outside(level)
    }
  }

  /// The kernel of `node`, by what it is.
  private func key(
    _ node: Node, level: Int = 0, extent: Int, columns: Int? = nil, in graph: Graph
  ) -> KernelKey {
    KernelKey(
      level: level, extent: extent, columns: columns, length: graph[node.result].length,
      needsInputs: given.contains(node.result), isOfAllRows: ofAllRows.contains(node.result))
  }

  /// The first level whose kernels can read all of `value`.
  private func level(whole value: Value) -> Int {
    switch places[value] {
    case nil: 0
    case .outside(let level), .view(let level): level
    case .kernel(let key): key.level + 1
    }
  }

  /// The first level at which a kernel like `reader` can read `value` position by position.
  private func level(of value: Value, for reader: KernelKey) -> Int {
    if let key = key(of: value), key.isAlike(reader) { return key.level }
    return level(whole: value)
  }

  private mutating func addReader(_ node: Node) {
    let own = key(of: node.results[0])
    node.forEachUse { used in
      guard let key = key(of: used) else { return }
      let isWhole =
        node.operation == .product && (own?.columns == nil || used != node.operands[0])
      if let own, key.isAlike(own), !isWhole {
        readers[used, default: []].append(node.result)
      } else {
        isReadWhole.insert(used)
      }
    }
  }
}
