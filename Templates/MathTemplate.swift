/// The vectors of emitted code and its elementwise functions.
public enum MathTemplate {
  /// The names of functions that are declared where they are used, not operators.
  public static let declaredNames = Set(
    ElementwiseFunction.table.values.filter { $0.operator == nil }.map(\.name))

  /// The text of a Swift file, less its first lines, that declares the vectors of each width, what
  /// every kernel uses of them, and `functions`, each in the best form that `capabilities` allow and
  /// `activations` ask for.
  ///
  /// The caller writes the header and `import CRecurSIMD`. Everything is internal. Equal sets give
  /// equal text.
  /// - Requires: each width is 4, 8 or 16.
  public static func source(
    for functions: Set<ElementwiseFunction>, lanes: [Int],
    with capabilities: Set<VectorCapability>, _ activations: Activations = .accurate
  ) -> String {
    let widths = Set(lanes).sorted()
    let support =
      widths.map { vectorTemplate.fillingLanes($0) + "\n" }
      + widths.filter { widths.contains($0 / 2) }.map { halvesTemplate.fillingLanes($0) + "\n" }
    let declarations = functions.sorted { $0.name < $1.name }.flatMap { function in
      widths.map { function.text(lanes: $0, with: capabilities, activations) }
    }
    return (support + declarations.filter { !$0.isEmpty }).joined(separator: "\n")
  }
}

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
