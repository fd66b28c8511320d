extension PlainCell {
  /// Networks without gates, or with scalars for gates.
  static let simple = [
    PlainCell("RNN(4)", states: ["h": 4]) { w, x, s in
      let h = tanh(w("W", x) + w("U", s["h"]!) + w["b"])
      s["h"] = h
      return h
    },
    PlainCell("RNNRelu(4)", states: ["h": 4]) { w, x, s in
      let h = relu(w("W", x) + w("U", s["h"]!) + w["b"])
      s["h"] = h
      return h
    },
    PlainCell("IRNN(4)", states: ["h": 4]) { w, x, s in
      let h = relu(w("W", x) + w("U", s["h"]!) + w["b"])
      s["h"] = h
      return h
    },
    PlainCell("Jordan(5, 4)", states: ["y": 4]) { w, x, s in
      let h = sigmoid(w("W", x) + w("U", s["y"]!) + w["b"])
      let y = sigmoid(w("V", h) + w["c"])
      s["y"] = y
      return y
    },
    PlainCell("IndRNN(4)", states: ["h": 4]) { w, x, s in
      let h = relu(w("W", x) + w["u"] * s["h"]! + w["b"])
      s["h"] = h
      return h
    },
    PlainCell("SCRN(4, 2)", states: ["h": 4, "s": 2]) { w, x, s in
      let context = 0.05 * w("B", x) + 0.95 * s["s"]!
      let h = sigmoid(w("P", context) + w("A", x) + w("R", s["h"]!))
      s = ["h": h, "s": context]
      return PlainVector(h.elements + context.elements)
    },
    PlainCell("FastRNN(4)", states: ["h": 4]) { w, x, s in
      let (alpha, beta) = (sigmoid(w["alpha"]).elements[0], sigmoid(w["beta"]).elements[0])
      let h = alpha * tanh(w("W", x) + w("U", s["h"]!) + w["b"]) + beta * s["h"]!
      s["h"] = h
      return h
    },
    PlainCell("FastGRNN(4)", states: ["h": 4]) { w, x, s in
      let (zeta, nu) = (sigmoid(w["zeta"]).elements[0], sigmoid(w["nu"]).elements[0])
      let z = sigmoid(w("W", x) + w("U", s["h"]!) + w["bz"])
      let n = tanh(w("W", x) + w("U", s["h"]!) + w["bn"])
      let h = (nu + zeta * (1 - z)) * n + z * s["h"]!
      s["h"] = h
      return h
    },
    PlainCell("FastGRNNLowRank(4, 2, 3)", states: ["h": 4]) { w, x, s in
      let (zeta, nu) = (sigmoid(w["zeta"]).elements[0], sigmoid(w["nu"]).elements[0])
      let both = w("W1", w("W2", x)) + w("U1", w("U2", s["h"]!))
      let z = sigmoid(both + w["bz"])
      let n = tanh(both + w["bn"])
      let h = (nu + zeta * (1 - z)) * n + z * s["h"]!
      s["h"] = h
      return h
    },
    PlainCell("EchoState(4, leak: 0.6)", states: ["h": 4]) { w, x, s in
      let h = s["h"]!
      s["h"] = h + 0.6 * (tanh(w("W", x) + w("U", h) + w["b"]) - h)
      return s["h"]!
    },
    PlainCell("ClockworkRNN(2)", states: ["h": 8, "t": 1]) { w, x, s in
      let (h, t) = (s["h"]!.elements, Int(s["t"]!.elements[0]))
      var next = h
      for (module, period) in [1, 2, 4, 8].enumerated() where t % period == 0 {
        let slower = PlainVector(Array(h[(2 * module)...]))
        let name = "\(module + 1)"
        let units = tanh(w("W" + name, x) + w("U" + name, slower) + w["b" + name])
        next.replaceSubrange(2 * module..<2 * module + 2, with: units.elements)
      }
      s = ["h": PlainVector(next), "t": PlainVector([Double(t + 1)])]
      return s["h"]!
    },
  ]
}
