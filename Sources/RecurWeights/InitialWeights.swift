/// Random initial values for a model's parameters, the same on every machine.
///
/// Biases are zero. A matrix is uniform within `sqrt(6 / (rows + columns))` of zero (Glorot and Bengio
/// 2010, eq. 16); any other shape counts as one row for each element of its first axis.
public enum InitialWeights {
  /// The tensors for `parameters`, by path.
  ///
  /// Each tensor depends on the seed, its path and its shape alone, so that a change elsewhere in the
  /// model leaves it as it is.
  public static func tensors(
    _ parameters: [ModelSignature.Parameter], seed: UInt64
  ) -> [String: HostTensor] {
    var result: [String: HostTensor] = [:]
    for parameter in parameters {
      let count = parameter.shape.reduce(1, *)
      var values = [Float](repeating: 0, count: count)
      if !parameter.isBias {
        let rows = parameter.shape.first ?? 1
        let columns = rows == 0 ? 0 : count / rows
        let bound = (6 / Float(max(1, rows + columns))).squareRoot()
        var state = seed ^ hash(parameter.path)
        for i in values.indices { values[i] = bound * unit(&state) }
      }
      result[parameter.path] = HostTensor(values, shape: parameter.shape)
    }
    return result
  }

  /// The next number from -1 to below 1, of 24 bits so that `Float` holds it exactly.
  ///
  /// Source: SplitMix64 (Steele, Lea and Flood 2014).
  private static func unit(_ state: inout UInt64) -> Float {
    state &+= 0x9e37_79b9_7f4a_7c15
    var bits = state
    bits = (bits ^ bits >> 30) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ bits >> 27) &* 0x94d0_49bb_1331_11eb
    bits ^= bits >> 31
    return Float(bits >> 40) * 0x1p-23 - 1
  }

  /// FNV-1a, since Swift's own hashes differ from run to run.
  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
  }
}
