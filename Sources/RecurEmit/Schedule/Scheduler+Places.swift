import RecurGraph

extension Scheduler {
  /// A new buffer in the workspace for a value of `type`.
  ///
  /// - Parameter isOfAllRows: the rows of a batch have it in common.
  mutating func workspace(
    _ name: String, _ type: TensorType, isOfAllRows: Bool = false
  ) -> BufferID {
    let stride = type.element == .real ? type.storedCount.paddedToLine : type.count
    return loops.add(
      Buffer(
        name: names.make(name), storage: .workspace, element: type.element,
        count: type.columns > 1 ? type.shape[0] : type.count, columns: type.columns,
        stride: stride, length: isStream ? nil : type.length,
        hasRows: entry.isBatch && !isOfAllRows))
  }

  /// A name for what `value` holds.
  func label(_ value: Value, else name: String) -> String { labels[value] ?? name }

  /// Where the node that makes `value` should leave it: the places that its region's surroundings
  /// ask for, or a new buffer.
  mutating func place(result value: Value, else name: String) -> [Reference] {
    if let wanted = destinations[value] {
      delivered.insert(value)
      places[value] = .memory(wanted[0])
      return wanted
    }
    let made = Reference(
      buffer: workspace(
        label(value, else: name), graph[value], isOfAllRows: ofAllRows.contains(value)))
    places[value] = .memory(made)
    return [made]
  }

  /// The address of `value`, which is put into memory if it is not there.
  mutating func reference(to value: Value) -> Reference {
    switch places[value]! {
    case .memory(let reference):
      return reference
    case .load(let expression):
      let type = graph[value]
      guard type.columns > 1 else {
        return Reference(buffer: buffer(.vector(expression, count: type.count)))
      }
      return Reference(
        buffer: buffer(.columns(expression, rows: type.shape[0], columns: type.columns)))
    case .constant(let number):
      let reference = Reference(
        buffer: workspace(label(value, else: "constant"), graph[value].atOneStep))
      if graph[value].element == .real { loops[reference.buffer].hasRows = false }
      prologue.append(.fill(reference, number))
      return reference
    }
  }

  /// The address of `value` in memory that may be read by whole vectors.
  mutating func paddedReference(to value: Value) -> Reference {
    var reference = reference(to: value)
    let source = loops[reference.buffer]
    guard case .input = source.storage else { return reference }
    if let copy = paddedInputs[reference.buffer] {
      reference.buffer = copy
      return reference
    }
    var padded = source
    padded.name = names.make("\(source.name)Padded")
    padded.storage = .workspace
    padded.stride = source.count.paddedToLine
    let copy = loops.add(padded)
    paddedInputs[reference.buffer] = copy
    if let length = source.length {
      prologue.append(
        .copySequence(
          from: Reference(buffer: reference.buffer), to: Reference(buffer: copy),
          count: source.count, length: length, .same))
    } else {
      prologue.append(
        .copy(
          from: Reference(buffer: reference.buffer), to: Reference(buffer: copy),
          count: source.count))
    }
    reference.buffer = copy
    return reference
  }

  /// The buffer that stands for `pack`.
  mutating func buffer(_ pack: Pack) -> BufferID {
    let entry = packs.entry(pack)
    if let id = packBuffers[entry] { return id }
    let columns: Int
    if case .table(_, _, let count) = pack { columns = count } else { columns = pack.size }
    let id = loops.add(
      Buffer(
        name: names.make(name(pack)), storage: .weights(entry), element: .real, count: columns,
        stride: columns.paddedToLine, length: nil))
    packBuffers[entry] = id
    return id
  }

  /// A name for `pack`: the path of its parameter, or what the paths of its parameters share and their
  /// last parts.
  private func name(_ pack: Pack) -> String {
    let paths = pack.weights.sorted().map {
      graph.weights[$0].path.split(separator: ".").map(String.init)
    }
    guard let first = paths.first else { return "constants" }
    let shared = first.dropLast().enumerated().prefix { index, part in
      paths.allSatisfy { $0.count > index + 1 && $0[index] == part }
    }.map(\.element)
    let own = paths.count <= 4 ? paths.map { $0.last! }.joined() : "weights"
    return (shared + [own]).joined(separator: "_")
  }

  /// Whether every element of `value` is a number that is known when compiling.
  func isConstant(_ value: Value) -> Bool {
    if case .constant? = places[value] { true } else { false }
  }

  /// The load-time expression of `value`, or nil if it is not known when weights are loaded.
  func loadExpression(_ value: Value) -> LoadExpression? {
    switch places[value] {
    case .load(let expression): expression
    case .constant(let number): .constant(number, count: graph[value].count)
    case .memory, nil: nil
    }
  }

  /// The statements that copy `value` to `destination`.
  mutating func copy(_ value: Value, to destination: Reference) -> Statement {
    if case .constant(let number) = places[value]! { return .fill(destination, number) }
    return .copy(
      from: reference(to: value), to: destination, count: graph[value].storedCount)
  }
}

extension TensorType {
  /// The columns of a matrix at one time step; 1 for anything else.
  var columns: Int { shape.count == 2 ? shape[1] : 1 }

  /// The elements from one column of a matrix to the next.
  var columnStride: Int { shape[0].paddedToLine }

  /// The elements in memory at one time step, which of a matrix are those of its columns with the padding
  /// behind each.
  var storedCount: Int { columns > 1 ? columns * columnStride : count }
}
