extension Graph: CustomStringConvertible {
  /// The text form, with values numbered in the order in which the text defines them.
  ///
  /// It leaves out what does not change a result: documentation, vocabularies, the framework layouts
  /// of weights, and origins.
  public var description: String {
    var printer = GraphPrinter(graph: renumbered())
    printer.printGraph()
    return printer.text
  }
}

/// Writes the text form of one graph.
private struct GraphPrinter {
  let graph: Graph
  var text = ""
  private var depth = 0

  init(graph: Graph) { self.graph = graph }

  mutating func printGraph() {
    let body = graph.body
    printLine("graph \(graph.name) {")
    depth += 1
    for (input, value) in zip(graph.inputs, body.parameters) {
      printLine("input \(value) \(input.name): \(graph[value])")
    }
    for (weight, value) in zip(graph.weights, body.parameters.dropFirst(graph.inputs.count)) {
      printLine("weight \(value) \(weight.path): \(graph[value])")
    }
    for node in body.nodes { print(node) }
    for (output, value) in zip(graph.outputs, body.results) {
      printLine("output \(output.name) = \(value)")
    }
    depth -= 1
    printLine("}")
  }

  private mutating func print(_ node: Node) {
    var head = "\(list(node.results)) = \(node.operation)"
    if !node.operands.isEmpty { head += " \(list(node.operands))" }
    var tail = " : " + TensorType.list(node.results.map { graph[$0] })
    if let label = node.label { tail += " \(quoted(label))" }
    guard let region = node.region else { return printLine(head + tail) }
    head += " {"
    if !region.parameters.isEmpty {
      let parameters = region.parameters.map { "\($0): \(graph[$0])" }
      head += " (\(parameters.joined(separator: ", ")))"
    }
    printLine(head)
    depth += 1
    for inner in region.nodes { print(inner) }
    printLine("yield \(list(region.results))")
    depth -= 1
    printLine("}" + tail)
  }

  private func list(_ values: [Value]) -> String {
    values.map(\.description).joined(separator: ", ")
  }

  private func quoted(_ label: String) -> String {
    var quoted = "\""
    for character in label {
      if character == "\"" || character == "\\" { quoted.append("\\") }
      quoted.append(character.isNewline ? " " : character)
    }
    return quoted + "\""
  }

  private mutating func printLine(_ line: String) {
    text += String(repeating: "  ", count: depth) + line + "\n"
  }
}
