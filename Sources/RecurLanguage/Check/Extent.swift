/// A dimension: a number, or a sum of multiples of the names that a cell leaves open.
struct Extent: Hashable {
  /// The part without names.
  var constant: Int
  /// The factor of each name; none is 0.
  var factors: [String: Int]

  /// The greatest dimension, and the greatest number of elements of a tensor.
  static let limit = 1 << 31

  init(_ constant: Int) {
    self.constant = constant
    self.factors = [:]
  }

  init(name: String) {
    self.constant = 0
    self.factors = [name: 1]
  }

  /// The number, if there is no name.
  var number: Int? { factors.isEmpty ? constant : nil }

  /// The sum of this and `factor` times `other`, or nil if a number becomes too large.
  func adding(_ other: Extent, times factor: Int = 1) -> Extent? {
    guard let scaled = other.scaled(by: factor) else { return nil }
    var result = self
    result.constant += scaled.constant
    for (name, value) in scaled.factors {
      let sum = result.factors[name, default: 0] + value
      result.factors[name] = sum == 0 ? nil : sum
    }
    return result.isReasonable ? result : nil
  }

  /// `factor` times this, or nil if a number becomes too large.
  func scaled(by factor: Int) -> Extent? {
    guard abs(factor) <= Extent.limit else { return nil }
    if factor == 0 { return Extent(0) }
    var result = self
    result.constant *= factor
    result.factors = factors.mapValues { $0 * factor }
    return result.isReasonable ? result : nil
  }

  private var isReasonable: Bool {
    abs(constant) <= Extent.limit && factors.values.allSatisfy { abs($0) <= Extent.limit }
  }
}

extension Extent: CustomStringConvertible {
  var description: String {
    var parts = factors.sorted { $0.key < $1.key }.map { name, factor in
      factor == 1 ? name : "\(factor) * \(name)"
    }
    if constant > 0 || parts.isEmpty { parts.append("\(constant)") }
    let sum = parts.joined(separator: " + ")
    return constant < 0 && !factors.isEmpty ? "\(sum) - \(-constant)" : sum
  }
}
