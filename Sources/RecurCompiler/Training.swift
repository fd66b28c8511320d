import RecurEmit
import RecurGraph
import RecurLanguage
import RecurLowering
import RecurPasses

extension EmittableTraining {
  /// Differentiates and optimises the graph of a loss and its weight, for `rows` examples side by side.
  ///
  /// - Parameters:
  ///   - graph: has two outputs, numbers without a time axis: the loss, and how much it counts.
  ///   - dropouts: what training leaves to chance, and the graph that does; it has an input more for each.
  ///   - pieces: the time steps of the pieces that sequences are cut into, if examples are not learned from as
  ///     a whole, and what is learned from each.
  ///   - method: what makes steps of the gradient.
  /// - Throws: what has no derivative.
  /// - Requires: with pieces, that `carryingStates` of the graph throws nothing.
  public init(
    of graph: Graph, leavingOut dropouts: (kinds: [Dropout.Kind], graph: Graph)? = nil, rows: Int,
    pieces: (steps: Int, use: PieceUse)? = nil, _ method: EmittableMethod = EmittableMethod()
  ) throws(NotDifferentiable) {
    func inPieces(_ graph: Graph) -> Graph {
      guard let pieces else { return graph }
      do { return try graph.carryingStates(for: pieces.use) } catch {
        preconditionFailure("what cannot be cut has been refused: \(error.reason)")
      }
    }
    let given = inPieces(dropouts?.graph ?? graph)
    // What runs up to a piece leaves out what its gradient leaves out.
    let loss = pieces?.use == .all ? given : inPieces(graph)
    let gradient = try given.gradient
    let plan = Pass.batchPlan(rows: rows)
    self.init(
      gradient: gradient.rewritten(by: plan), loss: loss.rewritten(by: plan), limit: rows,
      masks: (dropouts?.kinds ?? []).map { kind in
        switch kind {
        case .elements(let share): .dropout(share)
        case .truth: .forcing
        }
      },
      pieces: pieces.map { pieces in
        let states = loss.body.results.dropFirst(graph.outputs.count).map { loss[$0] }
        return Pieces(steps: pieces.steps, use: pieces.use, states: states)
      },
      method: method)
  }
}

extension Graph {
  /// The graph of a loss, its first answer, with the gradient by each weight.
  var gradient: Graph {
    get throws(NotDifferentiable) {
      let graph = rewritten(by: Pass.gradientPlan(of: self))
      let loss = graph.body.results[0]
      return try graph.sumsPieces
        ? graph.differentiatedInPieces(loss) : graph.differentiated(loss)
    }
  }

  /// What passes make of it that ask nothing of a graph.
  fileprivate func rewritten(by plan: [Pass]) -> Graph {
    do {
      return try Pass.run(plan, on: self)
    } catch {
      preconditionFailure("a pass that asks nothing of a graph: \(error.reason)")
    }
  }
}

extension TrainingSettings {
  /// The pieces that sequences are cut into, if examples are not learned from as a whole.
  var pieces: (steps: Int, use: PieceUse)? {
    truncate.map { ($0, .each) } ?? recompute.map { ($0, .all) }
  }
}

extension EmittableMethod {
  /// What `settings` say.
  init(_ settings: TrainingSettings) {
    let choice = settings.optimizer
    self.init(
      optimizer: choice.method.name,
      numbers: choice.method.parameters.reduce(into: [:]) { $0[$1.name] = choice[$1.name] },
      clips: settings.clips.map { (EmittableMethod.Clip(rawValue: $0.kind.rawValue)!, $0.limit) },
      seed: settings.seed)
  }
}
