/// Makes the symbols of an object its own, by renaming them in its assembly source.
///
/// Swift emits what several objects may need, specialisations of generic functions above all, as weak
/// symbols, of which the linker keeps one and drops the others. A copy that was compiled for AVX-512
/// could so come to be called by code for any processor. Where every symbol has a name that no other
/// object uses, there is nothing to merge; the names are data to nobody but the linker.
///
/// Reads what LLVM writes for ELF and for Mach-O.
struct PrivateSymbols {
  /// What is appended to each name.
  private let suffix: [UInt8]
  /// The symbols that others may refer to.
  private let kept: Set<ArraySlice<UInt8>>

  /// - Parameters:
  ///   - suffix: letters, digits, `_`, `.` and `$`.
  ///   - kept: the C functions by which the object is called.
  init(suffix: String, keeping kept: [String]) {
    self.suffix = Array(suffix.utf8)
    // Mach-O puts an underscore before the names of C.
    self.kept = Set(kept.flatMap { [$0, "_\($0)"] }.map { Array($0.utf8)[...] })
  }

  /// The assembly source with every symbol renamed that it both defines and shows to other objects.
  func renamed(_ source: [UInt8]) -> [UInt8] {
    let lines = source.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let names = shared(lines)
    var result: [UInt8] = []
    result.reserveCapacity(source.count + source.count / 8)
    for line in lines {
      if !result.isEmpty { result.append(UInt8(ascii: "\n")) }
      if Self.text.contains(Self.directive(line)) {
        result += line
        continue
      }
      var rest = line
      while let token = Self.nextToken(&rest, passed: { result += $0 }) {
        result += token
        guard names.contains(token) else { continue }
        let isQuoted = token.first == Self.quote
        if isQuoted { result.removeLast() }
        result += suffix
        if isQuoted { result.append(Self.quote) }
      }
    }
    return result
  }

  /// The directives that show a symbol to other objects, those that define one (as labels and equations
  /// do) and those whose operand is text.
  private static let showing = bytes([
    ".globl", ".global", ".weak", ".weak_definition", ".weak_def_can_be_hidden", ".comm",
  ])
  private static let defining = bytes([".comm", ".set"])
  private static let equation = Array(".set".utf8)[...]
  private static let text = bytes([".ascii", ".asciz", ".string", ".file", ".ident"])
  private static let quote = UInt8(ascii: "\"")

  private static func bytes(_ words: [String]) -> Set<ArraySlice<UInt8>> {
    Set(words.map { Array($0.utf8)[...] })
  }

  private func shared(_ lines: [ArraySlice<UInt8>]) -> Set<ArraySlice<UInt8>> {
    var shown: Set<ArraySlice<UInt8>> = []
    var defined: Set<ArraySlice<UInt8>> = []
    for line in lines {
      let directive = Self.directive(line)
      var rest = line.drop { Self.isSpace($0) }.dropFirst(directive.count)
      if !directive.isEmpty {
        guard Self.showing.contains(directive) || Self.defining.contains(directive),
          let name = Self.nextToken(&rest)
        else { continue }
        if directive != Self.equation { shown.insert(name) }
        if Self.defining.contains(directive) { defined.insert(name) }
      } else if let name = Self.nextToken(&rest),
        let sign = rest.first(where: { !Self.isSpace($0) }),
        sign == UInt8(ascii: ":") || sign == UInt8(ascii: "=")
      {
        defined.insert(name)
      }
    }
    return shown.intersection(defined).subtracting(kept)
  }

  /// The word that begins with a dot at the start of an indented line, or nothing.
  private static func directive(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let first = line.first, isSpace(first) else { return [] }
    let word = line.drop(while: isSpace)
    return word.first == UInt8(ascii: ".") ? word.prefix { !isSpace($0) } : []
  }

  /// Takes the next name, a quoted one with its quotes, from the start of `rest`, and what is before it.
  private static func nextToken(
    _ rest: inout ArraySlice<UInt8>, passed: (ArraySlice<UInt8>) -> Void = { _ in }
  ) -> ArraySlice<UInt8>? {
    let start = rest.firstIndex { $0 == quote || isName($0) } ?? rest.endIndex
    passed(rest[..<start])
    guard start < rest.endIndex else { return nil }
    var end = start + 1
    if rest[start] == quote {
      while end < rest.endIndex, rest[end] != quote {
        end += rest[end] == UInt8(ascii: "\\") ? 2 : 1
      }
      end = min(end + 1, rest.endIndex)
    } else {
      while end < rest.endIndex, isName(rest[end]) { end += 1 }
    }
    let token = rest[start..<end]
    rest = rest[end...]
    return token
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  private static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."),
      UInt8(ascii: "$"), 0x80...:
      true
    default: false
    }
  }
}
