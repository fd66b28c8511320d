/// Functions of numbers and of vectors.
extension Prelude {
  static let functions = #"""
    /// Rectified linear unit (Nair, Hinton 2010).
    function relu(x) = max(x, 0)

    /// Piecewise linear sigmoid with slope 0.2, as in Keras 2 and as ONNX's default.
    function hardSigmoid(x) = max(0, min(1, 0.2 * x + 0.5))

    /// Exponential linear unit (Clevert, Unterthiner, Hochreiter 2015, arXiv:1511.07289).
    function elu(x) = max(x, 0) + exp(min(x, 0)) - 1

    /// log(1 + exp(x)) without overflow (Dugas et al. 2001).
    function softplus(x) = max(x, 0) + log(1 + exp(-abs(x)))

    /// Sigmoid linear unit, also called swish (Elfwing, Uchibe, Doya 2017, arXiv:1702.03118).
    function silu(x) = x * sigmoid(x)

    /// Gaussian error linear unit, exact (Hendrycks, Gimpel 2016, arXiv:1606.08415).
    function gelu(x) = 0.5 * x * (1 + erf(x * 0.7071067811865476))

    /// Positive numbers that sum to 1, in proportion to exp(x), without overflow.
    function softmax(x) {
      e = exp(x - maximum(x))
      e / sum(e)
    }

    /// The nearest number from `low` to `high`.
    function clamp(x, low, high) = min(max(x, low), high)

    /// 1 above 0, -1 below, 0 of 0 and of NaN.
    function sign(x) = (x > 0) - (x < 0)

    /// What is left of x after division by y, with the sign of y. Exact where both are integers below
    /// 2^24.
    function mod(x, y) = x - y * floor(x / y)


    """#

  static let pooling = #"""
    /// The sum of all inputs so far.
    cell SumPool(H)(x: [H]) {
      state sum: [H]
      sum' = sum + x
    }

    /// The mean of all inputs so far (Welford 1962).
    cell MeanPool(H)(x: [H]) {
      state mean: [H]
      state steps: []
      steps' = steps + 1
      mean'  = mean + (x - mean) / steps'
    }

    /// The greatest of all inputs so far.
    cell MaxPool(H)(x: [H]) {
      state greatest: [H] = -3.4e38
      greatest' = max(greatest, x)
    }


    """#

  static let losses = #"""
    /// -log of the share that p gives to the token t, at least 1e-38. Of shares that `softmax` made it is computed
    /// from what that was given.
    function crossEntropy(p, t) = -log(max(sum(p * onehot(t)), 1e-38))

    /// The cross-entropy of softmax(z), of any numbers z. What is taken off them so that exp does not overflow
    /// makes no difference, and being whole it has no gradient that would have to be computed.
    function softmaxCrossEntropy(z, t) {
      level = floor(maximum(z))
      level + log(sum(exp(z - level))) - sum(z * onehot(t))
    }

    /// The mean cross-entropy of probabilities p, at least 1e-38 both ways, where t were meant. Of those that
    /// `sigmoid` made it is computed from what that was given.
    function binaryCrossEntropy(p, t) = -mean(t * log(max(p, 1e-38)) + (1 - t) * log(max(1 - p, 1e-38)))

    /// The mean cross-entropy of sigmoid(z), of any numbers z.
    function sigmoidCrossEntropy(z, t) = mean(softplus(z) - t * z)

    /// The mean square of differences.
    function squaredError(y, t) {
      d = y - t
      mean(d * d)
    }

    /// Whether t is the token to which p gives most: 1 or 0.
    function accuracy(p, t) = argmax(p) == t

    /// The share of probabilities p that are on the side of 0.5 where t are.
    function binaryAccuracy(p, t) = mean((p >= 0.5) == (t >= 0.5))

    /// The mean size of differences.
    function absoluteError(y, t) = mean(abs(y - t))

    /// The mean of half the squares of differences up to delta, and delta times what is more than half of
    /// delta of greater ones (Huber 1964).
    function huber(y, t, delta: 1) {
      d = abs(y - t)
      mean(where(d <= delta, 0.5 * d * d, delta * (d - 0.5 * delta)))
    }


    """#

  static let norms = #"""
    /// The mean of the elements.
    function mean(x) = sum(x) / count(x)

    /// The inner product of two vectors.
    function dot(x, y) = sum(x * y)

    /// The matrix [M, N] of the products of each element of [M] with each of [N].
    function outer(x, y) = column(x) * row(y)

    /// Mean 0 and variance 1 over the elements, then a gain and a shift for each (Ba, Kiros, Hinton 2016,
    /// arXiv:1607.06450, eq. 3 and 4), with 1e-5 added to the variance.
    function layerNorm(x, gain, shift) {
      centred = x - mean(x)
      centred / sqrt(mean(centred * centred) + 0.00001) * gain + shift
    }

    /// Root mean square 1 over the elements, then a gain for each (Zhang, Sennrich 2019, arXiv:1910.07467),
    /// with 1e-6 added to the mean square.
    function rmsNorm(x, gain) = x / sqrt(mean(x * x) + 0.000001) * gain

    /// Length 1 in the Euclidean norm; what is shorter than 1e-12 is divided by that.
    function l2Normalize(x) = x / max(sqrt(sum(x * x)), 0.000000000001)


    """#
}
