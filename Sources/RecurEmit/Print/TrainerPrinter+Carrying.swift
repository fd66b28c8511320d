import RecurGraph

/// What of a trainer goes on where the pieces of sequences before have ended, each of which is learned from by
/// itself.
extension TrainerPrinter {
  /// Whether callers say that a piece goes on.
  private var continues: Bool { pieces?.use == .each }

  /// The elements of the states of a row.
  var stateSize: Int { (pieces?.states ?? []).reduce(0) { $0 + $1.storedCount } }

  /// What functions that sum up losses are told of it.
  var carryingParameters: [String] { continues ? ["continuing: Bool = false"] : [] }

  /// How it is handed on.
  var carryingArguments: [String] { continues ? ["continuing: continuing"] : [] }

  /// Prints what it means.
  func carryingDocumentation(to printer: inout SwiftPrinter) {
    guard continues else { return }
    printer.print(
      """
      ///   - continuing: whether these are the time steps behind those of the latest call, of its first `count`
      ///     examples. States go on where they have ended; gradients do not go back into them.
      """)
  }

  /// Prints the property.
  func carryingProperties(to printer: inout SwiftPrinter) {
    guard continues else { return }
    printer.print(
      """
      /// The states of each example after the latest call, and whether it begins anew.
      private let carried: UnsafeMutablePointer<Float>
      /// How many examples it had.
      private var carriedCount: Int = 0

      """)
  }

  /// What the initialiser does.
  var carryingAllocation: String {
    continues ? "\n  carried = allocate(Self.limit * \(stateSize + 1))" : ""
  }

  /// Prints what sets whether examples begin.
  func beginOrContinue(to printer: inout SwiftPrinter) {
    guard continues else { return }
    printer.print(
      """
      guard !continuing || count <= self.carriedCount else {
        throw InputError(
          description: "\\(count) examples cannot go on from a call with \\(self.carriedCount)")
      }
      self.carriedCount = count
      fill(self.carried + Self.limit * \(stateSize), continuing ? 0 : 1, count: count)
      """)
  }

  /// What entry points take of it: each state where it is read and where it is written, and whether it begins.
  var carriedPointers: [String] {
    guard continues else { return [] }
    let places = statePlaces()
    return places.map { "\(pointers[$0.name]!): carried + \($0.place)" }
      + ["\(pointers[Graph.carriedBegins]!): carried + \(batch.limit * stateSize)"]
      + places.map { "\(InterfaceNames.result($0.name)): carried + \($0.place)" }
  }

  /// The names of states, and where each lies among those of all rows.
  func statePlaces(prefix: String = Graph.carriedPrefix) -> [(name: String, place: Int)] {
    var start = 0
    return (pieces?.states ?? []).enumerated().map { index, state in
      defer { start += batch.limit * state.storedCount }
      return ("\(prefix)\(index)", start)
    }
  }
}
