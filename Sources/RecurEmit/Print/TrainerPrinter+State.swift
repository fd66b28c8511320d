import RecurGraph

/// The functions of a trainer that tell and set what it has learned.
extension TrainerPrinter {
  /// Prints what gives weights and gradients.
  func reading(to printer: inout SwiftPrinter) {
    printer.print(
      """

      /// The elements of the weight with a path, or nil if there is none.
      public func weight(_ path: String) -> [Float]? { elements(of: path, in: parameters) }

      /// The gradient by the weight with a path, as `differentiate` has computed it, or nil if there is none: no
      /// such weight, or one that stays as it is.
      public func gradient(_ path: String) -> [Float]? {
        guard let tensor = Self.tensors.first(where: { $0.path == path }), tensor.place < Self.size
        else { return nil }
        return elements(of: path, in: sums + \(start))
      }

      private func elements(of path: String, in all: UnsafeMutablePointer<Float>) -> [Float]? {
        guard let tensor = Self.tensors.first(where: { $0.path == path }) else { return nil }
        let count: Int = tensor.shape.reduce(1, *)
        return (0..<count).map { all[tensor.place + $0] }
      }
      """)
  }

  /// Prints what gives metrics.
  func reading(_ metrics: [String], to printer: inout SwiftPrinter) {
    guard !metrics.isEmpty else { return }
    printer.print(
      """

      /// The names of what is told beside the loss.
      public static let metrics: [String] = [\(metrics.map { "\"\($0)\"" }.joined(separator: ", "))]

      /// The mean of a metric over the examples of the latest call of `differentiate`, `evaluate` or `step` and over
      /// their time steps, each times how much it counts; nil if there is no such metric, or nothing counts.
      public func metric(_ name: String) -> Float? {
        guard let index = Self.metrics.firstIndex(of: name), sums[\(places[1])] != 0 else { return nil }
        return sums[\(places[2]) + index * \(places[3] - places[2])] / sums[\(places[1])]
      }
      """)
  }

  /// Prints how what is kept between steps becomes bytes and comes from them.
  func snapshots(to printer: inout SwiftPrinter) {
    let shapes = weights.map { " \($0.path) \($0.shape)" }.joined()
    let key = FNV1a.hash("\(interface.model) \(method.optimizer)\(shapes)")
    printer.print(
      """

      /// What steps have made of the trainer, as bytes for `restore`: the weights, what the optimizer keeps and
      /// how many steps there were.
      public func snapshot() -> [UInt8] {
        let place = UnsafeMutableRawPointer(parameters + Self.sizeOfKept)
        place.storeBytes(of: UInt32(truncatingIfNeeded: steps), as: UInt32.self)
        return streamSnapshot(of: kept, key: \(key))
      }

      /// Goes on, to the bit, where a trainer of the same model stood when the snapshot was taken. What is no
      /// snapshot changes nothing.
      public mutating func restore(_ bytes: [UInt8]) throws(InputError) {
        guard restoreStream(bytes, to: kept, key: \(key)) else {
          throw InputError(
            description: "the \\(bytes.count) bytes are no snapshot of a trainer of \(interface.model)")
        }
        steps = Int(UnsafeRawPointer(parameters + Self.sizeOfKept).load(as: UInt32.self))
      }

      private var kept: [StreamState] {
        [StreamState(place: parameters, count: Self.sizeOfKept + 1)]
      }
      """)
  }
}
