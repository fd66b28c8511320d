import RecurGraph

/// Prints the type that holds a model's packed weights.
///
/// What loads them calls functions that are not inlined, and is cut into parts: straight-line code with
/// arrays compiles in quadratic time, 40 layers at once in 37 s.
struct WeightsPrinter {
  let graph: Graph
  let packs: PackTable
  /// The bytes of an element.
  let numberSize: Int

  /// The statements of a part.
  private static let budget = 60

  private var parameters: ArraySlice<Value> { graph.body.parameters[graph.inputs.count...] }

  /// Prints the type.
  func print(to printer: inout SwiftPrinter) {
    var loading = Loading(first: graph.weights.count)
    load(to: &loading)
    let parts = stride(from: 0, to: loading.statements.count, by: Self.budget).map {
      loading.statements[$0..<min($0 + Self.budget, loading.statements.count)]
    }
    let source = "(_ path: String, _ shape: [Int]) throws -> [Float]"
    printer.print(
      """
      /// The weights of `\(graph.name)` as its kernels read them: \(packs.size * numberSize) bytes.
      final class \(graph.name)Weights: @unchecked Sendable {
        let base: UnsafeMutablePointer<Float>

      """)
    printer.indented { printer in
      printer.block("init(tensor: \(source)) rethrows {") { printer in
        printer.print("base = allocate(\(packs.size))")
        if parts.count > 1 || packs.packs.contains(where: { !$0.weights.isEmpty }) {
          printer.print("var tensors = [[Float]](repeating: [], count: \(loading.count))")
        }
        if parts.count == 1 {
          for statement in parts[0] { printer.list(statement) }
        } else {
          for part in parts.indices { printer.print("try load\(part + 1)(&tensors, tensor)") }
        }
      }
      if parts.count > 1 {
        for (index, part) in parts.enumerated() {
          printer.print("\n@inline(never)")
          printer.list(
            "private func load\(index + 1)",
            ["_ tensors: inout [[Float]]", "_ tensor: \(source)"], " rethrows {")
          printer.indented { printer in for statement in part { printer.list(statement) } }
          printer.print("}")
        }
      }
      printer.print("\ndeinit { base.deallocate() }")
    }
    printer.print("}")
  }

  /// The statements that load weights, and the numbers of what they make of them.
  fileprivate struct Loading {
    struct Call {
      var function: String
      var arguments: [String]
    }

    var statements: [Call] = []
    /// How many numbers there are.
    private(set) var count: Int
    private let first: Int
    private var made: [Int] = []

    /// Starts behind the numbers of the weights.
    init(first: Int) {
      self.first = first
      count = first
    }

    mutating func add(_ function: String, _ arguments: [String]) {
      statements.append(Call(function: function, arguments: arguments))
    }

    /// A number for something made of weights.
    mutating func make() -> Int {
      made.append(first + made.count)
      count = max(count, first + made.count)
      return made[made.count - 1]
    }

    /// Releases some weights and all that was made.
    mutating func release(_ weights: [Int]) {
      let indices = weights + made
      made = []
      if !indices.isEmpty { add("release", ["\(indices)", "of: &tensors"]) }
    }
  }

  /// The packs, each weight's loading in front of the first that needs it and its release behind the
  /// last, so that the next can take its memory: a process starts sooner the fewer pages it touches.
  private func load(to loading: inout Loading) {
    var last: [Int: Int] = [:]
    for (index, pack) in packs.packs.enumerated() {
      for weight in pack.weights { last[weight] = index }
    }
    for weight in graph.weights.indices where last[weight] == nil {
      loading.add("_ = try tensor", name(weight))
    }
    var loaded: Set<Int> = []
    for (index, pack) in packs.packs.enumerated() {
      let weights = pack.weights.sorted()
      for weight in weights where loaded.insert(weight).inserted {
        loading.add("try load", ["\(weight)", "of: &tensors"] + name(weight) + ["from: tensor"])
      }
      add(pack, "base + \(packs.offset(of: PackTable.Entry(index: index)))", to: &loading)
      loading.release(weights.filter { last[$0] == index })
    }
  }

  /// A weight's path and shape.
  private func name(_ weight: Int) -> [String] {
    let shape = graph[parameters[parameters.startIndex + weight]].shape
    return ["\"\(graph.weights[weight].path)\"", "\(shape)"]
  }

  private func add(_ pack: Pack, _ place: String, to loading: inout Loading) {
    switch pack {
    case .vector(let expression, _):
      loading.add("packVector", [place, text(expression, &loading)])
    case .table(let expression, _, let columns):
      loading.add("packTable", [place, text(expression, &loading), "columns: \(columns)"])
    case .columns(let expression, _, let columns):
      loading.add("packColumns", [place, text(expression, &loading), "columns: \(columns)"])
    case .matrix(let streams, let tiles, let depth, let precision):
      let sources = streams.map { rows -> String in
        let found = rows.inPart(extent: tiles.extent, depth: depth) { $0.count(in: graph) }
        return "(\(index(of: found.matrix, &loading)), \(found.start))"
      }
      loading.add(
        precision.packFunction,
        [
          place, "rows(of: tensors, [\(sources.joined(separator: ", "))])",
          "extent: \(tiles.extent)", "depth: \(depth)", "lanes: \(tiles.lanes)",
        ] + tiles.tailArguments(streams: streams.count))
    }
  }

  /// The number of a tensor, which is made if it is no weight.
  private func index(of expression: LoadExpression, _ loading: inout Loading) -> Int {
    if case .weight(let index) = expression { return index }
    let tensor = text(expression, &loading)
    let index = loading.make()
    loading.add("keep", [tensor, "as: \(index)", "of: &tensors"])
    return index
  }

  private func text(_ expression: LoadExpression, _ loading: inout Loading) -> String {
    switch expression {
    case .weight(let index):
      return "tensors[\(index)]"
    case .concatenate(let parts):
      let indices = parts.map { index(of: $0, &loading) }
      return "join(\(indices), of: tensors)"
    case .elements(let whole, let start, let count):
      return "Array(\(text(whole, &loading))[\(start)..<\(start + count)])"
    case .constant(let number, let count):
      return "[Float](repeating: \(Spelling.literal(number)), count: \(count))"
    case .repeated(let whole, let each, let times, _):
      return "repeated(\(text(whole, &loading)), each: \(each), times: \(times))"
    case .transposed:
      preconditionFailure("only gradients exchange the rows and columns of matrices")
    case .elementwise(let function, let operands, let count):
      let tensors = operands.map { text($0, &loading) }.joined(separator: ", ")
      return "elementwise([\(tensors)], count: \(count)) { "
        + Spelling.of(function, operands.indices.map { "$0[\($0)]" }) + " }"
    }
  }
}

extension SwiftPrinter {
  fileprivate mutating func list(_ call: WeightsPrinter.Loading.Call) {
    list(call.function, call.arguments, "")
  }
}

extension Precision {
  /// The function that packs a matrix.
  fileprivate var packFunction: String {
    switch self {
    case .f32, .f64: "packMatrix"
    case .bf16: "packMatrixBfloat16"
    case .int8: "packMatrixInt8"
    }
  }
}
