extension Optimizer {
  /// Gradient descent, with momentum and Nesterov's (Sutskever, Martens, Dahl, Hinton 2013).
  static let sgd = Optimizer(
    name: "sgd", slots: { $0["momentum", default: 0] > 0 ? 1 : 0 },
    parameters: ["momentum", "nesterov", "decay"],
    declaration: #"""
      /// A step of weights along their gradients, or along what of the steps before goes on.
      @inline(never)
      func sgd(
        _ weights: UnsafeMutablePointer<Float>, _ gradients: UnsafePointer<Float>,
        _ slots: UnsafeMutablePointer<Float>, count: Int, step: Int, rate: Float, momentum: Double,
        nesterov: Double, decay: Double
      ) {
        let length = F32x<#lanes#>(repeating: Float(rate))
        let kept = F32x<#lanes#>(repeating: Float(momentum))
        let loss = F32x<#lanes#>(repeating: Float(decay))
        for i in stride(from: 0, to: count, by: <#lanes#>) {
          let weight = load<#lanes#>(weights, i)
          let gradient = load<#lanes#>(gradients, i) + loss * weight
          var way = gradient
          if momentum > 0 {
            way = load<#lanes#>(slots, i) * kept + gradient
            store<#lanes#>(way, slots, i)
            if nesterov > 0 { way = gradient + kept * way }
          }
          store<#lanes#>(weight - length * way, weights, i)
        }
      }
      """#)
}
