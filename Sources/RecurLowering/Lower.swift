import RecurGraph
import RecurLanguage

/// Writes a checked model as a graph.
///
/// A cell over a sequence becomes a `scan` whose region is the cell's equations: the weights are free
/// values of the region. A stack is one scan after another, a bidirectional layer two scans whose
/// outputs are concatenated, and `generate` one node whose region steps the cells inside it. Nothing
/// is optimised here; what a model does not need is left to the passes.
public func lower(_ model: TypedModel) -> Graph {
  var lowering = Lowering(model)
  for statement in model.statements { lowering.lower(statement) }
  for output in model.outputs { lowering.lower(output) }
  return lowering.builder.graph
}
