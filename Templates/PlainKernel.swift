/// The sizes of an LSTM.
public struct PlainKernelSizes: Equatable, Sendable {
  /// The numbers that come in at a step.
  public var inputs: Int
  /// The numbers of the state.
  public var units: Int

  /// Creates sizes.
  ///
  /// - Requires: both positive.
  public init(inputs: Int, units: Int) {
    self.inputs = inputs
    self.units = units
  }
}

/// An LSTM step as a person would write it by hand with vectors of 16 floats: what emitted code of small
/// sizes is compared to.
///
/// Sixteen units at a time: all four gates are in registers, two chains each, and tanh is the rational
/// approximation with degrees 13 and 6 of Eigen, within 3e-7 of the function. The sizes are constants.
/// The last tile is padded with weights of zero, which keep its state at zero, so that whole vectors may
/// be stored; so is an odd last input. Two vectors hold input and state in turn: the state a step writes
/// is where the next one reads it.
public enum PlainKernelTemplate {
  /// The source text.
  public static func source(_ sizes: PlainKernelSizes) -> String {
    let padded = (sizes.units + 15) / 16 * 16
    let holes = [
      ("<#inputs#>", sizes.inputs), ("<#tiles#>", padded / 16), ("<#units#>", sizes.units),
      ("<#rows#>", (sizes.inputs + sizes.units + 1) / 2 * 2),
      ("<#room#>", sizes.inputs + padded + 16),
    ]
    return holes.reduce(text) { $0.replacingHole($1.0, "\($1.1)") }
  }

  private static let text = #"""
    /// An LSTM of <#inputs#> inputs and <#units#> units, one step at a time, written by hand.
    struct PlainKernel: ~Copyable {
      typealias V = SIMD16<Float>
      /// `[tile][k][gate i, f, g, o]`, k over inputs, then units.
      let weights: UnsafeMutablePointer<V>
      /// `[tile][gate]`
      let biases: UnsafeMutablePointer<V>
      let input: UnsafeMutablePointer<Float>
      /// The input, then the state; the state of the next step goes to the other.
      var now: UnsafeMutablePointer<Float>
      var next: UnsafeMutablePointer<Float>
      let c: UnsafeMutablePointer<V>

      init() {
        var seed: UInt32 = 1
        func floats(_ count: Int, _ scale: Float) -> UnsafeMutablePointer<Float> {
          let memory = UnsafeMutableRawPointer.allocate(byteCount: 4 * count, alignment: 64)
          let numbers = memory.bindMemory(to: Float.self, capacity: count)
          for index in 0..<count {
            seed = seed &* 1_664_525 &+ 1_013_904_223
            numbers[index] = scale * (Float(seed >> 8) * 0x1p-24 - 0.5)
          }
          return numbers
        }
        func vectors(_ count: Int) -> UnsafeMutablePointer<V> {
          UnsafeMutableRawPointer(floats(16 * count, 0.25)).bindMemory(to: V.self, capacity: count)
        }
        weights = vectors(<#tiles#> * <#rows#> * 4)
        biases = vectors(<#tiles#> * 4)
        for tile in 0..<<#tiles#> {
          for lane in 0..<16 {
            let isPadding = 16 * tile + lane >= <#units#>
            for k in 0..<<#rows#> where isPadding || k >= <#inputs#> + <#units#> {
              for gate in 0..<4 { weights[(tile * <#rows#> + k) * 4 + gate][lane] = 0 }
            }
            for gate in 0..<4 where isPadding { biases[tile * 4 + gate][lane] = 0 }
          }
        }
        input = floats(<#inputs#>, 2)
        now = floats(<#room#>, 0)
        next = floats(<#room#>, 0)
        c = UnsafeMutableRawPointer(floats(16 * <#tiles#>, 0)).bindMemory(
          to: V.self, capacity: <#tiles#>)
      }

      deinit {
        for numbers in [input, now, next] { numbers.deallocate() }
        for vectors in [weights, biases, c] { vectors.deallocate() }
      }

      @inline(__always)
      static func tanh(_ value: V) -> V {
        let limit = V(repeating: 7.905_311)
        let x = recur_max16(recur_min16(value, limit), V.zero - limit)
        let u = x * x
        func k(_ number: Float) -> V { V(repeating: number) }
        var p = recur_fma16(u, k(-2.760_768_5e-16), k(2.000_188e-13))
        p = recur_fma16(u, p, k(-8.604_672e-11))
        p = recur_fma16(u, p, k(5.122_297e-08))
        p = recur_fma16(u, p, k(1.485_722_4e-05))
        p = recur_fma16(u, p, k(6.372_619e-04))
        p = recur_fma16(u, p, k(4.893_524_6e-03))
        var q = recur_fma16(u, k(1.198_258_4e-06), k(1.185_347_06e-04))
        q = recur_fma16(u, q, k(2.268_434_6e-03))
        q = recur_fma16(u, q, k(4.893_525e-03))
        return x * p / q
      }

      @inline(__always)
      static func sigmoid(_ x: V) -> V {
        let half = V(repeating: 0.5)
        return recur_fma16(half, tanh(half * x), half)
      }

      /// Takes `times` steps, each from an input that is copied in.
      mutating func step(_ times: Int) {
        for _ in 0..<times {
          step(from: input)
          swap(&now, &next)
        }
      }

      @inline(never)
      func step(from x: UnsafeMutablePointer<Float>) {
        now.update(from: x, count: <#inputs#>)
        var p: UnsafeMutablePointer<V> = weights
        var tile: Int = 0
        while tile < <#tiles#> {
          let b: UnsafeMutablePointer<V> = biases + 4 &* tile
          var i0 = b[0], f0 = b[1], g0 = b[2], o0 = b[3]
          var i1 = V.zero, f1 = V.zero, g1 = V.zero, o1 = V.zero
          var k: Int = 0
          while k < <#rows#> {
            let u = V(repeating: now[k]), v = V(repeating: now[k &+ 1])
            i0 = recur_fma16(p[0], u, i0)
            f0 = recur_fma16(p[1], u, f0)
            g0 = recur_fma16(p[2], u, g0)
            o0 = recur_fma16(p[3], u, o0)
            i1 = recur_fma16(p[4], v, i1)
            f1 = recur_fma16(p[5], v, f1)
            g1 = recur_fma16(p[6], v, g1)
            o1 = recur_fma16(p[7], v, o1)
            p += 8
            k &+= 2
          }
          let kept = Self.sigmoid(f0 + f1) * c[tile]
          let memory = recur_fma16(Self.sigmoid(i0 + i1), Self.tanh(g0 + g1), kept)
          c[tile] = memory
          let h = Self.sigmoid(o0 + o1) * Self.tanh(memory)
          let place: UnsafeMutablePointer<Float> = next + (<#inputs#> &+ 16 &* tile)
          UnsafeMutableRawPointer(place).storeBytes(of: h, as: V.self)
          tile &+= 1
        }
      }
    }
    """#
}
