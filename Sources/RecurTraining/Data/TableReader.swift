import RecurWeights

/// Reads tables: their rows are examples, or the time steps of series that are cut into examples.
enum TableReader {
  /// Adds the examples of files.
  static func read(
    _ files: [DataFile], _ options: DataOptions, to examples: inout Examples
  ) throws(RecurFault) {
    let cells = examples.values.map { ValueCells($0, skipsMissing: options.skipMissing) }
    var meaning = options.rows
    if options.group != nil || !options.ahead.isEmpty { meaning = .steps }
    var series = try SeriesCutter(examples.values, options)
    for file in files {
      var table = try Table(file, skipsMissing: options.skipMissing)
      let columns: TableColumns
      do throws(RecurFault) {
        columns = try TableColumns(table.header, examples.values, options)
      } catch {
        throw error.about("'\(file.name)'")
      }
      while try table.next() {
        if meaning == nil { meaning = try self.meaning(of: table, columns, cells) }
        switch meaning {
        case .examples, nil:
          guard let row = try row(of: table, columns, cells, isStep: false) else { continue }
          do throws(RecurFault) { try examples.add(row, window: options.window) } catch {
            throw table.fault(error.message)
          }
        case .steps:
          guard let row = try row(of: table, columns, cells, isStep: true),
            let name = try group(of: table, columns, options)
          else { continue }
          series.append(row, to: name)
        }
      }
      if options.group == nil { try series.cut(file.name, to: &examples) }
    }
    examples.isOrdered = meaning == .steps && options.group == nil
    try series.cut(files.map(\.name).joined(separator: "', '"), to: &examples)
  }

  /// What the first row looks like: a time step if it has one number for each element of each input.
  private static func meaning(
    of table: Table, _ columns: TableColumns, _ cells: [ValueCells]
  ) throws(RecurFault) -> DataOptions.RowMeaning {
    for (cells, columns) in zip(cells, columns.ofValues) where !cells.value.isTarget {
      guard try cells.isStep(table, columns) else { return .examples }
    }
    return .steps
  }

  /// The values of a row; nil if one is missing and the row may be left out.
  private static func row(
    of table: Table, _ columns: TableColumns, _ cells: [ValueCells], isStep: Bool
  ) throws(RecurFault) -> [Examples.Element]? {
    var elements: [Examples.Element] = []
    elements.reserveCapacity(cells.count)
    for (cells, columns) in zip(cells, columns.ofValues) {
      let element = try isStep ? cells.step(table, columns) : cells.example(table, columns)
      guard let element else { return nil }
      elements.append(element)
    }
    return elements
  }

  /// The name of the series that a row belongs to; nil if it has none and may be left out.
  private static func group(
    of table: Table, _ columns: TableColumns, _ options: DataOptions
  ) throws(RecurFault) -> String? {
    guard let column = columns.group else { return "" }
    let name = try table.cell(column)
    guard !CellText.trimmed(name).isEmpty else {
      if options.skipMissing { return nil }
      throw table.fault(column, CellText.missing(""))
    }
    return name
  }
}
