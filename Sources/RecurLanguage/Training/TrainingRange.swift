/// What numbers a parameter of training may be.
public enum TrainingRange: Hashable, Sendable {
  /// 1 for true, 0 for false.
  case truth
  /// A whole number.
  case whole(from: Int, upTo: Int = 1 << 31 - 1)
  /// A number more than 0.
  case positive
  /// A number that is at least 0.
  case fromZero
  /// A number that is at least 0 and less than 1.
  case share
  /// A number more than 0 and less than 1.
  case fraction

  /// Whether it may be `number`.
  public func contains(_ number: Double) -> Bool {
    switch self {
    case .truth: number == 0 || number == 1
    case .whole(let least, let greatest):
      Int(exactly: number).map { (least...greatest).contains($0) } ?? false
    case .positive: number > 0 && number.isFinite
    case .fromZero: number >= 0 && number.isFinite
    case .share: number >= 0 && number < 1
    case .fraction: number > 0 && number < 1
    }
  }
}

extension TrainingRange: CustomStringConvertible {
  /// The range in words.
  public var description: String {
    switch self {
    case .truth: "true or false"
    case .whole(let least, let greatest): "a whole number from \(least) to \(greatest)"
    case .positive: "a number more than 0"
    case .fromZero: "a number that is at least 0"
    case .share: "a number that is at least 0 and less than 1"
    case .fraction: "a number more than 0 and less than 1"
    }
  }
}
