import Foundation
import RecurGraph

/// Equations on plain arrays, independent of the graph and its interpreter.
struct Formulas {
  let weights: [String: Tensor]

  func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

  /// W v.
  func product(_ path: String, _ v: [Double]) -> [Double] {
    let w = weights[path]!
    return (0..<w.shape[0]).map { row in
      v.indices.map { w.elements[row * v.count + $0] * v[$0] }.reduce(0, +)
    }
  }

  /// The vector at `path`.
  func vector(_ path: String) -> [Double] { weights[path]!.elements }

  /// The row of an embedding for each token.
  func embedding(_ path: String, _ tokens: [Int]) -> [[Double]] {
    let table = weights[path]!
    let width = table.shape[1]
    return tokens.map { Array(table.elements[$0 * width..<($0 + 1) * width]) }
  }

  /// W x + b of a dense layer.
  func dense(_ path: String, _ x: [Double]) -> [Double] {
    zip(product("\(path).weight", x), vector("\(path).bias")).map(+)
  }

  func softmax(_ x: [Double]) -> [Double] {
    let sum = x.map { exp($0) }.reduce(0, +)
    return x.map { exp($0) / sum }
  }

  func argmax(_ x: [Double]) -> Int { x.firstIndex(of: x.max()!)! }

  /// W x + U h + b of one gate.
  func gate(_ path: String, _ name: String, _ x: [Double], _ h: [Double]) -> [Double] {
    let (input, recurrent) = (product("\(path).W\(name)", x), product("\(path).U\(name)", h))
    return zip(zip(input, recurrent).map(+), vector("\(path).b\(name)")).map(+)
  }

  /// One step of an LSTM.
  func lstm(
    _ path: String, _ x: [Double], h: [Double], c: [Double]
  ) -> (h: [Double], c: [Double]) {
    let i = gate(path, "i", x, h).map(sigmoid)
    let f = gate(path, "f", x, h).map(sigmoid)
    let g = gate(path, "g", x, h).map(tanh)
    let o = gate(path, "o", x, h).map(sigmoid)
    let next = h.indices.map { f[$0] * c[$0] + i[$0] * g[$0] }
    return (h.indices.map { o[$0] * tanh(next[$0]) }, next)
  }

  /// One step of a GRU with the reset gate before the recurrent product.
  func gru(_ path: String, _ x: [Double], h: [Double]) -> [Double] {
    let z = gate(path, "z", x, h).map(sigmoid)
    let r = gate(path, "r", x, h).map(sigmoid)
    let n = gate(path, "n", x, zip(r, h).map(*)).map(tanh)
    return h.indices.map { (1 - z[$0]) * n[$0] + z[$0] * h[$0] }
  }

  /// An LSTM over a sequence from zero states: its outputs and the final c.
  func lstm(_ path: String, _ xs: [[Double]], units: Int) -> (h: [[Double]], c: [[Double]]) {
    var state = (h: [Double](repeating: 0, count: units), c: [Double](repeating: 0, count: units))
    var made: (h: [[Double]], c: [[Double]]) = ([], [])
    for x in xs {
      state = lstm(path, x, h: state.h, c: state.c)
      made.h.append(state.h)
      made.c.append(state.c)
    }
    return made
  }

  /// A GRU over a sequence from `h`.
  func gru(_ path: String, _ xs: [[Double]], h: [Double]) -> [[Double]] {
    var (h, made) = (h, [[Double]]())
    for x in xs {
      h = gru(path, x, h: h)
      made.append(h)
    }
    return made
  }
}
