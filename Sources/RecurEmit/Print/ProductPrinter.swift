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
    let factors = group.precision.arithmetic.factors
    let step = group.streams * kernel.lanes
    let names = AccumulatorNames(kernel: kernel, tiling: tiling, group: index)
    pointers(names, group, to: &printer)
    for name in names.all(chains: chains) { printer.print("var \(name) = \(vector).zero") }
    let words = group.depth / factors
    let whole = words / chains * chains
    if whole > 0 {
      printer.print("var k\(index): Int = 0")
      printer.block("while k\(index) < \(whole * factors) {") { printer in
        for chain in 0..<chains {
          multiply(names, group, chain: chain, offset: chain * step, to: &printer) { factor in
            let ahead = chain * factors + factor
            return ahead == 0 ? "k\(index)" : "k\(index) &+ \(ahead)"
          }
        }
        for tile in 0..<tiling.tiles { printer.print("\(names.weights(tile)) += \(chains * step)") }
        printer.print("k\(index) &+= \(chains * factors)")
      }
    }
    for (chain, word) in (whole..<group.words).enumerated() {
      multiply(names, group, chain: chain, offset: chain * step, to: &printer) { factor in
        let k = word * factors + factor
        return k < group.depth ? "\(k)" : nil
      }
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

  /// Where each tile's weights and each row's vector start.
  private func pointers(
    _ names: AccumulatorNames, _ group: ProductGroup, to printer: inout SwiftPrinter
  ) {
    let size = group.words * group.streams * kernel.lanes
    for tile in 0..<tiling.tiles {
      let offset = kernel.isWhole(tiling) ? "" : " &* \(size)"
      let first =
        kernel.isWhole(tiling) ? "\(tile * size)" : tile == 0 ? "tile" : "(tile &+ \(tile))"
      printer.print(
        "var \(names.weights(tile)): UnsafePointer<Float> = \(parameters[group.weights]) + \(first)\(offset)"
      )
    }
    for row in 0..<tiling.rows where kernel.isSequence {
      let argument = kernel.arguments[group.vector]
      let time = row == 0 ? "row" : "(row &+ \(row))"
      printer.print(
        "let \(names.vector(row)): UnsafePointer<Float> = \(parameters[group.vector]) + \(time) &* \(argument.stride)"
      )
    }
  }

  /// Multiplies the words of all streams at `offset`.
  ///
  /// - Parameter position: the place of each factor in the vector, or nil past its end, where weights
  ///   are padding and what they would be multiplied by may be anything.
  private func multiply(
    _ names: AccumulatorNames, _ group: ProductGroup, chain: Int, offset: Int,
    to printer: inout SwiftPrinter, position: (_ factor: Int) -> String?
  ) {
    let arithmetic = group.precision.arithmetic
    for index in 0..<arithmetic.factors {
      guard let k = position(index) else { continue }
      let place = chain * arithmetic.factors + index
      for row in 0..<tiling.rows {
        let source = kernel.isSequence ? names.vector(row) : parameters[group.vector]
        printer.print("let \(names.factor(row, place)) = \(vector)(repeating: \(source)[\(k)])")
      }
      for tile in 0..<tiling.tiles {
        for stream in 0..<group.streams {
          let word =
            "load\(kernel.lanes)(\(names.weights(tile)), \(offset + stream * kernel.lanes))"
          var weights = arithmetic.weights(index, of: word)
          if tiling.rows > 1 {
            let name = names.weight(tile, stream, place)
            printer.print("let \(name) = \(weights)")
            weights = name
          }
          for row in 0..<tiling.rows {
            let sum = names.accumulator(row, tile, stream, chain)
            let product = arithmetic.multiplyAdd(weights, names.factor(row, place), sum)
            printer.print("\(sum) = \(product)")
          }
        }
      }
    }
  }
}
