extension GraphParser {
  /// Reads an operation up to its operands.
  mutating func parseOperation() throws(GraphSyntaxFault) -> Operation {
    let unknown = fault("expected an operation")
    let name = try parseWord("an operation")
    if let function = ElementwiseFunction.table[name] { return .elementwise(function) }
    if let reduction = Reduction.table[name] { return .reduce(reduction) }
    switch name {
    case "constant": return .constant(try parseNumber())
    case "product": return .product
    case "column": return .column
    case "row": return .row
    case "argmax": return .argmax
    case "sample":
      let topK = try take("topK") ? try parseInteger("the number of positions") : nil
      return .sample(Sampling(topK: topK, topP: try take("topP") ? try parseNumber() : nil))
    case "gather": return .gather
    case "onehot": return .onehot(try parseInteger("the number of elements"))
    case "concatenate": return .concatenate
    case "slice":
      let start = try parseInteger("the first entry")
      try expect("count")
      return .slice(start: start, count: try parseInteger("the number of entries"))
    case "element": return .element(try parsePosition())
    case "reverse": return .reverse
    case "ahead": return .ahead(try parseInteger("the number of time steps"))
    case "sequence": return .sequence
    case "transpose": return .gradient(.transpose)
    case "outerSum": return .gradient(.outerSum)
    case "spread": return .gradient(.spread)
    case "accumulate": return .gradient(.accumulate)
    case "total": return .gradient(.total)
    case "timeTotal": return .gradient(.timeTotal)
    case "scatter": return .gradient(.scatter(try parseInteger("the number of rows")))
    case "placed": return .gradient(.placed(try parsePosition()))
    case "scan": return .scan(try parseScan())
    case "generate": return .generate(try parseGenerate())
    case "kernel":
      let extent = try parseInteger("the kernel's extent")
      let columns = try take("by") ? try parseInteger("the kernel's columns") : nil
      return .kernel(extent: extent, columns: columns)
    default:
      throw GraphSyntaxFault(
        line: unknown.line, column: unknown.column, message: "unknown operation '\(name)'")
    }
  }

  private mutating func parsePosition() throws(GraphSyntaxFault) -> Position {
    if try take("first") { return .first }
    if try take("last") { return .last }
    return .at(try parseInteger("'first', 'last' or a time"))
  }

  private mutating func parseScan() throws(GraphSyntaxFault) -> Scan {
    try expect("(" as Character)
    try expect("inputs")
    var scan = Scan(inputs: try parseDirections(), states: 0, outputs: [])
    try expect(";" as Character)
    try expect("states")
    scan.states = try parseInteger("the number of states")
    while try take(";" as Character) {
      if scan.outputs.isEmpty, try take("outputs") {
        scan.outputs = try parseDirections()
      } else {
        try expect("unroll")
        scan.unroll = try parseInteger("the number of steps per iteration")
      }
    }
    try expect(")" as Character)
    return scan
  }

  private mutating func parseDirections() throws(GraphSyntaxFault) -> [Direction] {
    var directions: [Direction] = []
    repeat {
      let unknown = fault("expected 'forward' or 'backward'")
      guard let direction = Direction(rawValue: try parseWord("'forward' or 'backward'")) else {
        throw unknown
      }
      directions.append(direction)
    } while try take("," as Character)
    return directions
  }

  private mutating func parseGenerate() throws(GraphSyntaxFault) -> Generate {
    try expect("(" as Character)
    try expect("from")
    let from = try parseInteger("a token")
    try expect(";" as Character)
    try expect("until")
    let until = try take("none") ? nil : try parseInteger("a token or 'none'")
    try expect(";" as Character)
    try expect("atMost")
    let atMost = try parseInteger("the greatest length")
    try expect(";" as Character)
    try expect("states")
    let states = try parseInteger("the number of states")
    try expect(")" as Character)
    return Generate(from: from, until: until, atMost: atMost, states: states)
  }
}
