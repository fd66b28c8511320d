/// Writes random terms over names, which stay small where the names' values are.
///
/// Divisors, logarithms and roots keep away from 0, and exponents from large numbers. So equal terms in
/// single and double precision differ by little more than their roundings.
final class TermWriter {
  /// A term's text and how tightly it binds: 1 sums, 2 products, 3 operands.
  struct Term {
    let text: String
    let level: Int

    init(_ text: String, _ level: Int = 3) {
      self.text = text
      self.level = level
    }

    /// The text where something binds as tightly as `level`.
    func at(_ level: Int) -> String { self.level < level ? "(\(text))" : text }
  }

  /// A function of vectors of one extent, whose result has it, too.
  struct Function {
    let name: String
    let parameters: Int
  }

  let dice: Dice
  /// What vectors there are.
  var vectors: [(name: String, extent: Extent)] = []
  /// What single numbers there are.
  var scalars: [String] = []
  /// Whole numbers that are above 0, such as sizes.
  var counts: [String] = []
  var functions: [Function] = []
  /// Makes a vector of an extent of others: a product with a weight, or a layer.
  var product: ((_ extent: Extent, _ depth: Int) -> Term)?

  init(_ dice: Dice) { self.dice = dice }

  /// A vector of an extent that `product` makes, if no name has it.
  func vector(_ extent: Extent, depth: Int) -> Term {
    if depth == 0 || dice.oneIn(7) { return leaf(extent, depth: depth) }
    func part() -> Term { vector(extent, depth: depth - 1) }
    switch dice.below(15) {
    case 12:
      let other = dice.oneIn(3) ? scalar(depth: depth - 1) : part()
      return compared(part(), other)
    case 0: return Term("-\(part().at(3))", 2)
    case 1: return norm(extent, depth: depth - 1)
    case 2:
      let name = dice.oneIn(2) ? "min" : "max"
      let other = dice.oneIn(2) ? part() : scalar(depth: depth - 1)
      let operands = [part(), other].map(\.text)
      return call(name, dice.oneIn(2) ? operands : operands.reversed())
    case 3: return Term("\(part().at(2)) / (1 + abs(\(part().text)))", 2)
    case 4:
      let symbol = dice.pick(["+", "-", "*"])
      let level = symbol == "*" ? 2 : 1
      let (a, b) = (scalar(depth: depth - 1), part())
      return dice.oneIn(2)
        ? Term("\(a.at(level)) \(symbol) \(b.at(level + 1))", level)
        : Term("\(b.at(level)) \(symbol) \(a.at(level + 1))", level)
    case 5: return joined(extent, depth: depth - 1) ?? leaf(extent, depth: depth)
    case 6:
      let gate = call("sigmoid", [part().text])
      return Term("\(gate.text) * \(part().at(3)) + (1 - \(gate.text)) * \(part().at(3))", 1)
    case 7 where !functions.isEmpty:
      let function = dice.pick(functions)
      return call(function.name, (0..<function.parameters).map { _ in part().text })
    case 7 where !counts.isEmpty: return Term("\(part().at(2)) / \(dice.pick(counts))", 2)
    case 8, 9, 10: return unary(part())
    case 11: return leaf(extent, depth: depth)
    default:
      let symbol = dice.pick(["+", "-", "*"])
      let level = symbol == "*" ? 2 : 1
      return Term("\(part().at(level)) \(symbol) \(part().at(level + 1))", level)
    }
  }

  /// A single number.
  func scalar(depth: Int) -> Term {
    let number = Term(dice.pick(["0.5", "0.1", "2", "1", "0.25", "1.5", "1e-3", "0.3333"]))
    if depth <= 0 || dice.oneIn(2) {
      return scalars.isEmpty || dice.oneIn(2) ? number : Term(dice.pick(scalars))
    }
    guard !vectors.isEmpty, !dice.oneIn(3) else { return unary(scalar(depth: depth - 1)) }
    let extent = dice.pick(vectors).extent
    func part() -> String { vector(extent, depth: depth - 1).text }
    switch dice.below(4) {
    case 0: return call("maximum", [part()])
    case 1: return call("mean", [part()])
    case 2: return Term("dot(\(part()), \(part())) / count(\(part()))", 2)
    default:
      return call("sum", [call("softmax", [part()]).text + " * " + vector(extent, depth: 0).at(3)])
    }
  }

  /// A function of each element, which stays small where they are.
  func unary(_ operand: Term) -> Term {
    switch dice.below(13) {
    case 0: Term("sqrt(abs(\(operand.text)) + 0.1)")
    case 1: Term("log(1 + abs(\(operand.text)))")
    case 2: Term("exp(-abs(\(operand.text)))")
    case 3: Term("exp(min(\(operand.text), 1))")
    case 4: Term("(\(operand.at(2)) * 0.5)")
    default:
      call(
        dice.pick([
          "tanh", "sigmoid", "relu", "hardSigmoid", "softplus", "silu", "gelu", "abs", "erf",
        ]), [operand.text])
    }
  }

  /// What a comparison decides between, and in which nothing jumps where both sides are equal: there the
  /// last bit would decide.
  private func compared(_ a: Term, _ b: Term) -> Term {
    let sign = dice.pick(["<", "<=", ">", ">=", "==", "!="])
    let comparison = "\(a.text) \(sign) \(b.text)"
    switch dice.below(6) {
    case 0: return call("where", ["\(a.text) >= 0", a.text, "0.1 * \(a.at(3))"])
    case 1: return Term("(\(a.text) > \(b.text)) * (\(a.text) - \(b.at(2)))", 2)
    case 2:
      return call(
        "where", ["(\(a.text) > 0) * (\(b.text) > 0)", call("min", [a.text, b.text]).text, "0"])
    case 3: return call("where", ["1 - (\(comparison))", a.text, b.text])
    default: return call("where", [comparison, a.text, b.text])
    }
  }

  private func leaf(_ extent: Extent, depth: Int) -> Term {
    let fitting = vectors.filter { $0.extent == extent }
    if let product, fitting.isEmpty || dice.oneIn(3) { return product(extent, depth) }
    return Term(dice.pick(fitting).name)
  }

  /// A norm: of a product, whose elements differ, since of equal ones it would show the roundings.
  private func norm(_ extent: Extent, depth: Int) -> Term {
    let choice = dice.below(4)
    guard let product, choice > 0 else {
      return call("softmax", [vector(extent, depth: depth).text])
    }
    let operand = product(extent, depth)
    let gain = scalar(depth: 0).text
    return switch choice {
    case 1: call("layerNorm", [operand.text, gain, scalar(depth: 0).text])
    case 2: call("rmsNorm", [operand.text, gain])
    default: call("l2Normalize", [operand.text])
    }
  }

  private func joined(_ extent: Extent, depth: Int) -> Term? {
    let shorter = vectors.filter { $0.extent + Extent(1) == extent }
    if !shorter.isEmpty, dice.oneIn(2) {
      let parts = [
        vector(dice.pick(shorter).extent, depth: depth).text, scalar(depth: depth).text,
      ]
      return call("concat", dice.oneIn(2) ? parts : parts.reversed())
    }
    for _ in 0..<4 {
      guard let (a, b) = parts(of: extent) else { continue }
      return call("concat", [vector(a, depth: depth).text, vector(b, depth: depth).text])
    }
    return nil
  }

  /// Extents of vectors that together have `extent`, if there are any.
  func parts(of extent: Extent) -> (Extent, Extent)? {
    let pairs = vectors.flatMap { a in
      vectors.filter { a.extent + $0.extent == extent }.map { (a.extent, $0.extent) }
    }
    return pairs.isEmpty ? nil : dice.pick(pairs)
  }

  private func call(_ name: String, _ operands: [String]) -> Term {
    Term("\(name)(\(operands.joined(separator: ", ")))")
  }
}
