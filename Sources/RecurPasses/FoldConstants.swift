import RecurGraph

/// Computes what is known when compiling, and applies the identities that need no arithmetic.
///
/// Constants fold through every pointwise operation (a product of a zero state is zero); `x + 0`,
/// `x * 1` and their like are `x`; slices and elements look through what they take from; a scan reads
/// a reversed sequence in the other direction; a state that never changes is its initial value; the
/// end of a sequence of states is the final state.
///
/// NaN policy: inputs and weights are taken to be finite numbers and sums of them not to overflow.
/// `0 * x` is folded only where no operation that makes an infinity or a NaN of finite numbers
/// (division, `exp`, `log`, `sqrt`) and no state is on the way to `x`. The sign of a zero may change.
///
/// - Complexity: linear in the number of nodes.
func foldConstants(in graph: Graph) -> Graph {
  var folder = ConstantFolder(graph)
  var graph = graph
  graph.body = folder.fold(graph.body)
  return graph
}

private struct ConstantFolder {
  private var facts: FoldingFacts
  private var replacements: [Value: Value] = [:]
  private var useCounts: [Int]

  init(_ graph: Graph) {
    facts = FoldingFacts(types: graph.types)
    useCounts = graph.useCounts()
    facts.isFinite.formUnion(graph.body.parameters)
  }

  mutating func fold(_ region: Region) -> Region {
    var nodes: [Node] = []
    var positions: [Value: Int] = [:]
    nodes.reserveCapacity(region.nodes.count)
    for var node in region.nodes {
      node.operands = node.operands.map { replacements.resolve($0) }
      if node.isKernel {
        node.substitute(replacements)
      } else if node.region != nil {
        foldInterface(of: &node)
        node.region = fold(node.region!)
        dropConstantStates(of: &node)
      } else if node.operation == .reverse, let position = positions[node.operands[0]],
        turn(node.operands[0], of: &nodes[position])
      {
        facts.add(nodes[position])
        useCounts[node.operands[0].number] = useCounts[node.result.number]
        replacements[node.result] = node.operands[0]
        continue
      } else {
        switch facts.folded(node) {
        case .value(let value)?:
          useCounts[value.number] += useCounts[node.result.number]
          replacements[node.result] = value
          continue
        case .operation(let operation, let operands)?:
          for operand in operands { useCounts[operand.number] += 1 }
          node.operation = operation
          node.operands = operands
        case nil: break
        }
      }
      for result in node.results { positions[result] = nodes.count }
      facts.add(node)
      nodes.append(node)
    }
    return Region(
      parameters: region.parameters, nodes: nodes,
      results: region.results.map { replacements.resolve($0) })
  }

  /// Reads reversed sequences in the other direction.
  private mutating func foldInterface(of node: inout Node) {
    guard var scan = node.scan, let region = node.region else { return }
    for i in scan.inputs.indices {
      while let source = facts.definitions[node.operands[i]], source.operation == .reverse {
        node.operands[i] = source.operands[0]
        scan.inputs[i] = scan.inputs[i].opposite
      }
      if facts.isFinite.contains(node.operands[i]) { facts.isFinite.insert(region.parameters[i]) }
    }
    node.operation = .scan(scan)
  }

  /// Puts its initial value in place of each state that every step hands on as it is.
  private mutating func dropConstantStates(of node: inout Node) {
    guard let scan = node.scan, var region = node.region else { return }
    var initial: [Value: Value] = [:]
    for i in 0..<scan.states where region.results[i] == region.parameters[scan.inputs.count + i] {
      initial[region.results[i]] = node.operands[scan.inputs.count + i]
      replacements[node.results[i]] = node.operands[scan.inputs.count + i]
    }
    region.substitute(initial)
    node.region = region
  }

  /// Writes `output` in the other direction if nothing but one `reverse` reads it.
  private func turn(_ output: Value, of node: inout Node) -> Bool {
    guard var scan = node.scan, useCounts[output.number] == 1,
      let i = node.results.dropFirst(scan.states).firstIndex(of: output)
    else { return false }
    scan.outputs[i - scan.states] = scan.outputs[i - scan.states].opposite
    node.operation = .scan(scan)
    return true
  }
}
