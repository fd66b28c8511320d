import RecurGraph

/// Prints a kernel as Swift functions.
struct KernelPrinter {
  let kernel: Kernel
  let target: TargetDescription
  /// The names that the spec gives to values.
  let labels: [Value: String]

  /// Prints one function for each tiling, the one with the most rows first under the kernel's name.
  func print(to printer: inout SwiftPrinter) {
    let tilings = Tiling.choose(for: kernel, on: target)
    for (index, tiling) in tilings.enumerated() {
      let fewer = index + 1 < tilings.count ? tilings[index + 1] : nil
      if index > 0 { printer.print() }
      function(tiling, fewer: fewer, name: name(tiling, isFirst: index == 0), to: &printer)
    }
  }

  private func name(_ tiling: Tiling, isFirst: Bool) -> String {
    isFirst ? kernel.name : "\(kernel.name)Rows\(tiling.rows)"
  }

  private func function(
    _ tiling: Tiling, fewer: Tiling?, name: String, to printer: inout SwiftPrinter
  ) {
    documentation(tiling, to: &printer)
    var parameters = zip(parameterNames, kernel.arguments).map { name, argument in
      "_ \(name): Unsafe\(argument.isWritten ? "Mutable" : "")Pointer<Float>"
    }
    if kernel.isSequence { parameters.append("steps: Int") }
    if kernel.turns { parameters.append("backward: Bool") }
    printer.print("@inline(never)")
    printer.list("static func \(name)", parameters, " {")
    printer.indented { printer in
      if let fewer {
        let call = parameterNames + ["steps: steps"]
        printer.block("if steps < \(tiling.rows) {") { printer in
          printer.list(self.name(fewer, isFirst: false), call, "")
          printer.print("return")
        }
      }
      invariantScalars(to: &printer)
      tileLoop(tiling, to: &printer)
    }
    printer.print("}")
  }

  /// Where in the spec the kernel's last computation stands.
  private var origin: String? {
    kernel.nodes.lazy.compactMap(\.origin).last.map { "\($0.file):\($0.line)" }
  }

  /// The parameters' names, made to differ.
  private var parameterNames: [String] {
    var names = UniqueNames(reserved: ["tile", "start", "row", "k", "steps", "done", "backward"])
    return kernel.arguments.map { names.make($0.name) }
  }

  private func documentation(_ tiling: Tiling, to printer: inout SwiftPrinter) {
    let place = origin.map { " (\($0))" } ?? ""
    let written = zip(parameterNames, kernel.arguments).filter(\.1.isWritten)
    let results = written.map { "`\($0)` \($1.summary)" }.joined(separator: ", ")
    printer.print("/// Computes \(results)\(place).")
    let read = zip(parameterNames, kernel.arguments).filter { !$0.1.isWritten }
    guard !read.isEmpty else { return }
    printer.print("///")
    for (name, argument) in read { printer.print("/// - `\(name)`: \(argument.summary)") }
  }

  private func tileLoop(_ tiling: Tiling, to printer: inout SwiftPrinter) {
    let first = TileBlock.first(of: kernel, tiling)
    guard !kernel.isWhole(tiling) else {
      rowLoop(tiling, first, to: &printer)
      return
    }
    let counter = kernel.turns ? "done" : "tile"
    printer.print("var \(counter): Int = 0")
    printer.block("while \(counter) < \(kernel.tiles.whole) {") { printer in
      if kernel.turns {
        let last = kernel.tiles.whole - tiling.tiles
        printer.print("let tile: Int = backward ? \(last) &- done : done")
      }
      printer.print("let start: Int = tile &* \(kernel.tiles.lanes)")
      rowLoop(tiling, first, to: &printer)
      printer.print("\(counter) &+= \(tiling.tiles)")
    }
    guard let tail = TileBlock.tail(of: kernel) else { return }
    printer.block("do {") { rowLoop(tiling, tail, to: &$0) }
  }

  /// Computes a block of tiles, for all steps.
  private func rowLoop(_ tiling: Tiling, _ block: TileBlock, to printer: inout SwiftPrinter) {
    guard kernel.isSequence else {
      tileBody(tiling, block, to: &printer)
      return
    }
    printer.print("var row: Int = 0")
    printer.block("while row < steps {") { printer in
      if tiling.rows > 1 {
        // The last rows are done again rather than fewer at a time.
        printer.print("if row &+ \(tiling.rows) > steps { row = steps &- \(tiling.rows) }")
      }
      tileBody(tiling, block, to: &printer)
      printer.print("row &+= \(tiling.rows)")
    }
  }

  private func tileBody(_ tiling: Tiling, _ block: TileBlock, to printer: inout SwiftPrinter) {
    let products = ProductPrinter(
      kernel: kernel, tiling: tiling, block: block, parameters: parameterNames)
    for group in kernel.products.indices { products.print(group, to: &printer) }
    for row in 0..<tiling.rows {
      for tile in block.tiles {
        EpiloguePrinter(
          kernel: kernel, tiling: tiling, block: block, names: valueNames,
          parameters: parameterNames, row: row, tile: tile
        ).print(to: &printer)
      }
    }
  }

  /// Numbers that are the same for all tiles and steps.
  private func invariantScalars(to printer: inout SwiftPrinter) {
    for source in Set(kernel.sources.values) {
      guard case .scalar(let argument) = source, kernel.arguments[argument].stride == 0 else {
        continue
      }
      let name = parameterNames[argument]
      printer.print("let \(name)All: Float = \(name)[0]")
    }
  }

  /// The names of computed values.
  private var valueNames: [Value: String] {
    var names = UniqueNames(
      reserved: Set(parameterNames).union(parameterNames.map { "\($0)All" })
        .union(["tile", "start", "row", "k", "steps", "done", "backward"]))
    var result: [Value: String] = [:]
    for node in kernel.nodes {
      result[node.result] = names.make(labels[node.result] ?? "v\(result.count + 1)")
    }
    return result
  }
}
