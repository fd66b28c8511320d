import RecurGraph

extension Graph {
  /// The values on which weights have an influence by real numbers.
  var valuesWithGradients: Set<Value> {
    var found = Set(
      zip(weights, weightValues).filter { !$0.isFixed && self[$1].element == .real }.map(\.1))
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
