extension Optimizer {
  /// Tieleman, Hinton 2012.
  static let rmsProp = Optimizer(
    name: "rmsProp", slots: { $0["momentum", default: 0] > 0 ? 2 : 1 },
    parameters: ["smoothing", "epsilon", "momentum", "decay"],
    declaration: #"""
      /// A step of weights along their gradients by the root of an average of their squares.
      @inline(never)
      func rmsProp(
        _ weights: UnsafeMutablePointer<Float>, _ gradients: UnsafePointer<Float>,
        _ slots: UnsafeMutablePointer<Float>, count: Int, step: Int, rate: Float, smoothing: Double,
        epsilon: Double, momentum: Double, decay: Double
      ) {
        let squares: UnsafeMutablePointer<Float> = slots
        let ways: UnsafeMutablePointer<Float> = slots + (momentum > 0 ? count : 0)
        let length = F32x<#lanes#>(repeating: Float(rate))
        let old = F32x<#lanes#>(repeating: Float(smoothing))
        let new = F32x<#lanes#>(repeating: Float(1 - smoothing))
        let least = F32x<#lanes#>(repeating: Float(epsilon))
        let kept = F32x<#lanes#>(repeating: Float(momentum))
        let loss = F32x<#lanes#>(repeating: Float(decay))
        for i in stride(from: 0, to: count, by: <#lanes#>) {
          let weight = load<#lanes#>(weights, i)
          let gradient = load<#lanes#>(gradients, i) + loss * weight
          let square = load<#lanes#>(squares, i) * old + gradient * gradient * new
          store<#lanes#>(square, squares, i)
          var way = gradient / (recur_sqrt<#lanes#>(square) + least)
          if momentum > 0 {
            way = load<#lanes#>(ways, i) * kept + way
            store<#lanes#>(way, ways, i)
          }
          store<#lanes#>(weight - length * way, weights, i)
        }
      }
      """#)

  /// Duchi, Hazan, Singer 2011.
  static let adagrad = Optimizer(
    name: "adagrad", slots: { _ in 1 }, parameters: ["epsilon", "decay"],
    declaration: #"""
      /// A step of weights along their gradients by the root of the sum of their squares so far.
      @inline(never)
      func adagrad(
        _ weights: UnsafeMutablePointer<Float>, _ gradients: UnsafePointer<Float>,
        _ slots: UnsafeMutablePointer<Float>, count: Int, step: Int, rate: Float, epsilon: Double,
        decay: Double
      ) {
        let length = F32x<#lanes#>(repeating: Float(rate))
        let least = F32x<#lanes#>(repeating: Float(epsilon))
        let loss = F32x<#lanes#>(repeating: Float(decay))
        for i in stride(from: 0, to: count, by: <#lanes#>) {
          let weight = load<#lanes#>(weights, i)
          let gradient = load<#lanes#>(gradients, i) + loss * weight
          let square = load<#lanes#>(slots, i) + gradient * gradient
          store<#lanes#>(square, slots, i)
          let way = length * gradient / (recur_sqrt<#lanes#>(square) + least)
          store<#lanes#>(weight - way, weights, i)
        }
      }
      """#)
}
