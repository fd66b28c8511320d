import RecurGraph
import RecurTraining

/// The tensors that weights start as. Everything is computed with operations that are exact to the last
/// bit, so that all machines agree.
extension Weight.Start {
  /// The numbers of a tensor of `shape`, slowest axis first.
  func elements(_ shape: [Int], _ generator: inout SplitMix64) -> [Double] {
    let count = shape.reduce(1, *)
    switch self {
    case .fixed(let start): return start.elements(shape, &generator)
    case .number(let number): return [Double](repeating: number, count: count)
    case .statistic(let statistic, _):
      return [Double](repeating: statistic == .mean ? 0 : 1, count: count)
    case .uniform(let low, let high):
      return (0..<count).map { _ in low + (high - low) * Double(generator.unit()) }
    case .identity(let scale):
      return (0..<count).map { $0 / shape[1] == $0 % shape[1] ? scale : 0 }
    case .orthogonal(let scale):
      return Self.orthogonal(shape[0], shape[1], &generator).map { $0 * scale }
    case .reservoir(let radius):
      let matrix = (0..<count).map { _ in 2 * Double(generator.unit()) - 1 }
      let scale = radius / spectralRadius(matrix, shape[0])
      return matrix.map { $0 * scale }
    }
  }

  /// Random directions, each made to stand at right angles to those before (Gram, Schmidt).
  ///
  /// - Complexity: O(*m* *n* min(*m*, *n*)) for *m* rows and *n* columns.
  private static func orthogonal(
    _ rows: Int, _ columns: Int, _ generator: inout SplitMix64
  ) -> [Double] {
    let (count, size) = (min(rows, columns), max(rows, columns))
    var vectors: [[Double]] = []
    while vectors.count < count {
      // A sum of twelve is as good as normal, so that no direction is preferred.
      var vector = (0..<size).map { _ in
        (0..<12).reduce(-6.0) { sum, _ in sum + Double(generator.unit()) }
      }
      // Twice, since the first pass leaves rounding errors of what it takes away.
      for _ in 0..<2 {
        for other in vectors {
          let share = zip(vector, other).reduce(0) { $0 + $1.0 * $1.1 }
          for i in vector.indices { vector[i] -= share * other[i] }
        }
      }
      let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
      if length > 1e-6 { vectors.append(vector.map { $0 / length }) }
    }
    guard rows > columns else { return vectors.flatMap(\.self) }
    return (0..<rows).flatMap { row in vectors.map { $0[row] } }
  }
}

/// The greatest size of an eigenvalue of a square matrix with `size` rows, to 1e-5 of it: the limit of
/// |A^k|^(1/k) (Gelfand 1941), for k = 2, 4, 8, ... by squaring.
///
/// - Complexity: O(*n*^3) for *n* rows, about 20 times; 0.5 s for 500, 5 s for 1,000.
func spectralRadius(_ matrix: [Double], _ size: Int) -> Double {
  var power = matrix
  // A^k is the product of scales[i]^(k / 2^i), times `power`.
  var scales: [Double] = []
  var estimate = 0.0
  for _ in 0..<24 {
    let norm = power.reduce(0) { $0 + $1 * $1 }.squareRoot()
    guard norm > 0 else { return 0 }
    scales.append(norm)
    let next = scales.reversed().reduce(1.0) { root, scale in scale * root.squareRoot() }
    if abs(next - estimate) <= 2e-6 * next { return next }
    estimate = next
    power = squared(power.map { $0 / norm }, size)
  }
  return estimate
}

/// The product of a square matrix with itself.
private func squared(_ matrix: [Double], _ size: Int) -> [Double] {
  var result = [Double](repeating: 0, count: size * size)
  result.withUnsafeMutableBufferPointer { result in
    matrix.withUnsafeBufferPointer { matrix in
      guard let target = result.baseAddress, let source = matrix.baseAddress else { return }
      // Blocks of the factor on the right stay in a cache.
      for first in stride(from: 0, to: size, by: 32) {
        for row in 0..<size {
          let sums = target + row * size
          for k in first..<min(first + 32, size) {
            let (factor, terms) = (source[row * size + k], source + k * size)
            for column in 0..<size { sums[column] += factor * terms[column] }
          }
        }
      }
    }
  }
  return result
}
