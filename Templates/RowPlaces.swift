/// Where the rows of a batch lie whose sequences differ in length.
public enum RowPlacesTemplate {
  /// The source text; it needs that of `MovementTemplate`.
  public static let source = #"""
    /// Puts the caller's rows `first`, `first + step` and so on into the order of falling length.
    ///
    /// - Parameters:
    ///   - counts: memory for one more than `longest`.
    ///   - longest: no length is greater.
    func sortRows(
      _ lengths: UnsafePointer<Int32>, from first: Int, by step: Int, to count: Int,
      _ order: UnsafeMutablePointer<Int32>, counts: UnsafeMutablePointer<Int32>, longest: Int
    ) {
      for length in 0...longest { counts[length] = 0 }
      for row in stride(from: first, to: count, by: step) { counts[Int(lengths[row])] &+= 1 }
      // The position of the first row of each length.
      var longer: Int32 = 0
      for length in (0...longest).reversed() {
        let equal: Int32 = counts[length]
        counts[length] = longer
        longer &+= equal
      }
      for row in stride(from: first, to: count, by: step) {
        let length: Int = Int(lengths[row])
        order[Int(counts[length])] = Int32(row)
        counts[length] &+= 1
      }
    }

    /// Finds the time steps of the rows `order`, and how many rows are in front of each time step and behind
    /// the last.
    func arrangeRows(
      _ lengths: UnsafePointer<Int32>, _ order: UnsafeMutablePointer<Int32>, count: Int,
      steps: UnsafeMutablePointer<Int32>, places: UnsafeMutablePointer<Int32>
    ) {
      // First, behind each time step, the rows that have it or lie in front of one that has.
      var longest: Int = 0
      for row in (0..<count).reversed() {
        steps[row] = lengths[Int(order[row])]
        while longest < Int(steps[row]) {
          longest &+= 1
          places[longest] = Int32(row &+ 1)
        }
      }
      places[0] = 0
      for time in 0..<longest { places[time &+ 1] &+= places[time] }
    }

    /// Copies the rows of `table` that `steps` tokens name, any row for a token that it does not have.
    func gather(
      _ table: UnsafePointer<Float>, every width: Int, _ tokens: UnsafePointer<Int32>,
      to target: UnsafeMutablePointer<Float>, every stride: Int, count: Int, steps: Int,
      below limit: Int
    ) {
      for step in 0..<steps {
        let row: Int = min(Int(UInt32(bitPattern: tokens[step])), limit &- 1) &* width
        copy(table + row, to: target + step &* stride, count: count)
      }
    }

    /// Where the rows of a batch lie whose sequences differ in length: one time step after the other, and at
    /// each the rows up to the last that has it. In the order of `sortRows` by the same lengths no others
    /// lie among them.
    struct RowPlaces {
      /// The caller's number of each row.
      let order: UnsafeMutablePointer<Int32>
      /// The time steps of each row.
      let steps: UnsafeMutablePointer<Int32>
      /// The rows in front of each time step, and behind the last all.
      let places: UnsafeMutablePointer<Int32>
      let count: Int
      /// The time steps of the longest row.
      let longest: Int

      /// The rows that `arrangeRows` has arranged.
      init(
        _ order: UnsafeMutablePointer<Int32>, steps: UnsafeMutablePointer<Int32>,
        places: UnsafeMutablePointer<Int32>, count: Int
      ) {
        self.order = order
        self.steps = steps
        self.places = places
        self.count = count
        var longest: Int32 = 0
        for row in 0..<count { longest = max(longest, steps[row]) }
        self.longest = Int(longest)
      }

      /// All rows at all time steps.
      @inline(__always)
      var total: Int { place(longest) }

      /// The rows in front of a time step.
      @inline(__always)
      func place(_ time: Int) -> Int { Int(places[time]) }

      /// The elements in front of a time step where each row has `stride`.
      @inline(__always)
      func offset(_ time: Int, _ stride: Int) -> Int { place(time) &* stride }

      /// The time step as far from the end of the longest row as `time` is from the beginning.
      @inline(__always)
      func mirrored(_ time: Int) -> Int { longest &- 1 &- time }

      /// The rows at a time step.
      @inline(__always)
      func active(_ time: Int) -> Int { Int(places[time &+ 1] &- places[time]) }

      /// The place of a row at its last time step.
      @inline(__always)
      func last(_ row: Int) -> Int { place(Int(steps[row]) &- 1) &+ row }

      @inline(__always)
      func has(_ row: Int, at time: Int) -> Bool { time < Int(steps[row]) }

      /// Copies a batch's input, a sequence of up to `room` time steps of `count` elements after the other;
      /// rows that a time step does not have are zero there.
      func pack<Element: Numeric>(
        _ source: UnsafePointer<Element>, room: Int, to target: UnsafeMutablePointer<Element>,
        every stride: Int, count size: Int
      ) {
        for time in 0..<longest {
          for row in 0..<active(time) {
            let from: UnsafePointer<Element> = source + (Int(order[row]) &* room &+ time) &* size
            let to: UnsafeMutablePointer<Element> = target + (place(time) &+ row) &* stride
            let isThere: Bool = has(row, at: time)
            for i in 0..<size { to[i] = isThere ? from[i] : 0 }
          }
        }
      }

      /// Copies what `pack` would have read to where it would have read it, with zeros behind each row.
      func unpack<Element: Numeric>(
        _ source: UnsafePointer<Element>, every stride: Int, to target: UnsafeMutablePointer<Element>,
        room: Int, count size: Int
      ) {
        for row in 0..<count {
          let to: UnsafeMutablePointer<Element> = target + Int(order[row]) &* room &* size
          for time in 0..<room {
            let isThere: Bool = has(row, at: time)
            let from: UnsafePointer<Element> =
              source + (isThere ? (place(time) &+ row) &* stride : 0)
            for i in 0..<size { to[time &* size &+ i] = isThere ? from[i] : 0 }
          }
        }
      }

      /// Copies each row's sequence in the opposite order.
      func reverse<Element>(
        _ source: UnsafePointer<Element>, every from: Int, to target: UnsafeMutablePointer<Element>,
        every to: Int, count size: Int
      ) {
        for time in 0..<longest {
          for row in 0..<active(time) {
            let other: Int = has(row, at: time) ? Int(steps[row]) &- 1 &- time : time
            (target + (place(time) &+ row) &* to).update(
              from: source + (place(other) &+ row) &* from, count: size)
          }
        }
      }

      /// Copies at each time step of each row what it has `ahead` steps later, or earlier if `ahead` is
      /// negative, and zeros where it has none.
      func copyAhead(
        _ source: UnsafePointer<Float>, every from: Int, to target: UnsafeMutablePointer<Float>,
        every to: Int, count size: Int, by ahead: Int
      ) {
        for time in 0..<longest {
          for row in 0..<active(time) {
            let copied: UnsafeMutablePointer<Float> = target + (place(time) &+ row) &* to
            if time &+ ahead >= 0, has(row, at: time &+ ahead) {
              copy(source + (place(time &+ ahead) &+ row) &* from, to: copied, count: size)
            } else {
              fill(copied, 0, count: size)
            }
          }
        }
      }

      /// Has the rows that a time step does not have keep their state: those from `active` on, as far as they
      /// were there `before`, and those among the rest.
      func keep<Element>(
        _ state: UnsafePointer<Element>, as next: UnsafeMutablePointer<Element>, every stride: Int,
        at time: Int, from active: Int, to before: Int
      ) {
        for row in 0..<before where row >= active || !has(row, at: time) {
          (next + row &* stride).update(from: state + row &* stride, count: stride)
        }
      }
    }
    """#
}
