import RecurGraph

/// Prints what follows the products of one tile: the elementwise computation, in registers, and the
/// stores.
struct EpiloguePrinter {
  let kernel: Kernel
  let tiling: Tiling
  /// The tiles that are computed side by side.
  let block: TileBlock
  /// The names of computed values.
  let names: [Value: String]
  /// The names of the function's pointers.
  let parameters: [String]
  /// Which of the tiling's rows.
  let row: Int
  /// Which of the block's tiles.
  let tile: BlockTile
  /// The names of what is in registers already.
  var given: [Value: String] = [:]

  /// Prints the tile's epilogue.
  func print(to printer: inout SwiftPrinter) {
    computation(to: &printer)
    for (value, argument) in kernel.stores {
      store(value, argument, at: address(argument, offset: 0), to: &printer)
    }
  }

  /// Prints the elementwise computation.
  func computation(to printer: inout SwiftPrinter) {
    let fused = fusedMultiplications
    for node in kernel.nodes where !fused.contains(node.result) {
      printer.print("let \(name(node.result)) = \(expression(node, fused: fused))")
    }
  }

  /// Prints that a value is written.
  func store(
    _ value: Value, _ argument: Int, at place: String, to printer: inout SwiftPrinter
  ) {
    printer.print("store\(tile.lanes)(\(repeated(value)), \(parameters[argument]), \(place))")
  }

  /// The products of two numbers that are read by nothing but one sum or difference, which takes them
  /// in with one rounding.
  private var fusedMultiplications: Set<Value> {
    var readers: [Value: Int] = [:]
    for node in kernel.nodes { for operand in node.operands { readers[operand, default: 0] += 1 } }
    for (value, _) in kernel.stores { readers[value, default: 0] += 1 }
    for sum in kernel.sums { readers[sum.matrix, default: 0] += 1 }
    var multiplications: Set<Value> = []
    for node in kernel.nodes where node.operation == .elementwise(.multiply) {
      if readers[node.result] == 1 { multiplications.insert(node.result) }
    }
    var fused: Set<Value> = []
    for node in kernel.nodes {
      guard let factor = fusible(node, multiplications) else { continue }
      fused.insert(factor)
    }
    return fused
  }

  /// The operand that a sum or difference can take in as a product.
  private func fusible(_ node: Node, _ multiplications: Set<Value>) -> Value? {
    switch node.operation {
    case .elementwise(.add), .elementwise(.subtract):
      // The later product is taken in, so that the earlier one need not wait for it.
      node.operands.enumerated().filter { multiplications.contains($0.element) }
        .max { (readiness($0.element), $0.offset) < (readiness($1.element), $1.offset) }?.element
    default: nil
    }
  }

  private func readiness(_ value: Value) -> Int { kernel.readiness[value] ?? 0 }

  private func expression(_ node: Node, fused: Set<Value>) -> String {
    guard case .elementwise(let function) = node.operation else {
      preconditionFailure("\(node.operation) in an epilogue")
    }
    if let product = fusible(node, fused), let factors = multiplication(product) {
      let position = node.operands.lastIndex(of: product)!
      let other = repeated(node.operands[1 - position])
      let (a, b) = (repeated(factors.0), repeated(factors.1))
      switch (function, position) {
      case (.add, _): return "fma(\(a), \(b), \(other))"
      case (_, 0): return "fma(\(a), \(b), -\(other))"
      default: return "fma(-\(a), \(b), \(other))"
      }
    }
    let operands = node.operands.map { repeated($0) }
    return Spelling.of(function, operands)
  }

  private func multiplication(_ value: Value) -> (Value, Value)? {
    guard let node = kernel.nodes.first(where: { $0.result == value }) else { return nil }
    return (node.operands[0], node.operands[1])
  }

  /// The vector that holds `value` in this tile.
  func repeated(_ value: Value) -> String {
    if let name = given[value] { return name }
    switch kernel.sources[value]! {
    case .stream(let group, let stream):
      return AccumulatorNames(kernel: kernel, tiling: tiling, block: block, group: group)
        .sum(row, tile, stream)
    case .computed:
      return name(value)
    case let source:
      return SourcePrinter(kernel: kernel, parameters: parameters, row: row, tile: tile)
        .vector(source)
    }
  }

  private func name(_ value: Value) -> String {
    names[value]! + (tiling.rows > 1 ? "_r\(row)" : "") + block.suffix(tile)
  }

  private func address(_ argument: Int, offset: Int) -> String {
    SourcePrinter(kernel: kernel, parameters: parameters, row: row, tile: tile)
      .address(argument, offset: offset)
  }
}
