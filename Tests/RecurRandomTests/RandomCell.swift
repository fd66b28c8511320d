/// A cell as its users see it.
struct RandomCell {
  let name: String
  /// The names of its sizes.
  var sizes: [String]
  /// What its inputs are: vectors, or single numbers.
  var inputs: [Extent?]
  var states: [(name: String, extent: Extent?)]
  var output: Extent?
  /// What its settings may be given.
  var settings: [(name: String, choices: [String])] = []
  /// Its definition, unless it is the prelude's.
  var text = ""

  /// Cells of the prelude.
  static let prelude: [RandomCell] = {
    let (h, p, x, s) = (Extent("H"), Extent("P"), Extent("X"), Extent("S"))
    let simple = [
      "RNNRelu", "IRNN", "IndRNN", "MGU", "LiGRU", "UGRNN", "MinGRU",
      "MinLSTM", "FastRNN", "FastGRNN", "LayerNormGRU",
    ].map { RandomCell(name: $0, sizes: ["H"], inputs: [x], states: [("h", h)], output: h) }
    let long = ["CoupledLSTM", "LayerNormLSTM", "SLSTM"].map {
      RandomCell(name: $0, sizes: ["H"], inputs: [x], states: [("h", h), ("c", h)], output: h)
    }
    let pools = [("SumPool", "sum"), ("MeanPool", "mean"), ("MaxPool", "greatest")].map {
      RandomCell(name: $0, sizes: ["H"], inputs: [h], states: [($1, h)], output: h)
    }
    let functions = ["tanh", "sigmoid", "hardSigmoid"]
    let bias = ("bias", ["false", "true"])
    let (activation, gate) = (("activation", functions), ("gate", ["hardSigmoid", "sigmoid"]))
    let hidden = ("hidden", functions + ["relu", "silu"])
    let optional =
      [
        RandomCell(
          name: "RNN", sizes: ["H"], inputs: [x], states: [("h", h)], output: h,
          settings: [activation, bias])
      ]
      + ["GRU", "GRUResetAfter"].map {
        RandomCell(
          name: $0, sizes: ["H"], inputs: [x], states: [("h", h)], output: h,
          settings: [gate, activation, bias])
      }
      + ["LSTM", "PeepholeLSTM"].map {
        RandomCell(
          name: $0, sizes: ["H"], inputs: [x], states: [("h", h), ("c", h)], output: h,
          settings: [gate, activation, hidden, bias])
      }
    return simple + long + pools + optional + [
      RandomCell(
        name: "ProjectedLSTM", sizes: ["H", "P"], inputs: [x], states: [("h", p), ("c", h)],
        output: p),
      RandomCell(
        name: "DotAttention", sizes: [], inputs: [x, p, x], states: [("sum", p)], output: p),
      RandomCell(
        name: "AdditiveAttention", sizes: ["H"], inputs: [x, p, s], states: [("sum", p)], output: p),
      RandomCell(
        name: "AUGRU", sizes: ["H"], inputs: [x, nil], states: [("h", h)], output: h),
      RandomCell(name: "SRU", sizes: ["H"], inputs: [h], states: [("c", h)], output: h),
      RandomCell(
        name: "QRNN", sizes: ["H"], inputs: [x], states: [("c", h), ("before", x)], output: h),
      RandomCell(name: "RGLRU", sizes: ["H"], inputs: [h], states: [("h", h)], output: h),
      RandomCell(
        name: "RWKV", sizes: ["H"], inputs: [h], states: [("numerator", h), ("before", h)],
        output: h),
      RandomCell(name: "Jordan", sizes: ["H", "P"], inputs: [x], states: [("y", p)], output: p),
      RandomCell(
        name: "SCRN", sizes: ["H", "S"], inputs: [x], states: [("h", h), ("s", s)], output: h + s),
      RandomCell(
        name: "FastGRNNLowRank", sizes: ["H", "P", "Q"], inputs: [x], states: [("h", h)], output: h),
    ]
  }()
}
