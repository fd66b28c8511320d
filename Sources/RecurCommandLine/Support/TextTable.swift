/// Rows of text in columns: the first is aligned to the left, the others to the right.
struct TextTable {
  private var rows: [[String]] = []

  /// Adds a row.
  mutating func add(_ cells: String...) { rows.append(cells) }

  /// The lines, indented by two.
  var lines: [String] {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { $0.count > column ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      var line = "  "
      for (column, cell) in row.enumerated() {
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        line += column == 0 ? cell + padding : "  " + padding + cell
      }
      return line.reversed().drop { $0 == " " }.reversed().map(String.init).joined()
    }
  }
}

/// Numbers as people read them.
enum Quantity {
  /// A number with a comma between thousands.
  static func grouped(_ number: Int) -> String {
    var digits = String(number.magnitude)
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    return (number < 0 ? "-" : "") + ([digits] + groups).joined(separator: ",")
  }

  /// Three significant digits or more.
  static func short(_ number: Double) -> String {
    switch number {
    case 100...: String(Int(number.rounded()))
    case 10...: "\((number * 10).rounded() / 10)"
    default: "\((number * 100).rounded() / 100)"
    }
  }

  /// A time with its unit.
  static func time(_ seconds: Double) -> String {
    switch seconds {
    case 1...: "\(short(seconds)) s"
    case 1e-3...: "\(short(seconds * 1e3)) ms"
    case 1e-6...: "\(short(seconds * 1e6)) us"
    default: "\(short(seconds * 1e9)) ns"
    }
  }
}
