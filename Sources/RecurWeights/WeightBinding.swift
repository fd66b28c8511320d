/// The tensors of a weights file, each found for one parameter of a model.
///
/// A parameter is taken from the tensor that has its path as name; failing that from the first of its
/// layouts whose tensors are all there, as the sum of the slices. Every tensor of the file must be used,
/// and a parameter that is there in both ways is an error: nothing is dropped silently. Tensors must be
/// floating-point (f16, bf16, f32, f64) and their elements finite as `Float`.
public struct WeightBinding {
  private enum Origin {
    case whole
    case slices([ModelSignature.Slice])
  }

  private let archive: any TensorArchive
  private var origins: [String: (shape: [Int], origin: Origin)] = [:]

  /// Finds every parameter; throws one error that lists all missing, extra, doubly given and wrongly
  /// shaped tensors.
  public init(
    _ parameters: [ModelSignature.Parameter], in archive: any TensorArchive
  ) throws(RecurFault) {
    self.archive = archive
    var audit = WeightAudit(archive)
    for parameter in parameters {
      let layout = audit.completeLayout(of: parameter)
      if archive.entry(parameter.path) != nil {
        audit.use(parameter.path, shape: parameter.shape)
        if let layout { audit.reportDouble(parameter, layout) }
        origins[parameter.path] = (parameter.shape, .whole)
      } else if let layout {
        for slice in layout { audit.use(slice.tensor, shape: slice.shape) }
        origins[parameter.path] = (parameter.shape, .slices(layout))
      } else {
        audit.reportMissing(parameter)
      }
    }
    try audit.finish()
  }

  /// The elements of a parameter, row-major.
  ///
  /// This is what the `init(tensors:)` of an emitted model asks for. Throws for an element that is not
  /// finite, for a path that is no parameter and for a shape that is not the parameter's.
  public func floats(_ path: String, _ shape: [Int]) throws(RecurFault) -> [Float] {
    try elements(path, shape) { (tensor, rows) throws(RecurFault) in
      try archive.floats(tensor, rows: rows)
    }
  }

  /// The same, exactly.
  public func doubles(_ path: String, _ shape: [Int]) throws(RecurFault) -> [Double] {
    try elements(path, shape) { (tensor, rows) throws(RecurFault) in
      try archive.doubles(tensor, rows: rows)
    }
  }

  private func elements<Number: BinaryFloatingPoint>(
    _ path: String, _ shape: [Int],
    _ read: (_ tensor: String, _ rows: Range<Int>?) throws(RecurFault) -> [Number]
  ) throws(RecurFault) -> [Number] {
    guard let (bound, origin) = origins[path] else {
      throw RecurFault("the model has no parameter '\(path)'")
    }
    guard bound == shape else {
      throw RecurFault("parameter '\(path)' is \(bound), not \(shape)")
    }
    switch origin {
    case .whole:
      let values: [Number]
      do { values = try read(path, nil) } catch { throw error.about("'\(path)'") }
      try checkFinite(values, path, firstElement: 0)
      return values
    case .slices(let slices):
      var sum: [Number] = []
      for slice in slices {
        let rows = slice.start..<slice.start + (shape.first ?? 1)
        let values: [Number]
        do { values = try read(slice.tensor, rows) } catch {
          throw error.about("'\(slice.tensor)'")
        }
        let stride = slice.shape.dropFirst().reduce(1, *)
        try checkFinite(values, slice.tensor, firstElement: slice.start * stride)
        if sum.isEmpty {
          sum = values
        } else {
          for i in sum.indices { sum[i] += values[i] }
        }
      }
      try checkFinite(sum, path, firstElement: 0)
      return sum
    }
  }

  private func checkFinite<Number: BinaryFloatingPoint>(
    _ values: [Number], _ tensor: String, firstElement: Int
  ) throws(RecurFault) {
    guard let index = values.firstIndex(where: { !$0.isFinite }) else { return }
    throw RecurFault(
      "'\(archive.name)': element \(firstElement + index) of tensor '\(tensor)' is "
        + "\(values[index]); weights must be finite")
  }
}
