/// From which statement to which each workspace buffer of an entry point must keep its contents.
struct Lifetimes {
  /// The positions of the first and the last statement that touches each buffer, where statements are
  /// numbered in order and a loop's inside comes after its head.
  private(set) var ranges: [BufferID: ClosedRange<Int>] = [:]
  private let loops: Loops
  private var position = 0
  /// The pairs of buffers that change places in a loop: either holds the last state after it, which
  /// depends on the number of steps.
  private var exchanged: [(BufferID, BufferID)] = []

  init(_ loops: Loops) { self.loops = loops }

  /// Walks the whole entry point.
  mutating func run() {
    visit(loops.setup)
    visit(loops.body)
    position += 1
    for case .memory(let reference) in loops.outputs { touch(reference.buffer) }
    for lengths in loops.generatedRows.values { touch(lengths) }
    for id in loops.uneven?.buffers ?? [] { ranges[id] = 0...position }
    for (a, b) in exchanged {
      guard let one = ranges[a], let other = ranges[b] else { continue }
      let both =
        min(one.lowerBound, other.lowerBound)...max(one.upperBound, other.upperBound)
      ranges[a] = both
      ranges[b] = both
    }
    for (id, range) in ranges where loops[id].persists || !loops.setup.isEmpty {
      ranges[id] = 0...max(range.upperBound, position)
    }
  }

  private mutating func visit(_ statements: [Statement]) {
    for statement in statements { visit(statement) }
  }

  private mutating func visit(_ statement: Statement) {
    position += 1
    switch statement {
    case .kernel(_, let arguments, _):
      for argument in arguments { touch(argument.buffer) }
    case .fill(let target, _):
      touch(target.buffer)
    case .copy(let source, let target, _):
      touch(source.buffer)
      touch(target.buffer)
    case .copySequence(let source, let target, _, _, _):
      touch(source.buffer)
      touch(target.buffer)
    case .interleave(_, let target):
      touch(target)
    case .gather(_, let token, let target, _, _):
      touch(token.buffer)
      touch(target.buffer)
    case .onehot(let token, let target, _, _):
      touch(token.buffer)
      touch(target.buffer)
    case .quantise(let source, let target, _, _):
      touch(source.buffer)
      touch(target.buffer)
    case .reduce(_, let source, let target, _, _):
      touch(source.buffer)
      touch(target.buffer)
    case .gradient(let statement):
      for reference in statement.references { touch(reference.buffer) }
    case .loop(let loop):
      repeated(loop.body, swaps: loop.swaps, also: [])
    case .generate(let loop):
      repeated(
        loop.body, swaps: loop.swaps,
        also: [loop.previous, loop.token.buffer, loop.output] + (loop.lengths.map { [$0] } ?? []))
    }
  }

  /// A body that runs again and again: what was there before it must last until its end.
  private mutating func repeated(
    _ body: [Statement], swaps: [(BufferID, BufferID)], also kept: [BufferID]
  ) {
    let start = position
    let before = Set(ranges.keys)
    exchanged += swaps
    visit(body)
    position += 1
    for (id, range) in ranges where before.contains(id) && range.upperBound >= start {
      touch(id)
    }
    // A sequence that an iteration writes one step of must keep the steps of those before it.
    for id in ranges.keys where loops[id].length != nil && ranges[id]!.upperBound > start {
      ranges[id] = min(ranges[id]!.lowerBound, start)...position
    }
    for id in kept + swaps.flatMap({ [$0.0, $0.1] }) {
      touch(id)
      ranges[id] = min(ranges[id]!.lowerBound, start)...position
    }
  }

  private mutating func touch(_ id: BufferID) {
    guard loops[id].storage == .workspace else { return }
    ranges[id] = min(ranges[id]?.lowerBound ?? position, position)...position
  }
}
