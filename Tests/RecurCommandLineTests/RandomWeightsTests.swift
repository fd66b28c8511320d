import Foundation
import RecurGraph
import RecurTraining
import RecurWeights
import Testing

@testable import RecurCommandLine

@Suite("Random weights")
struct RandomWeightsTests {
  private func numbers(
    _ shape: [Int], _ start: Weight.Start? = nil, isBias: Bool = false, seed: UInt64 = 7
  ) throws -> [Double] {
    let weight = Weight(path: "W", isBias: isBias, start: start)
    let tensor = RandomWeights.tensor(weight, shape, seed: seed)
    #expect(tensor.shape == shape)
    return try tensor.floats().map(Double.init)
  }

  @Test func matricesAreUniformAndBiasesZero() throws {
    let matrix = try numbers([40, 25])
    #expect(matrix.allSatisfy { abs($0) <= 0.2 })
    #expect(matrix.contains { $0 > 0.19 } && matrix.contains { $0 < -0.19 })
    // The mean of 1000 such numbers has a standard deviation of 0.2 / sqrt(3000).
    #expect(abs(matrix.reduce(0, +) / 1000) < 0.02)
    #expect(try numbers([40], isBias: true).allSatisfy { $0 == 0 })
  }

  @Test func theSeedDecides() throws {
    for start in [nil, .uniform(0, 1), .orthogonal(1), .reservoir(1)] as [Weight.Start?] {
      let one = try numbers([6, 6], start, seed: 1)
      #expect(try one == numbers([6, 6], start, seed: 1))
      #expect(try one != numbers([6, 6], start, seed: 2))
    }
  }

  @Test func numbersAndTheIdentity() throws {
    #expect(try numbers([3], .number(0.5), isBias: true) == [0.5, 0.5, 0.5])
    #expect(try numbers([2, 3], .identity(-2)) == [-2, 0, 0, 0, -2, 0])
    let uniform = try numbers([1000], .uniform(2, 3))
    #expect(uniform.allSatisfy { $0 >= 2 && $0 <= 3 })
    #expect(uniform.contains { $0 < 2.02 } && uniform.contains { $0 > 2.98 })
  }

  /// Rows, or columns where these are fewer, at right angles.
  @Test(arguments: [[5, 8], [8, 5], [6, 6], [1, 4]]) func orthogonal(_ shape: [Int]) throws {
    let matrix = try numbers(shape, .orthogonal(3))
    let isWide = shape[0] <= shape[1]
    let vectors = (0..<shape.min()!).map { index in
      (0..<shape.max()!).map { matrix[isWide ? index * shape[1] + $0 : $0 * shape[1] + index] }
    }
    for (i, a) in vectors.enumerated() {
      for (j, b) in vectors.enumerated() {
        let product = zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(abs(product - (i == j ? 9 : 0)) < 1e-5)
      }
    }
  }

  /// Matrices whose eigenvalues are known: a rotation, a triangle, one that vanishes, three on a circle.
  @Test func spectralRadii() {
    #expect(abs(spectralRadius([0, -2, 2, 0], 2) - 2) < 2e-5)
    #expect(abs(spectralRadius([0.5, 100, 0, 0.25], 2) - 0.5) < 5e-6)
    #expect(spectralRadius([0, 1, 0, 0], 2) == 0)
    #expect(abs(spectralRadius([0, 0, 8, 1, 0, 0, 0, 1, 0], 3) - 2) < 2e-5)
  }

  /// What a reservoir makes of a vector in 20,000 steps shrinks by its radius a step.
  @Test func reservoir() throws {
    let size = 20
    let matrix = try numbers([size, size], .reservoir(0.9))
    var vector = [Double](repeating: 1, count: size)
    var logarithm = 0.0
    let steps = 20_000
    for _ in 0..<steps {
      vector = (0..<size).map { row in
        (0..<size).reduce(0) { $0 + matrix[row * size + $1] * vector[$1] }
      }
      let norm = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
      logarithm += log(norm)
      vector = vector.map { $0 / norm }
    }
    #expect(abs(exp(logarithm / Double(steps)) - 0.9) < 1e-3)
  }

  /// The first outputs for seed 0 as its authors give them.
  @Test func theGeneratorIsSplitMix64() {
    var generator = SplitMix64(state: 0)
    #expect(generator.next() == 0xe220_a839_7b1d_cdaf)
    #expect(generator.next() == 0x6e78_9e6a_a1b9_65f4)
    #expect(generator.next() == 0x06c4_5d18_8009_454f)
  }
}
