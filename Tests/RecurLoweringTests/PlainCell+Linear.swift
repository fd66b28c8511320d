import Foundation

extension PlainCell {
  /// What sums up a sequence; its states are kept as they are, not relative to anything.
  static let pooling = [
    PlainCell("SumPool(3)", states: ["sum": 3]) { _, x, s in
      s["sum"] = s["sum"]! + x
      return s["sum"]!
    },
    PlainCell("MeanPool(3)", states: ["sum": 3, "steps": 3]) { _, x, s in
      s = ["sum": s["sum"]! + x, "steps": 1 + s["steps"]!]
      return s["sum"]! / s["steps"]!
    },
    PlainCell("MaxPool(3)", states: ["greatest": 3, "steps": 3]) { _, x, s in
      let isFirst = s["steps"]!.elements[0] == 0
      s = [
        "greatest": isFirst ? x : s["greatest"]!.zip(x) { max($0, $1) }, "steps": 1 + s["steps"]!,
      ]
      return s["greatest"]!
    },
  ]

  /// Cells whose state meets no matrix.
  static let linear = [
    PlainCell("SRU(4)", inputs: 4, states: ["c": 4]) { w, x, s in
      let c = s["c"]!
      let f = sigmoid(w("Wf", x) + w["vf"] * c + w["bf"])
      let r = sigmoid(w("Wr", x) + w["vr"] * c + w["br"])
      let next = f * c + (1 - f) * w("W", x)
      s["c"] = next
      return r * next + (1 - r) * x
    },
    PlainCell("QRNN(4)", states: ["c": 4, "before": 3]) { w, x, s in
      let before = s["before"]!
      let z = tanh(w.gate("z", x, before, recurrent: "V"))
      let f = sigmoid(w.gate("f", x, before, recurrent: "V"))
      let o = sigmoid(w.gate("o", x, before, recurrent: "V"))
      let next = f * s["c"]! + (1 - f) * z
      s = ["c": next, "before": x]
      return o * next
    },
    PlainCell("MinGRU(4)", states: ["h": 4]) { w, x, s in
      let z = sigmoid(w("Wz", x) + w["bz"])
      s["h"] = (1 - z) * s["h"]! + z * (w("Wn", x) + w["bn"])
      return s["h"]!
    },
    PlainCell("MinLSTM(4)", states: ["h": 4]) { w, x, s in
      let f = sigmoid(w("Wf", x) + w["bf"])
      let i = sigmoid(w("Wi", x) + w["bi"])
      s["h"] = f / (f + i) * s["h"]! + i / (f + i) * (w("Wn", x) + w["bn"])
      return s["h"]!
    },
    PlainCell("RGLRU(4)", inputs: 4, states: ["h": 4]) { w, x, s in
      let r = sigmoid(w("Wr", x) + w["br"])
      let i = sigmoid(w("Wi", x) + w["bi"])
      let a = exp(-8 * (softplus(w["decay"]) * r))
      s["h"] = a * s["h"]! + sqrt(1 - a * a) * (i * x)
      return s["h"]!
    },
    PlainCell("LRU(4, 3)", inputs: 4, states: ["re": 3, "im": 3]) { w, x, s in
      // The state as size and angle, which a step shrinks and turns.
      let (re, im) = (s["re"]!, s["im"]!)
      let size = sqrt(re * re + im * im) * exp(-exp(w["nu"]))
      let angle = im.zip(re) { atan2($0, $1) } + exp(w["theta"])
      let gain = exp(w["gamma"])
      s["re"] = size * angle.map { cos($0) } + gain * w("Bre", x)
      s["im"] = size * angle.map { sin($0) } + gain * w("Bim", x)
      return w("Cre", s["re"]!) - w("Cim", s["im"]!) + w["D"] * x
    },
    PlainCell(
      "RWKV(4)", inputs: 4, states: ["sum": 4, "weight": 4, "before": 4]
    ) { w, x, s in
      // Without the greatest exponent: the sums as they are.
      let before = s["before"]!
      func mixed(_ share: String) -> PlainVector { w[share] * x + (1 - w[share]) * before }
      let r = sigmoid(w("Wr", mixed("mr")))
      let k = w("Wk", mixed("mk"))
      let v = w("Wv", mixed("mv"))
      let now = exp(w["first"] + k)
      let answer = (s["sum"]! + now * v) / (s["weight"]! + now)
      let kept = exp(-exp(w["decay"]))
      s = [
        "sum": kept * s["sum"]! + exp(k) * v, "weight": kept * s["weight"]! + exp(k), "before": x,
      ]
      return w("Wo", r * answer)
    },
  ]
}
