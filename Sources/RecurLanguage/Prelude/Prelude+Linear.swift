/// Cells whose state meets no matrix, so that a sequence's products are all in front of the recurrence.
extension Prelude {
  static let linear = #"""
    /// Simple recurrent unit with as many inputs as units (Lei et al. 2017, arXiv:1709.02755, eq. 1 to 4).
    cell SRU(H)(x: [H]) {
      state  c: [H]
      weight W, Wf, Wr: [H, H]
      weight vf, vr: [H]
      bias   bf, br: [H]

      f  = sigmoid(Wf @ x + vf * c + bf)
      r  = sigmoid(Wr @ x + vr * c + br)
      c' = f * c + (1 - f) * (W @ x)
      output r * c' + (1 - r) * x
    }

    /// Quasi-recurrent network, windows of two steps, fo-pooling (Bradbury et al. 2016, arXiv:1611.01576,
    /// eq. 3 and 5).
    cell QRNN(H)(x: [X]) {
      state  c: [H]
      state  before: [X]
      weight Wz, Wf, Wo: [H, X]
      weight Vz, Vf, Vo: [H, X]
      bias   bz, bf, bo: [H]

      z       = tanh(Wz @ x + Vz @ before + bz)
      f       = sigmoid(Wf @ x + Vf @ before + bf)
      o       = sigmoid(Wo @ x + Vo @ before + bo)
      c'      = f * c + (1 - f) * z
      before' = x
      output o * c'
    }

    /// Minimal GRU that can be trained in parallel (Feng et al. 2024, arXiv:2410.01201, section 3.1).
    cell MinGRU(H)(x: [X]) {
      state  h: [H]
      weight Wz, Wn: [H, X]
      bias   bz, bn: [H]

      z  = sigmoid(Wz @ x + bz)
      n  = Wn @ x + bn
      h' = (1 - z) * h + z * n
    }

    /// Minimal LSTM that can be trained in parallel, its gates normalised to a sum of 1 (Feng et al. 2024,
    /// arXiv:2410.01201, section 3.2).
    cell MinLSTM(H)(x: [X]) {
      state  h: [H]
      weight Wf, Wi, Wn: [H, X]
      bias   bf, bi, bn: [H]

      f  = sigmoid(Wf @ x + bf)
      i  = sigmoid(Wi @ x + bi)
      n  = Wn @ x + bn
      h' = (f * h + i * n) / (f + i)
    }

    /// Real-gated linear recurrent unit, c = 8 (De et al. 2024, arXiv:2402.19427, eq. 1 to 4).
    cell RGLRU(H)(x: [H]) {
      state  h: [H]
      weight Wr, Wi: [H, H]
      weight decay: [H]
      bias   br, bi: [H]

      r    = sigmoid(Wr @ x + br)
      i    = sigmoid(Wi @ x + bi)
      logA = -8 * softplus(decay) * r
      h'   = exp(logA) * h + sqrt(1 - exp(2 * logA)) * (i * x)
    }

    /// Linear recurrent unit with N complex states, as pairs of real numbers (Orvieto et al. 2023,
    /// arXiv:2303.06349, eq. 2 to 7). `nu`, `theta` and `gamma` are given as logarithms: a state shrinks by
    /// exp(-exp(nu)) and turns by exp(theta) at each step, and exp(gamma) scales what is taken in.
    cell LRU(H, N)(x: [H]) {
      state  re, im: [N]
      weight nu: [N] = uniform(-5, -2)
      weight theta: [N] = uniform(-4, 1)
      weight gamma: [N] = -1.3
      weight Bre, Bim: [N, H]
      weight Cre, Cim: [H, N]
      weight D: [H]

      size  = exp(-exp(nu))
      angle = exp(theta)
      a     = size * cos(angle)
      b     = size * sin(angle)
      re'   = a * re - b * im + exp(gamma) * (Bre @ x)
      im'   = a * im + b * re + exp(gamma) * (Bim @ x)
      output Cre @ re' - Cim @ im' + D * x
    }

    /// Time mixing of RWKV-4 (Peng et al. 2023, arXiv:2305.13048, eq. 11 to 19), its sums relative to the
    /// greatest exponent so far. `decay` is given as the logarithm of the rate, `first` is u.
    cell RWKV(H)(x: [H]) {
      state  numerator, denominator, before: [H]
      state  greatest: [H] = -1e30
      weight Wr, Wk, Wv, Wo: [H, H]
      weight mr, mk, mv: [H]
      weight decay, first: [H]

      r = sigmoid(Wr @ (mr * x + (1 - mr) * before))
      k = Wk @ (mk * x + (1 - mk) * before)
      v = Wv @ (mv * x + (1 - mv) * before)

      top   = max(greatest, first + k)
      past  = exp(greatest - top)
      now   = exp(first + k - top)
      mixed = (past * numerator + now * v) / (past * denominator + now)

      faded        = greatest - exp(decay)
      greatest'    = max(faded, k)
      kept         = exp(faded - greatest')
      taken        = exp(k - greatest')
      numerator'   = kept * numerator + taken * v
      denominator' = kept * denominator + taken
      before'      = x
      output Wo @ (r * mixed)
    }


    """#
}
