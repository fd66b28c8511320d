import RecurGraph

extension Graph {
  /// Where each answer of a gradient lies among all, each at the start of a cache line, and behind the last
  /// how many elements there are.
  var sumPlaces: [Int] {
    body.results.enumerated().reduce(into: [0]) { places, result in
      let size = isCarried(result.offset) ? 0 : self[result.element].count.paddedToLine
      places.append(places[places.count - 1] + size)
    }
  }

  /// Whether an answer is a state with which the next piece of each row's sequences goes on.
  func isCarried(_ index: Int) -> Bool { outputs[index].name.hasPrefix(Graph.carriedPrefix) }
}

/// Answers that are sums over the rows of a batch.
extension EntryPrinter {
  /// Copies an answer to where it belongs, the rows of a matrix one after the other.
  mutating func sum(_ index: Int, _ place: OutputPlace) {
    let type = graph[graph.body.results[index]]
    let target = "sums + \(graph.sumPlaces[index])"
    switch place {
    case .constant(let number):
      printer.print("fill(\(target), \(Spelling.literal(number)), count: \(type.count))")
    case .memory(let reference) where type.columns > 1:
      printer.list(
        "transpose",
        [
          pointer(reference, exchanged: [:]), "every: \(type.columnStride)", "to: \(target)",
          "every: \(type.columns)", "\(type.shape[0])", "\(type.columns)",
        ], "")
    case .memory(let reference):
      printer.print(
        "copy(\(pointer(reference, exchanged: [:])), to: \(target), count: \(type.count))")
    }
  }
}

/// Answers that the next call goes on with.
extension EntryPrinter {
  /// Copies a state to where it was read, as it lies in memory.
  mutating func carry(_ index: Int, _ place: OutputPlace) {
    let count = graph[graph.body.results[index]].storedCount
    let result = InterfaceNames.result(graph.outputs[index].name)
    let target = "\(result) + \(callersRow) &* \(count)"
    let statement: String
    switch place {
    case .constant(let number):
      statement = "fill(\(target), \(Spelling.literal(number)), count: \(count))"
    case .memory(let reference):
      let from = pointer(reference, exchanged: [:])
      statement =
        "copy(\(from) + offset(row, \(stride(reference.buffer))), to: \(target), count: \(count))"
    }
    printer.block("for row in 0..<count {") { $0.print(statement) }
  }
}

/// What only gradients need.
extension EntryPrinter {
  mutating func gradient(
    _ statement: GradientStatement, exchanged: [BufferID: BufferID]
  ) {
    let call = GradientCall(
      statement, sources: statement.sources.map { pointer($0, exchanged: exchanged) },
      target: pointer(statement.target, exchanged: exchanged))
    switch statement.operation {
    case .outerSum: outerSum(call)
    case .total: total(call)
    case .scatter(let count): scatter(call, count)
    case .timeTotal: timeTotal(call)
    case .placed(let position): place(call, position)
    case .transpose: transpose(call)
    case .accumulate: accumulate(call)
    case .spread: preconditionFailure("what is the same at each time step is copied")
    }
  }

  /// A statement with the addresses it works on.
  private struct GradientCall {
    let statement: GradientStatement
    let sources: [String]
    let target: String

    init(_ statement: GradientStatement, sources: [String], target: String) {
      self.statement = statement
      self.sources = sources
      self.target = target
    }

    /// The elements of the result at one time step, the padding of matrices too.
    var count: Int { TensorType(shape: statement.shape).storedCount }
  }

  /// The elements from one row of a source to the next.
  private func stride(_ call: GradientCall, _ source: Int) -> Int {
    stride(call.statement.sources[source].buffer)
  }

  /// The elements from one row of the result to the next.
  private func stride(_ call: GradientCall) -> Int { stride(call.statement.target.buffer) }

  /// The rows that are summed over, the time steps of each too. Those among them that have ended are made
  /// to count nothing.
  private mutating func summedRows(_ call: GradientCall) -> String {
    let statement = call.statement
    guard statement.isOverRows else { return statement.length.map { steps($0) } ?? "1" }
    if case .variable(let length)? = statement.length, let places = places(statement.length),
      uneven!.hasGaps(length)
    {
      let own = statement.sources.indices.filter {
        loops[moved(statement.sources[$0].buffer)].hasRows && !isToken($0, statement)
      }
      for index in own {
        let count = loops[statement.sources[index].buffer].stride
        printer.print("\(places).clear(\(call.sources[index]), every: \(count))")
      }
      return own.isEmpty ? "\(places).there" : "\(places).total"
    }
    return rows(statement.length) ?? "1"
  }

  private func isToken(_ source: Int, _ statement: GradientStatement) -> Bool {
    loops[statement.sources[source].buffer].element != .real
  }

  private mutating func outerSum(_ call: GradientCall) {
    let sum = OuterSum(shape: call.statement.shape)
    let rows = summedRows(call)
    printer.list(
      sum.function,
      [
        call.sources[0], "every: \(stride(call, 0))", call.sources[1],
        "every: \(stride(call, 1))", "to: \(call.target)", "rows: \(rows)",
        "panel: \(loops[call.statement.scratch!].name)",
      ], "")
  }

  private mutating func total(_ call: GradientCall) {
    let rows = summedRows(call)
    printer.list(
      "totalOfRows",
      [
        call.sources[0], "every: \(stride(call, 0))", "to: \(call.target)", "count: \(call.count)",
        "rows: \(rows)",
      ], "")
  }

  private mutating func scatter(_ call: GradientCall, _ count: Int) {
    let rows = summedRows(call)
    printer.list(
      "scatterRows",
      [
        call.sources[0], "every: \(stride(call, 0))", call.sources[1],
        "every: \(stride(call, 1))", "to: \(call.target)", "tokens: \(count)",
        "count: \(call.statement.shape[1])", "rows: \(rows)",
      ], "")
  }

  private mutating func timeTotal(_ call: GradientCall) {
    let arguments = [
      call.sources[0], "every: \(stride(call, 0))", "to: \(call.target)",
      "every: \(stride(call))", "count: \(call.count)",
    ]
    if let places = places(call.statement.length) {
      printer.list("\(places).timeTotal", arguments + ["rows: \(activeRows)"], "")
    } else {
      printer.list(
        "timeTotalOfRows",
        arguments + [
          "rows: \(entry.isBatch ? "count" : "1")", "steps: \(steps(call.statement.length!))",
        ], "")
    }
  }

  private mutating func place(_ call: GradientCall, _ position: Position) {
    let length = call.statement.length!
    let time =
      switch position {
      case .first: "0"
      case .at(let step): "\(step)"
      case .last: "\(steps(length)) &- 1"
      }
    let arguments = [
      call.sources[0], "every: \(stride(call, 0))", "to: \(call.target)",
      "every: \(stride(call))", "count: \(call.count)",
    ]
    if let places = places(length) {
      printer.list(
        "\(places).place", arguments + (position == .last ? [] : ["at: \(time)"]), "")
    } else {
      printer.list(
        "placeRows",
        arguments + [
          "rows: \(entry.isBatch ? "count" : "1")", "at: \(time)", "steps: \(steps(length))",
        ], "")
    }
  }

  /// Adds to the sequences of the rows that have not ended.
  private mutating func accumulate(_ call: GradientCall) {
    let conditions = unevenSteps.filter(\.loop.hasGaps).map {
      "\($0.loop.places).has(row, at: \($0.time))"
    }
    let condition = conditions.isEmpty ? "" : " where \(conditions.joined(separator: " && "))"
    let arguments = [
      call.sources[0], "every: \(stride(call, 0))", "to: \(call.target)",
      "every: \(stride(call))", "count: \(call.count)",
    ]
    let length = call.statement.length
    let (places, rows) = (places(length), entry.isBatch ? activeRows : "1")
    let steps = places == nil ? steps(length!) : ""
    printer.block("for row in 0..<\(rows)\(condition) {") { printer in
      if let places {
        printer.list("\(places).add", ["row"] + arguments, "")
      } else {
        let all = entry.isBatch ? "count" : "1"
        printer.list("addSequence", ["row", "of: \(all)"] + arguments + ["steps: \(steps)"], "")
      }
    }
  }

  private mutating func transpose(_ call: GradientCall) {
    let shape = call.statement.shape
    printer.list(
      "transposeRows",
      [
        call.sources[0], "every: \(stride(call, 0))", "to: \(call.target)",
        "every: \(stride(call))", "extents: \(shape[1]), \(shape[0])",
        "rows: \(call.statement.isOverRows ? rows(call.statement.length) ?? "1" : "1")",
      ], "")
  }
}
