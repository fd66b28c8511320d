/// Which examples each step of an epoch sees: all follows from a seed.
public struct BatchPlan: Sendable {
  /// The examples that are learned from.
  public let training: [Int]
  /// Those that are only judged by.
  public let validation: [Int]
  /// The examples of a step.
  private let size: Int
  private let seed: UInt64
  /// How long each example is.
  private let lengths: [Int32]

  /// So many batches are sorted by length at once.
  private static let sortedTogether = 64

  /// Splits the examples.
  ///
  /// - Parameters:
  ///   - share: of the examples to judge by; at least one stays to learn from.
  ///   - isOrdered: they are pieces of one whole, whose end is then what is judged by, and not any of them.
  public init(
    lengths: [Int32], share: Double, isOrdered: Bool, size: Int, seed: UInt64
  ) {
    var order = Array(lengths.indices)
    if !isOrdered { order.shuffle(seed: seed) }
    let kept = Int((Double(order.count) * share).rounded())
    let count = max(min(kept, order.count - 1), 0)
    training = order.dropLast(count).sorted()
    validation = order.suffix(count).sorted()
    self.lengths = lengths
    self.size = size
    self.seed = seed
  }

  /// Learns from the first `count` examples and judges by the others.
  public init(lengths: [Int32], learningFrom count: Int, size: Int, seed: UInt64) {
    training = Array(0..<count)
    validation = Array(count..<lengths.count)
    self.lengths = lengths
    self.size = size
    self.seed = seed
  }

  /// How many steps an epoch has.
  public var count: Int { (training.count + size - 1) / size }

  /// The examples of each step of an epoch.
  ///
  /// They are shuffled anew for each. Where they differ in length, those of about the same length come
  /// together, so that a step wastes little room.
  public func batches(epoch: Int) -> [[Int]] {
    var order = training
    var generator = SplitMix64(state: seed &+ UInt64(epoch + 1) &* 0xd134_2543_de82_ef95)
    order.shuffle(&generator)
    guard let first = order.first else { return [] }
    guard order.contains(where: { lengths[$0] != lengths[first] }) else { return pieces(of: order) }
    var result: [[Int]] = []
    for start in stride(from: 0, to: order.count, by: size * Self.sortedTogether) {
      let end = min(start + size * Self.sortedTogether, order.count)
      // The order of examples that are equally long stays that of the shuffle.
      let sorted = order[start..<end].enumerated().sorted {
        (lengths[$0.element], $0.offset) < (lengths[$1.element], $1.offset)
      }
      result += pieces(of: sorted.map(\.element))
    }
    result.shuffle(&generator)
    return result
  }

  /// The examples to judge by, as many at a time.
  public var judgements: [[Int]] {
    pieces(of: validation.sorted { (lengths[$0], $0) < (lengths[$1], $1) })
  }

  /// The time steps of some examples.
  public func timeSteps(of examples: [Int]) -> Int {
    examples.reduce(0) { $0 + Int(lengths[$1]) }
  }

  private func pieces(of examples: [Int]) -> [[Int]] {
    stride(from: 0, to: examples.count, by: size).map {
      Array(examples[$0..<min($0 + size, examples.count)])
    }
  }
}

extension Array {
  fileprivate mutating func shuffle(seed: UInt64) {
    var generator = SplitMix64(state: seed)
    shuffle(&generator)
  }

  /// Fisher and Yates; the same on any machine and in any version of Swift.
  fileprivate mutating func shuffle(_ generator: inout SplitMix64) {
    for end in indices.reversed() where end > 0 {
      swapAt(end, Int(generator.next() % UInt64(end + 1)))
    }
  }
}
