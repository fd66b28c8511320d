import RecurGraph

/// Where the statements of an entry point are cut into functions.
///
/// Straight-line code compiles in quadratic time: `predict` and `step` of 100 GRUs took 8 s, their parts
/// take 3 s (`recur bench --compile` with such a stack).
struct EntryParts {
  /// The statements of each part, in order; the last may be empty.
  let ranges: [Range<Int>]

  /// About as many lines as a part should have.
  private static let budget = 200

  /// Cuts `loops.body` where no local of an entry point is needed on both sides: neither buffers that
  /// have changed places nor a length that was generated.
  init(_ loops: Loops) {
    let statements = loops.body
    var later: [Set<BufferID>] = [loops.outputs.reduce(into: []) { $0.formUnion($1.buffers) }]
    for statement in statements.reversed() {
      later.append(later[later.count - 1].union([statement].buffers))
    }
    later.reverse()

    var ranges: [Range<Int>] = []
    var start = 0
    var lines = 0
    var known: Set<BufferID> = []
    var moved: Set<BufferID> = []
    var isCut = true
    for (index, statement) in statements.enumerated() {
      let buffers = [statement].buffers
      lines += statement.lines + buffers.subtracting(known).count
      known.formUnion(buffers)
      moved.formUnion(statement.swapped)
      if statement.generates { isCut = false }
      guard isCut, lines >= Self.budget, moved.isDisjoint(with: later[index + 1]) else { continue }
      ranges.append(start..<index + 1)
      start = index + 1
      lines = 0
      known = []
    }
    self.ranges = ranges + [start..<statements.count]
  }
}

extension OutputPlace {
  fileprivate var buffers: Set<BufferID> {
    if case .memory(let reference) = self { [reference.buffer] } else { [] }
  }
}

extension Statement {
  /// About as many lines as it is printed in.
  fileprivate var lines: Int {
    switch self {
    case .kernel(_, let arguments, _):
      1 + arguments.count { $0.time != nil || $0.offset > 0 }
    case .fill, .copy, .copySequence, .gather, .onehot, .quantise, .reduce: 2
    case .interleave: 5
    case .gradient: 6
    case .loop(let loop): 4 + loop.unroll * loop.body.reduce(0) { $0 + $1.lines }
    case .generate(let loop): 8 + loop.body.reduce(0) { $0 + $1.lines }
    }
  }

  /// The buffers that change places in it.
  var swapped: Set<BufferID> {
    switch self {
    case .loop(let loop):
      loop.body.reduce(into: Set(loop.swaps.flatMap { [$0.0, $0.1] })) {
        $0.formUnion($1.swapped)
      }
    case .generate(let loop):
      loop.body.reduce(into: Set(loop.swaps.flatMap { [$0.0, $0.1] })) {
        $0.formUnion($1.swapped)
      }
    default: []
    }
  }

  /// Whether a length comes of it.
  fileprivate var generates: Bool {
    switch self {
    case .generate: true
    case .loop(let loop): loop.body.contains { $0.generates }
    default: false
    }
  }
}
