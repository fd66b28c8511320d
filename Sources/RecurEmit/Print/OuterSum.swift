import RecurGraph

/// The sum of the outer products of two vectors of many rows: a matrix product whose result stays in
/// registers over many rows, a block of vectors by columns at a time.
///
/// What a block needs of some rows is copied side by side first, of the first vector as much as stays in the
/// first-level cache while the columns go by, of the second in the second-level cache (Goto and van de Geijn
/// 2008).
struct OuterSum: Hashable, Comparable {
  /// The elements of the first vector.
  let rows: Int
  /// Those of the second.
  let columns: Int

  /// The sum whose result has a shape.
  init(shape: [Int]) {
    rows = shape[0]
    columns = shape[1]
  }

  static func < (a: OuterSum, b: OuterSum) -> Bool { (a.rows, a.columns) < (b.rows, b.columns) }

  /// The name of the function that does it.
  var function: String { "outerSum\(rows)x\(columns)" }

  /// A block that stays in registers.
  struct Block: Hashable, Comparable {
    /// The vectors of the first factor, of so many lanes each.
    let vectors: Int
    let lanes: Int
    /// The columns.
    let columns: Int

    /// The elements of the first factor.
    var width: Int { vectors * lanes }

    /// The name of the function that adds to it.
    var function: String { "outer\(vectors)x\(columns)of\(lanes)" }

    static func < (a: Block, b: Block) -> Bool {
      (a.lanes, a.vectors, a.columns) < (b.lanes, b.vectors, b.columns)
    }
  }
}

/// How a sum is cut into blocks.
private struct OuterBlocks {
  /// Strips of the first vector that are cut alike, side by side.
  struct Strips {
    /// The elements of the first vector that they are.
    let elements: Range<Int>
    /// The blocks of columns, from the first column on, each with how often it is there.
    let blocks: [(block: OuterSum.Block, count: Int)]

    var width: Int { blocks[0].block.width }
  }

  /// The strips, the wider first.
  let strips: [Strips]
  /// Whether columns are copied side by side: what that takes is worth it for several strips.
  let areColumnsPacked: Bool
  /// The rows of vectors that are done together.
  let depth: Int
  private let columns: Int

  init(_ sum: OuterSum, on target: TargetDescription) {
    let lanes = target.lanes.widest(for: sum.rows)
    let vectors = Self.shares(of: sum.rows.tiles(of: lanes), most: target.registers >= 32 ? 4 : 2)
    let arePacked = vectors.reduce(0) { $0 + $1.count } >= 4
    var first = 0
    strips = vectors.map { share in
      // Beside the sums, the vectors and a factor are in registers. Columns are packed once for all strips.
      let widest = arePacked ? vectors[0].size : share.size
      let most = min((target.registers - 1 - widest) / widest, 12)
      let blocks = Self.shares(of: sum.columns, most: most).map {
        (OuterSum.Block(vectors: share.size, lanes: lanes, columns: $0.size), $0.count)
      }
      defer { first += share.count * share.size * lanes }
      return Strips(elements: first..<first + share.count * share.size * lanes, blocks: blocks)
    }
    areColumnsPacked = arePacked
    columns = sum.columns
    let block = strips[0].blocks[0].block
    if arePacked {
      // An odd multiple of 8, so that panels do not start in the same few sets of a cache.
      let most = target.cache / 4 / (block.width + block.columns)
      let inSecondCache = target.secondCache / 2 / 4 / columns
      depth = max(min(most, inSecondCache), 72) / 16 * 16 - 8
    } else {
      depth = target.cache / 4 / block.width
    }
  }

  /// Where the panels of columns start in the memory that the sum needs.
  var columnsStart: Int { depth * strips[0].width }

  /// The elements of that memory.
  var panelSize: Int { columnsStart + (areColumnsPacked ? depth * columns : 0) }

  /// `count` shared out to as few parts as it takes with at most `most` each, of nearly the same size: the
  /// sizes, the greater first, and how often each is there.
  private static func shares(of count: Int, most: Int) -> [(size: Int, count: Int)] {
    let parts = count.tiles(of: most)
    let greater = count % parts
    return [(count / parts + 1, greater), (count / parts, parts - greater)].filter { $0.1 > 0 }
  }
}

extension OuterSum {
  /// The elements of the memory that it needs, which all can share.
  func panelSize(_ target: TargetDescription) -> Int { OuterBlocks(self, on: target).panelSize }

  /// The functions of several sums and the blocks they are made of.
  static func source(_ sums: Set<OuterSum>, for target: TargetDescription) -> String {
    var printer = SwiftPrinter()
    let blocks = Set(
      sums.flatMap { OuterBlocks($0, on: target).strips.flatMap { $0.blocks.map(\.block) } })
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
    let blocks = OuterBlocks(self, on: target)
    printer.indented { printer in
      printer.print("var first: Int = 0")
      printer.block(
        "repeat {",
        { printer in
          printer.print("let count: Int = min(\(blocks.depth), rows &- first)")
          factors(blocks, to: &printer)
          printer.print("var start: Int = 0")
          for strips in blocks.strips { print(strips, of: blocks, to: &printer) }
          printer.print("first &+= count")
        }, end: "} while first < rows")
    }
    printer.print("}")
  }

  /// Prints where the columns of some rows are.
  private func factors(_ blocks: OuterBlocks, to printer: inout SwiftPrinter) {
    guard blocks.areColumnsPacked else {
      printer.print("let factors: UnsafePointer<Float> = b + first &* bStride")
      return
    }
    printer.print("let factors: UnsafeMutablePointer<Float> = panel + \(blocks.columnsStart)")
    var column = 0
    for (block, count) in blocks.strips[0].blocks {
      printer.list(
        "panelsOfColumns",
        [
          "b + first &* bStride\(column > 0 ? " + \(column)" : "")", "every: bStride",
          "width: \(block.columns)", "count: \(count)", "rows: count",
          "to: factors\(column > 0 ? " + \(column * blocks.depth)" : "")", "room: \(blocks.depth)",
        ], "")
      column += count * block.columns
    }
  }

  /// Prints what is done of strips of the first vector.
  private func print(
    _ strips: OuterBlocks.Strips, of blocks: OuterBlocks, to printer: inout SwiftPrinter
  ) {
    printer.block("while start < \(strips.elements.upperBound) {") { printer in
      printer.list(
        "let own: UnsafePointer<Float> = panelOfRows",
        [
          "a + first &* aStride + start", "every: aStride", "width: \(strips.width)", "rows: count",
          "to: panel",
        ], "")
      printer.print("var column: Int = 0")
      var end = 0
      for (block, count) in strips.blocks {
        end += count * block.columns
        printer.block("while column < \(end) {") { printer in
          printer.list(
            block.function,
            [
              "own",
              blocks.areColumnsPacked
                ? "factors + column &* \(blocks.depth)" : "factors + column",
              "every: \(blocks.areColumnsPacked ? "\(block.columns)" : "bStride")",
              "to: target + (column &* \(rows.paddedToLine) &+ start)",
              "every: \(rows.paddedToLine)", "rows: count", "isFirst: first == 0",
            ], "")
          printer.print("column &+= \(block.columns)")
        }
      }
      printer.print("start &+= \(strips.width)")
    }
  }
}

extension OuterSum.Block {
  /// Prints the function that adds the products of many rows to the block.
  fileprivate func print(to printer: inout SwiftPrinter) {
    let type = "F32x\(lanes)"
    printer.print(
      """
      /// Adds the outer products of \(width) numbers, side by side in `a`, with \(columns) to what is at
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
        printer.print("a += \(width)\nb += bStride\nrow &+= 1")
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
