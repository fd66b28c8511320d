extension PlainCell {
  /// Relatives of the LSTM.
  static let long = [
    PlainCell("LSTM(4)", states: ["h": 4, "c": 4]) { w, x, s in
      let (h, c) = (s["h"]!, s["c"]!)
      let kept = sigmoid(w.gate("f", x, h)) * c
      let next = kept + sigmoid(w.gate("i", x, h)) * tanh(w.gate("g", x, h))
      let output = sigmoid(w.gate("o", x, h)) * tanh(next)
      s = ["h": output, "c": next]
      return output
    },
    PlainCell("PeepholeLSTM(4)", states: ["h": 4, "c": 4]) { w, x, s in
      let (h, c) = (s["h"]!, s["c"]!)
      let i = sigmoid(w.gate("i", x, h) + w["pi"] * c)
      let f = sigmoid(w.gate("f", x, h) + w["pf"] * c)
      let next = f * c + i * tanh(w.gate("g", x, h))
      let output = sigmoid(w.gate("o", x, h) + w["po"] * next) * tanh(next)
      s = ["h": output, "c": next]
      return output
    },
    PlainCell("CoupledLSTM(4)", states: ["h": 4, "c": 4]) { w, x, s in
      let (h, c) = (s["h"]!, s["c"]!)
      let f = sigmoid(w.gate("f", x, h))
      let next = f * c + (1 - f) * tanh(w.gate("g", x, h))
      let output = sigmoid(w.gate("o", x, h)) * tanh(next)
      s = ["h": output, "c": next]
      return output
    },
    PlainCell("ClippedLSTM(4, clip: 0.25)", states: ["h": 4, "c": 4]) { w, x, s in
      let (h, c) = (s["h"]!, s["c"]!)
      let kept = sigmoid(w.gate("f", x, h)) * c
      let next = (kept + sigmoid(w.gate("i", x, h)) * tanh(w.gate("g", x, h)))
        .map { $0 > 0.25 ? 0.25 : $0 < -0.25 ? -0.25 : $0 }
      let output = sigmoid(w.gate("o", x, h)) * tanh(next)
      s = ["h": output, "c": next]
      return output
    },
    PlainCell("ZoneoutLSTM(4, keep: 0.125)", states: ["h": 4, "c": 4]) { w, x, s in
      let (h, c) = (s["h"]!, s["c"]!)
      let kept = sigmoid(w.gate("f", x, h)) * c
      let next = kept + sigmoid(w.gate("i", x, h)) * tanh(w.gate("g", x, h))
      let output = h + 0.875 * (sigmoid(w.gate("o", x, h)) * tanh(next) - h)
      s = ["h": output, "c": 0.5 * (c + next)]
      return output
    },
    PlainCell("ProjectedLSTM(5, 3)", states: ["h": 3, "c": 5]) { w, x, s in
      let (h, c) = (s["h"]!, s["c"]!)
      let kept = sigmoid(w.gate("f", x, h)) * c
      let next = kept + sigmoid(w.gate("i", x, h)) * tanh(w.gate("g", x, h))
      let output = w("R", sigmoid(w.gate("o", x, h)) * tanh(next))
      s = ["h": output, "c": next]
      return output
    },
    PlainCell("LayerNormLSTM(4)", states: ["h": 4, "c": 4]) { w, x, s in
      let (h, c) = (s["h"]!, s["c"]!)
      func sum(_ gate: String) -> PlainVector {
        w.norm(w("W\(gate)", x), "a\(gate)", "b\(gate)")
          + w.norm(w("U\(gate)", h), "r\(gate)", nil)
      }
      let next = sigmoid(sum("f")) * c + sigmoid(sum("i")) * tanh(sum("g"))
      let output = sigmoid(sum("o")) * tanh(w.norm(next, "ac", "bc"))
      s = ["h": output, "c": next]
      return output
    },
    PlainCell("SLSTM(4)", states: ["h": 4, "c": 4, "n": 4, "m": 4]) { w, x, s in
      // Without the stabiliser: the cell and its normaliser as they are.
      let (h, c, n) = (s["h"]!, s["c"]!, s["n"]!)
      let i = exp(w.gate("i", x, h, recurrent: "R"))
      let f = sigmoid(w.gate("f", x, h, recurrent: "R"))
      let next = f * c + i * tanh(w.gate("z", x, h, recurrent: "R"))
      let sum = f * n + i
      let output = sigmoid(w.gate("o", x, h, recurrent: "R")) * (next / sum)
      s = ["h": output, "c": next, "n": sum]
      return output
    },
  ]

  /// Relatives of the GRU.
  static let gated = [
    PlainCell("GRU(4)", states: ["h": 4]) { w, x, s in
      let h = s["h"]!
      let z = sigmoid(w.gate("z", x, h))
      let n = tanh(w.gate("n", x, sigmoid(w.gate("r", x, h)) * h))
      s["h"] = (1 - z) * n + z * h
      return s["h"]!
    },
    PlainCell("GRUResetAfter(4)", states: ["h": 4]) { w, x, s in
      let h = s["h"]!
      let z = sigmoid(w.gate("z", x, h))
      let r = sigmoid(w.gate("r", x, h))
      let n = tanh(w("Wn", x) + w["bn"] + r * (w("Un", h) + w["cn"]))
      s["h"] = (1 - z) * n + z * h
      return s["h"]!
    },
    PlainCell("LayerNormGRU(4)", states: ["h": 4]) { w, x, s in
      let h = s["h"]!
      func sum(_ gate: String) -> PlainVector {
        w.norm(w("W\(gate)", x), "a\(gate)", "b\(gate)")
          + w.norm(w("U\(gate)", h), "r\(gate)", nil)
      }
      let z = sigmoid(sum("z"))
      let recurrent = w.norm(w("Un", h), "rn", "cn")
      let n = tanh(w.norm(w("Wn", x), "an", "bn") + sigmoid(sum("r")) * recurrent)
      s["h"] = (1 - z) * n + z * h
      return s["h"]!
    },
    PlainCell("MGU(4)", states: ["h": 4]) { w, x, s in
      let h = s["h"]!
      let f = sigmoid(w.gate("f", x, h))
      s["h"] = (1 - f) * h + f * tanh(w.gate("n", x, f * h))
      return s["h"]!
    },
    PlainCell("LiGRU(4)", states: ["h": 4]) { w, x, s in
      let h = s["h"]!
      let z = sigmoid(w.gate("z", x, h))
      s["h"] = z * h + (1 - z) * relu(w.gate("n", x, h))
      return s["h"]!
    },
    PlainCell("UGRNN(4)", states: ["h": 4]) { w, x, s in
      let h = s["h"]!
      let g = sigmoid(w.gate("g", x, h))
      s["h"] = g * h + (1 - g) * tanh(w.gate("n", x, h))
      return s["h"]!
    },
    PlainCell("AUGRU(4)", isAttended: true, states: ["h": 4]) { w, attended, s in
      let h = s["h"]!
      let x = PlainVector(Array(attended.elements.dropLast()))
      let u = attended.elements.last! * sigmoid(w.gate("u", x, h))
      let r = sigmoid(w.gate("r", x, h))
      let n = tanh(w("Wn", x) + w["bn"] + r * w("Un", h))
      s["h"] = (1 - u) * h + u * n
      return s["h"]!
    },
  ]
}
