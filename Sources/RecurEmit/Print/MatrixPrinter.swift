import RecurGraph

/// Prints how a kernel computes matrices: for each block of tiles column by column, with the products of
/// these matrices as sums in registers.
struct MatrixPrinter {
  let kernel: Kernel
  let tiling: Tiling
  /// The tiles that are computed side by side.
  let block: TileBlock
  /// The names of computed values.
  let names: [Value: String]
  /// The names of the function's pointers.
  let parameters: [String]
  /// The number of columns.
  let columns: Int

  /// Prints the tiles.
  func print(to printer: inout SwiftPrinter) {
    for tile in block.tiles {
      for value in fixed(tile) {
        printer.print("let \(value.name) = \(source(tile).vector(value.source))")
      }
      for index in kernel.sums.indices {
        printer.print("var \(sum(index, tile)) = F32x\(tile.lanes).zero")
      }
    }
    printer.print("var column: Int = 0")
    printer.block("while column < \(columns) {") { printer in
      factors(to: &printer)
      for tile in block.tiles { step(tile, to: &printer) }
      printer.print("column &+= 1")
    }
    for tile in block.tiles {
      let epilogue = epilogue(tile)
      for (value, argument) in kernel.stores where isSum(value) {
        epilogue.store(
          value, argument, at: source(tile).address(argument, offset: 0), to: &printer)
      }
    }
  }

  /// Prints one column of a tile. What is written comes last, since a state may be read before.
  private func step(_ tile: BlockTile, to printer: inout SwiftPrinter) {
    let epilogue = epilogue(tile)
    epilogue.computation(to: &printer)
    for (index, product) in kernel.sums.enumerated() {
      let name = sum(index, tile)
      let factor = factorNames(tile)[product.factor] ?? source(tile).vector(product.factor)
      printer.print("\(name) = fma(\(epilogue.repeated(product.matrix)), \(factor), \(name))")
    }
    for (value, argument) in kernel.stores where !isSum(value) {
      let place = source(tile).address(argument, everyColumn: kernel.tiles.extent.paddedToLine)
      epilogue.store(value, argument, at: place, to: &printer)
    }
  }

  /// Prints what is one number for each column, once for all tiles: what they write might be where it is
  /// read from, as far as the compiler knows.
  private func factors(to printer: inout SwiftPrinter) {
    var printed: Set<String> = []
    for tile in block.tiles {
      let names = factorNames(tile).sorted { $0.value < $1.value }
      for (source, name) in names where printed.insert(name).inserted {
        printer.print("let \(name) = \(self.source(tile).vector(source))")
      }
    }
  }

  /// The names of such numbers in vectors as long as a tile's.
  private func factorNames(_ tile: BlockTile) -> [Kernel.Source: String] {
    let width = Set(block.tiles.map(\.lanes)).count > 1 ? "_\(tile.lanes)" : ""
    var names: [Kernel.Source: String] = [:]
    for source in values.compactMap({ kernel.sources[$0] }) + kernel.sums.map(\.factor) {
      guard case .across = source, names[source] == nil else { continue }
      names[source] = "factor\(names.count)\(width)"
    }
    return names
  }

  /// The values that each column is computed of, in order.
  private var values: [Value] { kernel.nodes.flatMap(\.operands) + kernel.sums.map(\.matrix) }

  private func isSum(_ value: Value) -> Bool { kernel.sums.contains { $0.result == value } }

  /// The name of a sum.
  private func sum(_ index: Int, _ tile: BlockTile) -> String {
    "sum\(index)\(block.suffix(tile))"
  }

  /// What is the same for all columns of a tile, with its name and where it comes from.
  private func fixed(
    _ tile: BlockTile
  ) -> [(value: Value, name: String, source: Kernel.Source)] {
    var found: [(value: Value, name: String, source: Kernel.Source)] = []
    for value in values {
      guard let source = kernel.sources[value], source.isFixed,
        !found.contains(where: { $0.value == value })
      else { continue }
      found.append((value, "fixed\(found.count)\(block.suffix(tile))", source))
    }
    return found
  }

  private func source(_ tile: BlockTile) -> SourcePrinter {
    SourcePrinter(kernel: kernel, parameters: parameters, row: 0, tile: tile)
  }

  private func epilogue(_ tile: BlockTile) -> EpiloguePrinter {
    var given: [Value: String] = [:]
    for (value, name, _) in fixed(tile) { given[value] = name }
    let factors = factorNames(tile)
    for value in values {
      if let name = kernel.sources[value].flatMap({ factors[$0] }) { given[value] = name }
    }
    for (index, product) in kernel.sums.enumerated() { given[product.result] = sum(index, tile) }
    return EpiloguePrinter(
      kernel: kernel, tiling: tiling, block: block, names: names, parameters: parameters, row: 0,
      tile: tile, given: given)
  }
}

extension Kernel.Source {
  /// Whether it is the same for all columns, and in memory.
  fileprivate var isFixed: Bool {
    switch self {
    case .vector, .scalar: true
    case .constant, .column, .across, .stream, .computed: false
    }
  }
}
