/// A size: multiples of names and a number; in a model the number alone.
struct Extent: Hashable {
  private var factors: [String: Int] = [:]
  private var constant = 0

  init(_ name: String) { factors[name] = 1 }

  init(_ constant: Int) { self.constant = constant }

  static func + (a: Extent, b: Extent) -> Extent {
    var sum = a
    sum.constant += b.constant
    sum.factors.merge(b.factors, uniquingKeysWith: +)
    return sum
  }

  /// The number, where names stand for `sizes`.
  func value(_ sizes: [String: Int] = [:]) -> Int {
    factors.reduce(constant) { $0 + $1.value * sizes[$1.key]! }
  }

  /// As a spec says it.
  var text: String {
    let terms = factors.sorted { $0.key < $1.key }.map {
      $0.value == 1 ? $0.key : "\($0.value) * \($0.key)"
    }
    return (terms + (constant == 0 && !terms.isEmpty ? [] : ["\(constant)"]))
      .joined(separator: " + ")
  }
}
