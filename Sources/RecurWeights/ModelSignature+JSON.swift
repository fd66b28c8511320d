extension ModelSignature {
  /// Reads a signature; throws if it is malformed, inconsistent or has unknown keys.
  public init(json text: String) throws(RecurFault) {
    do {
      self = try Self.signature(try JSONReader.read(text))
    } catch {
      throw error.about("signature")
    }
  }

  /// The signature as JSON with a fixed order of keys; what is absent is omitted.
  public var json: JSONValue {
    .object([
      .init("model", .string(model)),
      .init("documentation", .string(documentation)),
      .init("inputs", .array(inputs.map(\.json))),
      .init("outputs", .array(outputs.map(\.json))),
      .init("parameters", .array(parameters.map(\.json))),
    ])
  }

  private static func signature(_ json: JSONValue) throws(RecurFault) -> ModelSignature {
    var fields = try JSONFields(json, "signature")
    var signature = ModelSignature(
      model: try fields.string("model"), documentation: try fields.string("documentation"),
      inputs: [], outputs: [], parameters: [])
    for item in try fields.array("inputs") { signature.inputs.append(try Value(item)) }
    for item in try fields.array("outputs") { signature.outputs.append(try Value(item)) }
    for item in try fields.array("parameters") {
      signature.parameters.append(try Parameter(item))
    }
    try fields.finish()
    return signature
  }
}

extension ModelSignature.Value {
  fileprivate init(_ json: JSONValue) throws(RecurFault) {
    var fields = try JSONFields(json, "value")
    self.init(name: try fields.string("name"))
    documentation = try fields.string("documentation")
    isSequence = try fields.bool("sequence")
    length = try fields.optionalInteger("length")
    asLongAs = try fields.optionalString("asLongAs")
    shape = try fields.shape("shape")
    tokens = try fields.optionalInteger("token")
    if let text = fields.take("vocabulary") {
      let vocabulary = try ModelSignature.Vocabulary(text)
      guard vocabulary.entries.count == (tokens ?? shape.last) else {
        throw RecurFault("'\(name)' has a vocabulary of \(vocabulary.entries.count) entries")
      }
      self.vocabulary = vocabulary
    }
    atMost = try fields.optionalInteger("atMost")
    try fields.finish()
  }

  fileprivate var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("name", .string(name)), .init("documentation", .string(documentation)),
      .init("sequence", .bool(isSequence)),
    ]
    if let length { members.append(.init("length", .integer(length))) }
    if let asLongAs { members.append(.init("asLongAs", .string(asLongAs))) }
    members.append(.init("shape", .integers(shape)))
    if let tokens { members.append(.init("token", .integer(tokens))) }
    if let vocabulary { members.append(.init("vocabulary", vocabulary.json)) }
    if let atMost { members.append(.init("atMost", .integer(atMost))) }
    return .object(members)
  }
}

extension ModelSignature.Vocabulary {
  fileprivate init(_ json: JSONValue) throws(RecurFault) {
    var fields = try JSONFields(json, "vocabulary")
    var entries: [String] = []
    for item in try fields.array("entries") {
      guard case .string(let entry) = item else { throw RecurFault("an entry is not a string") }
      entries.append(entry)
    }
    let name = try fields.string("split")
    guard let split = Split(rawValue: name) else { throw RecurFault("unknown split '\(name)'") }
    self.init(
      entries: entries, split: split, unknown: try fields.optionalInteger("unknown"),
      end: try fields.optionalInteger("end"), isLowercased: try fields.bool("lowercase"))
    for token in [unknown, end] {
      guard let token else { continue }
      guard token < entries.count else { throw RecurFault("token \(token) has no entry") }
    }
    try fields.finish()
  }

  fileprivate var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("entries", .array(entries.map { .string($0) })),
      .init("split", .string(split.rawValue)),
    ]
    if let unknown { members.append(.init("unknown", .integer(unknown))) }
    if let end { members.append(.init("end", .integer(end))) }
    members.append(.init("lowercase", .bool(isLowercased)))
    return .object(members)
  }
}

extension ModelSignature.Parameter {
  fileprivate init(_ json: JSONValue) throws(RecurFault) {
    var fields = try JSONFields(json, "parameter")
    self.init(path: try fields.string("path"), shape: try fields.shape("shape"))
    isBias = try fields.bool("bias")
    for item in try fields.array("layouts") {
      guard case .array(let slices) = item, !slices.isEmpty else {
        throw RecurFault("a layout of '\(path)' is not a list of slices")
      }
      var layout: [ModelSignature.Slice] = []
      for slice in slices { layout.append(try self.slice(slice)) }
      layouts.append(layout)
    }
    try fields.finish()
  }

  private func slice(_ json: JSONValue) throws(RecurFault) -> ModelSignature.Slice {
    var fields = try JSONFields(json, "slice")
    let slice = ModelSignature.Slice(
      tensor: try fields.string("tensor"), shape: try fields.shape("shape"),
      start: try fields.integer("start"))
    try fields.finish()
    guard let rows = shape.first, let all = slice.shape.first, slice.start <= all,
      rows <= all - slice.start, shape.dropFirst() == slice.shape.dropFirst()
    else {
      throw RecurFault("'\(path)' \(shape) is no slice of '\(slice.tensor)' \(slice.shape)")
    }
    return slice
  }

  fileprivate var json: JSONValue {
    .object([
      .init("path", .string(path)), .init("shape", .integers(shape)),
      .init("bias", .bool(isBias)),
      .init("layouts", .array(layouts.map { .array($0.map(\.json)) })),
    ])
  }
}

extension ModelSignature.Slice {
  fileprivate var json: JSONValue {
    .object([
      .init("tensor", .string(tensor)), .init("shape", .integers(shape)),
      .init("start", .integer(start)),
    ])
  }
}
