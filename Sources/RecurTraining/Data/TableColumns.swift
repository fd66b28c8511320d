import RecurWeights

/// Which columns of a table the values of an example are read from.
struct TableColumns {
  /// The columns of each value.
  private(set) var ofValues: [[Int]] = []
  /// The column that tells series apart.
  private(set) var group: Int?

  private let header: [String]
  private let places: [String: [Int]]

  /// Finds the columns: those that options name, the one called like the value, or as many as it has
  /// elements, called like it and numbered from 0 or 1 (`x0`, `x.0` or `x_0`).
  init(
    _ header: [String], _ values: [ExampleValue], _ options: DataOptions
  ) throws(RecurFault) {
    self.header = header
    places = Dictionary(header.indices.map { (header[$0], [$0]) }, uniquingKeysWith: +)
    for value in values {
      if let names = options.columns[value.name] {
        var columns: [Int] = []
        for name in names { columns.append(try column(name, of: value)) }
        try check(columns.count, value)
        ofValues.append(columns)
      } else if places[value.name] == nil, let columns = try numbered(value) {
        ofValues.append(columns)
      } else {
        ofValues.append([try column(value.name, of: value)])
      }
    }
    if let name = options.group { group = try column(name, of: nil) }
  }

  /// The numbers of columns that the elements of a value may be in, besides all in one.
  private static func counts(_ value: ExampleValue) -> [Int] {
    guard let length = value.value.length else { return [value.size] }
    let (whole, isTooMany) = length.multipliedReportingOverflow(by: value.size)
    return isTooMany ? [value.size] : [whole, value.size]
  }

  private func check(_ count: Int, _ value: ExampleValue) throws(RecurFault) {
    let counts = Self.counts(value)
    guard count != 1, !counts.contains(count) else { return }
    let expected = Set(counts + [1]).sorted().map { "\($0)" }.joined(separator: " or ")
    throw RecurFault("'\(value.name)' is read from \(expected) columns, not \(count)")
  }

  private func column(_ name: String, of value: ExampleValue?) throws(RecurFault) -> Int {
    let found = places[name] ?? []
    guard found.count < 2 else { throw RecurFault("\(found.count) columns are called '\(name)'") }
    guard let column = found.first else {
      let numbers =
        value.map { $0.name == name && $0.size > 1 ? " (nor '\(name)0' and so on)" : "" } ?? ""
      throw RecurFault(
        "there is no column '\(name)'\(numbers)\(NearMiss.phrase(for: name, among: header))")
    }
    return column
  }

  private func numbered(_ value: ExampleValue) throws(RecurFault) -> [Int]? {
    for count in Self.counts(value) where count > 1 && count <= header.count {
      for mark in ["", ".", "_"] {
        for first in [0, 1] where places["\(value.name)\(mark)\(first)"] != nil {
          let names = (first..<first + count).map { "\(value.name)\(mark)\($0)" }
          guard names.allSatisfy({ places[$0] != nil }) else { continue }
          var columns: [Int] = []
          for name in names { columns.append(try column(name, of: nil)) }
          return columns
        }
      }
    }
    return nil
  }
}
