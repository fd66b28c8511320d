import Foundation

extension PlainCell {
  /// Cells whose state is a matrix, by formulas that have none: sums over all steps before where there are
  /// such, else number by number.
  static let matrices = [
    PlainCell("LinearAttention(4, 3)", states: ["k": 0, "v": 0]) { w, x, s in
      func feature(_ v: PlainVector) -> PlainVector {
        v.map { $0 > 0 ? $0 + 1 : Foundation.exp($0) }
      }
      let past = s.remember(feature(w("Wk", x)), w("Wv", x))
      let q = feature(w("Wq", x))
      let shares = past.map { ($0.key * q).sum }
      return (1 / shares.reduce(0, +)) * total(past, shares)
    },
    PlainCell("Retention(4, 3)", states: ["k": 0, "v": 0]) { w, x, s in
      let past = s.remember(w("Wk", x), w("Wv", x))
      let q = w("Wq", x)
      let shares = past.enumerated().map { index, pair in
        pow(w.number("decay"), Double(past.count - 1 - index)) * (pair.key * q).sum
      }
      return total(past, shares)
    },
    PlainCell("GatedDelta(4, 3)", states: ["S": 12]) { w, x, s in
      func direction(_ v: PlainVector) -> PlainVector { (1 / (v * v).sum.squareRoot()) * v }
      let (q, k, v) = (direction(w("Wq", x)), direction(w("Wk", x)), w("Wv", x))
      let alpha = 1 / (1 + Foundation.exp(-((w["wa"] * x).sum + w.number("ba"))))
      let beta = 1 / (1 + Foundation.exp(-((w["wb"] * x).sum + w.number("bb"))))
      // S alpha (1 - beta k k') + beta v k'
      let old = s["S"]!.elements
      var new = [Double](repeating: 0, count: 12)
      for row in 0..<3 {
        for column in 0..<4 {
          for inner in 0..<4 {
            let identity = inner == column ? 1.0 : 0
            let kept = alpha * (identity - beta * k.elements[inner] * k.elements[column])
            new[4 * row + column] += old[4 * row + inner] * kept
          }
          new[4 * row + column] += beta * v.elements[row] * k.elements[column]
        }
      }
      s["S"] = PlainVector(new)
      return PlainVector((0..<3).map { (PlainVector(Array(new[4 * $0..<4 * $0 + 4])) * q).sum })
    },
    PlainCell("MLSTM(4, 3)", states: ["k": 0, "v": 0, "i": 0, "f": 0]) { w, x, s in
      let past = s.remember(0.5 * w("Wk", x) + w["bk"], w("Wv", x) + w["bv"])
      let q = w("Wq", x) + w["bq"]
      let forget = 1 / (1 + Foundation.exp(-((w["wf"] * x).sum + w.number("bf"))))
      s["i"]!.elements.append(Foundation.exp((w["wi"] * x).sum + w.number("bi")))
      s["f"]!.elements = s["f"]!.elements.map { $0 * forget } + [1]
      let shares = past.enumerated().map { index, pair in
        s["i"]!.elements[index] * s["f"]!.elements[index] * (pair.key * q).sum
      }
      let norm = max(abs(shares.reduce(0, +)), 1)
      return sigmoid(w("Wo", x) + w["bo"]) * ((1 / norm) * total(past, shares))
    },
    PlainCell("SelectiveSSM(2, 1)", inputs: 4, states: ["h": 8]) { w, x, s in
      let step = softplus(w("Wd", w("Wr", x)) + w["bd"]).elements
      let (b, c, a) = (w("WB", x).elements, w("WC", x).elements, w["A"].elements)
      var h = s["h"]!.elements
      var y = (w["skip"] * x).elements
      for channel in 0..<4 {
        for state in 0..<2 {
          let place = 2 * channel + state
          h[place] =
            Foundation.exp(-step[channel] * Foundation.exp(a[place])) * h[place]
            + step[channel] * b[state] * x.elements[channel]
          y[channel] += c[state] * h[place]
        }
      }
      s["h"] = PlainVector(h)
      return PlainVector(y)
    },
  ]

  /// The values of all pairs, each times its share.
  private static func total(
    _ pairs: [(key: PlainVector, value: PlainVector)], _ shares: [Double]
  ) -> PlainVector {
    zip(pairs, shares).map { $1 * $0.value }.reduce(PlainVector(zeros: 3), +)
  }
}

extension PlainCell.States {
  /// All pairs so far, each a key of 4 and a value of 3, once there is one more.
  fileprivate mutating func remember(
    _ key: PlainVector, _ value: PlainVector
  ) -> [(key: PlainVector, value: PlainVector)] {
    self["k"]!.elements += key.elements
    self["v"]!.elements += value.elements
    let (keys, values) = (self["k"]!.elements, self["v"]!.elements)
    return (0..<keys.count / 4).map {
      (
        PlainVector(Array(keys[4 * $0..<4 * $0 + 4])),
        PlainVector(Array(values[3 * $0..<3 * $0 + 3]))
      )
    }
  }
}
