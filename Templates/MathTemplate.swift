/// The vectors of emitted code and its elementwise functions.
public enum MathTemplate {
  /// The names of functions that are declared where they are used, not operators.
  public static let declaredNames = Set(
    ElementwiseFunction.table.values.filter { $0.operator == nil }.map(\.name))

  /// The text of a Swift file, less its first lines, that declares the vectors of each width, what
  /// every kernel uses of them, and `functions`, each in the best form that `capabilities` allow and
  /// `activations` ask for. In double precision it is as in single precision all the same, but that what
  /// approximates is taken from the C library.
  ///
  /// The caller writes the header and `import CRecurSIMD`. Everything is internal. Equal sets give
  /// equal text.
  /// - Requires: each width is 4, 8 or 16.
  public static func source(
    for functions: Set<ElementwiseFunction>, lanes: [Int],
    with capabilities: Set<VectorCapability>, _ activations: Activations = .accurate,
    inDoublePrecision isDouble: Bool = false
  ) -> String {
    let widths = Set(lanes).sorted()
    let support =
      widths.map { vectorTemplate.fillingLanes($0) + "\n" }
      + widths.filter { widths.contains($0 / 2) }.map { halvesTemplate.fillingLanes($0) + "\n" }
    let declarations = functions.sorted { $0.name < $1.name }.flatMap { function in
      widths.map { width in
        isDouble && function.isOfLibraryInDoublePrecision
          ? libraryTemplate.replacingHole("<#function#>", function.name).fillingLanes(width) + "\n"
          : function.text(lanes: width, with: capabilities, activations)
      }
    }
    return (support + declarations.filter { !$0.isEmpty }).joined(separator: "\n")
  }
}

private let libraryTemplate = #"""
  /// What the C library makes of each lane.
  @inline(__always)
  func <#function#>(_ x: F32x<#lanes#>) -> F32x<#lanes#> { recur_<#function#><#lanes#>(x) }
  """#

extension String {
  /// The template with each `<#lanes#>`, and each `<#half#>` of it, replaced.
  func fillingLanes(_ lanes: Int) -> String {
    replacingHole("<#lanes#>", "\(lanes)").replacingHole("<#half#>", "\(lanes / 2)")
  }

  /// The template with each `hole` replaced.
  func replacingHole(_ hole: String, _ text: String) -> String {
    split(separator: hole, omittingEmptySubsequences: false).joined(separator: text)
  }
}
