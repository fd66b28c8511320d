/// One elementwise function as Swift text for vectors of any number of lanes.
///
/// A function of the compiler's table is an operator, which is written where it is used, or a kernel
/// template, which is written once for each width as an overload of the function's own name.
public struct MathTemplate: Sendable {
  /// The name in the compiler's table of elementwise functions.
  public let name: String
  /// The operator, for `a + b` and its like.
  let `operator`: String?
  /// The declarations, the first that a target can compile being the best for it; none for an
  /// operator.
  let forms: [MathForm]
  /// What is declared in their place where activations are to be fast; none if that is the same.
  let fastForms: [MathForm]

  /// A function written once for each width.
  init(_ name: String, _ forms: MathForm..., fast fastForms: [MathForm] = []) {
    self.name = name
    self.operator = nil
    self.forms = forms
    self.fastForms = fastForms
  }

  /// A function that Swift already spells as an operator.
  init(_ name: String, operator: String) {
    self.name = name
    self.operator = `operator`
    self.forms = []
    self.fastForms = []
  }

  /// Every function, by name.
  public static let all: [String: MathTemplate] = Dictionary(
    uniqueKeysWithValues: [
      MathTemplate("add", operator: "+"),
      MathTemplate("subtract", operator: "-"),
      MathTemplate("multiply", operator: "*"),
      MathTemplate("divide", operator: "/"),
      MathTemplate("negate", operator: "-"),
      MathTemplate("min", MathForm(minimumTemplate)),
      MathTemplate("max", MathForm(maximumTemplate)),
      MathTemplate("abs", MathForm(absoluteTemplate)),
      MathTemplate("sqrt", MathForm(squareRootTemplate)),
      MathTemplate("exp", MathForm(exponentialTemplate)),
      MathTemplate("log", MathForm(logarithmTemplate)),
      MathTemplate(
        "tanh", MathForm(tanhLookupTemplate, needs: [.fusedMultiplyAdd, .tableLookup]),
        MathForm(tanhTemplate),
        fast: [
          MathForm(tanhFastLookupTemplate, needs: [.fusedMultiplyAdd, .tableLookup]),
          MathForm(tanhFastTemplate),
        ]),
      MathTemplate(
        "sigmoid", MathForm(sigmoidLookupTemplate, needs: [.fusedMultiplyAdd, .tableLookup]),
        MathForm(sigmoidFusedTemplate, needs: [.fusedMultiplyAdd]),
        MathForm(sigmoidTemplate),
        fast: [
          MathForm(sigmoidFastLookupTemplate, needs: [.fusedMultiplyAdd, .tableLookup]),
          MathForm(sigmoidFastTemplate),
        ]),
      MathTemplate("erf", MathForm(errorFunctionTemplate)),
      MathTemplate("sin", MathForm(sineTemplate)),
      MathTemplate("cos", MathForm(cosineTemplate)),
      MathTemplate("floor", MathForm(floorTemplate)),
      MathTemplate("less", MathForm(lessTemplate)),
      MathTemplate("lessOrEqual", MathForm(lessOrEqualTemplate)),
      MathTemplate("equal", MathForm(equalTemplate)),
      MathTemplate("notEqual", MathForm(notEqualTemplate)),
      MathTemplate("select", MathForm(selectTemplate)),
    ].map { ($0.name, $0) })

  /// The names of functions that are declared where they are used, not operators.
  public static let declaredNames = Set(all.values.filter { $0.operator == nil }.map(\.name))

  /// The declaration for one width, ending in a newline; empty for an operator.
  func text(
    lanes: Int, with capabilities: Set<VectorCapability>, _ activations: Activations
  ) -> String {
    let all = activations == .fast && !fastForms.isEmpty ? fastForms : forms
    let form = all.first { $0.needs.isSubset(of: capabilities) }
    return form.map { $0.declaration.fillingLanes(lanes) + "\n" } ?? ""
  }

  /// The application to operands, which are atoms: names, literals or parenthesised expressions.
  public func expression(_ operands: [String]) -> String {
    guard let `operator` else { return "\(name)(\(operands.joined(separator: ", ")))" }
    return operands.count == 1
      ? `operator` + operands[0] : operands.joined(separator: " \(`operator`) ")
  }

  /// The text of a Swift file, less its first lines, that declares the vectors of each width, what
  /// every kernel uses of them, and `functions`, each in the best form that `capabilities` allow and
  /// `activations` ask for.
  ///
  /// The caller writes the header and `import CRecurSIMD`. Everything is internal. Equal sets give
  /// equal text.
  /// - Requires: every function is in `all`; each width is 4, 8 or 16.
  public static func source(
    for functions: Set<String>, lanes: [Int], with capabilities: Set<VectorCapability>,
    _ activations: Activations = .accurate
  ) -> String {
    let widths = Set(lanes).sorted()
    let support =
      widths.map { vectorTemplate.fillingLanes($0) + "\n" }
      + widths.filter { widths.contains($0 / 2) }.map { halvesTemplate.fillingLanes($0) + "\n" }
    let declarations = functions.sorted().map(template).flatMap { function in
      widths.map { function.text(lanes: $0, with: capabilities, activations) }
    }
    return (support + declarations.filter { !$0.isEmpty }).joined(separator: "\n")
  }

  private static func template(_ name: String) -> MathTemplate {
    guard let template = all[name] else { preconditionFailure("no template for '\(name)'") }
    return template
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
