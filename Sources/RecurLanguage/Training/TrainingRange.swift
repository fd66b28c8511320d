/// What numbers a parameter of training may be.
public enum TrainingRange: Hashable, Sendable {
  /// 1 for true, 0 for false.
  case truth
  /// A whole number that is not less.
  case whole(from: Int)
  /// A number more than 0.
  case positive
  /// A number that is at least 0.
  case fromZero
  /// A number that is at least 0 and less than 1.
  case share
  /// A number more than 0 and less than 1.
  case fraction

  /// The greatest whole number.
  public static let greatest = 1 << 31 - 1

  /// Whether it may be `number`.
  public func contains(_ number: Double) -> Bool {
    switch self {
    case .truth: number == 0 || number == 1
    case .whole(let least):
      Int(exactly: number).map { (least...Self.greatest).contains($0) } ?? false
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
    case .whole(let least): "a whole number from \(least) up to \(Self.greatest)"
    case .positive: "a number more than 0"
    case .fromZero: "a number that is at least 0"
    case .share: "a number that is at least 0 and less than 1"
    case .fraction: "a number more than 0 and less than 1"
    }
  }
}
