/// A value whose type is known.
struct CheckedValue {
  /// How it is computed.
  var expression: TypedExpression
  /// What it is.
  var type: CheckedType
  /// What a cell left beside its outputs, if this is what a cell gave.
  var recurrence: Recurrence?
  /// Whether this is a weight that is left out, and 0, or a product with one.
  var isLeftOut = false
  /// The table, if this is what an embedding gave.
  var table: WeightID?
  /// The call that gave it, if that is of a function of `DirectForm.makers`.
  var made: Made?

  /// A call of a function of the prelude, or a built-in one.
  struct Made {
    var function: String
    var arguments: [CheckedValue]
  }

  init(_ kind: TypedExpression.Kind, _ type: CheckedType, at span: SourceSpan) {
    self.expression = TypedExpression(kind, type: type.resolved, span: span)
    self.type = type
  }

  /// What is left where a weight is left out that starts at `number`.
  static func leftOut(_ number: Double, _ type: CheckedType, at span: SourceSpan) -> CheckedValue {
    var value = CheckedValue(.number(number), type, at: span)
    value.isLeftOut = number == 0
    return value
  }

  /// Where the spec says so.
  var span: SourceSpan { expression.span }

  /// Whether the value may be used twice without being computed twice.
  var isAtomic: Bool {
    switch expression.kind {
    case .variable, .weight, .number: true
    default: false
    }
  }

  /// Notes that the value is what `function`, of the prelude or built in, makes of `arguments`.
  ///
  /// A choice of a token also remembers what made the numbers that it goes by. Nothing remembers more.
  mutating func remember(_ function: String, _ arguments: [CheckedValue]) {
    let isChoice = DirectForm.choices.contains(function)
    guard isChoice || DirectForm.makers.contains(function) else { return }
    made = Made(
      function: function,
      arguments: arguments.map { argument in
        var argument = argument
        if !isChoice { argument.made = nil }
        return argument
      })
  }

  /// What a value with a time axis is at the last step; what it was made of is then that of this step.
  func last(at span: SourceSpan) -> CheckedValue {
    var result = CheckedValue(.element(.last, expression), type.atOneStep, at: span)
    if let made, DirectForm.makers.contains(made.function) {
      let arguments = made.arguments.map { $0.type.length == nil ? $0 : $0.last(at: span) }
      result.made = Made(function: made.function, arguments: arguments)
    }
    return result
  }

  /// The same value, used at `span`.
  func at(_ span: SourceSpan) -> CheckedValue {
    var value = self
    value.expression.span = span
    return value
  }
}

/// What a cell leaves beside its outputs.
struct Recurrence {
  /// One state of the cell.
  struct State {
    var name: String
    /// Its values after each step; nil where the states cannot be joined.
    var sequence: TypedExpression?
    /// Its value after the last step.
    var final: TypedExpression?
  }

  /// The output at the last step of the cell's own direction.
  var last: TypedExpression?
  /// The states, in the cell's order.
  var states: [State]
  /// Whether the cell steps inside `generate` and so leaves nothing.
  var isStep = false
}
