import RecurEmit
import RecurGraph
import RecurLanguage
import RecurLowering
import RecurPasses
import RecurWeights

/// A spec that has gone through every stage but emission.
public struct CompiledSpec: Sendable {
  /// The spec's file name, without its folder.
  public let fileName: String
  /// Its models, in the spec's order.
  public let models: [CompiledModel]
  /// The names of the models' sizes, which can be given from outside.
  public let sizes: Set<String>
  /// What the compiler warns of, for a person; empty if there is nothing. The argument is whether to
  /// use colours.
  public let warnings: @Sendable (Bool) -> String
}

/// A model that has gone through every stage but emission.
public struct CompiledModel: Sendable {
  /// The spec's name.
  public let name: String
  /// The spec's doc comment.
  public let documentation: String
  /// The uses of cells, with their settings.
  public let cells: [TypedCell]
  /// The graph as the spec says it: what the reference interpreter evaluates.
  public let lowered: Graph
  /// The fused graph that answers for whole inputs.
  public let sequence: Graph
  /// The fused graph of one step, for a causal model.
  public let stream: Graph?
  /// What stops the model from running step by step, if anything does.
  public let notCausal: NotCausal?
  /// The fused graph that answers for batches, if it was asked for.
  public let batch: Graph?
  /// What the model takes, gives and holds.
  public let signature: ModelSignature
  /// What it is trained for, if the spec says so.
  public let training: CompiledTraining?

  /// The model as the emitter takes it, without what it is trained by.
  public var emittable: EmittableModel {
    EmittableModel(
      sequence: sequence, stream: stream, notCausal: notCausal?.reason,
      lookAhead: lowered.lookAhead, batch: batch,
      documentation: documentation, signature: signature.json.pretty)
  }

  /// What learns alone, without anything that answers, as the emitter takes it.
  public func trainer(_ training: EmittableTraining) -> EmittableModel {
    var model = emittable
    model.training = training
    model.isTrainerAlone = true
    return model
  }

  /// The model as the emitter takes it for `options`.
  public func emittable(for options: EmissionOptions) -> EmittableModel {
    var model = emittable
    if options.isTraining { model.training = training?.emittable }
    return model
  }
}

/// What a model is trained for.
public struct CompiledTraining: Sendable {
  /// The graph of the sums of losses and weights, as `lowerTraining` makes it.
  public let lowered: Graph
  /// The path of the cell whose state it is, by the value of the state in front of a step of a scan.
  public let stateCells: [Value: String]
  /// What is left to chance in training, and the graph that does, with an input for each behind the targets, if
  /// anything is.
  public let dropouts: (kinds: [Dropout.Kind], graph: Graph)?
  /// What it takes beside the model's inputs, in the spec's order.
  public let targets: [ModelSignature.Value]
  /// How the model is trained.
  public var settings: TrainingSettings
  /// The training as the emitter takes it.
  public let emittable: EmittableTraining

  /// Makes it of `model`; nil if the spec does not say what it is trained for.
  init?(of model: TypedModel) {
    guard let training = model.training, let lowered = lowerTraining(model) else { return nil }
    self.lowered = lowered.graph
    stateCells = lowered.stateCells
    let found = model.dropouts
    dropouts =
      found.isEmpty
      ? nil : (found.map(\.kind), (lowerTraining(model, leavingOut: found) ?? lowered).graph)
    do {
      emittable = try EmittableTraining(
        of: lowered.graph, leavingOut: dropouts, rows: training.settings.batch,
        pieces: training.settings.pieces, EmittableMethod(training.settings))
    } catch {
      preconditionFailure("the spec has been accepted: \(error.reason)")
    }
    targets = signature(of: lowered.graph, "").inputs.suffix(training.targets.count)
    settings = training.settings
  }
}

/// Emits the Swift source of one module that holds the models of `specs`.
public func emitModule(_ specs: [CompiledSpec], with options: EmissionOptions) -> [EmittedFile] {
  emit(
    specs.map { spec in
      EmittableSpec(
        fileName: spec.fileName, models: spec.models.map { $0.emittable(for: options) })
    },
    with: options, version: RecurRelease.version)
}
