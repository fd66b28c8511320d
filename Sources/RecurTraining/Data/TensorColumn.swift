import RecurWeights

/// A tensor that holds one value of many examples.
struct TensorColumn {
  let value: ExampleValue
  /// The number of examples.
  let count: Int
  private let tensor: HostTensor
  /// How many time steps of each example count; nil: all.
  private let lengths: [Int]?

  /// Takes a tensor; throws if its shape, its type or the lengths do not fit.
  init(
    _ value: ExampleValue, _ tensor: HostTensor, lengths: (name: String, tensor: HostTensor)?
  ) throws(RecurFault) {
    let outer = value.value.isSequence ? 2 : 1
    guard tensor.shape.count >= outer,
      tensor.shape.dropFirst(outer).filter({ $0 != 1 }) == value.value.shape.filter({ $0 != 1 })
    else {
      throw RecurFault("'\(value.name)' must be \(Self.axes(value)); it is \(tensor.shape)")
    }
    if value.value.tokens != nil, !tensor.element.isInteger {
      throw RecurFault("'\(value.name)' must be tokens (integers); it is \(tensor.element.name)")
    }
    let count = tensor.shape[0]
    if let lengths {
      guard lengths.tensor.shape == [count], lengths.tensor.element.isInteger else {
        throw RecurFault(
          "'\(lengths.name)' must be integers [\(count)]; it is \(lengths.tensor.summary)")
      }
      let steps = try lengths.tensor.integers()
      if let wrong = steps.firstIndex(where: { $0 < 1 || $0 > tensor.shape[1] }) {
        throw RecurFault(
          "row \(wrong): '\(lengths.name)' is \(steps[wrong]), but '\(value.name)' has "
            + "\(tensor.shape[1]) time steps")
      }
      self.lengths = steps
    } else {
      self.lengths = nil
    }
    self.value = value
    self.count = count
    // Truth values are bytes of 0 and 1.
    self.tensor =
      tensor.element == .bool
      ? try HostTensor(element: .u8, shape: tensor.shape, bytes: tensor.bytes) : tensor
  }

  /// The axes of the tensor that holds a value of many examples, in messages.
  static func axes(_ value: ExampleValue) -> String {
    let outer = value.value.isSequence ? ["examples", "time"] : ["examples"]
    return "[" + (outer + value.value.shape.map { "\($0)" }).joined(separator: ", ") + "]"
  }

  /// The value of an example, without padding.
  func element(_ example: Int) throws(RecurFault) -> Examples.Element {
    var row = tensor.row(example)
    if let lengths { row = row.prefix(lengths[example]) }
    guard value.value.tokens == nil else {
      do throws(RecurFault) { return .tokens(try row.int32s()) } catch {
        throw error.about("'\(value.name)'")
      }
    }
    return .numbers(
      row.element.isFloatingPoint ? try row.floats() : try row.integers().map { Float($0) })
  }
}
