#if canImport(RecurWeights)
  import RecurWeights
#endif

/// Puts the answers to the rows of a batch together.
enum TensorStack {
  /// Stacks tensors along a new first axis, sequences padded with zeros to the longest; throws
  /// if rows differ in more than their length.
  ///
  /// - Returns: the batch and, for sequences, the length of each row.
  static func stack(
    _ rows: [HostTensor], _ output: ModelSignature.Value
  ) throws(RecurFault) -> (HostTensor, lengths: HostTensor?) {
    let lengths = rows.map { output.isSequence ? $0.shape.first ?? 0 : 1 }
    let longest = lengths.max() ?? 0
    let element = rows.first?.element ?? .f32
    let inner = output.isSequence ? Array(rows.first?.shape.dropFirst() ?? []) : output.shape
    let size = (element.byteCount(of: inner) ?? 0) * longest
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size * rows.count)
    for (row, length) in zip(rows, lengths) {
      guard row.element == element, row.shape == (output.isSequence ? [length] : []) + inner else {
        throw RecurFault("the model gave '\(output.name)' as \(row.summary)")
      }
      bytes += row.bytes
      bytes += repeatElement(0, count: size - row.bytes.count)
    }
    let shape = [rows.count] + (output.isSequence ? [longest] : []) + inner
    let batch = try HostTensor(element: element, shape: shape, bytes: bytes)
    guard output.isSequence else { return (batch, nil) }
    return (batch, HostTensor(lengths.map { Int32(clamping: $0) }, shape: [rows.count]))
  }
}
