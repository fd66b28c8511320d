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

  /// The names in a term.
  static func words(_ text: String) -> Set<Substring> {
    Set(text.split { !$0.isLetter && !$0.isNumber })
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
    // What it makes of a sequence is to be one.
    func complete(_ result: String, _ used: Set<Substring>) -> String {
      names.filter { !used.contains($0[...]) }.reduce(result) { "\($0) + 0.1 * tanh(\($1))" }
    }
    guard dice.oneIn(2) else {
      let result = terms.vector(extent, depth: 2).text
      return "\(head) = \(complete(result, Self.words(result)))\n"
    }
    let bound = terms.vector(extent, depth: 2).text
    terms.vectors.append(("t", extent))
    let result = terms.vector(extent, depth: 2).text
    let used = Self.words(result)
    let all = used.contains("t") ? used.union(Self.words(bound)) : used
    return "\(head) {\n  t = \(bound)\n  \(complete(result, all))\n}\n"
  }
}
