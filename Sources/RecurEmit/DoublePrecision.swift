import RecurGraph

extension EmittedFile {
  /// The file with every `Float` a `Double`, and every vector one of these, if `precision` is f64.
  ///
  /// Emitted code and templates are written once, for single precision; what is spelled differently in double
  /// precision are types, the functions of `CRecurSIMD` that work on them, and what reads tensors.
  func holding(_ precision: Precision) -> EmittedFile {
    guard precision == .f64 else { return self }
    var isSignature = false
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      // What a model is called by files and callers stays as the spec has it.
      if line.contains("\"\"\"") { isSignature.toggle() }
      return isSignature ? String(line) : Self.inDoublePrecision(line: line)
    }
    return EmittedFile(name: name, text: lines.joined(separator: "\n"))
  }

  /// A line of code whose words are those for double precision, but within quotes.
  private static func inDoublePrecision(line: Substring) -> String {
    var result = ""
    var word = ""
    var isQuoted = false
    func isPart(_ character: Character) -> Bool {
      character.isLetter || character.isNumber || character == "_"
    }
    for character in line {
      if isPart(character) {
        word.append(character)
        continue
      }
      result += isQuoted ? word : inDoublePrecision(word)
      word = ""
      if character == "\"", result.last != "\\" { isQuoted.toggle() }
      result.append(character)
    }
    return result + (isQuoted ? word : inDoublePrecision(word))
  }

  private static func inDoublePrecision(_ word: String) -> String {
    switch word {
    case "Float": return "Double"
    case "floats": return "doubles"
    default: break
    }
    if word.hasPrefix("F32x"), word.dropFirst(4).allSatisfy(\.isNumber) {
      return "F64x" + word.dropFirst(4)
    }
    // The functions of vectors end in the number of lanes.
    if word.hasPrefix("recur_"), word.last?.isNumber == true {
      return "recur_f64_" + word.dropFirst("recur_".count)
    }
    return word
  }
}

extension Graph {
  /// Makes every constant the number that single precision has for it.
  mutating func roundConstants() {
    func round(_ region: inout Region) {
      for index in region.nodes.indices {
        if case .constant(let number) = region.nodes[index].operation {
          region.nodes[index].operation = .constant(Double(Float(number)))
        }
        if var inner = region.nodes[index].region {
          round(&inner)
          region.nodes[index].region = inner
        }
      }
    }
    round(&body)
  }
}
