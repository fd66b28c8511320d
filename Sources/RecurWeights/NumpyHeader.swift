/// The description at the start of an `.npy` file: a Python dictionary of type, order and shape.
struct NumpyHeader {
  private(set) var element: TensorElement?
  private(set) var isFortranOrder: Bool?
  private(set) var shape: [Int]?

  private let text: [UInt8]
  private var position = 0

  /// Reads the dictionary; throws if it is malformed or the type is not one of `TensorElement`.
  init(_ text: [UInt8]) throws(RecurFault) {
    self.text = text
    try expect("{")
    while !take("}") {
      let key = try string()
      try expect(":")
      switch key {
      case "descr" where element == nil: element = try elementType()
      case "fortran_order" where isFortranOrder == nil: isFortranOrder = try truth()
      case "shape" where shape == nil: shape = try tuple()
      default: throw fault("unexpected key '\(key)'")
      }
      if !take(",") {
        try expect("}")
        break
      }
    }
    skipSpace()
    guard position == text.count else { throw fault("more text after it") }
  }

  private func fault(_ what: String) -> RecurFault {
    RecurFault("its header is malformed: \(what)")
  }

  private mutating func skipSpace() {
    while position < text.count, text[position] == 0x20 || text[position] == 0x0a { position += 1 }
  }

  private mutating func take(_ wanted: String) -> Bool {
    skipSpace()
    guard text[position...].starts(with: wanted.utf8) else { return false }
    position += wanted.utf8.count
    return true
  }

  private mutating func expect(_ wanted: String) throws(RecurFault) {
    guard take(wanted) else { throw fault("expected '\(wanted)'") }
  }

  private mutating func string() throws(RecurFault) -> String {
    let quote: UInt8
    if take("'") {
      quote = UInt8(ascii: "'")
    } else if take("\"") {
      quote = UInt8(ascii: "\"")
    } else {
      throw fault("expected a string")
    }
    guard let end = text[position...].firstIndex(of: quote) else {
      throw fault("a string does not end")
    }
    defer { position = end + 1 }
    return String(decoding: text[position..<end], as: UTF8.self)
  }

  private mutating func truth() throws(RecurFault) -> Bool {
    if take("True") { return true }
    if take("False") { return false }
    throw fault("expected True or False")
  }

  private mutating func tuple() throws(RecurFault) -> [Int] {
    try expect("(")
    var dimensions: [Int] = []
    while !take(")") {
      skipSpace()
      let start = position
      while position < text.count, (0x30...0x39).contains(text[position]) { position += 1 }
      let digits = String(decoding: text[start..<position], as: UTF8.self)
      guard let dimension = Int(digits), dimensions.count < 32 else {
        throw fault("expected a dimension")
      }
      dimensions.append(dimension)
      if !take(",") {
        try expect(")")
        break
      }
    }
    return dimensions
  }

  private mutating func elementType() throws(RecurFault) -> TensorElement {
    if take("[") { throw RecurFault("arrays of structures are not supported") }
    let name = try string()
    let type = name.drop { $0 == "<" || $0 == "=" || $0 == "|" }
    if let element = Self.types.first(where: { $0.name == type })?.element { return element }
    if type.hasPrefix("O") { throw RecurFault("arrays of Python objects are not supported") }
    if type.hasPrefix(">") { throw RecurFault("big-endian arrays ('\(name)') are not supported") }
    throw RecurFault("arrays of type '\(name)' are not supported")
  }

  /// NumPy's names of the types that it has, without the byte order.
  static let types: [(name: String, element: TensorElement)] = [
    ("b1", .bool), ("u1", .u8), ("i1", .i8), ("u2", .u16), ("i2", .i16), ("u4", .u32),
    ("i4", .i32), ("u8", .u64), ("i8", .i64), ("f2", .f16), ("f4", .f32), ("f8", .f64),
  ]
}
