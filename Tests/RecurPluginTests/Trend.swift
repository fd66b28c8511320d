import Foundation

/// What the consumer's model answers, from its equations alone.
enum Trend {
  private static let inputs = 2
  private static let units = 3

  /// The answer at every step of a signal.
  static func answers(to signal: [Double]) -> [Double] {
    var h = [Double](repeating: 0, count: units)
    return stride(from: 0, to: signal.count, by: inputs).map { start in
      let x = Array(signal[start..<start + inputs])
      let keep = sum(product("h.V", x), weights("h.a", units)).map { 1 / (1 + exp(-$0)) }
      let drive = sum(sum(product("h.W", x), product("h.U", h)), weights("h.b", units))
      h = (0..<units).map { keep[$0] * h[$0] + (1 - keep[$0]) * tanh(drive[$0]) }
      return product("y.weight", h, rows: 1)[0] + weights("y.bias", 1)[0]
    }
  }

  /// The weights that the consumer makes up.
  private static func weights(_ path: String, _ count: Int) -> [Double] {
    let seed = path.utf8.reduce(0) { $0 + Int($1) }
    return (0..<count).map { Double((seed + 7 * $0) % 23 - 11) / 16 }
  }

  private static func product(_ path: String, _ x: [Double], rows: Int = units) -> [Double] {
    let matrix = weights(path, rows * x.count)
    return (0..<rows).map { row in
      x.indices.reduce(0) { $0 + matrix[row * x.count + $1] * x[$1] }
    }
  }

  private static func sum(_ a: [Double], _ b: [Double]) -> [Double] { zip(a, b).map(+) }
}
