/// A strict reader of JSON (RFC 8259): no comments, no trailing commas, no repeated keys, valid UTF-8.
///
/// Depth and the number of values are limited, so that no input can exhaust the stack or, beyond a
/// multiple of its own size, the memory.
///
/// - Complexity: linear in the number of bytes.
public struct JSONReader {
  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0
  private var values = 0

  private static let depthLimit = 64
  private static let valueLimit = 2_000_000

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Reads a document; throws with the offset of the first fault.
  public static func read(_ bytes: [UInt8]) throws(RecurFault) -> JSONValue {
    var reader = JSONReader(bytes)
    let value = try reader.value()
    reader.skipSpace()
    guard reader.position == bytes.count else { throw reader.fault("more text after the value") }
    return value
  }

  /// Reads a document; throws with the offset of the first fault.
  public static func read(_ text: String) throws(RecurFault) -> JSONValue {
    try read(Array(text.utf8))
  }

  private func fault(_ what: String) -> RecurFault {
    RecurFault("malformed JSON at byte \(position): \(what)")
  }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 {
      position += 1
    }
  }

  private mutating func take(_ byte: Character) -> Bool {
    guard next == byte.asciiValue else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ byte: Character) throws(RecurFault) {
    skipSpace()
    guard take(byte) else { throw fault("expected '\(byte)'") }
  }

  private mutating func value() throws(RecurFault) -> JSONValue {
    skipSpace()
    values += 1
    guard values <= Self.valueLimit else { throw fault("over \(Self.valueLimit) values") }
    switch next {
    case UInt8(ascii: "{"): return try nested { (reader) throws(RecurFault) in try reader.object() }
    case UInt8(ascii: "["): return try nested { (reader) throws(RecurFault) in try reader.array() }
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case .some(let byte) where byte == UInt8(ascii: "-") || (0x30...0x39).contains(byte):
      return try number()
    case nil: throw fault("unexpected end")
    default: throw fault("expected a value")
    }
  }

  private mutating func nested(
    _ body: (inout JSONReader) throws(RecurFault) -> JSONValue
  ) throws(RecurFault) -> JSONValue {
    guard depth < Self.depthLimit else { throw fault("nested deeper than \(Self.depthLimit)") }
    depth += 1
    let result = try body(&self)
    depth -= 1
    return result
  }

  private mutating func object() throws(RecurFault) -> JSONValue {
    position += 1
    var members: [JSONValue.Member] = []
    var keys: Set<String> = []
    skipSpace()
    if take("}") { return .object([]) }
    repeat {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw fault("expected a key") }
      let key = try string()
      guard keys.insert(key).inserted else { throw fault("the key '\(key)' is repeated") }
      try expect(":")
      members.append(JSONValue.Member(key, try value()))
      skipSpace()
    } while take(",")
    try expect("}")
    return .object(members)
  }

  private mutating func array() throws(RecurFault) -> JSONValue {
    position += 1
    var elements: [JSONValue] = []
    skipSpace()
    if take("]") { return .array([]) }
    repeat {
      elements.append(try value())
      skipSpace()
    } while take(",")
    try expect("]")
    return .array(elements)
  }

  private mutating func word(_ text: String, _ result: JSONValue) throws(RecurFault) -> JSONValue {
    guard bytes[position...].starts(with: text.utf8) else { throw fault("expected '\(text)'") }
    position += text.utf8.count
    return result
  }

  private mutating func digits() throws(RecurFault) {
    let start = position
    while let byte = next, byte >= 0x30 && byte <= 0x39 { position += 1 }
    guard position > start else { throw fault("expected a digit") }
  }

  private mutating func number() throws(RecurFault) -> JSONValue {
    let start = position
    _ = take("-")
    if !take("0") { try digits() }
    var isInteger = true
    if take(".") {
      isInteger = false
      try digits()
    }
    if take("e") || take("E") {
      isInteger = false
      if !take("+") { _ = take("-") }
      try digits()
    }
    guard position - start <= 1000 else { throw fault("a number of over 1000 characters") }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isInteger, let integer = Int(text) { return .integer(integer) }
    guard let number = Double(text), number.isFinite else {
      throw fault("the number \(text.prefix(30)) is out of range")
    }
    return .number(number)
  }

  private mutating func string() throws(RecurFault) -> String {
    position += 1
    let start = position
    skipPlain()
    if next == UInt8(ascii: "\"") {
      position += 1
      return try text(bytes[start..<position - 1])
    }
    var unescaped = Array(bytes[start..<position])
    while let byte = next {
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return try text(unescaped[...])
      case UInt8(ascii: "\\"): try escape(into: &unescaped)
      case 0..<0x20: throw fault("a control character in a string")
      default: unescaped.append(byte)
      }
    }
    throw fault("a string does not end")
  }

  /// Skips bytes of a string that stand for themselves; most strings have no others.
  private mutating func skipPlain() {
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 { return }
      position += 1
    }
  }

  private func text(_ utf8: ArraySlice<UInt8>) throws(RecurFault) -> String {
    let text = String(decoding: utf8, as: UTF8.self)
    // Decoding repairs what is not UTF-8, which changes it.
    guard text.utf8.elementsEqual(utf8) else { throw fault("a string is not UTF-8") }
    return text
  }

  private mutating func escape(into text: inout [UInt8]) throws(RecurFault) {
    guard let byte = next else { throw fault("a string does not end") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0c)
    case UInt8(ascii: "n"): text.append(0x0a)
    case UInt8(ascii: "r"): text.append(0x0d)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      var code = try hexadecimal()
      if code >= 0xd800 && code < 0xdc00 {
        guard take("\\"), take("u") else { throw fault("half of a surrogate pair") }
        let low = try hexadecimal()
        guard low >= 0xdc00 && low < 0xe000 else { throw fault("half of a surrogate pair") }
        code = 0x10000 + (code - 0xd800) << 10 + (low - 0xdc00)
      }
      guard let scalar = Unicode.Scalar(code) else { throw fault("half of a surrogate pair") }
      text += UTF8.encode(scalar)!
    default: throw fault("an unknown escape")
    }
  }

  private mutating func hexadecimal() throws(RecurFault) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw fault("expected four hexadecimal digits")
      }
      position += 1
      code = code << 4 | UInt32(digit)
    }
    return code
  }
}
