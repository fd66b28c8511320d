import RecurGraph

/// Prints the loops of a kernel's matrix-vector products: each weight vector is loaded once for all rows
/// of a tiling and multiplied by one number of each row's vector.
struct ProductPrinter {
  let kernel: Kernel
  let tiling: Tiling
  /// The names of the function's pointers.
  let parameters: [String]

  private var vector: String { "F32x\(kernel.lanes)" }

  /// Prints the loop of one product group, after which its sums are in their first chains.
  func print(_ index: Int, to printer: inout SwiftPrinter) {
    let group = kernel.products[index]
    let chains = tiling.chains[index]
    let weights = parameters[group.weights]
    let depth = group.depth
    let step = group.streams * kernel.lanes
    let names = AccumulatorNames(kernel: kernel, tiling: tiling, group: index)
    for tile in 0..<tiling.tiles {
      let offset = kernel.isWhole(tiling) ? "" : " &* \(depth * step)"
      let first =
        kernel.isWhole(tiling) ? "\(tile * depth * step)" : tile == 0 ? "tile" : "(tile &+ \(tile))"
      printer.print(
        "var \(names.weights(tile)): UnsafePointer<Float> = \(weights) + \(first)\(offset)")
    }
    for row in 0..<tiling.rows where kernel.isSequence {
      let argument = kernel.arguments[group.vector]
      let time = row == 0 ? "row" : "(row &+ \(row))"
      printer.print(
        "let \(names.vector(row)): UnsafePointer<Float> = \(parameters[group.vector]) + \(time) &* \(argument.stride)"
      )
    }
    for name in names.all(chains: chains) { printer.print("var \(name) = \(vector).zero") }
    let whole = depth / chains * chains
    if whole > 0 {
      printer.print("var k\(index): Int = 0")
      printer.block("while k\(index) < \(whole) {") { printer in
        for chain in 0..<chains {
          let k = chain == 0 ? "k\(index)" : "k\(index) &+ \(chain)"
          multiply(names, group, chain: chain, k: k, offset: chain * step, to: &printer)
        }
        for tile in 0..<tiling.tiles { printer.print("\(names.weights(tile)) += \(chains * step)") }
        printer.print("k\(index) &+= \(chains)")
      }
    }
    for (position, k) in (whole..<depth).enumerated() {
      multiply(
        names, group, chain: position, k: "\(k)", offset: position * step, to: &printer)
    }
    guard chains > 1 else { return }
    for row in 0..<tiling.rows {
      for tile in 0..<tiling.tiles {
        for stream in 0..<group.streams {
          let name = names.accumulator(row, tile, stream, 0)
          for chain in 1..<chains {
            printer.print("\(name) += \(names.accumulator(row, tile, stream, chain))")
          }
        }
      }
    }
  }

  private func multiply(
    _ names: AccumulatorNames, _ group: ProductGroup, chain: Int, k: String,
    offset: Int, to printer: inout SwiftPrinter
  ) {
    let x = parameters[group.vector]
    for row in 0..<tiling.rows {
      let source = kernel.isSequence ? names.vector(row) : x
      printer.print("let \(names.factor(row, chain)) = \(vector)(repeating: \(source)[\(k)])")
    }
    for tile in 0..<tiling.tiles {
      for stream in 0..<group.streams {
        let place = offset + stream * kernel.lanes
        let load = "load\(kernel.lanes)(\(names.weights(tile)), \(place))"
        if tiling.rows == 1 {
          let name = names.accumulator(0, tile, stream, chain)
          printer.print("\(name) = fma(\(load), \(names.factor(0, chain)), \(name))")
          continue
        }
        let weight = names.weight(tile, stream, chain)
        printer.print("let \(weight) = \(load)")
        for row in 0..<tiling.rows {
          let name = names.accumulator(row, tile, stream, chain)
          printer.print("\(name) = fma(\(weight), \(names.factor(row, chain)), \(name))")
        }
      }
    }
  }
}
