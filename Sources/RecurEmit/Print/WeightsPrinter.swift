import RecurGraph

/// Prints the type that holds a model's packed weights.
struct WeightsPrinter {
  let graph: Graph
  let packs: PackTable

  private var parameters: ArraySlice<Value> { graph.body.parameters[graph.inputs.count...] }

  /// Prints the type.
  func print(to printer: inout SwiftPrinter) {
    printer.print(
      """
      /// The weights of `\(graph.name)` as its kernels read them: \(packs.size * 4) bytes.
      final class \(graph.name)Weights: @unchecked Sendable {
        let base: UnsafeMutablePointer<Float>

      """)
    printer.indented { printer in
      printer.block(
        "init(tensor: (_ path: String, _ shape: [Int]) throws -> [Float]) rethrows {"
      ) { printer in
        printer.print("base = allocate(\(packs.size))")
        if !graph.weights.isEmpty {
          // One array of all tensors: with a local for each, every call's error path would have to
          // release all those before, and the function would compile in quadratic time.
          printer.print(
            "var tensors = [[Float]](repeating: [], count: \(graph.weights.count))")
        }
        load(to: &printer)
      }
      printer.print("\ndeinit { base.deallocate() }")
    }
    printer.print("}")
  }

  /// Prints the packs, each weight's loading in front of the first that needs it and its release behind
  /// the last, so that the next can take its memory: a process starts sooner the fewer pages it touches.
  private func load(to printer: inout SwiftPrinter) {
    var last: [Int: Int] = [:]
    for (index, pack) in packs.packs.enumerated() {
      for weight in pack.weights { last[weight] = index }
    }
    for weight in graph.weights.indices where last[weight] == nil {
      printer.print("_ = \(call(weight))")
    }
    var loaded: Set<Int> = []
    for (index, pack) in packs.packs.enumerated() {
      let weights = pack.weights.sorted()
      for weight in weights where loaded.insert(weight).inserted {
        printer.print("tensors[\(weight)] = \(call(weight))")
      }
      statement(
        pack, "base + \(packs.offset(of: PackTable.Entry(index: index)))", to: &printer)
      for weight in weights where last[weight] == index {
        printer.print("tensors[\(weight)] = []")
      }
    }
  }

  private func call(_ weight: Int) -> String {
    let shape = graph[parameters[parameters.startIndex + weight]].shape
    return "try tensor(\"\(graph.weights[weight].path)\", \(shape))"
  }

  private func statement(_ pack: Pack, _ place: String, to printer: inout SwiftPrinter) {
    switch pack {
    case .vector(let expression, _):
      printer.list("packVector", [place, text(expression)], "")
    case .table(let expression, _, let columns):
      printer.list("packTable", [place, text(expression), "columns: \(columns)"], "")
    case .matrix(let streams, let tiles, let depth, let precision):
      let sources = streams.map { rows -> String in
        let (matrix, start) = resolve(rows, extent: tiles.extent, depth: depth)
        return "(\(text(matrix)), \(start))"
      }
      printer.list(
        precision.packFunction,
        [
          place, "[\(sources.joined(separator: ", "))]", "extent: \(tiles.extent)",
          "depth: \(depth)", "lanes: \(tiles.lanes)",
        ] + tail(tiles, streams: streams.count), "")
    }
  }

  /// The arguments that describe a narrower last tile.
  private func tail(_ tiles: Tiles, streams: Int) -> [String] {
    guard tiles.tail > 0 else { return [] }
    return ["tail: \(tiles.tail)", "tailStep: \(tiles.tailStep(streams: streams))"]
  }

  /// The one part of a concatenation that holds the rows, if one does.
  private func resolve(
    _ rows: MatrixRows, extent: Int, depth: Int
  ) -> (LoadExpression, Int) {
    guard case .concatenate(let parts) = rows.matrix else { return (rows.matrix, rows.start) }
    var first = 0
    for part in parts {
      let count = self.count(part) / depth
      if rows.start >= first, rows.start + extent <= first + count {
        return resolve(
          MatrixRows(matrix: part, start: rows.start - first), extent: extent, depth: depth)
      }
      first += count
    }
    return (rows.matrix, rows.start)
  }

  private func count(_ expression: LoadExpression) -> Int {
    switch expression {
    case .weight(let index): graph[parameters[parameters.startIndex + index]].count
    case .concatenate(let parts): parts.reduce(0) { $0 + count($1) }
    case .elements(_, _, let count): count
    case .constant(_, let count): count
    case .elementwise(_, _, let count): count
    }
  }

  private func text(_ expression: LoadExpression) -> String {
    switch expression {
    case .weight(let index): "tensors[\(index)]"
    case .concatenate(let parts): "join([\(parts.map(text).joined(separator: ", "))])"
    case .elements(let whole, let start, let count):
      "Array(\(text(whole))[\(start)..<\(start + count)])"
    case .constant(let number, let count):
      "[Float](repeating: \(Spelling.literal(number)), count: \(count))"
    case .elementwise(let function, let operands, let count):
      "elementwise([\(operands.map(text).joined(separator: ", "))], count: \(count)) { "
        + Spelling.of(function, operands.indices.map { "$0[\($0)]" }) + " }"
    }
  }
}

extension Precision {
  /// The function that packs a matrix.
  fileprivate var packFunction: String {
    switch self {
    case .f32: "packMatrix"
    case .bf16: "packMatrixBfloat16"
    case .int8: "packMatrixInt8"
    }
  }
}
