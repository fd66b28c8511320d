/// The weights, settings and states of one use of a cell.
struct CellParts {
  /// One state.
  struct State {
    var name: NameSyntax
    var type: CheckedType
    /// What it is before the first step unless the model says so.
    var initial: TypedExpression
  }

  /// The weights and biases by name; a number for those that are left out.
  var weights: [String: CheckedValue] = [:]
  /// The settings by name, without those that are functions.
  var settings: [String: CheckedValue] = [:]
  /// The states, in order.
  var states: [State] = []
}
