import RecurGraph

/// The sum of the outer products of two vectors of many rows: a matrix product whose result stays in
/// registers over many rows, a block of vectors by columns at a time.
///
/// The rows of the first vector that a block needs are copied side by side first, a few at a time, so that they
/// stay in the first-level cache while the columns go by (Goto and van de Geijn 2008).
struct OuterSum: Hashable, Comparable {
  /// The elements of the first vector.
  let rows: Int
  /// Those of the second.
  let columns: Int

  init(_ statement: GradientStatement) {
    rows = statement.shape[0]
    columns = statement.shape[1]
  }

  static func < (a: OuterSum, b: OuterSum) -> Bool { (a.rows, a.columns) < (b.rows, b.columns) }

  /// The name of the function that does it.
  var function: String { "outerSum\(rows)x\(columns)" }

  /// The elements of the memory that it needs, which all can share.
  static func panelSize(_ target: TargetDescription) -> Int { target.cache / 4 }

  /// A block that stays in registers.
  struct Block: Hashable, Comparable {
    /// The vectors of the first factor, of so many lanes each.
    let vectors: Int
    let lanes: Int
    /// The columns.
    let columns: Int

    /// The name of the function that adds to it.
    var function: String { "outer\(vectors)x\(columns)of\(lanes)" }

    static func < (a: Block, b: Block) -> Bool {
      (a.lanes, a.vectors, a.columns) < (b.lanes, b.vectors, b.columns)
    }
  }

  /// The blocks that there are of vectors, from the first element on, each with those of columns.
  private func blocks(on target: TargetDescription) -> [(first: Int, columns: [Block])] {
    let lanes = target.lanes.widest(for: rows)
    var first = 0
    return Self.shares(of: rows.tiles(of: lanes), most: target.registers >= 32 ? 4 : 2).map {
      vectors in
      // Beside the sums, the vectors and a factor are in registers.
      let most = min((target.registers - 1 - vectors) / vectors, 12)
      defer { first += vectors * lanes }
      return (
        first,
        Self.shares(of: columns, most: most).map {
          Block(vectors: vectors, lanes: lanes, columns: $0)
        }
      )
    }
  }

  /// `count` shared out to as few parts as it takes with at most `most` each, of nearly the same size.
  private static func shares(of count: Int, most: Int) -> [Int] {
    let parts = count.tiles(of: most)
    let greater = count - count / parts * parts
    return (0..<parts).map { count / parts + ($0 < greater ? 1 : 0) }
  }
}

extension OuterSum {
  /// The functions of several sums and the blocks they are made of.
  static func source(_ sums: Set<OuterSum>, for target: TargetDescription) -> String {
    var printer = SwiftPrinter()
    let blocks = Set(sums.flatMap { $0.blocks(on: target).flatMap(\.columns) })
    for block in blocks.sorted() {
      block.print(to: &printer)
      printer.print()
    }
    for (index, sum) in sums.sorted().enumerated() {
      if index > 0 { printer.print() }
      sum.print(for: target, to: &printer)
    }
    return printer.text
  }

  private func print(for target: TargetDescription, to printer: inout SwiftPrinter) {
    printer.print(
      """
      /// The sum over rows of the products of each of \(rows) numbers with each of \(columns), as
      /// [\(columns)][\(rows.paddedToLine)].
      @inline(never)
      """)
    printer.list(
      "func \(function)",
      [
        "_ a: UnsafePointer<Float>", "every aStride: Int", "_ b: UnsafePointer<Float>",
        "every bStride: Int", "to target: UnsafeMutablePointer<Float>", "rows: Int",
        "panel: UnsafeMutablePointer<Float>",
      ], " {")
    printer.indented { printer in
      printer.print("var first: Int = 0")
      for (start, blocks) in blocks(on: target) { print(blocks, from: start, target, to: &printer) }
    }
    printer.print("}")
  }

  /// Prints what is done of the vectors from element `start` on.
  private func print(
    _ blocks: [Block], from start: Int, _ target: TargetDescription, to printer: inout SwiftPrinter
  ) {
    let width = blocks[0].vectors * blocks[0].lanes
    let most = Self.panelSize(target) / width
    if start > 0 { printer.print("first = 0") }
    printer.block(
      "repeat {",
      { printer in
        printer.print("let count: Int = min(\(most), rows &- first)")
        printer.list(
          "let own: UnsafePointer<Float> = panelOfRows",
          [
            "a + first &* aStride\(start > 0 ? " + \(start)" : "")", "every: aStride",
            "width: \(width)", "rows: count", "to: panel",
          ], "")
        printer.print("let factors: UnsafePointer<Float> = b + first &* bStride")
        printer.print("var column: Int = 0")
        var end = 0
        for block in Set(blocks).sorted().reversed() {
          end += block.columns * blocks.count { $0 == block }
          printer.block("while column < \(end) {") { printer in
            printer.list(
              block.function,
              [
                "own", "factors + column", "every: bStride",
                "to: target + column &* \(rows.paddedToLine)\(start > 0 ? " + \(start)" : "")",
                "every: \(rows.paddedToLine)", "rows: count", "isFirst: first == 0",
              ], "")
            printer.print("column &+= \(block.columns)")
          }
        }
        printer.print("first &+= count")
      }, end: "} while first < rows")
  }
}

extension OuterSum.Block {
  /// Prints the function that adds the products of many rows to the block.
  fileprivate func print(to printer: inout SwiftPrinter) {
    let type = "F32x\(lanes)"
    printer.print(
      """
      /// Adds the outer products of \(vectors * lanes) numbers, side by side in `a`, with \(columns) to what is at
      /// `target`, or puts them there.
      @inline(never)
      """)
    printer.list(
      "func \(function)",
      [
        "_ a: UnsafePointer<Float>", "_ b: UnsafePointer<Float>", "every bStride: Int",
        "to target: UnsafeMutablePointer<Float>", "every stride: Int", "rows: Int", "isFirst: Bool",
      ], " {")
    printer.indented { printer in
      eachSum { vector, column in
        let place = "load\(lanes)(target + \(column) &* stride, \(vector * lanes))"
        printer.print(
          "var \(sum(vector, column)): \(type) = isFirst ? \(type).zero : \(place)")
      }
      printer.print("var a = a\nvar b = b\nvar row: Int = 0")
      printer.block("while row < rows {") { printer in
        for vector in 0..<vectors {
          printer.print("let a\(vector) = load\(lanes)(a, \(vector * lanes))")
        }
        for column in 0..<columns {
          printer.print("let b\(column) = \(type)(repeating: b[\(column)])")
          for vector in 0..<vectors {
            let sum = sum(vector, column)
            printer.print("\(sum) = fma(a\(vector), b\(column), \(sum))")
          }
        }
        printer.print("a += \(vectors * lanes)\nb += bStride\nrow &+= 1")
      }
      eachSum { vector, column in
        printer.print(
          "store\(lanes)(\(sum(vector, column)), target + \(column) &* stride, \(vector * lanes))")
      }
    }
    printer.print("}")
  }

  private func sum(_ vector: Int, _ column: Int) -> String { "s\(vector)x\(column)" }

  private func eachSum(_ body: (_ vector: Int, _ column: Int) -> Void) {
    for column in 0..<columns { for vector in 0..<vectors { body(vector, column) } }
  }
}
