/// Which positions can be drawn: those that come first by weight, the first of equals in front.
///
/// What is less than 0, or no number, counts as 0. With the kept weights added up from the first position
/// on, the position drawn is the first at which the sum is greater than u times all of it, u being the
/// number that decides; position 0 if all weights are 0.
///
/// Text form: `sample topK 40 topP 0.9`, without what does not matter.
public struct Sampling: Hashable, Sendable {
  /// At most so many are kept.
  public var topK: Int?
  /// No more are kept than needed for this share of the sum of all weights.
  public var topP: Double?

  /// Creates the description of a choice.
  public init(topK: Int? = nil, topP: Double? = nil) {
    self.topK = topK
    self.topP = topP
  }

  /// The position that `u` draws.
  func draw(_ weights: [Double], _ u: Double) -> Int {
    let weights = weights.map { $0 > 0 ? $0 : 0 }
    let order = weights.indices.sorted { (weights[$0], $1) > (weights[$1], $0) }
    let share = (topP ?? 1) * weights.reduce(0, +)
    var kept: Set<Int> = []
    var sum = 0.0
    for position in order where kept.count < topK ?? .max && (topP == nil || sum < share) {
      kept.insert(position)
      sum += weights[position]
    }
    let positions = kept.sorted()
    let total = positions.reduce(0) { $0 + weights[$1] }
    var passed = 0.0
    for position in positions {
      passed += weights[position]
      if passed > u * total { return position }
    }
    return positions.last { weights[$0] > 0 } ?? 0
  }
}

extension Sampling: CustomStringConvertible {
  /// The text form.
  public var description: String {
    "sample" + (topK.map { " topK \($0)" } ?? "")
      + (topP.map { " topP \(Operation.text($0))" } ?? "")
  }
}
