import RecurGraph

/// What of a trainer goes on where the pieces of sequences before have ended.
extension TrainerPrinter {
  /// The elements of what is carried of a row, and of whether it begins.
  private var carriedSize: Int { carried.reduce(1) { $0 + $1.storedCount } }

  /// What functions that sum up losses are told of it.
  var carryingParameters: [String] { carried.isEmpty ? [] : ["continuing: Bool = false"] }

  /// How it is handed on.
  var carryingArguments: [String] { carried.isEmpty ? [] : ["continuing: continuing"] }

  /// Prints what it means.
  func carryingDocumentation(to printer: inout SwiftPrinter) {
    guard !carried.isEmpty else { return }
    printer.print(
      """
      ///   - continuing: whether these are the time steps behind those of the latest call, of its first `count`
      ///     examples. States go on where they have ended; gradients do not go back into them.
      """)
  }

  /// Prints the property.
  func carryingProperties(to printer: inout SwiftPrinter) {
    guard !carried.isEmpty else { return }
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
    carried.isEmpty ? "" : "\ncarried = allocate(Self.limit * \(carriedSize))"
  }

  /// Prints what sets whether examples begin.
  func beginOrContinue(to printer: inout SwiftPrinter) {
    guard !carried.isEmpty else { return }
    printer.print(
      """
      guard !continuing || count <= self.carriedCount else {
        throw InputError(
          description: "\\(count) examples cannot go on from a call with \\(self.carriedCount)")
      }
      self.carriedCount = count
      fill(self.carried + Self.limit * \(carriedSize - 1), continuing ? 0 : 1, count: count)
      """)
  }

  /// What entry points take of it: each state where it is read and where it is written, and whether it begins.
  func carriedPointers(_ limit: String) -> [String] {
    guard !carried.isEmpty else { return [] }
    var start = 0
    var read: [String] = []
    var written: [String] = []
    for (index, state) in carried.enumerated() {
      let place = "carried + \(limit) &* \(start)"
      let name = "\(Graph.carriedPrefix)\(index)"
      read.append("\(UniqueNames.identifier(name)): \(place)")
      written.append("\(InterfaceNames.result(name)): \(place)")
      start += state.storedCount
    }
    let begins = UniqueNames.identifier("\(Graph.carriedPrefix)begins")
    return read + ["\(begins): carried + \(limit) &* \(start)"] + written
  }
}
