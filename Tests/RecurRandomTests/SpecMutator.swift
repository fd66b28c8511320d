/// Changes specs at random, so that most are none any more.
struct SpecMutator {
  private let dice: Dice
  /// The specs that others are made of.
  private let specs: [[UInt8]]

  /// Words and signs that mean something, and numbers at the ends of what fits.
  private static let words: [String] = [
    "cell", "model", "function", "vocabulary", "import", "input", "output", "state", "weight",
    "bias", "if", "true", "false", "onehot", "dropout",
    "target", "loss", "metric", "keep", "highest", "forcing", "reset", "when", "optimizer",
    "schedule", "clip",
    "norm",
    "truncate", "recompute", "epochs", "seed", "adam",
    "sgd", "cosine", "crossEntropy", "squaredError", "huber", "rate", "warmUp", "truth",
    "layout", "train", "sequence", "of", "token", "generate", "previous", "in", "from", "until",
    "atMost", "merge", "concat", "file", "split", "characters", "unknown", "end", "lowercase",
    "stack",
    "bidirectional", "reverse", "dense", "embedding", "normalize", "argmax", "sum", "maximum",
    "count",
    "softmax",
    "layerNorm", "min", "max", "sqrt", "LSTM", "GRU", "RNN", "SRU", "AUGRU", "MaxPool", "x", "h",
    "h'",
    "H", "X", "y", "last", "states", "final", ".last", ".final.h", ".states.c", "(", ")", "{", "}",
    "[",
    "]", ",", ":", "=", "==", "<", ">=", "'", "\"", "@", "*", "/", "+", "-", ".", "//", "///", "\\",
    "\n",
    "0", "1", "2", "3", "7", "64", "0.5", "1e308", "1e-400", "1e999", "1e", "-1", "255", "65536",
    "1048576", "1048577", "2147483647", "2147483648", "4294967296", "9223372036854775807",
    "9223372036854775808", "99999999999999999999999999", "0x10", "1_000", "é", "\u{301}", "\u{0}",
    "\u{FEFF}", "\u{202E}", "\r\n", "\t", "👩‍👩‍👧", "[]", "[0]", "[1, 1, 1, 1, 1, 1, 1, 1]",
  ]

  init(_ dice: Dice, specs: [[UInt8]]) {
    self.dice = dice
    self.specs = specs
  }

  /// One of the specs with some changes.
  func mutated() -> [UInt8] {
    var text = dice.pick(specs)
    for _ in 0..<(1 + dice.below(dice.oneIn(3) ? 12 : 3)) where !text.isEmpty {
      dice.oneIn(3) ? changeBytes(&text) : changeWords(&text)
    }
    return text
  }

  private func changeBytes(_ text: inout [UInt8]) {
    let index = dice.below(text.count)
    let end = min(text.count, index + 1 + dice.below(30))
    switch dice.below(7) {
    case 0: text.removeSubrange(index..<end)
    case 1: text[index] = UInt8(dice.below(256))
    case 2:
      text.insert(
        contentsOf: dice.pick([[0xC3], [0xED, 0xA0, 0x80], [0xFF], [0xF4, 0x90]]), at: index)
    case 3: text.insert(contentsOf: text[index..<end], at: dice.below(text.count))
    case 4: text.removeSubrange(index...)
    case 5:
      // A part of another spec.
      let other = dice.pick(specs)
      let start = dice.below(other.count)
      text.insert(
        contentsOf: other[start..<min(other.count, start + 1 + dice.below(200))], at: index)
    default: text.swapAt(index, dice.below(text.count))
    }
  }

  private func changeWords(_ text: inout [UInt8]) {
    let words = Self.ranges(text)
    guard !words.isEmpty else { return }
    let word = dice.pick(words)
    switch dice.below(9) {
    case 0: text.removeSubrange(word)
    case 1, 2: text.replaceSubrange(word, with: Array(dice.pick(Self.words).utf8))
    case 3:
      text.insert(contentsOf: Array((" " + dice.pick(Self.words) + " ").utf8), at: word.lowerBound)
    case 4:
      let other = Array(text[dice.pick(words)])
      text.replaceSubrange(word, with: other)
    case 5:
      // Lines again, where another line begins.
      let lines = text.split(separator: 10, omittingEmptySubsequences: false).map(Array.init)
      let start = dice.below(lines.count)
      let some = lines[start..<min(lines.count, start + 1 + dice.below(4))]
      let place = dice.below(lines.count)
      text = Array((lines[..<place] + some + lines[place...]).joined(separator: [10]))
    case 6: nest(word, in: &text)
    case 7: double(&text)
    default:
      let numbers = words.filter { (48...57).contains(text[$0.lowerBound]) }
      guard !numbers.isEmpty else { return }
      let texts = Self.words.filter { $0.first!.isNumber || $0 == "-1" }
      text.replaceSubrange(dice.pick(numbers), with: Array(dice.pick(texts).utf8))
    }
  }

  /// Wraps a word again and again.
  private func nest(_ word: Range<Int>, in text: inout [UInt8]) {
    let count = dice.pick([1, 2, 20, 62, 63, 64, 65, 200])
    let (open, close) = dice.pick([
      ("(", ")"), ("abs(", ")"), ("-", ""), ("bidirectional(", ")"), ("stack(", ")"),
      ("concat(x, ", ")"),
      ("reverse(", ")"), ("{", "}"), ("[", "]"), ("sequence of ", ""), ("", ".last"), ("", "(x)"),
      ("", " + x"), ("dense(", ", 2)"), ("layerNorm(", ", 1, 0)"), ("sequence(2) of ", ""),
    ])
    let opening = Array(String(repeating: open, count: count).utf8)
    let closing = Array(String(repeating: close, count: count).utf8)
    text.replaceSubrange(word, with: opening + text[word] + closing)
  }

  /// Makes of what an equation defines a value that reads it twice, and of that another, again and again: few
  /// values, but a tree of them would have no end.
  private func double(_ text: inout [UInt8]) {
    var lines = String(decoding: text, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    let equations = lines.indices.filter { lines[$0].wholeMatch(of: Self.equation) != nil }
    guard !equations.isEmpty else { return }
    let index = dice.pick(equations)
    guard let equation = lines[index].wholeMatch(of: Self.equation) else { return }
    let step = dice.pick([
      "$ + $", "$ * tanh($)", "concat($, $)", "concat(tanh($), $)", "where($ < 1, $, 0 - $)",
      "sum($) * $",
    ])
    let count = dice.pick([1, 5, 9, 10, 30, 60])
    let number = dice.below(1_000)
    let names = (0..<count).map { "double\(number)x\($0)" } + [String(equation.2)]
    var chain = ["\(equation.1)\(names[0]) = \(equation.3)"]
    for (name, next) in zip(names, names.dropFirst()) {
      chain.append("\(equation.1)\(next) = \(step.replacing("$", with: name))")
    }
    lines.replaceSubrange(index...index, with: chain.map { $0[...] })
    text = Array(lines.joined(separator: "\n").utf8)
  }

  /// Its indentation, its name, and what it is the name of.
  private static var equation: Regex<(Substring, Substring, Substring, Substring)> {
    /( +)([a-z][A-Za-z0-9]*) *= (.+)/
  }

  /// Where words, numbers and signs are.
  private static func ranges(_ text: [UInt8]) -> [Range<Int>] {
    func isLetter(_ byte: UInt8) -> Bool {
      switch byte {
      case 48...57, 65...90, 97...122, 95, 39, 46: true
      default: false
      }
    }
    var ranges: [Range<Int>] = []
    var index = 0
    while index < text.count {
      var end = index + 1
      if isLetter(text[index]) { while end < text.count, isLetter(text[end]) { end += 1 } }
      if text[index] > 32 { ranges.append(index..<end) }
      index = end
    }
    return ranges
  }
}
