/// What draws random numbers.
extension Prelude {
  static let random = #"""
    /// Random numbers from 0 up to 1, one a step, from a seed: three generators whose states are integers that
    /// floats hold exactly, so that all machines draw the same (Wichmann, Hill 1982, Algorithm AS 183). Of
    /// the seed the first value counts, an integer up to 16,000,000.
    cell Random(seed: []) {
      state x, y, z: []

      s  = floor(abs(seed))
      a  = mod(s, 4001)
      b  = mod(floor(s / 4001), 4001)
      x' = mod(171 * where(x, x, 1 + mod(a * a + 31 * b, 30268)), 30269)
      y' = mod(172 * where(y, y, 1 + mod(b * b + 37 * a, 30306)), 30307)
      z' = mod(170 * where(z, z, 1 + mod(a * b, 30322)), 30323)
      u  = x' / 30269 + y' / 30307 + z' / 30323
      output u - floor(u)
    }

    """#
}
