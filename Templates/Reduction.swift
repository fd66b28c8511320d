/// A function of a whole vector to one number: all that the language, the interpreter, the passes and
/// emitted code know of it.
///
/// The prelude builds others (mean, softmax, layer norms, ...) out of these in the language itself. A new
/// one is a file like those of this folder that are called `Reduction...`, which defines it, and a row of
/// `table`.
public struct Reduction: Sendable {
  /// The name in specs, in the text form of graphs and, followed by the width of its vectors, in emitted
  /// code.
  public let name: String
  /// The value of the function in `Double`, of at least one element.
  public let evaluate: @Sendable ([Double]) -> Double
  /// The value of so many elements that are all the same.
  public let ofEqual: @Sendable (_ element: Double, _ count: Int) -> Double
  /// The declaration of a function of a pointer and the `count` of elements, with `<#lanes#>` where the
  /// width of the vectors belongs that it works by; `load<#lanes#>`, `load4` and `total` are there for it.
  let declaration: String

  /// Creates a reduction.
  public init(
    _ name: String, _ declaration: String,
    ofEqual: @escaping @Sendable (_ element: Double, _ count: Int) -> Double,
    evaluate: @escaping @Sendable ([Double]) -> Double
  ) {
    self.name = name
    self.declaration = declaration
    self.ofEqual = ofEqual
    self.evaluate = evaluate
  }

  /// Every reduction, by name.
  public static let table: [String: Reduction] = Dictionary(
    uniqueKeysWithValues: [.sum, .maximum].map { ($0.name, $0) })

  /// The name of the function for vectors of so many lanes.
  public func function(lanes: Int) -> String { "\(name)\(lanes)" }

  /// The declarations of reductions, each by vectors of some widths, which are 4, 8 or 16.
  public static func source(for reductions: [Reduction: Set<Int>]) -> String {
    let widest = reductions.values.joined().max() ?? 0
    let widths = [4, 8, 16].filter { $0 <= widest }
    let totals = widths.map { ($0 == 4 ? totalOfFour : totalOfHalves).fillingLanes($0) }
    return
      (totals
      + reductions.sorted { $0.key.name < $1.key.name }.flatMap { reduction, lanes in
        lanes.sorted().map { reduction.declaration.fillingLanes($0) }
      }).joined(separator: "\n\n")
  }
}

extension Reduction: Hashable {
  /// Whether both have the same name, which tells reductions apart.
  public static func == (a: Reduction, b: Reduction) -> Bool { a.name == b.name }

  /// Hashes the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

private let totalOfFour = #"""
  /// The sum of all lanes, by halves.
  @inline(__always)
  func total(_ x: SIMD4<Float>) -> Float { (x[0] + x[1]) + (x[2] + x[3]) }
  """#

private let totalOfHalves = #"""
  /// The sum of all lanes, by halves.
  @inline(__always)
  func total(_ x: SIMD<#lanes#><Float>) -> Float { total(x.lowHalf + x.highHalf) }
  """#
