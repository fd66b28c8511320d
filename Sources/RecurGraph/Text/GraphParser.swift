extension Graph {
  /// Reads a graph from its text form.
  ///
  /// The values of the result are numbered in the order in which the text defines them. `//` starts a
  /// comment. The types are read, not checked: `verify` does that.
  ///
  /// - Throws: a fault with its line and column.
  public init(parsing text: String) throws(GraphSyntaxFault) {
    var parser = try GraphParser(text)
    self = try parser.parseGraph()
  }
}

/// Reads the text form of one graph by recursive descent.
struct GraphParser {
  private var lexer: GraphLexer
  private var token: GraphLexer.Token
  private var line: Int
  private var column: Int
  private var graph = Graph(name: "")
  /// The values that may be used, by their number in the text, one table for each open region.
  private var scopes: [[Int: Value]] = [[:]]
  private var defined: Set<Int> = []

  init(_ text: String) throws(GraphSyntaxFault) {
    lexer = GraphLexer(text)
    (token, line, column) = try lexer.next()
  }

  mutating func parseGraph() throws(GraphSyntaxFault) -> Graph {
    try expect("graph")
    graph.name = try parseWord("the graph's name")
    try expect("{" as Character)
    while try take("input") {
      let number = try parseDefinition()
      graph.inputs.append(Input(name: try parseWord("the input's name")))
      graph.body.parameters.append(try define(number, try parseAnnotation()))
    }
    while try take("weight") {
      let number = try parseDefinition()
      graph.weights.append(Weight(path: try parseWord("the weight's path")))
      graph.body.parameters.append(try define(number, try parseAnnotation()))
    }
    graph.body.nodes = try parseNodes()
    while try take("output") {
      graph.outputs.append(Output(name: try parseWord("the output's name")))
      try expect("=" as Character)
      graph.body.results.append(try parseUse())
    }
    try expect("}" as Character)
    guard token == .end else { throw fault("expected nothing after the graph") }
    return graph
  }

  // MARK: Nodes and regions

  private mutating func parseNodes() throws(GraphSyntaxFault) -> [Node] {
    var nodes: [Node] = []
    while case .value = token { nodes.append(try parseNode()) }
    return nodes
  }

  private mutating func parseNode() throws(GraphSyntaxFault) -> Node {
    var numbers = [try parseDefinition()]
    while try take("," as Character) { numbers.append(try parseDefinition()) }
    // The numbers are given out here, in the order of the text, and become visible after the region.
    let results = numbers.map { _ in graph.makeValue(.real()) }
    try expect("=" as Character)
    let operation = try parseOperation()
    var operands: [Value] = []
    if case .value = token {
      operands.append(try parseUse())
      while try take("," as Character) { operands.append(try parseUse()) }
    }
    let region = try take("{" as Character) ? try parseRegion() : nil
    try expect(":" as Character)
    for (index, result) in results.enumerated() {
      if index > 0 { try expect("," as Character) }
      graph[result] = try parseType()
    }
    for (number, result) in zip(numbers, results) { scopes[scopes.count - 1][number] = result }
    var label: String?
    if case .text(let text) = token {
      label = text
      try advance()
    }
    return Node(operation, operands, results: results, region: region, label: label)
  }

  private mutating func parseRegion() throws(GraphSyntaxFault) -> Region {
    guard scopes.count < 100 else { throw fault("regions are nested too deeply") }
    scopes.append([:])
    defer { scopes.removeLast() }
    var region = Region()
    if try take("(" as Character) {
      repeat {
        let number = try parseDefinition()
        region.parameters.append(try define(number, try parseAnnotation()))
      } while try take("," as Character)
      try expect(")" as Character)
    }
    region.nodes = try parseNodes()
    try expect("yield")
    repeat { region.results.append(try parseUse()) } while try take("," as Character)
    try expect("}" as Character)
    return region
  }

  // MARK: Values

  private mutating func parseDefinition() throws(GraphSyntaxFault) -> Int {
    guard case .value(let number) = token else { throw fault("expected a value, as in %0") }
    guard defined.insert(number).inserted else { throw fault("%\(number) is defined twice") }
    try advance()
    return number
  }

  private mutating func define(
    _ number: Int, _ type: TensorType
  ) throws(GraphSyntaxFault) -> Value {
    let value = graph.makeValue(type)
    scopes[scopes.count - 1][number] = value
    return value
  }

  private mutating func parseUse() throws(GraphSyntaxFault) -> Value {
    guard case .value(let number) = token else { throw fault("expected a value, as in %0") }
    guard let value = scopes.lazy.compactMap({ $0[number] }).first else {
      throw fault("%\(number) is not defined here")
    }
    try advance()
    return value
  }

  // MARK: Types

  private mutating func parseAnnotation() throws(GraphSyntaxFault) -> TensorType {
    try expect(":" as Character)
    return try parseType()
  }

  private mutating func parseType() throws(GraphSyntaxFault) -> TensorType {
    var length: Length?
    if try take("sequence") {
      try expect("(" as Character)
      if case .word(let name) = token {
        length = .variable(name)
        try advance()
      } else {
        length = .fixed(try parseInteger("a length"))
      }
      try expect(")" as Character)
      try expect("of")
    }
    if try take("token") {
      try expect("(" as Character)
      let count = try parseInteger("the number of tokens")
      try expect(")" as Character)
      return TensorType(.token(count), shape: [], length: length)
    }
    guard try take("[" as Character) else { throw fault("expected a type") }
    var shape: [Int] = []
    if token != .mark("]") {
      repeat { shape.append(try parseInteger("an extent")) } while try take("," as Character)
    }
    try expect("]" as Character)
    return TensorType(shape: shape, length: length)
  }

  // MARK: Tokens

  mutating func parseInteger(_ what: String) throws(GraphSyntaxFault) -> Int {
    guard case .number(let text) = token, let number = Int(text), number >= 0 else {
      throw fault("expected \(what)")
    }
    try advance()
    return number
  }

  mutating func parseNumber() throws(GraphSyntaxFault) -> Double {
    let text: String
    switch token {
    case .number(let digits): text = digits
    case .word(let name): text = name
    default: throw fault("expected a number")
    }
    guard let number = Double(text) else { throw fault("expected a number") }
    try advance()
    return number
  }

  mutating func parseWord(_ what: String) throws(GraphSyntaxFault) -> String {
    guard case .word(let word) = token else { throw fault("expected \(what)") }
    try advance()
    return word
  }

  mutating func take(_ word: String) throws(GraphSyntaxFault) -> Bool {
    guard token == .word(word) else { return false }
    try advance()
    return true
  }

  mutating func take(_ mark: Character) throws(GraphSyntaxFault) -> Bool {
    guard token == .mark(mark) else { return false }
    try advance()
    return true
  }

  mutating func expect(_ word: String) throws(GraphSyntaxFault) {
    guard try take(word) else { throw fault("expected '\(word)'") }
  }

  mutating func expect(_ mark: Character) throws(GraphSyntaxFault) {
    guard try take(mark) else { throw fault("expected '\(mark)'") }
  }

  /// A fault at the current token.
  func fault(_ message: String) -> GraphSyntaxFault {
    GraphSyntaxFault(line: line, column: column, message: message)
  }

  private mutating func advance() throws(GraphSyntaxFault) {
    (token, line, column) = try lexer.next()
  }
}
