/// A function of the numbers at one position of its operands: all that the language, the interpreter, the
/// passes and emitted code know of it.
///
/// The prelude builds every other function (relu, softplus, gelu, ...) out of these in the language itself.
/// A new one is a file like those of this folder that are called `Activations...`, which defines it, and a
/// row of `table`.
public struct ElementwiseFunction: Sendable {
  /// The name in the text form of graphs and in emitted code.
  public let name: String
  /// The number of operands.
  public let arity: Int
  /// The name by which specs call it; nil where they have a sign for it.
  public let callName: String?
  /// Whether the operands may change places.
  public var isCommutative = false
  /// Whether it makes neither infinities nor NaN of finite numbers, overflow aside.
  public var keepsFinite = true
  /// About the cycles from the operands to the result.
  public var latency = 4
  /// The value of the function in `Double`.
  public let evaluate: @Sendable ([Double]) -> Double
  /// The derivative by each operand, nil for one on which the result does not depend but by steps; nil
  /// altogether if nobody has said.
  public private(set) var derivatives: (@Sendable () -> [ElementwiseFormula?])?
  /// Whether its declarations are good for single precision alone, so that in double precision it is what the C
  /// library has under its name.
  private(set) var isOfLibraryInDoublePrecision = false
  /// The operator that Swift has for it, for `a + b` and its like.
  var `operator`: String?
  /// The declarations of all others, the first that a target can compile being the best for it.
  var forms: [MathForm] = []
  /// What is declared in their place where activations are to be fast; none if that is the same.
  var fastForms: [MathForm] = []

  /// A function that specs call by its name and that is declared in emitted code, once for each width.
  ///
  /// - Parameter forms: its declarations, the best first, of which the last needs nothing of a target.
  public init(
    _ name: String, callName: String? = nil, arity: Int, _ forms: MathForm...,
    evaluate: @escaping @Sendable ([Double]) -> Double
  ) {
    self.name = name
    self.arity = arity
    self.callName = callName ?? name
    self.forms = forms
    self.evaluate = evaluate
  }

  /// A function of one number, which specs write with a sign if Swift has `operator` for it.
  init(
    _ name: String, operator: String? = nil, _ forms: MathForm..., fast fastForms: [MathForm] = [],
    latency: Int = 4, keepsFinite: Bool = true, evaluate: @escaping @Sendable (Double) -> Double
  ) {
    self.name = name
    arity = 1
    callName = `operator` == nil ? name : nil
    self.operator = `operator`
    self.forms = forms
    self.fastForms = fastForms
    self.latency = latency
    self.keepsFinite = keepsFinite
    self.evaluate = { evaluate($0[0]) }
  }

  /// A function of two numbers that specs write with a sign, and Swift too if it has `operator`.
  init(
    _ name: String, callName: String? = nil, operator: String? = nil, _ forms: MathForm...,
    commutes: Bool = false, latency: Int = 4, keepsFinite: Bool = true,
    evaluate: @escaping @Sendable (Double, Double) -> Double
  ) {
    self.name = name
    arity = 2
    self.callName = callName
    self.operator = `operator`
    self.forms = forms
    isCommutative = commutes
    self.latency = latency
    self.keepsFinite = keepsFinite
    self.evaluate = { evaluate($0[0], $0[1]) }
  }

  /// The function with the derivative by each operand: nil for one on which it does not depend but by
  /// steps.
  public func deriving(
    _ derivatives: @escaping @Sendable () -> [ElementwiseFormula?]
  ) -> ElementwiseFunction {
    var function = self
    function.derivatives = derivatives
    return function
  }

  /// The function, in double precision as `CRecurSIMD` takes it from the C library.
  func ofLibraryInDoublePrecision() -> ElementwiseFunction {
    var function = self
    function.isOfLibraryInDoublePrecision = true
    return function
  }

  /// Every function, by name.
  public static let table: [String: ElementwiseFunction] = Dictionary(
    uniqueKeysWithValues: [
      .add, .subtract, .multiply, .divide, .negate, .minimum, .maximum, .absolute, .squareRoot,
      .exponential, .logarithm, .tanh, .sigmoid, .errorFunction, .sine, .cosine,
      .floor, .less, .lessOrEqual, .equal, .notEqual, .select,
    ].map { ($0.name, $0) })

  /// The application to operands, which are atoms: names, literals or parenthesised expressions.
  public func expression(_ operands: [String]) -> String {
    guard let `operator` else { return "\(name)(\(operands.joined(separator: ", ")))" }
    return operands.count == 1
      ? `operator` + operands[0] : operands.joined(separator: " \(`operator`) ")
  }

  /// The declaration for one width, ending in a newline; empty for an operator.
  func text(
    lanes: Int, with capabilities: Set<VectorCapability>, _ activations: Activations
  ) -> String {
    let all = activations == .fast && !fastForms.isEmpty ? fastForms : forms
    let form = all.first { $0.needs.isSubset(of: capabilities) }
    return form.map { $0.declaration.fillingLanes(lanes) + "\n" } ?? ""
  }
}

extension ElementwiseFunction: Hashable {
  /// Whether both have the same name, which tells functions apart.
  public static func == (a: ElementwiseFunction, b: ElementwiseFunction) -> Bool {
    a.name == b.name
  }

  /// Hashes the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
