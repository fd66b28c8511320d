/// One step of a computation; defines one or more variables.
public enum TypedStatement: Hashable, Sendable {
  /// A value gets a name.
  case binding(TypedBinding)
  /// A cell runs over a sequence.
  case scan(TypedScan)
  /// A block is fed its own answers.
  case generate(TypedGenerate)
  /// A block is fed what was meant, in training.
  case forcing(TypedForcing)
}

/// A value and the variable that holds it.
public struct TypedBinding: Hashable, Sendable {
  /// The variable.
  public var variable: TypedVariable
  /// Its value, of the variable's type.
  public var value: TypedExpression

  /// Creates a binding.
  public init(variable: TypedVariable, value: TypedExpression) {
    self.variable = variable
    self.value = value
  }
}

/// A value that a body keeps from one step to the next.
public struct TypedState: Hashable, Sendable {
  /// The variable that holds the state at the step before, inside the body.
  public var previous: TypedVariable
  /// The state before the first step, evaluated outside the body. Zeros, unless the spec says more.
  public var initial: TypedExpression
  /// The variable that holds the state after the step; the body defines it.
  public var next: VariableID
  /// The parameter path of the use of a cell that declares it, as in `h.forward`.
  public var cell: String

  /// Creates a state.
  public init(
    previous: TypedVariable, initial: TypedExpression, next: VariableID, cell: String
  ) {
    self.previous = previous
    self.initial = initial
    self.next = next
    self.cell = cell
  }
}
