import RecurGraph

/// What of a trainer leaves elements out at random.
extension TrainerPrinter {
  /// The elements of all masks, for examples of up to `capacity` time steps.
  private func maskSize(_ capacity: String) -> String {
    masks.map { mask in
      let steps = mask.item.steps.map {
        mask.item.chosenLength == nil ? " * \($0)" : " * \(capacity)"
      }
      return "Self.limit * \(mask.item.count)\(steps ?? "")"
    }.joined(separator: " + ")
  }

  /// Prints the properties.
  func maskProperties(to printer: inout SwiftPrinter) {
    guard !masks.isEmpty else { return }
    printer.print(
      """
      /// From this and the number of the step follows what is left to chance.
      public var seed: UInt64 = \(method.seed)
      /// What has been drawn for the step.
      private var masks: UnsafeMutablePointer<Float>

      """)
  }

  /// Whether blocks are fed their own tokens now and then.
  var samples: Bool { masks.contains { $0.kind == .forcing } }

  /// Prints how often they are.
  func forcingProperty(to printer: inout SwiftPrinter) {
    guard samples else { return }
    printer.print(
      """
      /// At which share of their steps blocks are fed what was meant, and not their own likeliest token.
      public var forcing: Float = 1

      """)
  }

  /// What the initialiser does.
  var maskAllocation: String {
    masks.isEmpty ? "" : "\n  masks = allocate(\(maskSize("self.capacity")))"
  }

  /// What is done where there are longer examples than before.
  var maskGrowth: String {
    guard masks.contains(where: { $0.item.chosenLength != nil }) else { return "" }
    return "\n  masks.deallocate()\n  masks = allocate(\(maskSize("capacity")))"
  }

  /// Prints what chooses the elements that the next step leaves out: none, where a loss is all that is wanted.
  func drawMasks(isEvaluation: Bool, to printer: inout SwiftPrinter) {
    for (index, mask) in masks.enumerated() {
      let place =
        index == 0
        ? "self.masks" : "\(masks[index - 1].item.pointer) + count &* \(size(ofMask: index - 1))"
      printer.print("let \(mask.item.pointer): UnsafeMutablePointer<Float> = \(place)")
      if isEvaluation {
        printer.print("fill(\(mask.item.pointer), 1, count: count &* \(size(ofMask: index)))")
        continue
      }
      printer.list(
        "leaveOut",
        [
          "of: \(mask.item.pointer)", "count: \(size(ofMask: index))", "rows: count",
          "share: \(share(mask.kind))", "seed: self.seed", "step: steps",
          "mask: \(index)",
        ], "")
    }
  }

  /// The share of a mask's elements that are 0.
  private func share(_ kind: EmittableTraining.Mask) -> String {
    switch kind {
    case .dropout(let share): Spelling.literal(share)
    case .forcing: "1 - self.forcing"
    }
  }

  /// The elements of a mask for each example.
  private func size(ofMask index: Int) -> String {
    let item = masks[index].item
    return "\(item.count)" + (item.steps.map { " &* \($0)" } ?? "")
  }
}
