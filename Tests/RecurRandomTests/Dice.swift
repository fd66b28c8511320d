import RecurTestSupport

/// Choices that follow from a seed, shared by all that write one spec.
final class Dice {
  private var random: SplitMix

  init(seed: UInt64) { random = SplitMix(seed: seed &* 0xd129_0dbe_9c53_4a5b &+ 1) }

  /// A number in 0 ..< count.
  func below(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }

  /// True once in `count` times.
  func oneIn(_ count: Int) -> Bool { below(count) == 0 }

  /// One of `choices`, which are not empty.
  func pick<Choice>(_ choices: [Choice]) -> Choice { choices[below(choices.count)] }

  /// A width: few numbers, an odd one, or about as many as vectors have lanes.
  func width() -> Int {
    pick([1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 20, 33])
  }
}
