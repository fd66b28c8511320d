import RecurGraph

/// The memory that a model takes on one target, in bytes.
public struct Footprint: Hashable, Sendable {
  /// The parameters as kernels read them, with their padding.
  public var packedWeights: Int
  /// The workspace of a whole-sequence answer whose size is known when compiling.
  public var sequenceWorkspace: Int
  /// What it takes on top for each time step of its longest input.
  public var sequenceWorkspacePerStep: Int
  /// The workspace of one step at a time, for a causal model.
  public var streamWorkspace: Int?
  /// The workspace of a whole batch, if there is one.
  public var batchWorkspace: Int?
  /// What it takes on top for each time step.
  public var batchWorkspacePerStep = 0

  /// Plans the memory of `model` as emitted with `options`.
  public init(of model: EmittableModel, with options: EmissionOptions) {
    let number = options.precision.numberSize
    var packs = PackTable()
    var kernelNames = UniqueNames()
    let sequence = MemoryPlan(
      Scheduler.schedule(
        model.sequence, with: options, as: .sequence, packs: &packs, kernelNames: &kernelNames))
    streamWorkspace = model.stream.map { stream in
      number
        * MemoryPlan(
          Scheduler.schedule(
            stream, with: options, as: .stream, packs: &packs, kernelNames: &kernelNames)
        ).fixedSize
    }
    if let batch = model.batch {
      let plan = MemoryPlan(
        Scheduler.schedule(
          batch, with: options, as: .batch(limit: options.batch), packs: &packs,
          kernelNames: &kernelNames))
      batchWorkspace = number * (options.batch * plan.fixedSize + plan.commonSize)
      batchWorkspacePerStep = number * options.batch * plan.sizePerStep
    }
    packedWeights = number * packs.size
    sequenceWorkspace = number * sequence.fixedSize
    sequenceWorkspacePerStep = number * sequence.sizePerStep
  }
}
