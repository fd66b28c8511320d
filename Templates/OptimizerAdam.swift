extension Optimizer {
  /// Kingma, Ba 2015.
  static let adam = Optimizer(
    name: "adam", slots: { _ in 2 }, parameters: adaptive, declaration: declaration("adam"))

  /// Loshchilov, Hutter 2019: the decay is no part of the gradient.
  static let adamW = Optimizer(
    name: "adamW", slots: { _ in 2 }, parameters: adaptive, declaration: declaration("adamW"))

  private static let adaptive = ["beta1", "beta2", "epsilon", "decay"]

  private static func declaration(_ name: String) -> String {
    let gradient = "load<#lanes#>(gradients, i)"
    return adamTemplate.replacingHole("<#name#>", name)
      .replacingHole("<#gradient#>", name == "adam" ? "\(gradient) + loss * weight" : gradient)
      .replacingHole("<#weight#>", name == "adam" ? "weight" : "weight * kept")
      .replacingHole(
        "<#factor#>",
        name == "adam"
          ? "let loss = F32x<#lanes#>(repeating: Float(decay))"
          : "let kept = F32x<#lanes#>(repeating: Float(1 - Double(rate) * decay))")
  }
}

private let adamTemplate = #"""
  /// Step `step` of weights along averages of their gradients, by averages of the gradients' squares.
  @inline(never)
  func <#name#>(
    _ weights: UnsafeMutablePointer<Float>, _ gradients: UnsafePointer<Float>,
    _ slots: UnsafeMutablePointer<Float>, count: Int, step: Int, rate: Float, beta1: Double,
    beta2: Double, epsilon: Double, decay: Double
  ) {
    let means: UnsafeMutablePointer<Float> = slots
    let squares: UnsafeMutablePointer<Float> = slots + count
    let length = F32x<#lanes#>(repeating: Float(Double(rate) / (1 - wholePower(beta1, step))))
    let root = F32x<#lanes#>(repeating: Float((1 - wholePower(beta2, step)).squareRoot()))
    let old1 = F32x<#lanes#>(repeating: Float(beta1))
    let new1 = F32x<#lanes#>(repeating: Float(1 - beta1))
    let old2 = F32x<#lanes#>(repeating: Float(beta2))
    let new2 = F32x<#lanes#>(repeating: Float(1 - beta2))
    let least = F32x<#lanes#>(repeating: Float(epsilon))
    <#factor#>
    for i in stride(from: 0, to: count, by: <#lanes#>) {
      let weight = load<#lanes#>(weights, i)
      let gradient = <#gradient#>
      let mean = load<#lanes#>(means, i) * old1 + gradient * new1
      let square = load<#lanes#>(squares, i) * old2 + gradient * gradient * new2
      store<#lanes#>(mean, means, i)
      store<#lanes#>(square, squares, i)
      let way = length * mean / (recur_sqrt<#lanes#>(square) / root + least)
      store<#lanes#>(<#weight#> - way, weights, i)
    }
  }
  """#
