import RecurBinary
import RecurWeights

/// Reads one value from the cells of a row.
struct ValueCells {
  let value: ExampleValue
  /// How its text becomes tokens, if it has a vocabulary.
  let encoder: TokenEncoder?
  let skipsMissing: Bool

  init(_ value: ExampleValue, skipsMissing: Bool) {
    self.value = value
    self.skipsMissing = skipsMissing
    encoder = TokenEncoder(value.value)
  }

  /// The value of an example that is a row; nil if it lacks something and may be left out.
  ///
  /// A cell holds a text, or numbers or tokens separated by white space. With several columns the first of
  /// each belong together, then the second, and so on.
  func example(_ table: Table, _ columns: [Int]) throws(RecurFault) -> Examples.Element? {
    guard value.value.tokens != nil else {
      return try joined(table, columns, numbers).map { .numbers($0) }
    }
    guard value.value.isSequence, columns.count == 1 else {
      return try joined(table, columns, token).map { .tokens($0) }
    }
    let tokens = try encoder == nil ? tokens(table, columns[0]) : text(table, columns[0])
    return tokens.map { .tokens($0) }
  }

  /// The value at a time step that is a row; nil if it lacks something and may be left out.
  func step(_ table: Table, _ columns: [Int]) throws(RecurFault) -> Examples.Element? {
    guard value.value.tokens == nil else {
      guard columns.count == 1 else {
        throw table.fault("a token of '\(value.name)' is read from 1 column, not \(columns.count)")
      }
      return try token(table, columns[0]).map { .tokens($0) }
    }
    guard let numbers = try joined(table, columns, numbers) else { return nil }
    guard numbers.count == value.size else {
      throw table.fault(
        columns[0],
        "a time step of '\(value.name)' has \(value.size) numbers, not \(numbers.count); "
          + "rows are read as time steps, not as examples (--rows)")
    }
    return .numbers(numbers)
  }

  /// Whether the cells of a row hold the elements of one time step, a number each.
  func isStep(_ table: Table, _ columns: [Int]) throws(RecurFault) -> Bool {
    guard value.value.isSequence, value.value.tokens == nil, columns.count == value.size else {
      return false
    }
    for column in columns {
      let text = CellText.trimmed(try table.cell(column))
      guard CellText.number(text) != nil || CellText.isMissing(text) else { return false }
    }
    return true
  }

  private func joined<Element>(
    _ table: Table, _ columns: [Int],
    _ read: (Table, Int) throws(RecurFault) -> [Element]?
  ) throws(RecurFault) -> [Element]? {
    if columns.count == 1 { return try read(table, columns[0]) }
    var lists: [[Element]] = []
    lists.reserveCapacity(columns.count)
    for column in columns {
      guard let list = try read(table, column) else { return nil }
      if let first = lists.first, first.count != list.count {
        throw table.fault(
          column,
          "there are \(list.count) values, but \(first.count) in '\(table.header[columns[0]])'")
      }
      lists.append(list)
    }
    return lists[0].indices.flatMap { step in lists.map { $0[step] } }
  }

  private func numbers(_ table: Table, _ column: Int) throws(RecurFault) -> [Float]? {
    let text = try table.cell(column)
    if let number = CellText.number(text) { return [number] }
    let parts = text.split(whereSeparator: \.isWhitespace)
    var result: [Float] = []
    result.reserveCapacity(parts.count)
    for part in parts {
      if let number = CellText.number(part) {
        result.append(number)
      } else if CellText.isMissing(String(part)) {
        return try missing(table, column, String(part))
      } else {
        throw table.fault(
          column, "expected a finite number, found \(TokenEncoder.quoted(String(part)))")
      }
    }
    return result.isEmpty ? try missing(table, column, "") : result
  }

  private func tokens(_ table: Table, _ column: Int) throws(RecurFault) -> [Int32]? {
    var result: [Int32] = []
    for part in try table.cell(column).split(whereSeparator: \.isWhitespace) {
      guard let token = CellText.wholeNumber(String(part)) else {
        if CellText.isMissing(String(part)) { return try missing(table, column, String(part)) }
        throw wrongToken(table, column, String(part))
      }
      result.append(token)
    }
    return result.isEmpty ? try missing(table, column, "") : result
  }

  private func token(_ table: Table, _ column: Int) throws(RecurFault) -> [Int32]? {
    let text = try table.cell(column)
    let trimmed = CellText.trimmed(text)
    let token =
      encoder.map { $0.entry(text) ?? $0.entry(trimmed) } ?? CellText.wholeNumber(trimmed)
    if let token { return [token] }
    if CellText.isMissing(trimmed) { return try missing(table, column, trimmed) }
    if let token = encoder?.token(trimmed) { return [token] }
    throw wrongToken(table, column, trimmed)
  }

  private func text(_ table: Table, _ column: Int) throws(RecurFault) -> [Int32]? {
    let text = try table.cell(column)
    guard text.contains(where: { !$0.isWhitespace }) else {
      return try missing(table, column, "")
    }
    guard let encoder else { return nil }
    do throws(RecurFault) { return try encoder.sequence(text) } catch {
      throw table.fault(column, error.message)
    }
  }

  private func missing<Element>(
    _ table: Table, _ column: Int, _ text: String
  ) throws(RecurFault) -> [Element]? {
    if skipsMissing { return nil }
    throw table.fault(column, CellText.missing(text))
  }

  private func wrongToken(_ table: Table, _ column: Int, _ text: String) -> RecurFault {
    guard let vocabulary = value.value.vocabulary else {
      return table.fault(column, "expected a whole number, found \(TokenEncoder.quoted(text))")
    }
    let near = NearMiss.suggestion(for: text, among: vocabulary.entries)
    return table.fault(
      column,
      "\(TokenEncoder.quoted(text)) is not in the vocabulary of '\(value.name)'"
        + (near.map { "; did you mean \(TokenEncoder.quoted($0))?" } ?? ""))
  }
}
