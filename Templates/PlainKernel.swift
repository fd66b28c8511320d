/// An LSTM step of 16 inputs and 16 units as a person would write it with vectors of 16 floats: what
/// `recur bench` compares emitted code of that size to.
///
/// All four gates are in registers, two chains each, and tanh is the rational approximation with
/// degrees 13 and 6 of Eigen, within 3e-7 of the function.
public enum PlainKernelTemplate {
  /// The inputs and the units.
  public static let units = 16

  /// The source text.
  public static let source = #"""
    struct PlainKernel: ~Copyable {
      typealias V = SIMD16<Float>
      /// `[k][gate i, f, g, o]`
      let weights: UnsafeMutablePointer<V>
      let biases: UnsafeMutablePointer<V>
      /// The input, then the state.
      let xh: UnsafeMutablePointer<Float>
      let c: UnsafeMutablePointer<V>

      init(_ random: inout RandomNumbers) {
        func vectors(_ count: Int, _ values: [Float]) -> UnsafeMutablePointer<V> {
          let memory = UnsafeMutableRawPointer.allocate(byteCount: 64 * count, alignment: 64)
          memory.copyMemory(from: values, byteCount: 64 * count)
          return memory.bindMemory(to: V.self, capacity: count)
        }
        weights = vectors(128, random.floats(2048))
        biases = vectors(4, random.floats(64))
        c = vectors(1, [Float](repeating: 0, count: 16))
        let state = vectors(2, random.floats(16) + [Float](repeating: 0, count: 16))
        xh = UnsafeMutableRawPointer(state).bindMemory(to: Float.self, capacity: 32)
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

      @inline(never)
      func step() {
        var p: UnsafeMutablePointer<V> = weights
        var i0 = biases[0], f0 = biases[1], g0 = biases[2], o0 = biases[3]
        var i1 = V.zero, f1 = V.zero, g1 = V.zero, o1 = V.zero
        var k: Int = 0
        while k < 32 {
          let u = V(repeating: xh[k]), v = V(repeating: xh[k &+ 1])
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
        let kept = Self.sigmoid(f0 + f1) * c[0]
        let next = recur_fma16(Self.sigmoid(i0 + i1), Self.tanh(g0 + g1), kept)
        c[0] = next
        let h = Self.sigmoid(o0 + o1) * Self.tanh(next)
        UnsafeMutableRawPointer(xh + 16).storeBytes(of: h, as: V.self)
      }
    }
    """#
}
