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
      /// From this and the number of the step follows which elements are left out.
      public var seed: UInt64 = \(method.seed)
      /// What elements are multiplied with of which some are left out.
      private var masks: UnsafeMutablePointer<Float>

      """)
  }

  /// What the initialiser does.
  var maskAllocation: String {
    masks.isEmpty ? "" : "\nmasks = allocate(\(maskSize("self.capacity")))"
  }

  /// What is done where there are longer examples than before.
  var maskGrowth: String {
    guard masks.contains(where: { $0.item.chosenLength != nil }) else { return "" }
    return "\n  masks.deallocate()\n  masks = allocate(\(maskSize("capacity")))"
  }

  /// Prints what chooses the elements that the next step leaves out.
  func drawMasks(to printer: inout SwiftPrinter) {
    for (index, mask) in masks.enumerated() {
      let place =
        index == 0
        ? "self.masks" : "\(masks[index - 1].item.pointer) + count &* \(size(ofMask: index - 1))"
      printer.print("let \(mask.item.pointer): UnsafeMutablePointer<Float> = \(place)")
      printer.list(
        "leaveOut",
        [
          "of: \(mask.item.pointer)", "count: \(size(ofMask: index))", "rows: count",
          "share: \(Spelling.literal(mask.share))", "seed: self.seed", "step: steps",
          "mask: \(index)",
        ], "")
    }
  }

  /// The elements of a mask for each example.
  private func size(ofMask index: Int) -> String {
    let item = masks[index].item
    return "\(item.count)" + (item.steps.map { " &* \($0)" } ?? "")
  }
}
