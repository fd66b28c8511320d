import RecurGraph

extension Graph {
  /// The states through which gradients go from a piece of sequences to that before: what each was in front of
  /// the piece, and has become behind it.
  var carriedStates: [(before: Value, final: Value)] {
    guard sumsPieces else { return [] }
    return zip(outputs, body.results).compactMap { output, final in
      guard output.name.hasPrefix(Graph.carriedPrefix),
        let input = inputs.firstIndex(where: { $0.name == output.name })
      else { return nil }
      return (body.parameters[input], final)
    }
  }

  /// The values on which weights have an influence by real numbers, be it in pieces before.
  var valuesWithGradients: Set<Value> {
    let learned = zip(weights, weightValues).filter { !$0.isFixed && self[$1].element == .real }
    let found = valuesOfInfluence(of: Set(learned.map(\.1)))
    let before = carriedStates.filter { found.contains($0.final) }.map(\.before)
    return before.isEmpty ? found : valuesOfInfluence(of: found.union(before))
  }

  /// The values on which `sources` have an influence by real numbers.
  private func valuesOfInfluence(of sources: Set<Value>) -> Set<Value> {
    var found = sources
    func visit(_ region: Region) {
      for node in region.nodes {
        if let inner = node.region {
          // A state may depend on a weight by what it is after a step.
          for (parameter, operand) in zip(inner.parameters, node.operands)
          where found.contains(operand) { found.insert(parameter) }
          var count: Int
          repeat {
            count = found.count
            visit(inner)
            if case .scan(let scan) = node.operation {
              for position in 0..<scan.states where found.contains(inner.results[position]) {
                found.insert(inner.parameters[scan.inputs.count + position])
              }
            }
          } while found.count > count
          guard case .scan = node.operation else { continue }
          for (result, value) in zip(node.results, inner.results) where found.contains(value) {
            found.insert(result)
          }
          if case .scan(let scan) = node.operation {
            for position in 0..<scan.states
            where found.contains(inner.parameters[scan.inputs.count + position]) {
              found.insert(node.results[position])
            }
          }
          continue
        }
        guard node.operands.contains(where: found.contains) else { continue }
        for result in node.results where self[result].element == .real { found.insert(result) }
      }
    }
    visit(body)
    return found
  }
}
