import RecurGraph

/// Kernels that compute matrices column by column.
extension Scheduler {
  mutating func matrixKernel(_ node: Node, extent: Int, columns: Int) -> [Statement] {
    let region = node.region!
    let length = length(graph[node.result])
    var plan = KernelPlan(tiles: target.tiles(for: extent))
    var sums: [Kernel.ColumnSum] = []
    for inner in region.nodes {
      switch inner.operation {
      case .constant(let number):
        plan.sources[inner.result] = .constant(number)
      case .column:
        plan.sources[inner.result] = vector(inner.operands[0], offset: 0, in: &plan)
      case .row:
        plan.sources[inner.result] = across(inner.operands[0], step: 1, in: &plan)
      case .elementwise:
        for operand in inner.operands { read(operand, columns, in: &plan) }
        plan.sources[inner.result] = .computed
        plan.nodes.append(inner)
      case .product:
        read(inner.operands[0], columns, in: &plan)
        sums.append(
          Kernel.ColumnSum(
            matrix: inner.operands[0], factor: across(inner.operands[1], step: 1, in: &plan),
            result: inner.result))
        plan.sources[inner.result] = .computed
      default:
        preconditionFailure("\(inner.operation) inside a kernel of matrices")
      }
    }
    addStores(node, to: &plan)
    let title = region.results.compactMap { labels[$0] }.first
    let kernel = Kernel(
      name: kernelNames.make(title ?? plan.suggestedName ?? "phase"), tiles: plan.tiles,
      products: [], columns: columns, sums: sums, nodes: plan.nodes, sources: plan.sources,
      stores: plan.stores, arguments: plan.arguments,
      rows: rows(of: node))
    return [add(kernel, plan.references, length)]
  }

  /// Has the kernel know how it has a matrix or scalar, if it does not yet.
  private mutating func read(_ value: Value, _ columns: Int, in plan: inout KernelPlan) {
    guard plan.sources[value] == nil else { return }
    let type = graph[value]
    guard type.shape.count == 2, !isConstant(value) else {
      plan.sources[value] = outside(value, in: &plan)
      return
    }
    if type.shape == [1, columns], plan.tiles.extent > 1 {
      plan.sources[value] = across(value, step: type.columnStride, in: &plan)
    } else if type.columns == 1, columns > 1 {
      plan.sources[value] = vector(value, offset: 0, in: &plan)
    } else if case .vector(let argument, _) = vector(value, offset: 0, in: &plan) {
      plan.sources[value] = .column(argument: argument, step: type.columnStride)
    }
  }

  /// How a kernel has the elements of `value` that belong to its columns.
  private mutating func across(
    _ value: Value, step: Int, in plan: inout KernelPlan
  ) -> Kernel.Source {
    if case .constant(let number) = places[value]! { return .constant(number) }
    let reference = reference(to: value)
    return .across(
      argument: plan.argument(
        reference, name: label(value, else: "v"), stride: stride(reference, graph[value]),
        isWritten: false, summary: describe(value)),
      step: step)
  }
}
