import RecurGraph

/// Writes well-typed graphs at random: small vectors, so that many operands match, and every
/// operation, region operations inside each other included. Every third could run step by step.
struct RandomGraph {
  private var builder = GraphBuilder(name: "Random")
  private var numbers: RandomNumbers
  private var matrices: [Value] = []
  private var generated: [Value] = []
  private var depth = 0
  private let isCausal: Bool

  static func make(seed: Int) -> Graph {
    var random = RandomGraph(seed)
    random.writeBody(seed)
    return random.builder.graph
  }

  private init(_ seed: Int) {
    numbers = RandomNumbers(seed: seed)
    isCausal = seed.isMultiple(of: 3)
  }

  private mutating func writeBody(_ seed: Int) {
    let open = TensorType(shape: [2], length: .variable("x"))
    var scope = [builder.input(Input(name: "x"), open)]
    scope.append(builder.input(Input(name: "w"), TensorType(shape: [3], length: .variable("x"))))
    scope.append(builder.input(Input(name: "c"), .real(3)))
    if !isCausal {
      let short = TensorType(.token(3), shape: [], length: .fixed(3))
      scope.append(builder.input(Input(name: "short"), short))
    }
    for (rows, columns) in [(2, 2), (2, 3), (3, 2), (3, 3), (2, 2), (3, 3), (2, 3), (3, 2)] {
      let path = "m\(matrices.count)"
      matrices.append(builder.weight(Weight(path: path), .real(rows, columns)))
    }
    scope.append(builder.weight(Weight(path: "b"), .real(3)))
    var visible = write(12 + seed % 20, seeing: scope)
    if isCausal, let sequence = pick(visible, where: { $0.length != nil && $0.shape == [2] }) {
      visible.append(builder.append(.element(.last), [sequence]))
      visible += writeProduct([visible.last!])
    }
    for (i, value) in (visible.suffix(4) + generated.suffix(2)).enumerated() {
      builder.output(Output(name: "y\(i)"), value)
    }
  }

  /// Writes about `count` nodes and returns every value that can be used after them.
  private mutating func write(_ count: Int, seeing outer: [Value]) -> [Value] {
    var scope = outer
    for _ in 0..<count { scope += writeNode(scope) }
    return scope
  }

  private mutating func writeNode(_ scope: [Value]) -> [Value] {
    switch Int.random(in: 0..<20, using: &numbers) {
    case 0..<3: writeUnary(scope)
    case 3..<7: writeBinary(scope)
    case 7..<12: writeProduct(scope)
    case 12: writeConstant()
    case 13: writeReduction(scope)
    case 14: writeGather(scope)
    case 15: writePart(scope)
    case 16 where !isCausal: writeElement(scope)
    case 17 where depth == 0 && !isCausal: writeGenerate(scope)
    case 18: writeMatrix(scope)
    default: depth < 2 ? writeScan(scope) : writeUnary(scope)
    }
  }

  private mutating func pick(_ scope: [Value], where fits: (TensorType) -> Bool) -> Value? {
    // What was written last is picked most, so that chains get long.
    let fitting = scope.filter { fits(builder[$0]) }
    let recent = fitting.suffix(5)
    return Bool.random(using: &numbers)
      ? recent.randomElement(using: &numbers) : fitting.randomElement(using: &numbers)
  }

  private static func isNumeric(_ type: TensorType) -> Bool {
    type.element == .real && type.shape.count < 2
  }

  private mutating func writeUnary(_ scope: [Value]) -> [Value] {
    guard let x = pick(scope, where: Self.isNumeric) else { return [] }
    let functions: [ElementwiseFunction] = [.tanh, .sigmoid, .negate, .absolute, .errorFunction]
    return [builder.append(.elementwise(functions.randomElement(using: &numbers)!), [x])]
  }

  private mutating func writeBinary(_ scope: [Value]) -> [Value] {
    guard let x = pick(scope, where: Self.isNumeric) else { return [] }
    let type = builder[x]
    let y = pick(scope) {
      $0.element == .real && ($0.shape == type.shape || $0.shape.isEmpty)
        && ($0.length == type.length || $0.length == nil)
    }
    guard let y else { return [] }
    switch Int.random(in: 0..<6, using: &numbers) {
    case 0, 1: return [builder.append(.elementwise(.add), [x, y])]
    case 2: return [builder.append(.elementwise(.subtract), [y, x])]
    case 3: return [builder.append(.elementwise(.minimum), [x, y])]
    case 4:
      // The greater one, so that a rounding error cannot make a great difference.
      let isLess = builder.append(.elementwise(.less), [x, y])
      return [isLess, builder.append(.elementwise(.select), [isLess, y, x])]
    default:
      let gate = builder.append(.elementwise(.sigmoid), [y])
      return [gate, builder.append(.elementwise(.multiply), [gate, x])]
    }
  }

  private mutating func writeProduct(_ scope: [Value]) -> [Value] {
    guard let x = pick(scope, where: { $0.shape == [2] || $0.shape == [3] }) else { return [] }
    let columns = builder[x].shape[0]
    var matrix = matrices.filter { builder[$0].shape[1] == columns }.randomElement(using: &numbers)!
    if Int.random(in: 0..<6, using: &numbers) == 0 {
      let mask = matrices.last { builder[$0] == builder[matrix] }!
      matrix = builder.append(.elementwise(.multiply), [matrix, mask])
    }
    return [builder.append(.product, [matrix, x])]
  }

  /// Writes a matrix of two vectors or of one and another matrix, and its product with a vector.
  private mutating func writeMatrix(_ scope: [Value]) -> [Value] {
    let isVector = { (type: TensorType) in type.shape == [2] || type.shape == [3] }
    guard let x = pick(scope, where: isVector) else { return [] }
    let length = builder[x].length
    let fits = { (type: TensorType) in type.length == length || type.length == nil }
    let column = builder.append(.column, [x])
    let rows = builder[x].shape[0]
    let other = pick(scope) { type in
      fits(type) && (isVector(type) || type.shape.count == 2 && type.shape[0] == rows)
    }
    guard var other else { return [] }
    if builder[other].shape.count == 1 { other = builder.append(.row, [other]) }
    let functions: [ElementwiseFunction] = [.multiply, .add, .minimum]
    let joined = builder.append(
      .elementwise(functions.randomElement(using: &numbers)!), [column, other])
    let matrix = builder.append(.elementwise(.tanh), [joined])
    let columns = builder[matrix].shape[1]
    guard let y = pick(scope, where: { fits($0) && $0.shape == [columns] }) else {
      return [matrix]
    }
    return [matrix, builder.append(.product, [matrix, y])]
  }

  private mutating func writeConstant() -> [Value] {
    let shape = [[], [2], [3]].randomElement(using: &numbers)!
    let number = [0, 0, 1, 0.5].randomElement(using: &numbers)!
    return [builder.constant(number, TensorType(shape: shape))]
  }

  private mutating func writeReduction(_ scope: [Value]) -> [Value] {
    guard let x = pick(scope, where: { $0.shape.count == 1 }) else { return [] }
    return [builder.append(.reduce(Bool.random(using: &numbers) ? .sum : .maximum), [x])]
  }

  private mutating func writeGather(_ scope: [Value]) -> [Value] {
    if let token = pick(scope, where: { $0.element == .token(3) }) {
      let isMarked = Bool.random(using: &numbers)
      return [
        isMarked
          ? builder.append(.onehot(3), [token]) : builder.append(.gather, [matrices[2], token])
      ]
    }
    guard let x = pick(scope, where: { $0.shape == [3] }) else { return [] }
    let token = builder.append(.argmax, [x])
    return [token, builder.append(.gather, [matrices[2], token])]
  }

  /// Joins two vectors and takes a part of what that makes.
  private mutating func writePart(_ scope: [Value]) -> [Value] {
    guard let x = pick(scope, where: { $0.shape == [2] || $0.shape == [3] }) else { return [] }
    let length = builder[x].length
    guard
      let y = pick(
        scope, where: { $0.shape.count == 1 && ($0.length == length || $0.length == nil) })
    else { return [] }
    let joined = builder.append(.concatenate, [x, y])
    let start = Int.random(in: 0...(builder[joined].shape[0] - 2), using: &numbers)
    return [joined, builder.append(.slice(start: start, count: 2), [joined])]
  }

  private mutating func writeElement(_ scope: [Value]) -> [Value] {
    guard let x = pick(scope, where: { $0.length != nil }) else { return [] }
    switch Int.random(in: 0..<4, using: &numbers) {
    case 0: return [builder.append(.element(.first), [x])]
    case 1: return [builder.append(.reverse, [x])]
    default: return [builder.append(.element(.last), [x])]
    }
  }

  private mutating func writeScan(_ scope: [Value]) -> [Value] {
    let isShort = { (type: TensorType) in (type.shape.first ?? 0) <= 3 }
    guard let x = pick(scope, where: { $0.length != nil && isShort($0) }) else { return [] }
    let length = builder[x].length
    var sequences = [x]
    if let other = pick(scope, where: { $0.length == length && isShort($0) }) {
      sequences.append(other)
    }
    let starts = starts(scope)
    let directions = sequences.map { _ in direction() }
    let region = writeRegion(
      sequences.map { builder[$0].atOneStep } + starts.map { builder[$0] }, scope)
    let (inside, first) = (region.scope, sequences.count)
    let next = starts.indices.map { bounded(inside, like: first + $0, of: region.parameters) }
    let last = inside.suffix(6).filter { builder[$0].length == nil }
    let outputs = last.suffix(1) + next.suffix(1)
    let closed = builder.closeRegion(yielding: next + outputs)
    depth -= 1
    let made = builder.scan(
      Array(zip(sequences, directions)), states: starts,
      outputs: outputs.map { _ in direction() }, region: closed)
    return (isCausal && depth == 0 ? [] : made.finals) + made.outputs
  }

  private mutating func writeGenerate(_ scope: [Value]) -> [Value] {
    let starts = starts(scope)
    let region = writeRegion([.token(3)] + starts.map { builder[$0] }, scope)
    let next = starts.indices.map { bounded(region.scope, like: 1 + $0, of: region.parameters) }
    let last = region.scope.last { builder[$0] == .real(3) }!
    let token = builder.append(.argmax, [last])
    let closed = builder.closeRegion(yielding: [token] + next)
    depth -= 1
    let type = TensorType.token(3).over(.variable("g\(closed.results[0].number)"))
    let generate = Generate(
      from: 0, until: Bool.random(using: &numbers) ? 2 : nil, atMost: 4, states: starts.count)
    generated.append(builder.generate(generate, type, states: starts, region: closed))
    return []
  }

  private mutating func starts(_ scope: [Value]) -> [Value] {
    (0..<Int.random(in: 1...2, using: &numbers)).map { _ in
      let start = pick(scope) { type in
        type == .real(2) || type == .real(3) || type == .real(2, 3) || type == .real(3, 3)
      }
      return start ?? builder.constant(0, .real(3))
    }
  }

  private mutating func direction() -> Direction {
    !isCausal && Int.random(in: 0..<3, using: &numbers) == 0 ? .backward : .forward
  }

  private mutating func writeRegion(
    _ types: [TensorType], _ scope: [Value]
  ) -> (parameters: [Value], scope: [Value]) {
    depth += 1
    let parameters = builder.openRegion(types)
    let count = Int.random(in: 3...9, using: &numbers)
    // A step that reads another sequence as a whole is not causal.
    let outer = isCausal ? scope.filter { builder[$0].length == nil } : scope
    return (parameters, write(count, seeing: outer + parameters))
  }

  /// A value of the type of a parameter that stays between -1 and 1 and often depends on them all.
  private mutating func bounded(
    _ scope: [Value], like state: Int, of parameters: [Value]
  ) -> Value {
    let type = builder[parameters[state]]
    var value = pick(scope) { $0 == type } ?? parameters[state]
    guard type.shape.count == 1 else {
      let sum = builder.append(.elementwise(.add), [value, parameters[state]])
      return builder.append(.elementwise(.tanh), [sum])
    }
    for parameter in parameters where builder[parameter].shape.count == 1 {
      let shape = type.shape + builder[parameter].shape
      let fitting = matrices.filter { builder[$0].shape == shape }
      guard Int.random(in: 0..<3, using: &numbers) > 0 else { continue }
      let product = builder.append(
        .product, [fitting.randomElement(using: &numbers)!, parameter])
      value = builder.append(.elementwise(.add), [value, product])
    }
    return builder.append(.elementwise(.tanh), [value])
  }
}
