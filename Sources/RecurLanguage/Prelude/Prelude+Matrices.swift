/// Cells whose state is a matrix, which remembers pairs of vectors as sums of outer products.
extension Prelude {
  static let matrices = #"""
    /// Linear attention with elu(x) + 1 as its feature map (Katharopoulos et al. 2020, arXiv:2006.16236,
    /// eq. 16 to 20).
    cell LinearAttention(D, V)(x: [X]) {
      state  S: [V, D]
      state  z: [D]
      weight Wq, Wk: [D, X]
      weight Wv: [V, X]

      q  = elu(Wq @ x) + 1
      k  = elu(Wk @ x) + 1
      S' = S + outer(Wv @ x, k)
      z' = z + k
      output S' @ q / dot(z', q)
    }

    /// Retention in its recurrent form, without the rotation and the norm behind it (Sun et al. 2023,
    /// arXiv:2307.08621, eq. 6); the paper's decay is 1 - 1/32 for its first head.
    cell Retention(D, V)(x: [X]) {
      state  S: [V, D]
      weight Wq, Wk: [D, X]
      weight Wv: [V, X]
      weight decay: []

      S' = decay * S + outer(Wv @ x, Wk @ x)
      output S' @ (Wq @ x)
    }

    /// Gated delta rule: what is remembered of a key is corrected, not added to (Yang, Kautz,
    /// Hatamizadeh 2024, arXiv:2412.06464, eq. 10), with keys and queries of length 1.
    cell GatedDelta(D, V)(x: [X]) {
      state  S: [V, D]
      weight Wq, Wk: [D, X]
      weight Wv: [V, X]
      weight wa, wb: [X]
      bias   ba, bb: []

      q  = l2Normalize(Wq @ x)
      k  = l2Normalize(Wk @ x)
      a  = sigmoid(dot(wa, x) + ba)
      b  = sigmoid(dot(wb, x) + bb)
      S' = a * S + outer(b * (Wv @ x - a * (S @ k)), k)
      output S' @ q
    }

    /// xLSTM's cell with a matrix memory, one head, its forget gate a sigmoid (Beck et al. 2024,
    /// arXiv:2405.04517, eq. 19 to 27). Memory and normaliser are kept relative to exp(m), as is the 1 that
    /// the normaliser is not to fall below, so that m changes no answer.
    cell MLSTM(D, V)(x: [X]) {
      state  C: [V, D]
      state  n: [D]
      state  m: [] = -1e30
      weight Wq, Wk: [D, X]
      weight Wv, Wo: [V, X]
      weight wi, wf: [X]
      bias   bq, bk: [D]
      bias   bv, bo: [V]
      bias   bi, bf: []

      q    = Wq @ x + bq
      k    = Wk @ x / sqrt(D) + bk
      logI = dot(wi, x) + bi
      logF = -softplus(-(dot(wf, x) + bf))
      m'   = max(logF + m, logI)
      i    = exp(logI - m')
      f    = exp(logF + m - m')
      C'   = f * C + outer(i * (Wv @ x + bv), k)
      n'   = f * n + i * k
      output sigmoid(Wo @ x + bo) * (C' @ q) / max(abs(dot(n', q)), exp(-m'))
    }

    /// Selective state space, N states for each of the H channels and steps of rank R (Gu, Dao 2023,
    /// arXiv:2312.00752, algorithm 2), what a step takes in by Euler's rule as in the authors' code; A holds
    /// logarithms of rates.
    cell SelectiveSSM(N, R)(x: [H]) {
      state  h: [H, N]
      weight A: [H, N]
      weight WB, WC: [N, H]
      weight Wr: [R, H]
      weight Wd: [H, R]
      weight skip: [H]
      bias   bd: [H]

      d  = softplus(Wd @ (Wr @ x) + bd)
      h' = exp(column(d) * -exp(A)) * h + outer(d * x, WB @ x)
      output h' @ (WC @ x) + skip * x
    }


    """#
}
