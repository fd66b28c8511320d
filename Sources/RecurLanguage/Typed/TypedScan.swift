/// A cell run over one or more sequences of one length.
public struct TypedScan: Hashable, Sendable {
  /// The order in which the time steps are visited. Outputs and states stand at their own time
  /// whatever the direction.
  public enum Direction: String, Hashable, Sendable {
    case forward
    case backward
  }

  /// A sequence that the scan reads.
  public struct Input: Hashable, Sendable {
    /// The variable that holds its value at one step, inside the body.
    public var parameter: TypedVariable
    /// The sequence, evaluated outside the body.
    public var sequence: TypedExpression

    /// Creates an input.
    public init(parameter: TypedVariable, sequence: TypedExpression) {
      self.parameter = parameter
      self.sequence = sequence
    }
  }

  /// A sequence that the scan writes.
  public struct Output: Hashable, Sendable {
    /// The variable that the body defines, at one step.
    public var step: VariableID
    /// The variable that holds the whole sequence, outside the body.
    public var sequence: TypedVariable

    /// Creates an output.
    public init(step: VariableID, sequence: TypedVariable) {
      self.step = step
      self.sequence = sequence
    }
  }

  /// The name of the cell.
  public var cell: String
  /// The parameter path of this use of the cell, as in `h.forward`.
  public var path: String
  /// The order of the steps.
  public var direction: Direction
  /// The sequences read; at least one.
  public var inputs: [Input]
  /// The states, in the cell's order.
  public var states: [TypedState]
  /// The cell's equations, bindings only.
  public var body: [TypedStatement]
  /// The sequences written: the cell's output first, then those of the states that the spec asks for
  /// (`.states.c`).
  public var outputs: [Output]
  /// The states after the last step, one for each of `states`, defined outside the body.
  public var finals: [TypedVariable]
  /// Where the spec applies the cell.
  public var span: SourceSpan

  /// Creates a scan.
  public init(
    cell: String, path: String, direction: Direction, inputs: [Input], states: [TypedState],
    body: [TypedStatement], outputs: [Output], finals: [TypedVariable], span: SourceSpan
  ) {
    self.cell = cell
    self.path = path
    self.direction = direction
    self.inputs = inputs
    self.states = states
    self.body = body
    self.outputs = outputs
    self.finals = finals
    self.span = span
  }
}
