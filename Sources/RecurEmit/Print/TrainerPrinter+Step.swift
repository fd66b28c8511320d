import RecurGraph
import RecurTemplates

/// The function of a trainer that changes weights.
extension TrainerPrinter {
  /// Prints it.
  func step(to printer: inout SwiftPrinter) {
    printer.print(
      """
      /// Changes the weights by one step of `\(method.optimizer)` along the gradient of the mean loss of `count`
      /// examples; allocates nothing unless `capacity` must grow.
      """)
    printer.print("///\n/// - Returns: the mean loss before the step.")
    printer.print(
      "/// - Throws: what is wrong with the examples, or that a loss or gradient is no finite number; then no"
        + "\n///   weight has changed.")
    printer.list("public mutating func step", parameters, " throws(InputError) -> Float {")
    printer.indented { printer in
      flushSubnormals(to: &printer)
      printer.list(
        "let total = try differentiate",
        ["count: count"]
          + (interface.inputs.map(\.name) + interface.rowLengths).map { "\($0): \($0)" }
          + carryingArguments, "")
      printer.print(
        """
        self.lossWeight = total.weight
        guard total.weight != 0 else { return 0 }
        let gradients: UnsafeMutablePointer<Float> = sums + \(start)
        scaleElements(gradients, count: Self.size, by: 1 / total.weight)
        self.gradientNorm = squaresOfElements(gradients, count: Self.size).squareRoot()
        guard total.loss.isFinite, self.gradientNorm.isFinite else {
          let loss: Float = total.loss / total.weight
          throw InputError(
            description: "step \\(steps + 1) has the loss \\(loss) and a gradient of the norm \\(self.gradientNorm)")
        }
        """)
      for clip in method.clips { self.clip(clip.kind, Spelling.literal(clip.limit), to: &printer) }
      printer.print("steps += 1")
      printer.list(
        optimizer.name,
        [
          "parameters", "gradients", "parameters + Self.size", "count: Self.size",
          "step: steps", "rate: self.rate",
        ]
          + optimizer.parameters.map {
            "\($0): \(Spelling.literal(method.numbers[$0] ?? 0))"
          }, "")
      printer.print("return total.loss / total.weight")
    }
    printer.print("}")
  }

  /// Prints that the least floats count as 0 up to the end of a function: they would take many times as long.
  func flushSubnormals(to printer: inout SwiftPrinter) {
    printer.print(
      """
      let floatingPointMode: UInt64 = recur_flush_subnormals()
      defer { recur_restore_subnormals(floatingPointMode) }
      """)
  }

  /// Prints that gradients are brought within a limit.
  private func clip(
    _ kind: EmittableMethod.Clip, _ limit: String, to printer: inout SwiftPrinter
  ) {
    switch kind {
    case .value:
      printer.print("clampElements(gradients, count: Self.size, limit: \(limit))")
    case .norm:
      clipNorm("gradients", "Self.size", limit, to: &printer)
    case .each:
      printer.block("for tensor in Self.tensors where tensor.place < Self.size {") { printer in
        printer.print("let count: Int = tensor.shape.reduce(1, *)")
        clipNorm("gradients + tensor.place", "count", limit, to: &printer)
      }
    }
  }

  private func clipNorm(
    _ values: String, _ count: String, _ limit: String, to printer: inout SwiftPrinter
  ) {
    printer.print(
      """
      do {
        let norm: Double = squaresOfElements(\(values), count: \(count)).squareRoot()
        let factor: Double = \(limit) / (norm + 1e-6)
        if factor < 1 { scaleElements(\(values), count: \(count), by: Float(factor)) }
      }
      """)
  }
}
