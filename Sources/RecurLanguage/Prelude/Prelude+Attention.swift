/// Attention: what a vector, the query, finds in a sequence of keys and values. The last answer is that of
/// the whole sequence.
///
/// Sums run along with the greatest score so far, relative to which they are kept (Milakov, Gimelshein 2018,
/// arXiv:1805.02867).
extension Prelude {
  static let attention = #"""
    /// Values by the inner products of their keys with a query, divided by the root of the keys' size
    /// (Luong, Pham, Manning 2015, arXiv:1508.04025; Vaswani et al. 2017, arXiv:1706.03762, eq. 1).
    cell DotAttention(key: [D], value: [V], query: [D]) {
      state sum: [V]
      state norm: []
      state greatest: [] = -1e30

      score     = dot(key, query) / sqrt(count(key))
      greatest' = max(greatest, score)
      kept      = exp(greatest - greatest')
      share     = exp(score - greatest')
      norm'     = kept * norm + share
      sum'      = kept * sum + share * value
      output sum' / norm'
    }

    /// Values by what a layer of A units makes of key and query (Bahdanau, Cho, Bengio 2015,
    /// arXiv:1409.0473, section A.1.2).
    cell AdditiveAttention(A)(key: [D], value: [V], query: [Q]) {
      state  sum: [V]
      state  norm: []
      state  greatest: [] = -1e30
      weight W: [A, Q]
      weight U: [A, D]
      weight v: [A]

      score     = dot(v, tanh(W @ query + U @ key))
      greatest' = max(greatest, score)
      kept      = exp(greatest - greatest')
      share     = exp(score - greatest')
      norm'     = kept * norm + share
      sum'      = kept * sum + share * value
      output sum' / norm'
    }


    """#
}
