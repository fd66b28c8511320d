/// What support source needs beyond `MathTemplate` and `PackingTemplate` for weights that are held in
/// fewer bytes than a float.
public struct PrecisionTemplate: Sendable {
  /// Declarations for each width of vectors.
  let vector: String
  /// Declarations that all widths share.
  let shared: String

  /// Weights in bfloat16.
  public static let bf16 = PrecisionTemplate(
    vector: vectorBfloat16Template, shared: packingBfloat16Template)

  /// Weights in 8 bits and vectors rounded to these.
  public static let int8 = PrecisionTemplate(
    vector: vectorInt8Template, shared: packingInt8Template)

  /// The text for vectors of `lanes`, each 4, 8 or 16.
  public func source(lanes: [Int]) -> String {
    (lanes.map { vector.fillingLanes($0) } + [shared]).joined(separator: "\n\n")
  }
}
