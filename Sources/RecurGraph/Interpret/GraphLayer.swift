/// A value of a graph at which the error of less precise products shows: the last that a layer computes.
///
/// A layer is what follows from products with weights of one path, `encoder` for `encoder.Wz`, and from no
/// other's. Values that follow from several layers count if the spec names them.
public struct GraphLayer: Hashable, Sendable {
  /// The path, or the spec's name of the value.
  public let name: String
  /// The value.
  public let value: Value
  /// The token before, if the value belongs to a generated sequence.
  public let previous: Value?
}

extension Graph {
  /// The layers in the order in which they are computed first.
  public var layers: [GraphLayer] {
    var finder = LayerFinder(graph: self)
    finder.visit(body, isInScan: false, previous: nil)
    return finder.layers
  }
}

/// Finds out which layer computes which value.
private struct LayerFinder {
  let graph: Graph
  var layers: [GraphLayer] = []
  /// The path of the weights that a value is made of and nothing else.
  private var paths: [Value: String] = [:]
  /// The layers whose products a value follows from.
  private var owners: [Value: Set<String>] = [:]

  init(graph: Graph) {
    self.graph = graph
    for (weight, value) in zip(graph.weights, graph.weightValues) {
      paths[value] = weight.path.split(separator: ".").dropLast().joined(separator: ".")
    }
  }

  mutating func visit(_ region: Region, isInScan: Bool, previous: Value?) {
    var positions: [String: Int] = [:]
    for node in region.nodes {
      switch node.operation {
      case .product:
        owners[node.result] = [paths[node.operands[0]] ?? ""]
      case .scan:
        visit(node.region!, isInScan: true, previous: previous)
        continue
      case .generate:
        visit(node.region!, isInScan: isInScan, previous: node.region!.parameters[0])
        continue
      case .gather, .onehot, .argmax, .sample, .element, .gradient, .kernel:
        continue
      case .elementwise, .column, .row, .reduce, .concatenate, .slice, .reverse, .ahead,
        .sequence, .constant:
        if let path = node.operands.compactMap({ paths[$0] }).first,
          node.operands.allSatisfy({ paths[$0] != nil || graph[$0].shape.isEmpty })
        {
          paths[node.result] = path
          continue
        }
        owners[node.result] = node.operands.reduce(into: []) { $0.formUnion(owners[$1] ?? []) }
      }
      add(node, &positions, isInScan, previous)
    }
  }

  private mutating func add(
    _ node: Node, _ positions: inout [String: Int], _ isInScan: Bool, _ previous: Value?
  ) {
    let owners = owners[node.result] ?? []
    let own = owners.count == 1 ? owners.first : nil
    guard let name = own ?? (isInScan || owners.isEmpty ? nil : node.label) else { return }
    let layer = GraphLayer(name: name, value: node.result, previous: previous)
    if let position = positions[name] {
      layers[position] = layer
    } else {
      positions[name] = layers.count
      layers.append(layer)
    }
  }
}
