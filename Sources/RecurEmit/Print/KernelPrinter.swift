import RecurGraph

/// Prints a kernel as Swift functions.
struct KernelPrinter {
  let kernel: Kernel
  let target: TargetDescription
  /// The names that the spec gives to values.
  let labels: [Value: String]

  /// Prints the kernel's function and, for many rows, one for each tiling of fewer rows than the first,
  /// which the function calls for those that are left of a block of tiles.
  func print(to printer: inout SwiftPrinter) {
    let tilings = Tiling.choose(for: kernel, on: target)
    documentation(to: &printer)
    let counts =
      strides.map { "\($0): Int" } + (kernel.rows == .one ? [] : ["rows: Int"])
      + (kernel.turns ? ["backward: Bool"] : []) + (kernel.isShared ? ["team: Team"] : [])
    function(kernel.name, counts, to: &printer) { tileLoop(tilings, to: &$0) }
    for tiling in tilings.dropFirst() {
      rest(tiling, TileBlock.first(of: kernel, tiling), to: &printer)
      if let tail = separateTail(tiling) { rest(tiling, tail, to: &printer) }
    }
  }

  /// The narrower tile, if it is done by itself.
  private func separateTail(_ tiling: Tiling) -> TileBlock? {
    kernel.isWhole(tiling) ? nil : TileBlock.tail(of: kernel)
  }

  /// Prints the function for a few rows of a block of tiles.
  private func rest(_ tiling: Tiling, _ block: TileBlock, to printer: inout SwiftPrinter) {
    let what = tiling.rows == 1 ? "one row" : "\(tiling.rows) rows"
    printer.print("\n/// `\(kernel.name)` for \(what) of one block of tiles.")
    function(name(tiling, block), place(block).map { "\($0): Int" }, to: &printer) { printer in
      if block.isRelative { start(to: &printer) }
      tileBody(tiling, block, to: &printer)
    }
  }

  private func name(_ tiling: Tiling, _ block: TileBlock) -> String {
    let isTail = !block.isRelative && !kernel.isWhole(tiling)
    return "\(kernel.name)Rows\(tiling.rows)\(isTail ? "Tail" : "")"
  }

  /// What tells a function where the rest of a block of tiles is.
  private func place(_ block: TileBlock) -> [String] {
    strides + (block.isRelative ? ["tile"] + (prefetching == nil ? [] : ["next"]) : []) + ["row"]
  }

  /// The parameters that say how far rows lie apart.
  private var strides: [String] { kernel.spreadArguments.map(kernel.spelledStride) }

  private func function(
    _ name: String, _ counts: [String], to printer: inout SwiftPrinter,
    body: (inout SwiftPrinter) -> Void
  ) {
    let parameters = zip(parameterNames, kernel.arguments).map { name, argument in
      "_ \(name): Unsafe\(argument.isWritten ? "Mutable" : "")Pointer<Float>"
    }
    printer.print("@inline(never)")
    printer.list("static func \(name)", parameters + counts, " {")
    printer.indented { printer in
      invariantScalars(to: &printer)
      body(&printer)
    }
    printer.print("}")
  }

  /// Where in the spec the kernel's last computation stands.
  private var origin: String? {
    kernel.nodes.lazy.compactMap(\.origin).last.map { "\($0.file):\($0.line)" }
  }

  /// The names that functions use themselves.
  private static let ownNames: Set<String> = [
    "backward", "column", "done", "k", "next", "row", "rows", "start", "team", "tile",
  ]

  /// The parameters' names, made to differ.
  private var parameterNames: [String] {
    var names = UniqueNames(reserved: Self.ownNames)
    return kernel.arguments.map { names.make($0.name) }
  }

  private func documentation(to printer: inout SwiftPrinter) {
    let place = origin.map { " (\($0))" } ?? ""
    let written = zip(parameterNames, kernel.arguments).filter(\.1.isWritten)
    let results = written.map { "`\($0)` \($1.summary)" }.joined(separator: ", ")
    printer.print("/// Computes \(results)\(place).")
    let read = zip(parameterNames, kernel.arguments).filter { !$0.1.isWritten }
    guard !read.isEmpty else { return }
    printer.print("///")
    for (name, argument) in read { printer.print("/// - `\(name)`: \(argument.summary)") }
  }

  /// The loop over blocks of tiles, and over the rows of each, which so find its weights in the cache.
  private func tileLoop(_ tilings: [Tiling], to printer: inout SwiftPrinter) {
    let first = TileBlock.first(of: kernel, tilings[0])
    guard first.isRelative else {
      if kernel.isShared { printer.print("guard team.isFirst else { return }") }
      rowLoops(tilings, first, to: &printer)
      return
    }
    let tail = separateTail(tilings[0])
    if kernel.isRowByRow {
      elementLoop(tilings[0], first, tail, to: &printer)
    } else if kernel.isShared {
      // First, so that the other threads take more of the tiles meanwhile.
      if let tail { printer.block("if team.isLast {") { rowLoops(tilings, tail, to: &$0) } }
      sharedLoop(tilings, first, to: &printer)
    } else {
      wholeLoop(tilings, first, to: &printer)
      if let tail { printer.block("do {") { rowLoops(tilings, tail, to: &$0) } }
    }
  }

  /// The loop over rows, and over all tiles of each, which lie one after the other in memory.
  private func elementLoop(
    _ tiling: Tiling, _ block: TileBlock, _ tail: TileBlock?, to printer: inout SwiftPrinter
  ) {
    printer.print("var row: Int = 0")
    printer.block("while row < rows {") { printer in
      printer.print("var tile: Int = 0")
      printer.block("while tile < \(kernel.tiles.whole) {") { printer in
        start(to: &printer)
        tileBody(tiling, block, to: &printer)
        printer.print("tile &+= \(tiling.tiles)")
      }
      if let tail { printer.block("do {") { tileBody(tiling, tail, to: &$0) } }
      printer.print("row &+= 1")
    }
  }

  /// The loop over all blocks of tiles.
  private func wholeLoop(
    _ tilings: [Tiling], _ block: TileBlock, to printer: inout SwiftPrinter
  ) {
    let counter = kernel.turns ? "done" : "tile"
    let (whole, step) = (kernel.tiles.whole, tilings[0].tiles)
    printer.print("var \(counter): Int = 0")
    printer.block("while \(counter) < \(whole) {") { printer in
      if kernel.turns {
        printer.print("let tile: Int = backward ? \(whole - step) &- done : done")
      }
      loopBody(tilings, block, to: &printer)
      printer.print("\(counter) &+= \(step)")
    }
  }

  /// The loop over those blocks of tiles that a thread gets.
  private func sharedLoop(
    _ tilings: [Tiling], _ block: TileBlock, to printer: inout SwiftPrinter
  ) {
    let step = tilings[0].tiles
    let tiles =
      ["of: \(kernel.tiles.whole)"] + (step > 1 ? ["by: \(step)"] : [])
      + (kernel.turns ? ["backward: backward"] : [])
    printer.block("for tile in team.tiles(\(tiles.joined(separator: ", "))) {") {
      loopBody(tilings, block, to: &$0)
    }
  }

  private func loopBody(
    _ tilings: [Tiling], _ block: TileBlock, to printer: inout SwiftPrinter
  ) {
    if prefetching != nil {
      let step = tilings[0].tiles
      let (before, after) = ("tile &- \(step)", "tile &+ \(step)")
      printer.print("let next: Int = \(kernel.turns ? "backward ? \(before) : \(after)" : after)")
    }
    start(to: &printer)
    rowLoops(tilings, block, to: &printer)
  }

  /// How weights are read ahead, if they are.
  private var prefetching: Prefetching? {
    Prefetching(kernel, Tiling.choose(for: kernel, on: target)[0], on: target)
  }

  private func start(to printer: inout SwiftPrinter) {
    printer.print("let start: Int = tile &* \(kernel.tiles.lanes)")
  }

  /// Computes a block of tiles for all rows: the first tiling here, what it leaves in functions.
  private func rowLoops(_ tilings: [Tiling], _ block: TileBlock, to printer: inout SwiftPrinter) {
    guard kernel.rows != .one else {
      tileBody(tilings[0], block, to: &printer)
      return
    }
    printer.print("var row: Int = 0")
    for (index, tiling) in tilings.enumerated() {
      var condition = tiling.rows == 1 ? "row < rows" : "row &+ \(tiling.rows) <= rows"
      if index == 0, tilings.count > 1, tiling.rows > 2, tilings[1].rows == tiling.rows - 1 {
        // As few blocks as it takes: only so many larger ones that smaller ones do the rest.
        let blocks = "(rows &- row &+ \(tilings[1].rows)) / \(tiling.rows)"
        condition += ", \(blocks) &* \(tilings[1].rows) < rows &- row"
      }
      printer.block("while \(condition) {") { printer in
        if index == 0 {
          tileBody(tiling, block, to: &printer)
        } else {
          let place = place(block).map { "\($0): \($0)" }
          printer.list(name(tiling, block), parameterNames + place, "")
        }
        printer.print("row &+= \(tiling.rows)")
      }
    }
  }

  private func tileBody(_ tiling: Tiling, _ block: TileBlock, to printer: inout SwiftPrinter) {
    if let columns = kernel.columns {
      MatrixPrinter(
        kernel: kernel, tiling: tiling, block: block, names: valueNames,
        parameters: parameterNames, columns: columns
      ).print(to: &printer)
      return
    }
    let products = ProductPrinter(
      kernel: kernel, tiling: tiling, block: block, parameters: parameterNames,
      prefetching: prefetching)
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

  /// Numbers that are the same for all tiles and rows.
  private func invariantScalars(to printer: inout SwiftPrinter) {
    let sources = Set(kernel.sources.values).union(kernel.starts.values.joined())
    for argument in kernel.arguments.indices where kernel.arguments[argument].stride == 0 {
      guard sources.contains(.scalar(argument: argument)) else { continue }
      let name = parameterNames[argument]
      printer.print("let \(name)All: Float = \(name)[0]")
    }
  }

  /// The names of computed values.
  private var valueNames: [Value: String] {
    var names = UniqueNames(
      reserved: Set(parameterNames).union(parameterNames.map { "\($0)All" })
        .union(Self.ownNames))
    var result: [Value: String] = [:]
    for node in kernel.nodes {
      result[node.result] = names.make(labels[node.result] ?? "v\(result.count + 1)")
    }
    return result
  }
}

extension Kernel {
  /// Whether it computes many rows without products: there are no weights that rows should share, so that
  /// each row is read and written from its start to its end.
  fileprivate var isRowByRow: Bool {
    products.isEmpty && columns == nil && rows != .one && !isShared && !turns
  }
}
