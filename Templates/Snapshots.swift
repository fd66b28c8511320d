/// What streams and trainers keep between steps, as bytes.
public enum SnapshotTemplate {
  /// The source text.
  public static let source = #"""
    /// What a stream or a trainer keeps: where it lies between two steps.
    struct StreamState {
      let place: UnsafeMutablePointer<Float>
      /// The elements, or those of each column of a matrix.
      let count: Int
      /// The columns of a matrix, `stride` elements apart.
      var columns: Int = 1
      var stride: Int = 0

      /// The places of all elements.
      func forEach(_ body: (UnsafeMutablePointer<Float>) -> Void) {
        for column in 0..<columns {
          for i in 0..<count { body(place + (column &* stride &+ i)) }
        }
      }
    }

    /// The bytes of `states`, least significant first, behind those of `key`, which tells models apart.
    func streamSnapshot(of states: [StreamState], key: UInt64) -> [UInt8] {
      var bytes: [UInt8] = []
      bytes.reserveCapacity(snapshotSize(of: states))
      func append(_ number: UInt64, _ count: Int) {
        for byte in 0..<count { bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(8 * byte))) }
      }
      append(key, 8)
      for state in states {
        state.forEach { append(UInt64($0.pointee.bitPattern), MemoryLayout<Float>.size) }
      }
      return bytes
    }

    /// The bytes of a snapshot of `states`.
    func snapshotSize(of states: [StreamState]) -> Int {
      states.reduce(8) { $0 + MemoryLayout<Float>.size * $1.count * $1.columns }
    }

    /// Whether `bytes` are a snapshot of `states`, which then are as they were when it was made.
    func restoreStream(_ bytes: [UInt8], to states: [StreamState], key: UInt64) -> Bool {
      var position: Int = 0
      func number(_ count: Int) -> UInt64 {
        var number: UInt64 = 0
        for byte in 0..<count { number |= UInt64(bytes[position + byte]) << UInt64(8 * byte) }
        position += count
        return number
      }
      guard bytes.count == snapshotSize(of: states), number(8) == key else { return false }
      for state in states {
        state.forEach {
          let bits: UInt64 = number(MemoryLayout<Float>.size)
          $0.pointee = Float(bitPattern: .init(truncatingIfNeeded: bits))
        }
      }
      return true
    }
    """#
}
