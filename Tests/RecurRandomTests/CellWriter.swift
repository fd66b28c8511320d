/// Writes a cell with random states, weights and equations.
final class CellWriter {
  private let dice: Dice
  private let terms: TermWriter
  private typealias Matrix = (name: String, rows: Extent, columns: Extent)

  /// The states that are matrices, before the step and after it.
  private var matrices: [Matrix] = []
  private var declarations: [String] = []
  private var equations: [String] = []
  private var weights = 0
  private var bindings = 0

  /// Writes a cell that may call `functions`.
  static func cell(_ name: String, _ dice: Dice, functions: [TermWriter.Function]) -> RandomCell {
    CellWriter(dice, functions).cell(name)
  }

  private init(_ dice: Dice, _ functions: [TermWriter.Function]) {
    self.dice = dice
    terms = TermWriter(dice)
    terms.functions = functions
    terms.product = { [unowned self] in self.product($0, depth: $1) }
  }

  private func cell(_ name: String) -> RandomCell {
    let sizes = dice.pick([["H"], ["H"], ["H", "P"], []])
    var cell = RandomCell(name: name, sizes: sizes, inputs: [], states: [])
    let own = Extent(sizes.first ?? "X")
    cell.inputs.append(dice.oneIn(4) ? own : Extent("X"))
    if dice.oneIn(4) { cell.inputs.append(dice.oneIn(2) ? nil : Extent("Y")) }
    let parameters = zip(["x", "y"], cell.inputs).map { name, extent in
      declare(name, extent)
      return "\(name): [\(extent?.text ?? "")]"
    }
    terms.counts = sizes
    var extents: [Extent?] = [own, own, own, own + own, Extent(dice.width())]
    extents += sizes.map { Extent($0) }
    for index in 0..<(1 + dice.below(3)) {
      // A cell without sizes shows the checker that its states are vectors, too.
      let extent = dice.oneIn(8) && index > 0 ? nil : dice.pick(extents)
      cell.states.append(("s\(index)", extent))
    }
    for (name, extent) in cell.states {
      declarations.append("state \(name): [\(extent?.text ?? "")]" + initial(extent))
    }
    for (name, extent) in cell.states { declare(name, extent) }
    if dice.oneIn(4) {
      let (rows, columns) = (dice.pick(terms.vectors).extent, dice.pick(terms.vectors).extent)
      declarations.append("state m: [\(rows.text), \(columns.text)]")
      matrices.append(("m", rows, columns))
    }
    var pending = cell.states[...]
    while let (name, extent) = pending.first {
      if dice.below(3) > 0, bindings < 3 {
        bind(dice.oneIn(5) ? nil : dice.pick(terms.vectors).extent)
        continue
      }
      pending.removeFirst()
      equations.append("\(name)' = \(next(name, extent))")
      declare(name + "'", extent)
    }
    for (name, rows, columns) in matrices {
      equations.append("\(name)' = \(next(name, rows, columns))")
      matrices.append((name + "'", rows, columns))
    }
    cell.output = cell.states[0].extent
    if let matrix = matrices.last, dice.below(3) > 0 {
      cell.output = matrix.rows
      equations.append("output \(read(matrix, depth: 2).text)")
    } else if dice.oneIn(2) {
      let extent = dice.pick(terms.vectors).extent
      cell.output = extent
      equations.append("output \(terms.vector(extent, depth: 2).text)")
    }
    if declarations.contains(where: { $0.hasSuffix(" if given") }) {
      cell.settings.append(("given", ["false", "true"]))
    }
    if equations.contains(where: { $0.contains("bounded(") }) {
      cell.settings.append(("bounded", ["sigmoid", "tanh", "hardSigmoid"]))
    }
    let parts = sizes + cell.settings.map { "\($0.name): \($0.choices[1])" }
    let head = parts.isEmpty ? "" : "(\(parts.joined(separator: ", ")))"
    let lines = (declarations + equations).map { "  \($0)\n" }.joined()
    cell.text = "cell \(name)\(head)(\(parameters.joined(separator: ", "))) {\n\(lines)}\n"
    return cell
  }

  private func declare(_ name: String, _ extent: Extent?) {
    if let extent { terms.vectors.append((name, extent)) } else { terms.scalars.append(name) }
  }

  private func initial(_ extent: Extent?) -> String {
    switch dice.below(6) {
    case 0: return " = 0.5"
    case 1:
      let name = weight([extent].compactMap(\.self))
      var terms = ["tanh(\(name))", name, "0.5 * \(name) - 0.1"]
      if let extent { terms += ["softmax(\(name))", "\(weight([extent, extent])) @ \(name)"] }
      return " = \(dice.pick(terms))"
    default: return ""
    }
  }

  private func bind(_ extent: Extent?) {
    let term = extent.map { terms.vector($0, depth: 2 + dice.below(2)) } ?? terms.scalar(depth: 2)
    let name = "b\(bindings)"
    bindings += 1
    equations.append("\(name) = \(term.text)")
    declare(name, extent)
  }

  /// The next value of a state, which stays small over any number of steps.
  private func next(_ name: String, _ extent: Extent?) -> String {
    func term() -> String {
      (extent.map { terms.vector($0, depth: 2 + dice.below(2)) } ?? terms.scalar(depth: 2)).text
    }
    switch dice.below(8) {
    case 0:
      let gate = "sigmoid(\(term()))"
      return "\(gate) * \(name) + (1 - \(gate)) * tanh(\(term()))"
    case 1: return "0.9 * \(name) + 0.1 * tanh(\(term()))"
    case 2: return "max(\(name), tanh(\(term())))"
    case 3: return "\(name) + 0.1 * sigmoid(\(term()))"
    case 4: return "hardSigmoid(\(term()))"
    case 5: return "bounded(\(term()))"
    default: return "tanh(\(term()))"
    }
  }

  /// The next value of a state that is a matrix: it fades, and takes in the products of two vectors' elements.
  private func next(_ name: String, _ rows: Extent, _ columns: Extent) -> String {
    func vector(_ extent: Extent) -> String { "tanh(\(terms.vector(extent, depth: 1).text))" }
    let added =
      dice.oneIn(2)
      ? "outer(\(vector(rows)), \(vector(columns)))"
      : "column(\(vector(rows))) * row(\(vector(columns)))"
    switch dice.below(4) {
    case 0: return "0.8 * \(name) + \(added)"
    case 1: return "0.9 * sigmoid(\(terms.scalar(depth: 2).text)) * \(name) + \(added)"
    case 2: return "0.5 * column(\(vector(rows))) * \(name) - \(added)"
    default: return "\(name) * (0.8 * row(\(vector(columns)))) + 0.5 * \(added)"
    }
  }

  /// A product of a new matrix and a vector, or a new bias.
  private func product(_ extent: Extent, depth: Int) -> TermWriter.Term {
    if let matrix = matrices.last(where: { $0.rows == extent }), dice.oneIn(2) {
      return read(matrix, depth: max(0, depth - 2))
    }
    if dice.oneIn(5) { return TermWriter.Term(weight([extent], "bias")) }
    let (name, columns) = dice.pick(terms.vectors)
    let vector =
      depth > 1 && dice.oneIn(3)
      ? terms.vector(columns, depth: depth - 2) : TermWriter.Term(name)
    return TermWriter.Term("\(matrix(extent, columns)) @ \(vector.at(3))", 2)
  }

  /// A new matrix, or one that is made of new ones.
  private func matrix(_ rows: Extent, _ columns: Extent) -> String {
    func new() -> String { weight([rows, columns]) }
    switch dice.below(12) {
    case 0: return "(0.5 * \(new()))"
    case 1: return "(\(new()) * tanh(\(new())))"
    case 2, 3:
      guard let (upper, lower) = terms.parts(of: rows) else { return new() }
      return "concat(\(matrix(upper, columns)), \(matrix(lower, columns)))"
    default: return new()
    }
  }

  /// A product of a matrix and a vector.
  private func read(_ matrix: Matrix, depth: Int) -> TermWriter.Term {
    TermWriter.Term("\(matrix.name) @ \(terms.vector(matrix.columns, depth: depth).at(3))", 2)
  }

  /// The name of a new parameter.
  private func weight(_ shape: [Extent], _ role: String = "weight") -> String {
    let name = (role == "bias" ? "a" : "W") + "\(weights)"
    weights += 1
    // A matrix whose rows are all equal makes vectors whose norms are nothing but rounding errors.
    let number = shape.count > 1 ? "0" : dice.pick(["0", "0.25"])
    let ending =
      dice.below(8) > 0 ? "" : role == "bias" ? " if given" : " = \(number) if given"
    declarations.append(
      "\(role) \(name): [\(shape.map(\.text).joined(separator: ", "))]\(ending)")
    return name
  }
}
