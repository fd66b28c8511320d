/// Cells of the prelude with other functions, without biases, with rates of dropout.
extension PlainCell {
  static let options = [
    PlainCell("RNN(4, activation: relu, bias: false)", states: ["h": 4]) { w, x, s in
      s["h"] = relu(w("W", x) + w("U", s["h"]!))
      return s["h"]!
    },
    PlainCell("LSTM(4, gate: hardSigmoid, activation: relu)", states: ["h": 4, "c": 4]) { w, x, s in
      let (h, c) = (s["h"]!, s["c"]!)
      let next =
        hardSigmoid(w.gate("f", x, h)) * c
        + hardSigmoid(w.gate("i", x, h)) * relu(w.gate("g", x, h))
      let output = hardSigmoid(w.gate("o", x, h)) * relu(next)
      s = ["h": output, "c": next]
      return output
    },
    PlainCell(
      "LSTM(4, activation: relu, hidden: tanh, bias: false, recurrentDropout: 0.5)",
      states: ["h": 4, "c": 4]
    ) { w, x, s in
      let (h, c) = (s["h"]!, s["c"]!)
      let next = sigmoid(w.sum("f", x, h)) * c + sigmoid(w.sum("i", x, h)) * relu(w.sum("g", x, h))
      let output = sigmoid(w.sum("o", x, h)) * tanh(next)
      s = ["h": output, "c": next]
      return output
    },
    PlainCell(
      "PeepholeLSTM(4, gate: hardSigmoid, activation: softplus, hidden: relu, bias: false)",
      states: ["h": 4, "c": 4]
    ) { w, x, s in
      let (h, c) = (s["h"]!, s["c"]!)
      let i = hardSigmoid(w.sum("i", x, h) + w["pi"] * c)
      let f = hardSigmoid(w.sum("f", x, h) + w["pf"] * c)
      let next = f * c + i * softplus(w.sum("g", x, h))
      let output = hardSigmoid(w.sum("o", x, h) + w["po"] * next) * relu(next)
      s = ["h": output, "c": next]
      return output
    },
    PlainCell("ProjectedLSTM(5, 3, activation: relu, bias: false)", states: ["h": 3, "c": 5]) {
      w, x, s in
      let (h, c) = (s["h"]!, s["c"]!)
      let next = sigmoid(w.sum("f", x, h)) * c + sigmoid(w.sum("i", x, h)) * relu(w.sum("g", x, h))
      let output = w("R", sigmoid(w.sum("o", x, h)) * relu(next))
      s = ["h": output, "c": next]
      return output
    },
    PlainCell(
      "GRU(4, gate: hardSigmoid, activation: relu, bias: false, recurrentDropout: 0.25)",
      states: ["h": 4]
    ) { w, x, s in
      let h = s["h"]!
      let z = hardSigmoid(w.sum("z", x, h))
      let n = relu(w.sum("n", x, hardSigmoid(w.sum("r", x, h)) * h))
      s["h"] = n + z * (h - n)
      return s["h"]!
    },
    PlainCell(
      "GRUResetAfter(4, gate: hardSigmoid, activation: relu, bias: false)", states: ["h": 4]
    ) {
      w, x, s in
      let h = s["h"]!
      let z = hardSigmoid(w.sum("z", x, h))
      let r = hardSigmoid(w.sum("r", x, h))
      let n = relu(w("Wn", x) + r * w("Un", h))
      s["h"] = n + z * (h - n)
      return s["h"]!
    },
  ]
}

extension PlainWeights {
  /// W x + U h of a gate without a bias.
  fileprivate func sum(_ name: String, _ x: PlainVector, _ h: PlainVector) -> PlainVector {
    self("W\(name)", x) + self("U\(name)", h)
  }
}

private func hardSigmoid(_ v: PlainVector) -> PlainVector {
  v.map { $0 < -2.5 ? 0 : $0 > 2.5 ? 1 : 0.2 * $0 + 0.5 }
}
