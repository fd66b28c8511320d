/// What the vector unit of a target can do that some forms of a function need.
public enum VectorCapability: Hashable, Sendable, CaseIterable {
  /// a * b + c in one rounding.
  case fusedMultiplyAdd
  /// A lookup of every lane in a table of 32 floats, by one instruction.
  case tableLookup
}

/// One of the declarations of an elementwise function.
public struct MathForm: Sendable {
  /// The declaration, with `<#lanes#>` where the number of lanes belongs.
  let declaration: String
  /// What a target must be capable of.
  let needs: Set<VectorCapability>

  /// Creates a form.
  public init(_ declaration: String, needs: Set<VectorCapability> = []) {
    self.declaration = declaration
    self.needs = needs
  }
}
