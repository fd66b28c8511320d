extension PlainCell {
  /// What draws random numbers, in integers.
  static let random = [
    PlainCell("Random", inputs: 0, states: ["xyz": 3]) { _, seed, s in
      var xyz = s["xyz"]!.elements.map { Int($0) }
      if xyz[0] == 0 { xyz = wichmannHill(seed: Int(abs(seed.elements[0]))) }
      let moduli = [30269, 30307, 30323]
      xyz = zip(zip([171, 172, 170], xyz).map(*), moduli).map(%)
      s["xyz"] = PlainVector(xyz.map(Double.init))
      let u = zip(xyz, moduli).reduce(0) { $0 + Double($1.0) / Double($1.1) }
      return PlainVector([u - u.rounded(.down)])
    }
  ]
}

/// The states that the prelude's generator starts with.
func wichmannHill(seed: Int) -> [Int] {
  let (a, b) = (seed % 4001, seed / 4001 % 4001)
  return [1 + (a * a + 31 * b) % 30268, 1 + (b * b + 37 * a) % 30306, 1 + a * b % 30322]
}
