/// Networks without gates, or with scalars for gates.
extension Prelude {
  static let simple = #"""
    /// Recurrent network that is fed its own answers, with logistic units (Jordan 1986, "Serial order: a
    /// parallel distributed processing approach").
    cell Jordan(H, O)(x: [X]) {
      state  y: [O]
      weight W: [H, X]
      weight U: [H, O]
      weight V: [O, H]
      bias   b: [H]
      bias   c: [O]

      h  = sigmoid(W @ x + U @ y + b)
      y' = sigmoid(V @ h + c)
    }

    /// Recurrent network of rectified linear units that starts to learn from U = 1 and b = 0 (Le, Jaitly,
    /// Hinton 2015, arXiv:1504.00941).
    cell IRNN(H)(x: [X]) {
      state  h: [H]
      weight W: [H, X]
      weight U: [H, H] = identity(1)
      bias   b: [H]

      h' = relu(W @ x + U @ h + b)
    }

    /// Independently recurrent network: each unit sees itself only (Li et al. 2018, arXiv:1803.04831, eq. 4).
    cell IndRNN(H)(x: [X]) {
      state  h: [H]
      weight W: [H, X]
      weight u: [H]
      bias   b: [H]

      h' = relu(W @ x + u * h + b)
    }

    /// Structurally constrained recurrent network: S context units that change slowly beside H hidden ones,
    /// alpha = 0.95 (Mikolov et al. 2014, arXiv:1412.7753, eq. 5 to 7). Its output is both, h' then s'.
    cell SCRN(H, S)(x: [X]) {
      state  h: [H]
      state  s: [S]
      weight A: [H, X]
      weight B: [S, X]
      weight P: [H, S]
      weight R: [H, H]

      s' = 0.05 * (B @ x) + 0.95 * s
      h' = sigmoid(P @ s' + A @ x + R @ h)
      output concat(h', s')
    }

    /// Recurrent network with a residual connection of two trained scalars, given before their sigmoids
    /// (Kusupati et al. 2018, arXiv:1901.02358, eq. 2).
    cell FastRNN(H)(x: [X]) {
      state  h: [H]
      weight W: [H, X]
      weight U: [H, H]
      bias   b: [H]
      weight alpha, beta: []

      n  = tanh(W @ x + U @ h + b)
      h' = sigmoid(alpha) * n + sigmoid(beta) * h
    }

    /// FastRNN whose scalars are a gate that shares the matrices (Kusupati et al. 2018, arXiv:1901.02358,
    /// eq. 4); zeta and nu are given before their sigmoids.
    cell FastGRNN(H)(x: [X]) {
      state  h: [H]
      weight W: [H, X]
      weight U: [H, H]
      bias   bz, bn: [H]
      weight zeta, nu: []

      p  = W @ x + U @ h
      z  = sigmoid(p + bz)
      n  = tanh(p + bn)
      h' = (sigmoid(zeta) * (1 - z) + sigmoid(nu)) * n + z * h
    }

    /// FastGRNN with matrices of rank P and Q (Kusupati et al. 2018, arXiv:1901.02358, section 3.2.1).
    cell FastGRNNLowRank(H, P, Q)(x: [X]) {
      state  h: [H]
      weight W1: [H, P]
      weight W2: [P, X]
      weight U1: [H, Q]
      weight U2: [Q, H]
      bias   bz, bn: [H]
      weight zeta, nu: []

      p  = W1 @ (W2 @ x) + U1 @ (U2 @ h)
      z  = sigmoid(p + bz)
      n  = tanh(p + bn)
      h' = (sigmoid(zeta) * (1 - z) + sigmoid(nu)) * n + z * h
    }

    /// Echo state network of leaky units, whose weights stay as they start; what is trained reads its states
    /// (Jaeger et al. 2007, "Optimization and applications of echo state networks with leaky-integrator
    /// neurons", eq. 1). A unit takes on `leak` of its new value at each step;
    /// `radius` is the spectral radius of U. Training leaves the reservoir as it is; what reads from it learns.
    cell EchoState(H, leak: 0.3, radius: 0.9)(x: [X]) {
      state  h: [H]
      weight W: [H, X] = fixed(uniform(-1, 1))
      weight U: [H, H] = fixed(reservoir(radius))
      bias   b: [H] = fixed(0)

      h' = (1 - leak) * h + leak * tanh(W @ x + U @ h + b)
    }

    /// Clockwork network of four modules of M units, of which the second is computed at every second step, the
    /// third at every fourth and the last at every eighth; each sees itself and the slower ones (Koutnik et
    /// al. 2014, arXiv:1402.3511, eq. 3 and 4).
    cell ClockworkRNN(M)(x: [X]) {
      state  h1, h2, h3, h4: [M]
      state  step: []
      weight W1, W2, W3, W4: [M, X]
      weight U1: [M, 4 * M]
      weight U2: [M, 3 * M]
      weight U3: [M, 2 * M]
      weight U4: [M, M]
      bias   b1, b2, b3, b4: [M]

      n1 = tanh(W1 @ x + U1 @ concat(h1, h2, h3, h4) + b1)
      n2 = tanh(W2 @ x + U2 @ concat(h2, h3, h4) + b2)
      n3 = tanh(W3 @ x + U3 @ concat(h3, h4) + b3)
      n4 = tanh(W4 @ x + U4 @ h4 + b4)

      h1'   = n1
      h2'   = where(mod(step, 2) == 0, n2, h2)
      h3'   = where(mod(step, 4) == 0, n3, h3)
      h4'   = where(step == 0, n4, h4)
      step' = mod(step + 1, 8)
      output concat(h1', h2', h3', h4')
    }


    """#
}
