import RecurWeights

@testable import RecurTraining

/// Reads files in memory: name and text of each.
func read(
  _ files: [(String, String)], _ values: [ExampleValue],
  _ change: (inout DataOptions) -> Void = { _ in }
) throws -> Examples {
  try read(bytes: files.map { ($0, Array($1.utf8)) }, values, change)
}

/// Reads files in memory: name and bytes of each; `x=a.npy` is a file `a.npy` of a tensor `x`.
func read(
  bytes files: [(String, [UInt8])], _ values: [ExampleValue],
  _ change: (inout DataOptions) -> Void = { _ in }
) throws -> Examples {
  var options = DataOptions()
  change(&options)
  let opened = try files.map { name, bytes in
    let parts = name.split(separator: "=").map(String.init)
    return try DataFile(
      ByteSource(bytes, name: parts[parts.count - 1]), tensor: parts.count == 2 ? parts[0] : nil)
  }
  return try DataReader.read(opened, values: values, options: options)
}

extension Examples {
  /// All numbers of a value, example by example.
  func numbers(_ value: Int) -> [[Float]] {
    (0..<count).map {
      if case .numbers(let numbers) = element(value, of: $0) { return numbers }
      return []
    }
  }

  /// All tokens of a value, example by example.
  func tokens(_ value: Int) -> [[Int32]] {
    (0..<count).map {
      if case .tokens(let tokens) = element(value, of: $0) { return tokens }
      return []
    }
  }
}

/// Values that many tests read.
enum Sample {
  static let letters = ModelSignature.Vocabulary(
    entries: ["a", "b", "c", " ", "é"], split: .characters)
  static let words = ModelSignature.Vocabulary(
    entries: ["</s>", "good", "bad", "film", "?"], split: .words, unknown: 4, end: 0,
    isLowercased: true)
  static let moods = ModelSignature.Vocabulary(entries: ["happy", "sad", "NA"], split: .words)

  /// A sequence of tokens of a vocabulary.
  static func text(
    _ name: String, _ vocabulary: ModelSignature.Vocabulary, isTarget: Bool = false,
    length: String? = nil, fixed: Int? = nil
  ) -> ExampleValue {
    ExampleValue(
      ModelSignature.Value(
        name: name, isSequence: true, length: fixed, tokens: vocabulary.entries.count,
        vocabulary: vocabulary), isTarget: isTarget, length: length)
  }

  /// A sequence of numbers.
  static func series(
    _ name: String, _ shape: [Int] = [], isTarget: Bool = false, length: String? = "steps",
    fixed: Int? = nil
  ) -> ExampleValue {
    ExampleValue(
      ModelSignature.Value(name: name, isSequence: true, length: fixed, shape: shape),
      isTarget: isTarget, length: fixed == nil ? length : nil)
  }

  /// Numbers without a time axis.
  static func numbers(
    _ name: String, _ shape: [Int] = [], isTarget: Bool = false
  ) -> ExampleValue {
    ExampleValue(ModelSignature.Value(name: name, shape: shape), isTarget: isTarget)
  }

  /// One token.
  static func token(
    _ name: String, _ tokens: Int, _ vocabulary: ModelSignature.Vocabulary? = nil
  ) -> ExampleValue {
    ExampleValue(
      ModelSignature.Value(name: name, tokens: tokens, vocabulary: vocabulary), isTarget: true)
  }

  /// A sequence of tokens without a vocabulary.
  static func tokens(
    _ name: String, _ tokens: Int, isTarget: Bool = false, length: String? = nil
  ) -> ExampleValue {
    ExampleValue(
      ModelSignature.Value(name: name, isSequence: true, tokens: tokens), isTarget: isTarget,
      length: length)
  }
}
