import RecurBinary
import RecurWeights

/// Reads texts, for models that take one and, if they have a target, predict its next token at each one.
///
/// All files are one stream of tokens, which is cut into examples; or each line is an example of its own, with
/// the vocabulary's end behind it. The target of an example is its input one token later, so that each token
/// but the first is predicted once.
struct TextReader {
  private let encoder: TokenEncoder
  private let input: ExampleValue
  private let hasTarget: Bool
  private let options: DataOptions

  /// The tokens of an example unless options tell.
  static let window = 128

  /// Creates a reader; throws if the model is not for text alone.
  init(_ values: [ExampleValue], _ options: DataOptions) throws(RecurFault) {
    let inputs = values.filter { !$0.isTarget }
    guard inputs.count == 1, inputs[0].value.isSequence,
      let encoder = TokenEncoder(inputs[0].value)
    else {
      let names = inputs.map { "'\($0.name)'" }.joined(separator: ", ")
      throw RecurFault(
        "a text is for a model with one input, a sequence of tokens of a vocabulary; this one takes "
          + "\(names): \(Self.others)")
    }
    let targets = values.filter(\.isTarget)
    guard targets.count <= 1 else {
      let names = targets.map { "'\($0.name)'" }.joined(separator: ", ")
      throw RecurFault("a text cannot tell \(names): \(Self.others)")
    }
    if let target = targets.first { try Self.check(target, inputs[0]) }
    self.encoder = encoder
    self.input = inputs[0]
    self.hasTarget = !targets.isEmpty
    self.options = options
    if let length = input.value.length, let window = options.window, window != length {
      throw RecurFault("'\(input.name)' takes \(length) time steps: no window of \(window)")
    }
  }

  private static let others =
    "give a table (.tsv, .csv) with a column for each, or tensors (.safetensors, .npz)"

  /// Throws if a target cannot be the input's next tokens.
  private static func check(
    _ target: ExampleValue, _ input: ExampleValue
  ) throws(RecurFault) {
    let (given, meant) = (input.value, target.value)
    guard meant.isSequence, meant.tokens == given.tokens,
      meant.vocabulary == nil || meant.vocabulary == given.vocabulary
    else {
      throw RecurFault(
        "a text cannot tell '\(target.name)', which is no sequence of tokens like '\(input.name)': "
          + others)
    }
    guard target.length == input.length, meant.length == given.length else {
      throw RecurFault(
        "'\(target.name)' is not as long as '\(input.name)', so that one text cannot tell both: "
          + "give pairs, a table (.tsv, .csv) with the columns '\(input.name)' and '\(target.name)'"
      )
    }
  }

  /// Adds the examples of files.
  func read(_ files: [DataFile], to examples: inout Examples) throws(RecurFault) {
    var stream: [Int32] = []
    for file in files {
      var lines = try ByteStream(file.source)
      var number = 0
      var next = try lines.line()
      while let line = next {
        next = try lines.line()
        number += 1
        do throws(RecurFault) {
          guard let text = String(utf8: line) else { throw Self.notText(file) }
          if options.lines {
            try add(line: text, to: &examples)
          } else {
            try encode(text, isLast: next == nil, to: &stream)
            try cut(&stream, isLast: false, to: &examples)
          }
        } catch {
          throw error.about("'\(file.name)', line \(number)")
        }
      }
    }
    try cut(&stream, isLast: true, to: &examples)
    examples.isOrdered = !options.lines
  }

  private static func notText(_ file: DataFile) -> RecurFault {
    switch DataKind.fileExtension(file.name) {
    case "txt": RecurFault("it is not UTF-8")
    default:
      RecurFault(
        "it is not UTF-8; what is no text is in .tsv, .csv, .safetensors, .npz or .npy files")
    }
  }

  /// Adds the tokens of a line and its end; the file's last line end only if the vocabulary has it.
  private func encode(
    _ line: String, isLast: Bool, to stream: inout [Int32]
  ) throws(RecurFault) {
    guard line.hasSuffix("\n"), encoder.isOfCharacters, encoder.entry("\n") == nil else {
      return try encoder.encode(line, to: &stream)
    }
    guard isLast || encoder.token("\n") != nil else {
      throw RecurFault(
        "line ends are not in the vocabulary of '\(input.name)'; each line may be an example of its own "
          + "(--lines)")
    }
    guard isLast else { return try encoder.encode(line, to: &stream) }
    try encoder.encode(String(line.dropLast()), to: &stream)
  }

  /// Adds the examples of a line; an empty one, and one of a single token of which none is to be predicted,
  /// has none.
  private func add(line: String, to examples: inout Examples) throws(RecurFault) {
    let text = line.hasSuffix("\n") ? String(line.dropLast()) : line
    guard text.contains(where: { !$0.isWhitespace }) else { return }
    var tokens: [Int32] = []
    try encoder.encode(text, to: &tokens)
    if let end = encoder.end { tokens.append(end) }
    guard tokens.count > (hasTarget ? 1 : 0) else { return }
    let elements = elements(tokens[...])
    try examples.add(elements, window: options.window)
  }

  /// Moves tokens from the front of a stream to examples, as many as there are whole windows of, or all.
  private func cut(
    _ stream: inout [Int32], isLast: Bool, to examples: inout Examples
  ) throws(RecurFault) {
    let window = input.value.length ?? options.window ?? Self.window
    let shift = hasTarget ? 1 : 0
    var start = 0
    while stream.count - start >= window + shift {
      try examples.add(elements(stream[start..<start + window + shift]))
      start += window
    }
    if isLast, input.value.length == nil, stream.count - start > shift {
      try examples.add(elements(stream[start...]))
    }
    stream.removeFirst(start)
  }

  /// An example of tokens, of which the first is no target and the last no input.
  private func elements(_ tokens: ArraySlice<Int32>) -> [Examples.Element] {
    hasTarget
      ? [.tokens(Array(tokens.dropLast())), .tokens(Array(tokens.dropFirst()))]
      : [.tokens(Array(tokens))]
  }
}
