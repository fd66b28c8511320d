/// Relatives of the LSTM and of the GRU.
extension Prelude {
  static let gated = #"""
    /// LSTM whose gates see the cell: input and forget gate the old one, the output gate the new one (Gers,
    /// Schmidhuber 2000; Graves 2013, arXiv:1308.0850, eq. 7 to 11; ONNX `P`).
    cell PeepholeLSTM(
      H, gate: sigmoid, activation: tanh, hidden: activation, bias: true, forgetBias: 0
    )(x: [X]) {
      state  h, c: [H]
      weight Wi, Wf, Wg, Wo: [H, X]
      weight Ui, Uf, Ug, Uo: [H, H]
      weight pi, pf, po: [H]
      bias   bi: [H] if bias
      bias   bf: [H] = forgetBias if bias
      bias   bg, bo: [H] if bias

      i  = gate(Wi @ x + Ui @ h + pi * c + bi)
      f  = gate(Wf @ x + Uf @ h + pf * c + bf)
      g  = activation(Wg @ x + Ug @ h + bg)
      c' = f * c + i * g
      o  = gate(Wo @ x + Uo @ h + po * c' + bo)
      h' = o * hidden(c')
    }

    /// LSTM that takes in as much as it forgets, i = 1 - f (Greff et al. 2015, arXiv:1503.04069, "CIFG";
    /// ONNX `input_forget=1`).
    cell CoupledLSTM(
      H, gate: sigmoid, activation: tanh, hidden: activation, bias: true, forgetBias: 0
    )(x: [X]) {
      state  h, c: [H]
      weight Wf, Wg, Wo: [H, X]
      weight Uf, Ug, Uo: [H, H]
      bias   bf: [H] = forgetBias if bias
      bias   bg, bo: [H] if bias

      f  = gate(Wf @ x + Uf @ h + bf)
      g  = activation(Wg @ x + Ug @ h + bg)
      o  = gate(Wo @ x + Uo @ h + bo)
      c' = f * c + (1 - f) * g
      h' = o * hidden(c')
    }

    /// LSTM whose cell stays within `clip` either way (Sak, Senior, Beaufays 2014, arXiv:1402.1128, section 3).
    cell ClippedLSTM(
      H, clip: 50, gate: sigmoid, activation: tanh, hidden: activation, bias: true, forgetBias: 0
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
      c' = clamp(f * c + i * g, -clip, clip)
      h' = o * hidden(c')
    }

    /// LSTM that was trained with states kept at random, `hold` of the cells and `keep` of the outputs; it
    /// answers with the means of that (Krueger et al. 2016, arXiv:1606.01305, eq. 4 to 6).
    cell ZoneoutLSTM(
      H,
      hold: 0.5,
      keep: 0.05,
      gate: sigmoid,
      activation: tanh,
      hidden: activation,
      bias: true,
      forgetBias: 0
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
      n  = f * c + i * g
      c' = hold * c + (1 - hold) * n
      h' = keep * h + (1 - keep) * (o * hidden(n))
    }

    /// LSTM of H cells whose output is projected to P numbers (Sak, Senior, Beaufays 2014, arXiv:1402.1128;
    /// PyTorch `proj_size`).
    cell ProjectedLSTM(
      H, P, gate: sigmoid, activation: tanh, hidden: activation, bias: true, forgetBias: 0
    )(x: [X]) {
      state  h: [P]
      state  c: [H]
      weight Wi, Wf, Wg, Wo: [H, X]
      weight Ui, Uf, Ug, Uo: [H, P]
      weight R: [P, H]
      bias   bi: [H] if bias
      bias   bf: [H] = forgetBias if bias
      bias   bg, bo: [H] if bias

      i  = gate(Wi @ x + Ui @ h + bi)
      f  = gate(Wf @ x + Uf @ h + bf)
      g  = activation(Wg @ x + Ug @ h + bg)
      o  = gate(Wo @ x + Uo @ h + bo)
      c' = f * c + i * g
      h' = R @ (o * hidden(c'))

      layout pytorch {
        "weight_ih_l{layer}{reverse}": Wi, Wf, Wg, Wo
        "weight_hh_l{layer}{reverse}": Ui, Uf, Ug, Uo
        "bias_ih_l{layer}{reverse}": bi, bf, bg, bo
        "bias_hh_l{layer}{reverse}": bi, bf, bg, bo
        "weight_hr_l{layer}{reverse}": R
      }
    }

    /// LSTM with each gate's sums and the cell normalised (Ba, Kiros, Hinton 2016, arXiv:1607.06450, eq. 20 to
    /// 22, with a norm for each gate).
    cell LayerNormLSTM(H, forgetBias: 0)(x: [X]) {
      state  h, c: [H]
      weight Wi, Wf, Wg, Wo: [H, X]
      weight Ui, Uf, Ug, Uo: [H, H]
      weight ai, af, ag, ao: [H]
      weight ri, rf, rg, ro: [H]
      weight ac: [H]
      bias   bi: [H]
      bias   bf: [H] = forgetBias
      bias   bg, bo, bc: [H]

      i  = sigmoid(layerNorm(Wi @ x, ai, bi) + layerNorm(Ui @ h, ri, 0))
      f  = sigmoid(layerNorm(Wf @ x, af, bf) + layerNorm(Uf @ h, rf, 0))
      g  = tanh(layerNorm(Wg @ x, ag, bg) + layerNorm(Ug @ h, rg, 0))
      o  = sigmoid(layerNorm(Wo @ x, ao, bo) + layerNorm(Uo @ h, ro, 0))
      c' = f * c + i * g
      h' = o * tanh(layerNorm(c', ac, bc))
    }

    /// GRU, reset gate after the recurrent product, with each gate's sums normalised (Ba, Kiros, Hinton 2016,
    /// arXiv:1607.06450, supplement, with a norm for each gate).
    cell LayerNormGRU(H)(x: [X]) {
      state  h: [H]
      weight Wz, Wr, Wn: [H, X]
      weight Uz, Ur, Un: [H, H]
      weight az, ar, an: [H]
      weight rz, rr, rn: [H]
      bias   bz, br, bn, cn: [H]

      z  = sigmoid(layerNorm(Wz @ x, az, bz) + layerNorm(Uz @ h, rz, 0))
      r  = sigmoid(layerNorm(Wr @ x, ar, br) + layerNorm(Ur @ h, rr, 0))
      n  = tanh(layerNorm(Wn @ x, an, bn) + r * layerNorm(Un @ h, rn, cn))
      h' = (1 - z) * n + z * h
    }

    /// Minimal gated unit: one gate both forgets and resets (Zhou et al. 2016, arXiv:1603.09420, eq. 8 to 10).
    cell MGU(H, gate: sigmoid, activation: tanh, bias: true)(x: [X]) {
      state  h: [H]
      weight Wf, Wn: [H, X]
      weight Uf, Un: [H, H]
      bias   bf, bn: [H] if bias

      f  = gate(Wf @ x + Uf @ h + bf)
      n  = activation(Wn @ x + Un @ (f * h) + bn)
      h' = (1 - f) * h + f * n
    }

    /// Light gated recurrent unit: no reset gate, rectified linear candidate (Ravanelli et al. 2018,
    /// arXiv:1803.10225, eq. 5). Its batch norm of the input's products is in W and b.
    cell LiGRU(H, gate: sigmoid, activation: relu, bias: true)(x: [X]) {
      state  h: [H]
      weight Wz, Wn: [H, X]
      weight Uz, Un: [H, H]
      bias   bz, bn: [H] if bias

      z  = gate(Wz @ x + Uz @ h + bz)
      n  = activation(Wn @ x + Un @ h + bn)
      h' = z * h + (1 - z) * n
    }

    /// Update gate recurrent network: one gate between the old state and the new (Collins, Sohl-Dickstein,
    /// Sussillo 2016, arXiv:1611.09913, eq. 9).
    cell UGRNN(H, gate: sigmoid, activation: tanh, bias: true)(x: [X]) {
      state  h: [H]
      weight Wg, Wn: [H, X]
      weight Ug, Un: [H, H]
      bias   bg, bn: [H] if bias

      g  = gate(Wg @ x + Ug @ h + bg)
      n  = activation(Wn @ x + Un @ h + bn)
      h' = g * h + (1 - g) * n
    }

    /// GRU whose update gate is scaled by how much attention a step gets (Zhou et al. 2018,
    /// arXiv:1809.03672, eq. 14 and 15).
    cell AUGRU(H, gate: sigmoid, activation: tanh, bias: true)(x: [X], attention: []) {
      state  h: [H]
      weight Wu, Wr, Wn: [H, X]
      weight Uu, Ur, Un: [H, H]
      bias   bu, br, bn: [H] if bias

      u  = attention * gate(Wu @ x + Uu @ h + bu)
      r  = gate(Wr @ x + Ur @ h + br)
      n  = activation(Wn @ x + r * (Un @ h) + bn)
      h' = (1 - u) * h + u * n
    }

    /// LSTM with exponential input gate, normaliser n and stabiliser m (Beck et al. 2024,
    /// arXiv:2405.04517, eq. 8 to 17, sigmoid forget gate, one head).
    cell SLSTM(H, forgetBias: 0)(x: [X]) {
      state  h, c, n: [H]
      state  m: [H] = -1e30
      weight Wi, Wf, Wz, Wo: [H, X]
      weight Ri, Rf, Rz, Ro: [H, H]
      bias   bi: [H]
      bias   bf: [H] = forgetBias
      bias   bz, bo: [H]

      logI = Wi @ x + Ri @ h + bi
      logF = -softplus(-(Wf @ x + Rf @ h + bf))
      z    = tanh(Wz @ x + Rz @ h + bz)
      o    = sigmoid(Wo @ x + Ro @ h + bo)
      m'   = max(logF + m, logI)
      i    = exp(logI - m')
      f    = exp(logF + m - m')
      c'   = f * c + i * z
      n'   = f * n + i
      h'   = o * (c' / n')
    }


    """#
}
