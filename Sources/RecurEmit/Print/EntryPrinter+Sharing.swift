/// Threads that run an entry point together.
extension EntryPrinter {
  /// Whether what is printed is run by threads together.
  private var isShared: Bool { loops.isShared && !isSetup }

  /// Prints what one of the threads does, the others going on.
  mutating func byOneThread(_ body: (inout EntryPrinter) -> Void) {
    guard isShared else { return body(&self) }
    printer.print("if team.isFirst {")
    printer.indent()
    body(&self)
    printer.outdent()
    printer.print("}")
  }

  /// Prints that all threads wait for each other, so that they see what was written before.
  mutating func meet() {
    if isShared { printer.print("team.meet()") }
  }

  /// The rows of a batch, or a thread's share of them, as a range.
  mutating func batchRows() -> String {
    guard isShared else { return "0..<count" }
    let own = temporary()
    printer.print("let \(own): (start: Int, end: Int) = team.share(of: count)")
    return "\(own).start..<\(own).end"
  }
}

extension [Statement] {
  /// The statements in order, those next to each other that one thread does together.
  func togetherOrNot() -> [[Statement]] {
    var groups: [[Statement]] = []
    for statement in self {
      if !statement.isForAll, let last = groups.last, !last[0].isForAll {
        groups[groups.count - 1].append(statement)
      } else {
        groups.append([statement])
      }
    }
    return groups
  }
}

extension Statement {
  /// Whether all threads go through it.
  fileprivate var isForAll: Bool {
    switch self {
    case .kernel, .loop, .generate, .interleave: true
    case .fill, .copy, .copySequence, .gather, .onehot, .quantise, .reduce, .gradient: false
    }
  }
}
