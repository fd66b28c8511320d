import RecurLanguage

/// Makes a spec that fails smaller for as long as it fails.
struct Shrinker {
  private let setting: Trial.Setting
  private let seed: Int
  /// The most specs that are built: each takes some seconds.
  private var budget: Int

  /// Shrinks specs that fail when they are emitted with a setting and given the inputs of a seed.
  init(_ setting: Trial.Setting, seed: Int, budget: Int) {
    self.budget = budget
    self.setting = setting
    self.seed = seed
  }

  /// The least spec found that fails as `text` does.
  func shrunk(_ text: String) -> String {
    var shrinker = self
    return shrinker.shrink(text)
  }

  private mutating func shrink(_ text: String) -> String {
    var smallest = text
    var isSmaller = true
    while isSmaller {
      isSmaller = false
      for candidate in Self.candidates(smallest) where isSound(candidate) {
        guard budget > 0 else { return smallest }
        if fails(candidate) {
          smallest = candidate
          isSmaller = true
          break
        }
      }
    }
    return smallest
  }

  /// Smaller texts, those that leave out most first; few are specs.
  static func candidates(_ text: String) -> [String] {
    withoutLines(text) + withoutParts(text) + withSmallerNumbers(text)
  }

  private static func withoutLines(_ text: String) -> [String] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var size = lines.count / 2
    var candidates: [String] = []
    while size > 0 {
      for start in stride(from: 0, to: lines.count, by: max(size / 2, 1)) {
        let end = min(start + size, lines.count)
        candidates.append((lines[..<start] + lines[end...]).joined(separator: "\n"))
      }
      size /= 2
    }
    return candidates
  }

  /// Each of what stands in parentheses in place of it and what calls it, and sums without an operand.
  private static func withoutParts(_ text: String) -> [String] {
    let characters = Array(text)
    var candidates: [String] = []
    var open: [(start: Int, commas: [Int])] = []
    for (index, character) in characters.enumerated() {
      switch character {
      case "(":
        var start = index
        while start > 0, characters[start - 1].isLetter || characters[start - 1].isNumber {
          start -= 1
        }
        open.append((start, [index]))
      case ",": if !open.isEmpty { open[open.count - 1].commas.append(index) }
      case ")":
        guard let (start, commas) = open.popLast() else { break }
        for (begin, end) in zip(commas, commas.dropFirst() + [index]) {
          let part = String(characters[(begin + 1)..<end]).trimmingPrefix(" ")
          for replacement in [String(part), "(\(part))"] {
            candidates.append(
              String(characters[..<start]) + replacement + String(characters[(index + 1)...]))
          }
        }
      case "+", "-", "*", "/":
        // From the operator to the end of the line, or back to its beginning.
        let line = characters[index...].firstIndex(of: "\n") ?? characters.count
        candidates.append(String(characters[..<index]) + String(characters[line...]))
        if let equals = characters[..<index].lastIndex(of: "=") {
          candidates.append(
            String(characters[...equals]) + String(characters[(index + 1)...]))
        }
      default: break
      }
    }
    return candidates.sorted { $0.count < $1.count }
  }

  /// Every number that is above 1, smaller wherever it stands.
  private static func withSmallerNumbers(_ text: String) -> [String] {
    let numbers = Set(text.matches(of: /\b[0-9]+\b/).compactMap { Int($0.output) })
    return numbers.filter { $0 > 1 }.sorted(by: >).flatMap { number in
      [1, number / 2, number - 1].map { smaller in
        text.replacing(/\b[0-9]+\b/) { Int($0.output) == number ? "\(smaller)" : String($0.output) }
      }
    }
  }

  private func isSound(_ text: String) -> Bool {
    check(text, path: "shrunk.recur") { _ in "" }.program?.models.count == 1
  }

  private mutating func fails(_ text: String) -> Bool {
    guard let trial = try? Trial(text, setting, seed: seed) else { return false }
    budget -= 1
    return !Trial.faults([trial], setting).isEmpty
  }
}
