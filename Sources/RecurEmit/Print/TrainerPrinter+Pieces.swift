import RecurGraph

/// What of a trainer sums up the pieces of sequences to the whole, from the states that it has kept between them.
extension TrainerPrinter {
  /// Whether it does.
  var sumsPieces: Bool { pieces?.use == .all }

  /// The time steps of a piece.
  private var pieceSteps: Int { pieces?.steps ?? 0 }

  /// For how many time steps a workspace has memory where examples may have `capacity`.
  func workspaceCapacity(_ capacity: String) -> String {
    sumsPieces ? "min(\((pieceSteps + 15) / 16 * 16), \(capacity))" : capacity
  }

  /// Prints the properties.
  func pieceProperties(to printer: inout SwiftPrinter) {
    guard sumsPieces else { return }
    printer.print(
      """
      /// The gradients by the states of each example behind a piece of \(pieceSteps) time steps, whether it begins
      /// and ends there, and its states in front of each piece.
      private var carried: UnsafeMutablePointer<Float>
      /// The time steps of each example in a piece.
      private let lengthsOfPiece: UnsafeMutablePointer<Int32>

      """)
  }

  /// The elements of what is kept for examples of up to `capacity` time steps.
  private func carriedSize(_ capacity: String) -> String {
    "Self.limit * (\(stateSize + 2) + (\(capacity) / \(pieceSteps) + 2) * \(stateSize))"
  }

  /// What the initialiser does.
  var pieceAllocation: String {
    guard sumsPieces else { return "" }
    let size = carriedSize("self.capacity")
    return "\n  carried = allocate(\(size))\n  lengthsOfPiece = .allocate(capacity: Self.limit)"
  }

  /// The elements of the workspace of `workers` threads.
  func workspaceSize(_ workers: String, _ capacity: String) -> String {
    printer.workspaceSize(batch, workers, workspaceCapacity(capacity))
  }

  /// Prints the functions that go from piece to piece.
  func summingPieces(to printer: inout SwiftPrinter) {
    let limit = batch.limit
    let (lengths, steps) = (interface.rowLengths[0], interface.chosenLengths[0])
    printer.print(
      """

      private mutating func grow(to steps: Int) {
        workspace.deallocate()
        carried.deallocate()
        capacity = (max(steps, 2 * capacity) + 15) / 16 * 16
        workspace = allocate(\(workspaceSize("(workers?.count ?? 1)", "capacity")))
        carried = allocate(\(carriedSize("capacity")))\(maskGrowth)
      }

      /// Sums up all pieces: runs from the first to the last, keeping the states between them, and for a gradient
      /// once more from the last to the first.
      private func sumPieces(_ given: TrainingCall) {
        let count: Int = (given.\(steps) &+ \(pieceSteps - 1)) / \(pieceSteps)
        let summed: Int = given.isEvaluation ? \(start) : \(sumSize)
        let totals: UnsafeMutablePointer<Float> = sums + (workers?.count ?? 1) &* \(sumSize)
        fill(totals, 0, count: \(sumSize))
        var call: TrainingCall = given
        call.isEvaluation = true
        for piece in 0..<(given.isEvaluation ? count : count &- 1) {
          sumPiece(piece, &call)
          if given.isEvaluation { accumulate(sums, to: totals, count: summed) }
        }
        if !given.isEvaluation {
          call.isEvaluation = false
          fill(carried, 0, count: \(limit * stateSize))
          for piece in (0..<count).reversed() {
            sumPiece(piece, &call)
            accumulate(sums, to: totals, count: summed)
          }
        }
        copy(totals, to: sums, count: summed)
      }

      /// Sums up a piece.
      private func sumPiece(_ piece: Int, _ call: inout TrainingCall) {
        let marks: UnsafeMutablePointer<Float> = carried + \(limit * stateSize)
        for row in 0..<call.count {
          let left: Int = Int(call.\(lengths)[row]) &- piece &* \(pieceSteps)
          lengthsOfPiece[row] = Int32(min(max(left, 0), \(pieceSteps)))
          marks[row] = piece == 0 ? 1 : 0
          marks[\(limit) &+ row] = left <= \(pieceSteps) ? 1 : 0
        }
        call.piece = piece
      """)
    printer.indented { printer in
      self.printer.runByWorkers("TrainingCall", to: &printer)
      addWorkers(
        "call.count", summing: "call.isEvaluation ? \(start) : \(sumSize)", to: &printer)
    }
    printer.print("}")
  }

  /// Prints which of a worker's examples have time steps in a piece, and that nothing is done if none has.
  func ownPiece(to printer: inout SwiftPrinter) {
    printer.print(
      """
      let start: Int = piece &* \(pieceSteps)
      var own: Int = 0
      for row in stride(from: worker, to: count, by: workers) where lengthsOfPiece[row] > 0 { own &+= 1 }
      if own == 0 {
        fill(sums + worker &* \(sumSize), 0, count: isEvaluation ? \(self.start) : \(sumSize))
        return
      }
      """)
  }

  /// What entry points are told of the lengths of a piece.
  var pieceArguments: [String] {
    let steps = interface.chosenLengths[0]
    return [
      "\(steps): min(\(pieceSteps), \(steps) &- start)",
      "\(interface.rooms[0]): \(steps)", "\(interface.rowLengths[0]): lengthsOfPiece",
    ]
  }

  /// What entry points take of a piece beyond what they take of whole examples: states, where they are read and
  /// where they are written.
  func piecePointers(isEvaluation: Bool) -> [String] {
    guard sumsPieces else { return [] }
    let next = batch.limit * stateSize
    let front = next + 2 * batch.limit
    func given(_ name: String, _ place: Int, _ more: String = "") -> String {
      "\(pointers[name]!): carried + \(place)\(more)"
    }
    func taken(_ name: String, _ place: Int, _ more: String = "") -> String {
      "\(InterfaceNames.result(name)): carried + \(place)\(more)"
    }
    let states = statePlaces()
    let read =
      states.map { given($0.name, front + $0.place, " + piece &* \(next)") }
      + [given(Graph.carriedBegins, next), given(Graph.carriedEnds, next + batch.limit)]
    if isEvaluation {
      return read + states.map { taken($0.name, front + next + $0.place, " + piece &* \(next)") }
    }
    let gradients = statePlaces(prefix: Graph.carriedGradientPrefix)
    return read + gradients.map { given($0.name, $0.place) }
      + gradients.map { taken($0.name, $0.place) }
  }
}
