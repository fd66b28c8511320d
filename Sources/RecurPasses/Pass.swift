import RecurGraph

/// One rewriting of a graph to another that computes the same.
///
/// A new pass is a file with its function and a row here.
public struct Pass: Sendable {
  /// The name on the command line.
  public let name: String
  /// What the pass does, in one line.
  public let summary: String
  /// The rewriting.
  public let apply: @Sendable (Graph) throws(NotCausal) -> Graph

  /// Every pass of a model that answers.
  public static let all: [Pass] = [
    stream, elements, constants, commonSubexpressions, deadCode, invariants, packing, projections,
    scanMerging, directions, unrolling, fusion,
  ]

  /// What a loss has beside those, in front of differentiation.
  public static let ofLosses: [Pass] = [splitting]

  /// The passes for a function of whole sequences, in order.
  public static let sequencePlan: [Pass] = [
    elements, constants, commonSubexpressions, deadCode, invariants, packing, projections,
    scanMerging, unrolling, constants, commonSubexpressions, deadCode, fusion,
  ]

  /// The passes for one time step per call, in order: the first fails on a graph that is not causal.
  public static let streamPlan: [Pass] = [
    stream, constants, commonSubexpressions, deadCode, invariants, packing, deadCode, fusion,
  ]

  /// The passes for a function of so many whole sequences side by side, in order.
  ///
  /// Products of inputs stay in their scans: the rows of a batch share the weights at each step, so
  /// that one product of the whole sequence would save nothing and its result would go through memory.
  /// But few rows wait for weights from beyond the second-level cache, and take less of them so: 8 LSTMs
  /// of 512 units take 24 ms instead of 30, 16 the same, 32 take 85 instead of 72 (100 steps, x86-64-v4).
  ///
  /// Scans that go in opposite directions are not merged, and none is left that goes both ways.
  public static func batchPlan(rows: Int, _ precision: Precision = .f32) -> [Pass] {
    sequencePlan.flatMap { pass -> [Pass] in
      switch pass.name {
      case projections.name:
        guard rows < 16 else { return [] }
        return [
          Pass(name: pass.name, summary: pass.summary) {
            hoistProjections(in: $0, ofScansFrom: secondCache, precision)
          }
        ]
      case scanMerging.name: return []
      case fusion.name: return [directions, fusion]
      default: return [pass]
      }
    }
  }

  /// The passes in front of differentiation, in order.
  ///
  /// Where cells run inside of others, what these compute of a whole sequence that is there before has its
  /// gradient once so, not at each step of the cell outside.
  public static func gradientPlan(of graph: Graph) -> [Pass] {
    let isNested = graph.body.nodes.contains { node in
      guard case .scan = node.operation else { return false }
      return node.region!.nodes.contains { $0.region != nil }
    }
    return [splitting] + (isNested ? [invariants, projections, invariants] : [])
  }

  /// The bytes of a second-level cache, about.
  private static let secondCache = 1 << 20

  static let stream = Pass(
    name: "stream", summary: "one scan over the inputs computes every output step by step",
    apply: streaming)
  static let elements = Pass(
    name: "take-elements-early", summary: "compute at one time step only what is read at it only",
    apply: takeElementsEarly)
  static let constants = Pass(
    name: "fold-constants", summary: "compute what is known when compiling", apply: foldConstants)
  static let commonSubexpressions = Pass(
    name: "merge-common-subexpressions", summary: "compute each expression once",
    apply: mergeCommonSubexpressions)
  static let deadCode = Pass(
    name: "remove-dead-code", summary: "remove what no output depends on", apply: removeDeadCode)
  static let splitting = Pass(
    name: "split-products",
    summary: "a product with joined matrices becomes the joined products with each",
    apply: splitProducts)
  static let packing = Pass(
    name: "pack-gates", summary: "products that share a vector become one", apply: packGates)
  static let invariants = Pass(
    name: "hoist-invariants", summary: "what is the same at every step runs once, in front",
    apply: hoistInvariants)
  static let projections = Pass(
    name: "hoist-projections",
    summary: "products that need no state run over the whole sequence, in front of the scan",
    apply: { hoistProjections(in: $0) })
  static let scanMerging = Pass(
    name: "merge-scans", summary: "scans side by side become one loop", apply: mergeScans)
  static let directions = Pass(
    name: "align-directions",
    summary: "each scan of a batch reads and writes all its sequences in one direction",
    apply: alignDirections)
  static let unrolling = Pass(
    name: "unroll", summary: "short scans of fixed length become straight-line code",
    apply: unroll)
  static let fusion = Pass(
    name: "fuse-kernels", summary: "what runs tile by tile between two barriers becomes one kernel",
    apply: fuseKernels)
}
