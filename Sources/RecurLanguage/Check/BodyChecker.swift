/// Checks the body of one model, or of one cell, and builds its statements.
struct BodyChecker {
  /// A function that is being expanded, or a cell whose dimensions are being worked out.
  struct Expansion {
    /// As in "the function 'relu'".
    var owner: String
    var call: SourceSpan
    /// The function of the prelude that it is, if it is one.
    var application: Application?
  }

  /// A function and the types of what it is given.
  struct Application {
    var function: FunctionSyntax
    var types: [CheckedType]
  }

  /// The cells that a `generate` block, or another cell, steps.
  struct Stepping {
    /// The names that are known before the first step.
    var outside: Scope
    /// The states of the cells.
    var states: [TypedState] = []
  }

  /// What the spec defines.
  let declarations: Declarations
  /// What is wrong so far.
  var diagnostics: [Diagnostic] = []
  /// The names in sight.
  var scope = Scope()
  /// The statements of each open block, the innermost last.
  var blocks: [[TypedStatement]] = [[]]
  /// The model's weights so far.
  var weights: [TypedWeight] = []
  /// The uses of cells so far.
  var cells: [TypedCell] = []
  /// How the layers of the current binding are named.
  var naming = Naming(base: "")
  /// The functions being expanded, the outermost first.
  var expansions: [Expansion] = []
  /// The uses of the cells whose equations are being written, each inside the one before.
  var uses: [Expansion] = []
  /// What is evaluated at each step of something around, if it is.
  var stepping: Stepping?
  /// The cells whose equations are being written, each used in the one before.
  var openCells: [String] = []

  /// The names that the initial states of a cell read.
  var initialReads: Set<String> = []

  /// Whether this is what training is about, where no layers may stand.
  var isLoss = false
  /// The targets whose lengths are what the loss compares them with.
  var openLengths: Set<String> = []
  /// What these have been compared with.
  var foundLengths: [String: ValueType.Length] = [:]

  /// The types of the model's inputs so far.
  var inputTypes: [String: CheckedType] = [:]
  /// What is normalized by data.
  var normalizings: [Normalizing] = []

  /// The number of expressions being checked, each inside the one before.
  var depth = 0

  private var variableCount = 0
  private var operationCount = 0

  /// The greatest number of expressions inside each other, with those of the functions called.
  static let maximumDepth = 200

  /// The greatest number of expressions that a model may expand to.
  static let maximumOperations = 200_000

  /// The greatest number of states that the cells which one cell uses may have in all.
  static let maximumStates = 1_000

  init(declarations: Declarations) { self.declarations = declarations }

  /// Creates a checker that may expand to as much as `other` still may.
  init(declarations: Declarations, budgetOf other: BodyChecker) {
    self.init(declarations: declarations)
    (operationCount, depth) = (other.operationCount, other.depth)
  }

  /// Reports a fault; inside a function, and in a cell of the prelude, it is shown at the
  /// call in the user's own text. A function of the prelude is told of by what it takes and is given, not by
  /// its text, and once.
  mutating func report(_ diagnostic: Diagnostic) {
    var diagnostic = diagnostic
    let shown = expansions.first?.call ?? diagnostic.span
    var around = (shown.file == Prelude.path ? uses : []) + expansions
    let isWithinLimits =
      operationCount < BodyChecker.maximumOperations && depth <= BodyChecker.maximumDepth
    var isOfApplication = false
    if isWithinLimits, let position = around.firstIndex(where: { $0.application != nil }),
      let application = around[position].application
    {
      diagnostic = .doesNotFit(application, diagnostic, at: around[position].call)
      around.removeSubrange(position...)
      isOfApplication = true
    }
    if let outermost = around.first, let innermost = around.last {
      // Where a limit is reached is nobody's fault.
      if isWithinLimits {
        let note = Diagnostic.Note("in \(innermost.owner)", at: diagnostic.span)
        diagnostic.notes = [note] + diagnostic.notes
      }
      diagnostic.span = outermost.call
      diagnostic.replacement = nil
    }
    if isOfApplication, let last = diagnostics.last, last.span == diagnostic.span,
      last.notes == diagnostic.notes
    {
      return
    }
    diagnostics.append(diagnostic)
  }

  /// Where the spec says what stands at `span`: inside a function, the call.
  func place(_ span: SourceSpan) -> SourceSpan { expansions.first?.call ?? span }

  /// Ends all that is being expanded, and reports why unless it has ended before.
  mutating func stopExpanding(_ diagnostic: Diagnostic) {
    if operationCount < BodyChecker.maximumOperations { report(diagnostic) }
    operationCount = BodyChecker.maximumOperations
  }

  /// Counts one expression; false, once with a diagnostic, when there are too many.
  mutating func spend(at span: SourceSpan) -> Bool {
    operationCount += 1
    if operationCount == BodyChecker.maximumOperations {
      report(.tooManyOperations(BodyChecker.maximumOperations, at: span))
    }
    return operationCount < BodyChecker.maximumOperations
  }

  /// Counts what `trial`, which was given the rest of the budget, expanded to; false after a diagnostic.
  mutating func spend(asMuchAs trial: BodyChecker, at span: SourceSpan) -> Bool {
    let isExhausted = trial.operationCount >= BodyChecker.maximumOperations
    if isExhausted, operationCount < BodyChecker.maximumOperations {
      report(.tooManyOperations(BodyChecker.maximumOperations, at: span))
    }
    operationCount = trial.operationCount
    return !isExhausted
  }

  mutating func makeVariable(
    _ label: String?, _ type: CheckedType, at span: SourceSpan
  ) -> TypedVariable {
    variableCount += 1
    return TypedVariable(
      id: VariableID(variableCount - 1), label: label, type: type.resolved, span: place(span))
  }

  mutating func emit(_ statement: TypedStatement) {
    blocks[blocks.count - 1].append(statement)
  }

  /// Gives `value` a variable and returns the reference to it.
  mutating func bind(
    _ value: CheckedValue, label: String?, at span: SourceSpan
  ) -> CheckedValue {
    if let label, nameLastStatement(value, label, at: span) { return value }
    let variable = makeVariable(label, value.type, at: span)
    emit(.binding(TypedBinding(variable: variable, value: value.expression)))
    var result = CheckedValue(.variable(variable.id), value.type, at: place(span))
    result.recurrence = value.recurrence
    result.table = value.table
    result.made = value.made
    return result
  }

  /// Gives the label to the variable that `value` is, if the statement before defines it without one.
  private mutating func nameLastStatement(
    _ value: CheckedValue, _ label: String, at span: SourceSpan
  ) -> Bool {
    let block = blocks.count - 1
    guard case .variable(let id) = value.expression.kind, let last = blocks[block].indices.last
    else { return false }
    switch blocks[block][last] {
    case .binding(var binding) where binding.variable.id == id && binding.variable.label == nil:
      binding.variable.label = label
      binding.variable.span = place(span)
      blocks[block][last] = .binding(binding)
    case .scan(var scan)
    where scan.outputs[0].sequence.id == id && scan.outputs[0].sequence.label == nil:
      scan.outputs[0].sequence.label = label
      scan.outputs[0].sequence.span = place(span)
      blocks[block][last] = .scan(scan)
    case .generate(let generate): return generate.sequence.id == id
    default: return false
    }
    return true
  }

  /// Enters `name` into the scope.
  mutating func define(_ name: String, _ value: CheckedValue?, at span: SourceSpan) {
    if let earlier = scope.entries[name] {
      report(.duplicate(name, at: span, earlier: earlier.definition))
      return
    }
    scope.entries[name] = Scope.Entry(value: value, definition: span)
  }

  /// The one of `candidates` that `name` is most likely meant to be; nil once there are more faults than anyone
  /// reads, since looking for it takes its time.
  func nearest(to name: String, among candidates: [String]) -> String? {
    diagnostics.count > 100 ? nil : suggestion(for: name, among: candidates)
  }

  /// The value of `name`, or nil after a diagnostic or where its definition is faulty.
  mutating func lookUp(_ name: String, at span: SourceSpan) -> CheckedValue? {
    if case .function? = scope.settings[name] {
      report(.notAValue(name, kind: "a function", at: span))
      return nil
    }
    if let entry = scope.entries[name] {
      scope.reads.insert(name)
      return entry.value?.at(place(span))
    }
    if let extent = scope.extents[name] {
      scope.reads.insert(name)
      return CheckedValue(.number(Double(extent.number ?? 1)), .scalar, at: place(span))
    }
    if scope.broken.contains(name) { return nil }
    if scope.targets.contains(name), scope.later[name] == nil {
      report(.targetOutsideLoss(name, at: span))
    } else if scope.hidden.contains(name) {
      report(.changesWithSteps(name, at: span))
    } else if let later = scope.later[name] {
      report(.usedBeforeDefinition(name, at: span, definition: later))
    } else if let kind = declarations.kind(of: name) {
      report(.notAValue(name, kind: kind, at: span))
    } else {
      let candidate = nearest(
        to: name, among: Array(scope.entries.keys) + Array(scope.later.keys))
      report(.unknownName(name, suggestion: candidate, at: span))
    }
    return nil
  }
}
