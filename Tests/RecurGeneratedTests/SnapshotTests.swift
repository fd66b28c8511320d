import CRecurSIMD
import ModelsPortable
import Testing

#if arch(x86_64)
  import ModelsX86V4
#endif

/// A stream goes on from a snapshot as if nothing had happened, in another stream and on another target.
@Suite struct SnapshotTests {
  private func model() throws -> ModelsPortable.Forecast {
    let oracle = try #require(try Oracle.all.get()["Forecast"])
    return try ModelsPortable.Forecast(tensor: oracle.tensor)
  }

  private static func input(_ step: Int) -> [Float] {
    (0..<4).map { Float((step * 7 + $0 * 3) % 11) / 5 - 1 }
  }

  /// The answers to some steps.
  private func answers<S: ForecastStream & ~Copyable>(
    _ stream: inout S, _ steps: Range<Int>
  ) throws -> [Float] {
    try steps.map { step in
      let x = Self.input(step)
      var y: [Float] = [0]
      var room = y.mutableSpan
      try stream.step(x: x.span, y: &room)
      return y[0]
    }
  }

  /// States change places at each step: a snapshot is taken before odd steps and before even ones.
  @Test(arguments: [0, 1, 4, 5]) func anotherStreamGoesOn(_ taken: Int) throws {
    let model = try model()
    var first = ModelsPortable.Forecast.Stream(model)
    _ = try answers(&first, 0..<taken)
    let snapshot = first.snapshot()
    let expected = try answers(&first, taken..<taken + 6)
    var other = ModelsPortable.Forecast.Stream(model)
    _ = try answers(&other, 20..<23)
    try other.restore(snapshot)
    #expect(try answers(&other, taken..<taken + 6) == expected)
    try first.restore(snapshot)
    #expect(first.snapshot() == snapshot)
    #expect(try answers(&first, taken..<taken + 6) == expected)
  }

  @Test(arguments: [0, 1, 2, 7]) func severalStepsAtOnceAreThoseSteps(_ count: Int) throws {
    let model = try model()
    var one = ModelsPortable.Forecast.Stream(model)
    let expected = try answers(&one, 0..<count)
    var many = ModelsPortable.Forecast.Stream(model)
    let x = (0..<count).flatMap(Self.input)
    var y = [Float](repeating: 0, count: count)
    var room = y.mutableSpan
    try many.step(count: count, x: x.span, y: &room)
    #expect(y == expected)
    #expect(many.snapshot() == one.snapshot())
  }

  @Test(arguments: [-1, 2, 4, Int.max, 1 << 62]) func stepsMustBeAllThere(_ count: Int) throws {
    var stream = ModelsPortable.Forecast.Stream(try model())
    let x = (0..<3).flatMap(Self.input)
    var y = [Float](repeating: 0, count: 3)
    #expect(throws: (any Error).self) {
      var room = y.mutableSpan
      try stream.step(count: count, x: x.span, y: &room)
    }
    #expect(y == [0, 0, 0])
  }

  @Test(arguments: [0, 3, 4]) func whatIsNoSnapshotChangesNothing(_ taken: Int) throws {
    let model = try model()
    var stream = ModelsPortable.Forecast.Stream(model)
    _ = try answers(&stream, 0..<taken)
    let snapshot = stream.snapshot()
    var wrong = snapshot
    wrong[0] ^= 1
    for bytes in [[], Array(snapshot.dropLast()), snapshot + [0], wrong] {
      #expect(throws: (any Error).self, "\(bytes.count) bytes") { try stream.restore(bytes) }
    }
    #expect(stream.snapshot() == snapshot)
    var other = ModelsPortable.Forecast.Stream(model)
    _ = try answers(&other, 0..<taken)
    #expect(try answers(&stream, 10..<13) == answers(&other, 10..<13))
  }

  #if arch(x86_64)
    @Test(.enabled(if: recur_cpu_level() >= RECUR_CPU_X86_64_V4))
    func anotherTargetGoesOn() throws {
      let oracle = try #require(try Oracle.all.get()["Forecast"])
      var portable = ModelsPortable.Forecast.Stream(try model())
      _ = try answers(&portable, 0..<5)
      let snapshot = portable.snapshot()
      var native = ModelsX86V4.Forecast.Stream(try ModelsX86V4.Forecast(tensor: oracle.tensor))
      try native.restore(snapshot)
      #expect(native.snapshot() == snapshot)
      let expected = try answers(&portable, 5..<10)
      for (a, b) in zip(try answers(&native, 5..<10), expected) {
        #expect(Double(abs(a - b)) <= AgreementTests.tolerance)
      }
    }
  #endif
}
