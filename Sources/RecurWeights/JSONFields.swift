/// The members of an object that are still to be read, so that unknown ones are noticed.
struct JSONFields {
  private var members: [JSONValue.Member]
  private let subject: String

  /// Starts to read an object, which messages call `subject`.
  init(_ json: JSONValue, _ subject: String) throws(RecurFault) {
    guard case .object(let members) = json else {
      throw RecurFault("\(subject): expected an object, found \(json.kind)")
    }
    self.members = members
    self.subject = subject
  }

  /// Takes a member out, if it is there and not null.
  mutating func take(_ key: String) -> JSONValue? {
    guard let index = members.firstIndex(where: { $0.key == key }) else { return nil }
    let value = members.remove(at: index).value
    return value == .null ? nil : value
  }

  mutating func string(_ key: String) throws(RecurFault) -> String {
    guard case .string(let value) = take(key) else { throw fault(key, "a string") }
    return value
  }

  mutating func bool(_ key: String) throws(RecurFault) -> Bool {
    guard case .bool(let value) = take(key) else { throw fault(key, "a truth value") }
    return value
  }

  mutating func array(_ key: String) throws(RecurFault) -> [JSONValue] {
    guard case .array(let value) = take(key) else { throw fault(key, "an array") }
    return value
  }

  /// A number that is at least 0.
  mutating func integer(_ key: String) throws(RecurFault) -> Int {
    guard let value = try optionalInteger(key) else { throw fault(key, "a whole number") }
    return value
  }

  /// A number that is at least 0, or nil.
  mutating func optionalInteger(_ key: String) throws(RecurFault) -> Int? {
    guard let json = take(key) else { return nil }
    guard case .integer(let value) = json, value >= 0 else { throw fault(key, "a whole number") }
    return value
  }

  mutating func optionalString(_ key: String) throws(RecurFault) -> String? {
    guard let json = take(key) else { return nil }
    guard case .string(let value) = json else { throw fault(key, "a string") }
    return value
  }

  /// A list of dimensions whose product is in range.
  mutating func shape(_ key: String) throws(RecurFault) -> [Int] {
    var shape: [Int] = []
    for item in try array(key) {
      guard case .integer(let dimension) = item else { throw fault(key, "a list of whole numbers") }
      shape.append(dimension)
    }
    guard TensorElement.f64.byteCount(of: shape) != nil else {
      throw fault(key, "extents of 0 or more, whose bytes 64 bits can count")
    }
    return shape
  }

  /// Throws if members are left.
  func finish() throws(RecurFault) {
    if let member = members.first {
      throw RecurFault("\(subject): unknown key '\(member.key)'")
    }
  }

  private func fault(_ key: String, _ expected: String) -> RecurFault {
    RecurFault("\(subject): '\(key)' must be \(expected)")
  }
}
