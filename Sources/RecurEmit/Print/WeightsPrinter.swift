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
        // One array of all tensors: with a local for each, every call's error path would have to
        // release all those before, and the function would compile in quadratic time.
        if !graph.weights.isEmpty { printer.print("var tensors: [[Float]] = []") }
        for (index, weight) in graph.weights.enumerated() {
          let shape = graph[parameters[parameters.startIndex + index]].shape
          printer.print("tensors.append(try tensor(\"\(weight.path)\", \(shape)))")
        }
        printer.print("base = allocate(\(packs.size))")
        for (index, pack) in packs.packs.enumerated() {
          let place = "base + \(packs.offset(of: PackTable.Entry(index: index)))"
          statement(pack, place, to: &printer)
        }
      }
      printer.print("\ndeinit { base.deallocate() }")
    }
    printer.print("}")
  }

  private func statement(_ pack: Pack, _ place: String, to printer: inout SwiftPrinter) {
    switch pack {
    case .vector(let expression, _):
      printer.list("packVector", [place, text(expression)], "")
    case .table(let expression, _, let columns):
      printer.list("packTable", [place, text(expression), "columns: \(columns)"], "")
    case .matrix(let streams, let extent, let depth, let lanes):
      let sources = streams.map { rows -> String in
        let (matrix, start) = resolve(rows, extent: extent, depth: depth)
        return "(\(text(matrix)), \(start))"
      }
      printer.list(
        "packMatrix",
        [
          place, "[\(sources.joined(separator: ", "))]", "extent: \(extent)", "depth: \(depth)",
          "lanes: \(lanes)",
        ], "")
    }
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
