import Foundation

/// A vector for formulas in tests, independent of the graph and its interpreter.
struct PlainVector {
  var elements: [Double]

  init(_ elements: [Double]) { self.elements = elements }

  /// `count` zeros.
  init(zeros count: Int) { elements = [Double](repeating: 0, count: count) }

  func map(_ function: (Double) -> Double) -> PlainVector { PlainVector(elements.map(function)) }

  func zip(
    _ other: PlainVector, _ function: (Double, Double) -> Double
  ) -> PlainVector {
    precondition(elements.count == other.elements.count)
    return PlainVector(Swift.zip(elements, other.elements).map(function))
  }

  var sum: Double { elements.reduce(0, +) }

  var mean: Double { elements.reduce(0, +) / Double(elements.count) }

  static func + (a: Self, b: Self) -> Self { a.zip(b, +) }
  static func - (a: Self, b: Self) -> Self { a.zip(b, -) }
  static func * (a: Self, b: Self) -> Self { a.zip(b, *) }
  static func / (a: Self, b: Self) -> Self { a.zip(b, /) }
  static func * (a: Double, b: Self) -> Self { b.map { a * $0 } }
  static func - (a: Double, b: Self) -> Self { b.map { a - $0 } }
  static func + (a: Double, b: Self) -> Self { b.map { a + $0 } }
  static prefix func - (a: Self) -> Self { a.map { -$0 } }
}

func sigmoid(_ v: PlainVector) -> PlainVector { v.map { 1 / (1 + exp(-$0)) } }
func tanh(_ v: PlainVector) -> PlainVector { v.map { Foundation.tanh($0) } }
func exp(_ v: PlainVector) -> PlainVector { v.map { Foundation.exp($0) } }
func relu(_ v: PlainVector) -> PlainVector { v.map { $0 > 0 ? $0 : 0 } }
func softplus(_ v: PlainVector) -> PlainVector { v.map { Foundation.log(1 + Foundation.exp($0)) } }
func sqrt(_ v: PlainVector) -> PlainVector { v.map { $0.squareRoot() } }
