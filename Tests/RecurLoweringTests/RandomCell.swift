import RecurGraph

/// A cell of three units with random equations.
struct RandomCell {
  static let units = 3

  private(set) var states: [String] = []
  private var weights: [(name: String, columns: String)] = []
  private var biases: [String] = []
  /// Bindings and next states, in order.
  private var equations: [(name: String, term: RandomTerm)] = []
  private var output: RandomTerm?

  /// Draws a cell.
  init(_ random: inout LinearCongruential) {
    let names = ["s0", "s1", "s2"].prefix(1 + random.below(3))
    states = Array(names)
    var vectors = states
    var scalars: [String] = []
    for index in 0..<random.below(4) {
      let isScalar = random.below(4) == 0
      let term = isScalar ? scalar(&random, vectors) : vector(&random, vectors, scalars, depth: 3)
      equations.append(("v\(index)", term))
      if isScalar { scalars.append("v\(index)") } else { vectors.append("v\(index)") }
    }
    for state in states {
      let term = vector(&random, vectors, scalars, depth: 3)
      equations.append((state + "'", .call("tanh", [term])))
      vectors.append(state + "'")
    }
    if random.below(2) == 0 { output = vector(&random, vectors, scalars, depth: 2) }
  }

  /// The definition in the language.
  var text: String {
    var lines = ["cell Random(H)(x: [X]) {", "  state \(states.joined(separator: ", ")): [H]"]
    lines += weights.map { "  weight \($0.name): [H, \($0.columns)]" }
    lines += biases.map { "  bias \($0): [H]" }
    lines += equations.map { "  \($0.name) = \($0.term.text())" }
    if let output { lines.append("  output \(output.text())") }
    return lines.joined(separator: "\n") + "\n}\n"
  }

  /// The outputs and the states after each of the steps `xs`, from zero states.
  func run(
    _ path: String, _ xs: [[Double]], _ formulas: Formulas
  ) -> (outputs: [[Double]], states: [String: [[Double]]]) {
    let zeros = [Double](repeating: 0, count: Self.units)
    var now = Dictionary(uniqueKeysWithValues: states.map { ($0, zeros) })
    var made: (outputs: [[Double]], states: [String: [[Double]]]) = ([], [:])
    for x in xs {
      var environment = RandomTerm.Environment(
        formulas: formulas, path: path + ".", x: x, values: now)
      for bias in biases { environment.values[bias] = formulas.vector("\(path).\(bias)") }
      for (name, term) in equations { environment.values[name] = term.value(environment) }
      for state in states {
        now[state] = environment.values[state + "'"]
        made.states[state, default: []].append(now[state]!)
      }
      made.outputs.append(output?.value(environment) ?? now[states[0]]!)
    }
    return made
  }

  private mutating func scalar(
    _ random: inout LinearCongruential, _ vectors: [String]
  ) -> RandomTerm {
    let operand = RandomTerm.name(vectors[random.below(vectors.count)])
    return .call(random.below(2) == 0 ? "sum" : "maximum", [operand])
  }

  private mutating func vector(
    _ random: inout LinearCongruential, _ vectors: [String], _ scalars: [String], depth: Int
  ) -> RandomTerm {
    if depth == 0 || random.below(6) == 0 { return leaf(&random, vectors) }
    func part(_ cell: inout RandomCell) -> RandomTerm {
      cell.vector(&random, vectors, scalars, depth: depth - 1)
    }
    switch random.below(10) {
    case 0: return .negated(part(&self))
    case 1: return .call("softmax", [part(&self)])
    case 2: return .call(random.below(2) == 0 ? "min" : "max", [part(&self), part(&self)])
    case 3:
      // A divisor that is never near zero.
      let divisor = RandomTerm.binary("+", .number(1), .call("abs", [part(&self)]))
      return .binary("/", part(&self), divisor)
    case 4:
      let number = RandomTerm.number((random.next() * 8).rounded() / 4)
      let scalar = scalars.isEmpty ? number : .name(scalars[random.below(scalars.count)])
      // A negative number is an operand only in parentheses or first.
      if case .number(let number) = scalar, number < 0 {
        return .binary("*", part(&self), .negated(.number(-number)))
      }
      return .binary("*", scalar, part(&self))
    case 5:
      let name = "U\(weights.count)"
      weights.append((name, "H"))
      return .product(name, part(&self))
    case 6, 7:
      let names = RandomTerm.functions.keys.sorted()
      return .call(names[random.below(names.count)], [part(&self)])
    default:
      let symbols: [Character] = ["+", "-", "*"]
      return .binary(symbols[random.below(3)], part(&self), part(&self))
    }
  }

  private mutating func leaf(
    _ random: inout LinearCongruential, _ vectors: [String]
  ) -> RandomTerm {
    switch random.below(4) {
    case 0:
      biases.append("b\(biases.count)")
      return .name(biases[biases.count - 1])
    case 1:
      weights.append(("W\(weights.count)", "X"))
      return .inputProduct(weights[weights.count - 1].name)
    default:
      return .name(vectors[random.below(vectors.count)])
    }
  }
}

extension LinearCongruential {
  /// An integer in 0 ..< count.
  mutating func below(_ count: Int) -> Int { Int((next() + 1) / 2 * Double(count)) }
}
