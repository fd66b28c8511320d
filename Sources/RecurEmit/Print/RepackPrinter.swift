import RecurGraph

/// Prints what lays the weights of a model out as kernels read them, again and again while they change: as
/// `WeightsPrinter` does once, but from memory to memory.
struct RepackPrinter {
  let graph: Graph
  let packs: PackTable
  /// Where each weight lies.
  let places: [Int]

  /// The statements of a function.
  private static let budget = 60

  /// Prints the functions, the last of which calls the others.
  ///
  /// - Returns: how much memory they need for what they make meanwhile.
  func print(to printer: inout SwiftPrinter) -> Int {
    var packing = Repacking()
    for (index, pack) in packs.packs.enumerated() {
      packing.made = 0
      add(pack, "packs + \(packs.offset(of: PackTable.Entry(index: index)))", to: &packing)
    }
    let parts = stride(from: 0, to: packing.statements.count, by: Self.budget).map {
      packing.statements[$0..<min($0 + Self.budget, packing.statements.count)]
    }
    let parameters = [
      "_ parameters: UnsafePointer<Float>", "_ packs: UnsafeMutablePointer<Float>",
      "_ made: UnsafeMutablePointer<Float>",
    ]
    for (index, part) in parts.enumerated() where parts.count > 1 {
      printer.print("@inline(never)")
      printer.list("private static func pack\(index + 1)", parameters, " {")
      printer.indented { printer in
        for call in part { printer.list(call.head, call.items, call.tail) }
      }
      printer.print("}\n")
    }
    printer.print("/// Lays weights out as kernels read them.")
    printer.list("static func pack", parameters, " {")
    printer.indented { printer in
      if parts.count == 1 {
        for call in parts[0] { printer.list(call.head, call.items, call.tail) }
      } else {
        for index in parts.indices { printer.print("pack\(index + 1)(parameters, packs, made)") }
      }
    }
    printer.print("}")
    return packing.most
  }

  /// The statements that lay weights out.
  private struct Repacking {
    var statements: [(head: String, items: [String], tail: String)] = []
    /// The elements of what has been made for the present pack.
    var made = 0 {
      didSet { most = max(most, made) }
    }
    /// The greatest number of these.
    private(set) var most = 0

    mutating func add(_ head: String, _ items: [String], _ tail: String = "") {
      statements.append((head, items, tail))
    }

    /// Memory for something made of weights.
    mutating func make(_ count: Int) -> String {
      defer { made += count.paddedToLine }
      return "made + \(made)"
    }
  }

  private func add(_ pack: Pack, _ target: String, to packing: inout Repacking) {
    switch pack {
    case .vector(let expression, let count):
      packing.add("copy", [place(expression, &packing), "to: \(target)", "count: \(count)"])
    case .table(let expression, let rows, let columns):
      packing.add(
        "packTable",
        [target, place(expression, &packing), "rows: \(rows)", "columns: \(columns)"])
    case .columns(let expression, let rows, let columns):
      packing.add(
        "transpose",
        [
          place(expression, &packing), "every: \(columns)", "to: \(target)",
          "every: \(rows.paddedToLine)", "\(columns)", "\(rows)",
        ])
    case .matrix(let streams, let tiles, let depth, let precision):
      precondition(precision == .f32, "gradients are computed in single precision")
      for (index, rows) in streams.enumerated() {
        let source = self.rows(rows, depth: depth, extent: tiles.extent, &packing)
        packing.add(
          "packStream",
          [target] + source + [
            "stream: \(index)", "of: \(streams.count)", "extent: \(tiles.extent)",
            "depth: \(depth)", "lanes: \(tiles.lanes)",
          ] + tiles.tailArguments(streams: streams.count))
      }
    }
  }

  /// Where rows of a matrix start, and how far its rows and columns lie apart.
  private func rows(
    _ rows: MatrixRows, depth: Int, extent: Int, _ packing: inout Repacking
  ) -> [String] {
    let found = rows.inPart(extent: extent, depth: depth) { count($0) }
    if case .transposed(let matrix, let height, _) = found.matrix {
      // Of the original, each row is `extent` of the rows that are wanted, or more.
      let start = found.start == 0 ? "" : " + \(found.start)"
      return [place(matrix, &packing) + start, "every: 1", "\(count(matrix) / height)"]
    }
    let start = found.start == 0 ? "" : " + \(found.start * depth)"
    return [place(found.matrix, &packing) + start, "every: \(depth)", "1"]
  }

  private func count(_ expression: LoadExpression) -> Int { expression.count(in: graph) }

  /// Where a tensor is, which is made if it is nowhere.
  private func place(_ expression: LoadExpression, _ packing: inout Repacking) -> String {
    switch expression {
    case .weight(let index):
      return "parameters + \(places[index])"
    case .elements(let whole, let start, _):
      let place = place(whole, &packing)
      return start == 0 ? place : "\(place) + \(start)"
    case .concatenate(let parts):
      let sources = parts.map { (place($0, &packing), count($0)) }
      let target = packing.make(count(expression))
      var start = 0
      for (source, count) in sources {
        packing.add("copy", [source, "to: \(target) + \(start)", "count: \(count)"])
        start += count
      }
      return target
    case .constant(let number, let count):
      let target = packing.make(count)
      packing.add("fill", [target, Spelling.literal(number), "count: \(count)"])
      return target
    case .transposed(let matrix, let rows, let columns):
      let source = place(matrix, &packing)
      let target = packing.make(rows * columns)
      packing.add(
        "transpose",
        [
          source, "every: \(columns)", "to: \(target)", "every: \(rows)", "\(columns)", "\(rows)",
        ])
      return target
    case .repeated(let whole, let each, let times, let count):
      let source = place(whole, &packing)
      let target = packing.make(count)
      packing.add(
        "repeatElements",
        [
          source, "count: \(self.count(whole))", "each: \(each)", "times: \(times)",
          "to: \(target)",
        ])
      return target
    case .elementwise(let function, let operands, let count):
      let sources = operands.map { operand in
        let place = place(operand, &packing)
        return "F32x4(repeating: (\(place))[\(self.count(operand) == 1 ? "0" : "i")])"
      }
      let target = packing.make(count)
      packing.add(
        "compute", [target, "count: \(count)"], " { i in \(Spelling.of(function, sources)) }")
      return target
    }
  }
}

extension LoadExpression {
  /// The elements of the tensor.
  func count(in graph: Graph) -> Int {
    switch self {
    case .weight(let index): graph[graph.weightValues[graph.inputs.count + index]].count
    case .concatenate(let parts): parts.reduce(0) { $0 + $1.count(in: graph) }
    case .elements(_, _, let count): count
    case .constant(_, let count): count
    case .elementwise(_, _, let count): count
    case .repeated(_, _, _, let count): count
    case .transposed(_, let rows, let columns): rows * columns
    }
  }
}

extension MatrixRows {
  /// The same rows in the one part of a concatenation that holds them all, if one does.
  ///
  /// - Parameter count: the elements of a part.
  func inPart(
    extent: Int, depth: Int, count: (LoadExpression) -> Int
  ) -> MatrixRows {
    guard case .concatenate(let parts) = matrix else { return self }
    var first = 0
    for part in parts {
      let rows = count(part) / depth
      if start >= first, start + extent <= first + rows {
        return MatrixRows(matrix: part, start: start - first)
          .inPart(extent: extent, depth: depth, count: count)
      }
      first += rows
    }
    return self
  }
}

extension Tiles {
  /// The arguments that describe a narrower last tile.
  func tailArguments(streams: Int) -> [String] {
    guard tail > 0 else { return [] }
    return ["tail: \(tail)", "tailStep: \(tailStep(streams: streams))"]
  }
}
