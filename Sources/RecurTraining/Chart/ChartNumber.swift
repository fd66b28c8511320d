import Foundation

/// A number with few digits, which are known exactly.
struct ChartNumber: Hashable, Sendable {
  /// The digits, as a whole number.
  let digits: Int
  /// The power of ten that they are multiplied with.
  let exponent: Int

  /// Creates `digits` times ten to the power of `exponent`.
  init(_ digits: Int, exponent: Int) {
    self.digits = digits
    self.exponent = exponent
  }

  /// The least of 1, 2 and 5 times a power of ten that is not less than `number`, but for rounding.
  ///
  /// - Requires: the number is more than 0.
  static func rounding(_ number: Double) -> ChartNumber {
    let exponent = Int(log10(number).rounded(.down))
    let candidates = [1, 2, 5].map { ChartNumber($0, exponent: exponent) }
    return candidates.first { $0.number >= number * (1 - 1e-9) }
      ?? ChartNumber(1, exponent: exponent + 1)
  }

  /// The nearest number of the machine.
  var number: Double {
    exponent < 0
      ? Double(digits) / pow(10, Double(-exponent)) : Double(digits) * pow(10, Double(exponent))
  }

  /// The logarithm to the base of ten.
  var logarithm: Double { log10(Double(digits)) + Double(exponent) }

  /// This number `count` times.
  func times(_ count: Int) -> ChartNumber { ChartNumber(digits * count, exponent: exponent) }

  /// Whether it reads well without a power of ten.
  var isPlain: Bool { exponent >= -4 && (abs(number) < 1e6 || digits == 0) }

  /// The number with so many digits behind the point, and commas between thousands; 0 has none.
  ///
  /// - Requires: `decimals` is at least `-exponent`.
  func plain(decimals: Int) -> String {
    guard digits != 0 else { return "0" }
    var text = String(digits.magnitude)
    text += String(repeating: "0", count: exponent + decimals)
    text = String(repeating: "0", count: max(0, decimals + 1 - text.count)) + text
    var whole = String(text.dropLast(decimals))
    var groups: [String] = []
    while whole.count > 3 {
      groups.insert(String(whole.suffix(3)), at: 0)
      whole.removeLast(3)
    }
    let fraction = decimals > 0 ? "." + text.suffix(decimals) : ""
    return sign + ([whole] + groups).joined(separator: ",") + fraction
  }

  /// The number as digits times a power of ten, as `2.5×10⁻⁷`, `10⁻⁷` or `2.5`.
  var scientific: String {
    guard digits != 0 else { return "0" }
    let all = String(digits.magnitude)
    let power = exponent + all.count - 1
    let significant = Array(all.reversed().drop { $0 == "0" }.reversed())
    let rest = significant.count > 1 ? "." + String(significant.dropFirst()) : ""
    let mantissa = String(significant[0]) + rest
    guard power != 0 else { return sign + mantissa }
    let superscripts = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    let raised = String(power.magnitude).map { superscripts[$0.wholeNumberValue ?? 0] }
    let ten = "10" + (power < 0 ? "⁻" : "") + String(raised)
    return sign + (mantissa == "1" ? "" : mantissa + "×") + ten
  }

  private var sign: String { digits < 0 ? "−" : "" }
}
