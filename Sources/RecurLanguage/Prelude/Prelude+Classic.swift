/// The cells that everybody has.
extension Prelude {
  static let classic = #"""
    /// Elman's recurrent network with tanh (Elman 1990, "Finding structure in time").
    cell RNN(H, activation: tanh, bias: true)(x: [X]) {
      state  h: [H]
      weight W: [H, X]
      weight U: [H, H]
      bias   b: [H] if bias

      h' = activation(W @ x + U @ h + b)

      layout pytorch {
        "weight_ih_l{layer}{reverse}": W
        "weight_hh_l{layer}{reverse}": U
        "bias_ih_l{layer}{reverse}": b
        "bias_hh_l{layer}{reverse}": b
      }
    }

    /// Recurrent network of rectified linear units (Le, Jaitly, Hinton 2015, arXiv:1504.00941).
    cell RNNRelu(H)(x: [X]) {
      state  h: [H]
      weight W: [H, X]
      weight U: [H, H]
      bias   b: [H]

      h' = relu(W @ x + U @ h + b)

      layout pytorch {
        "weight_ih_l{layer}{reverse}": W
        "weight_hh_l{layer}{reverse}": U
        "bias_ih_l{layer}{reverse}": b
        "bias_hh_l{layer}{reverse}": b
      }
    }

    /// Long short-term memory (Hochreiter, Schmidhuber 1997; Gers, Schmidhuber, Cummins 2000).
    cell LSTM(
      H,
      gate: sigmoid,
      activation: tanh,
      hidden: activation,
      bias: true,
      forgetBias: 0,
      recurrentDropout: 0
    )(x: [X]) {
      state  h, c: [H]
      weight Wi, Wf, Wg, Wo: [H, X]
      weight Ui, Uf, Ug, Uo: [H, H]
      bias   bi: [H] if bias
      bias   bf: [H] = forgetBias if bias
      bias   bg, bo: [H] if bias

      i  = gate(Wi @ x + Ui @ h + bi)
      f  = gate(Wf @ x + Uf @ h + bf)
      g  = activation(Wg @ x + Ug @ h + bg)
      o  = gate(Wo @ x + Uo @ h + bo)
      c' = f * c + i * dropout(g, recurrentDropout)
      h' = o * hidden(c')

      layout pytorch {
        "weight_ih_l{layer}{reverse}": Wi, Wf, Wg, Wo
        "weight_hh_l{layer}{reverse}": Ui, Uf, Ug, Uo
        "bias_ih_l{layer}{reverse}": bi, bf, bg, bo
        "bias_hh_l{layer}{reverse}": bi, bf, bg, bo
      }
    }

    /// Gated recurrent unit, reset gate before the recurrent product (Cho et al. 2014,
    /// arXiv:1406.1078, eq. 5 to 8; ONNX `linear_before_reset=0`).
    cell GRU(H, gate: sigmoid, activation: tanh, bias: true, recurrentDropout: 0)(x: [X]) {
      state  h: [H]
      weight Wz, Wr, Wn: [H, X]
      weight Uz, Ur, Un: [H, H]
      bias   bz, br, bn: [H] if bias

      z  = gate(Wz @ x + Uz @ h + bz)
      r  = gate(Wr @ x + Ur @ h + br)
      n  = activation(Wn @ x + Un @ (r * h) + bn)
      h' = (1 - z) * dropout(n, recurrentDropout) + z * h
    }

    /// Gated recurrent unit, reset gate after the recurrent product, which has a bias of its own, cn
    /// (cuDNN, PyTorch, Keras 3 `reset_after`; ONNX `linear_before_reset=1`).
    cell GRUResetAfter(H, gate: sigmoid, activation: tanh, bias: true, recurrentDropout: 0)(x: [X]) {
      state  h: [H]
      weight Wz, Wr, Wn: [H, X]
      weight Uz, Ur, Un: [H, H]
      bias   bz, br, bn, cn: [H] if bias

      z  = gate(Wz @ x + Uz @ h + bz)
      r  = gate(Wr @ x + Ur @ h + br)
      n  = activation(Wn @ x + bn + r * (Un @ h + cn))
      h' = (1 - z) * dropout(n, recurrentDropout) + z * h

      layout pytorch {
        "weight_ih_l{layer}{reverse}": Wr, Wz, Wn
        "weight_hh_l{layer}{reverse}": Ur, Uz, Un
        "bias_ih_l{layer}{reverse}": br, bz, bn
        "bias_hh_l{layer}{reverse}": br, bz, cn
      }
    }


    """#
}
