/// A spec that follows from a seed: functions, cells and a model.
struct RandomSpec {
  let seed: Int
  /// Which of the specs of the seed.
  var attempt = 0

  /// The model's name.
  var name: String { "M\(seed)" }

  /// The spec.
  var text: String {
    let dice = Dice(seed: UInt64(seed) &* 1009 &+ UInt64(attempt))
    var parts: [String] = []
    var functions: [TermWriter.Function] = []
    for index in 0..<dice.below(3) {
      let function = TermWriter.Function(name: "f\(index)", parameters: 1 + dice.below(2))
      parts.append(Self.text(of: function, dice, functions))
      functions.append(function)
    }
    var cells: [RandomCell] = []
    for index in 0..<dice.below(3) {
      cells.append(CellWriter.cell("C\(index)", dice, functions: functions))
      parts.append(cells[index].text)
    }
    parts.append(ModelWriter.model(name, dice, cells: cells, functions: functions))
    return parts.joined(separator: "\n")
  }

  private static func text(
    of function: TermWriter.Function, _ dice: Dice, _ others: [TermWriter.Function]
  ) -> String {
    let terms = TermWriter(dice)
    terms.functions = others
    let names = Array(["x", "y"].prefix(function.parameters))
    let extent = Extent("N")
    terms.vectors = names.map { ($0, extent) }
    let head = "function \(function.name)(\(names.joined(separator: ", ")))"
    guard dice.oneIn(2) else { return "\(head) = \(terms.vector(extent, depth: 2).text)\n" }
    let bound = terms.vector(extent, depth: 2).text
    terms.vectors.append(("t", extent))
    return "\(head) {\n  t = \(bound)\n  \(terms.vector(extent, depth: 2).text)\n}\n"
  }
}
