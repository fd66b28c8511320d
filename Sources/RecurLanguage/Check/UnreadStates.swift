extension [TypedStatement] {
  /// The statements without the state sequences of scans that are not in `reads`.
  func withoutUnreadStates(_ reads: Set<VariableID>) -> [TypedStatement] {
    map { statement in
      switch statement {
      case .binding: return statement
      case .scan(var scan):
        scan.outputs = scan.outputs.enumerated()
          .filter { index, output in index == 0 || reads.contains(output.sequence.id) }
          .map(\.element)
        return .scan(scan)
      case .generate(var generate):
        generate.body = generate.body.withoutUnreadStates(reads)
        return .generate(generate)
      case .forcing(var forcing):
        forcing.generate.body = forcing.generate.body.withoutUnreadStates(reads)
        return .forcing(forcing)
      }
    }
  }
}
