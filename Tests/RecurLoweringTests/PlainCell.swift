import Foundation
import RecurGraph

/// The weights of one cell, for formulas.
struct PlainWeights {
  private let formulas: Formulas
  private let path: String

  init(_ weights: [String: Tensor], at path: String) {
    formulas = Formulas(weights: weights)
    self.path = path
  }

  /// M v.
  func callAsFunction(_ matrix: String, _ vector: PlainVector) -> PlainVector {
    PlainVector(formulas.product("\(path).\(matrix)", vector.elements))
  }

  /// A weight vector.
  subscript(name: String) -> PlainVector { PlainVector(formulas.vector("\(path).\(name)")) }

  /// A weight that is one number.
  func number(_ name: String) -> Double { formulas.vector("\(path).\(name)")[0] }

  /// W x + U h + b of a gate.
  func gate(
    _ name: String, _ x: PlainVector, _ h: PlainVector, recurrent: String = "U"
  ) -> PlainVector {
    self("W\(name)", x) + self("\(recurrent)\(name)", h) + self["b\(name)"]
  }

  /// (v - mean) / deviation * gain + shift.
  func norm(_ v: PlainVector, _ gain: String, _ shift: String?) -> PlainVector {
    let mean = v.mean
    let variance = v.map { ($0 - mean) * ($0 - mean) }.mean
    let scaled = v.map { ($0 - mean) / (variance + 1e-5).squareRoot() } * self[gain]
    return shift.map { scaled + self[$0] } ?? scaled
  }
}

/// A cell of the prelude by its paper's equations, written once more.
struct PlainCell: Sendable {
  typealias States = [String: PlainVector]

  /// As a model uses it.
  let use: String
  /// The inputs of each step; 0 for a number that is no vector.
  var inputs = 3
  /// Whether a number of attention follows them.
  var isAttended = false
  /// The sizes of its states.
  let states: [String: Int]
  /// Computes an output and the next states.
  let step: @Sendable (PlainWeights, PlainVector, inout States) -> PlainVector

  init(
    _ use: String, inputs: Int = 3, isAttended: Bool = false, states: [String: Int],
    step: @escaping @Sendable (PlainWeights, PlainVector, inout States) -> PlainVector
  ) {
    self.use = use
    self.inputs = inputs
    self.isAttended = isAttended
    self.states = states
    self.step = step
  }

  /// The name in the prelude.
  var name: String { String(use.prefix { $0 != "(" }) }

  /// The outputs at all steps from zero states.
  func run(_ weights: PlainWeights, _ inputs: [[Double]]) -> [[Double]] {
    var states = self.states.mapValues { PlainVector(zeros: $0) }
    return inputs.map { step(weights, PlainVector($0), &states).elements }
  }
}
