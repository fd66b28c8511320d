extension GraphVerifier {
  /// Checks what `Operation.kernel` says about the region of a kernel.
  ///
  /// `outside` are the values that the kernel sees and does not define.
  mutating func checkKernel(
    _ region: Region, extent: Int, columns: Int?, outside: Set<Value>, _ text: String
  ) {
    let products = Set(region.nodes.filter { $0.operation == .product }.flatMap(\.results))
    for node in region.nodes {
      let inner = "\(text): \(GraphVerifier.list(node.results)) = \(node.operation)"
      switch node.operation {
      case .constant, .elementwise:
        break
      case .product:
        let whole = columns == nil ? node.operands[...] : node.operands.dropFirst()
        if !outside.isSuperset(of: whole) {
          messages.append("\(inner) reads a value of the same kernel")
        }
      case .slice where columns == nil:
        if !node.operands.allSatisfy({ outside.contains($0) || products.contains($0) }) {
          messages.append("\(inner) of a value of the same kernel that is no product")
        }
      case .column where columns != nil, .row where columns != nil:
        if !outside.isSuperset(of: node.operands) {
          messages.append("\(inner) of a value of the same kernel")
        }
        continue
      default:
        messages.append("\(inner) in a kernel")
        continue
      }
      for result in node.results
      where !hasKernelShape(result, of: node, in: region, extent: extent, columns) {
        messages.append("\(inner) has the shape \(TensorType(shape: graph[result].shape))")
      }
    }
  }

  private func hasKernelShape(
    _ result: Value, of node: Node, in region: Region, extent: Int, _ columns: Int?
  ) -> Bool {
    let shape = graph[result].shape
    if let columns {
      switch node.operation {
      case .product: return shape == [extent]
      case .constant:
        // One row or column stands for all.
        return shape.isEmpty
          || shape.count == 2 && [1, extent].contains(shape[0]) && [1, columns].contains(shape[1])
      default: return shape == [extent, columns]
      }
    }
    if shape == [extent] || shape.isEmpty && extent == 1 { return true }
    switch node.operation {
    case .constant:
      return shape.isEmpty
    case .product:
      let readers = region.nodes.filter { $0.operands.contains(result) }
      return !region.results.contains(result) && readers.allSatisfy(\.operation.isSlice)
    default:
      return false
    }
  }
}

extension Operation {
  /// Whether this is a slice.
  fileprivate var isSlice: Bool {
    if case .slice = self { true } else { false }
  }
}
