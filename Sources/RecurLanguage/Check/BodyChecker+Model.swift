extension BodyChecker {
  /// Checks a model; nil after an error.
  mutating func check(_ model: ModelSyntax) -> TypedModel? {
    let errors = diagnostics.count
    scope.allowsLayers = true
    scope.broken = model.brokenNames
    let targets = targets(of: model)
    scope.targets = Set(targets.keys)
    noteLaterNames(of: model)
    for size in model.sizes { check(size, targets: targets) }
    var inputs: [TypedInput] = []
    var outputs: [TypedOutput] = []
    var hasOutput = false
    for item in model.items {
      switch item {
      case .input(let name, let type, let documentation, _):
        if let input = checkInput(name, type, documentation) {
          inputs.append(input)
          inputTypes[input.name] = CheckedType(input.variable.type)
        }
      case .binding(let binding):
        checkBinding(binding, path: binding.name.text)
      case .output(let binding, let documentation, _):
        hasOutput = true
        let vocabulary = checkBinding(binding, path: binding.name.text, isOutput: true)
        guard let value = scope.entries[binding.name.text]?.value,
          case .variable(let id) = value.expression.kind
        else { continue }
        outputs.append(
          TypedOutput(
            name: binding.name.text, documentation: documentation, variable: id,
            type: value.type.resolved, vocabulary: vocabulary, span: binding.name.span))
      case .train: continue
      }
    }
    // The loss may read what is defined behind it.
    var training = checkTraining(of: model)
    checkNormalizings(targets: training?.targets ?? [])
    let hasInput = model.items.contains { if case .input = $0 { true } else { false } }
    // A line that cannot be read may be meant as one.
    if !hasInput, model.brokenNames.isEmpty { report(.modelWithoutInput(model.name)) }
    if !hasOutput, model.brokenNames.isEmpty { report(.modelWithoutOutput(model.name)) }
    guard !diagnostics[errors...].contains(where: { $0.severity == .error }) else { return nil }
    if model.brokenNames.isEmpty { warnOfUnread(in: model) }
    let lossStatements = training?.statements ?? []
    let reads = (blocks[0] + lossStatements).variablesRead.union(outputs.map(\.variable))
    training?.statements = lossStatements.withoutUnreadStates(reads)
    return TypedModel(
      name: model.name.text, documentation: model.documentation, span: model.name.span,
      sizes: scope.extents.compactMapValues(\.number), inputs: inputs, weights: weights,
      cells: cells, statements: blocks[0].withoutUnreadStates(reads), outputs: outputs,
      training: training)
  }

  /// Enters a size, with the value from outside if there is one.
  private mutating func check(_ size: ModelSyntax.Size, targets: [String: SourceSpan]) {
    let name = size.name
    if scope.extents[name.text] != nil {
      report(.duplicateSize(name))
    }
    if let value = scope.later[name.text] ?? targets[name.text] {
      report(.duplicate(name.text, at: value, earlier: name.span))
    }
    // What a faulty size is used for is not reported, too.
    var value = dimension(size.value) ?? Extent(1)
    if let number = declarations.sizes[name.text] {
      if (1..<Extent.limit).contains(number) {
        value = Extent(number)
      } else {
        report(.sizeCannotBe(number, name))
      }
    }
    scope.extents[name.text] = value
  }

  private mutating func noteLaterNames(of model: ModelSyntax) {
    for item in model.items {
      switch item {
      case .input(let name, _, _, _): scope.later[name.text] = name.span
      case .output(let binding, _, _), .binding(let binding):
        scope.later[binding.name.text] = binding.name.span
      case .train: continue
      }
    }
  }

  /// Enters an input, or a target that is as long as `length`.
  mutating func checkInput(
    _ name: NameSyntax, _ syntax: TypeSyntax, _ documentation: String,
    length: ValueType.Length? = nil
  ) -> TypedInput? {
    guard let declared = declaredType(syntax) else {
      define(name.text, nil, at: name.span)
      return nil
    }
    var type = declared.type
    if let written = syntax.length, case .variable(let source)? = type.length,
      !isGiven(.variable(source))
    {
      report(.lengthIsMade(source, at: written.span))
      type.length = .variable(name.text)
    }
    if declared.isSequence, type.length == nil {
      type.length = length ?? .variable(name.text)
    }
    let variable = makeVariable(name.text, type, at: name.span)
    define(name.text, CheckedValue(.variable(variable.id), type, at: name.span), at: name.span)
    return TypedInput(
      name: name.text, documentation: documentation, variable: variable,
      vocabulary: declared.vocabulary)
  }

  /// Checks `name = value` and enters the name; returns the vocabulary of its declared type.
  ///
  /// An output has a variable of its own, even if it is another value unchanged.
  @discardableResult
  mutating func checkBinding(
    _ binding: BindingSyntax, path: String, isOutput: Bool = false
  ) -> TypedVocabulary? {
    let name = binding.name
    let declared = binding.type.flatMap { declaredType($0) }
    let isTyped = binding.type != nil
    let outerNaming = naming
    naming = Naming(base: path)
    defer { naming = outerNaming }
    let found: CheckedValue?
    if case .generate(let syntax) = binding.value.kind {
      found =
        isTyped && declared == nil
        ? nil : checkGenerate(syntax, name: name, declared: declared, at: binding.value.span)
    } else {
      found = check(binding.value, path: path)
    }
    var value = found.map { bind($0, label: name.text, at: name.span) }
    if let found, let declared, !declared.accepts(found.type) {
      report(.declaredTypeMismatch(name.text, declared, found.at(binding.value.span)))
      value = nil
    }
    define(name.text, value, at: name.span)
    return declared?.vocabulary
  }

  /// The type that a model writes, or nil after a diagnostic.
  mutating func declaredType(_ syntax: TypeSyntax) -> DeclaredType? {
    var length: ValueType.Length?
    if let written = syntax.length {
      guard let found = self.length(written) else { return nil }
      length = found
    }
    var vocabulary: TypedVocabulary?
    let element: CheckedType
    switch syntax.element {
    case .shape(let dimensions):
      let extents = dimensions.map { dimension($0) }
      guard !extents.contains(where: { $0 == nil }) else { return nil }
      element = CheckedType(shape: extents.compactMap { $0 })
      if element.isTooLarge {
        report(.typeTooLarge(at: syntax.span))
        return nil
      }
    case .token(let count):
      if case .name(let name) = count.kind, scope.extents[name] == nil {
        guard let known = declarations.vocabularies[name] else {
          let candidate = suggestion(for: name, among: declarations.vocabularies.keys)
          report(.unknownVocabulary(name, suggestion: candidate, at: count.span))
          return nil
        }
        guard let known else { return nil }
        vocabulary = known
        element = CheckedType(.token(known.entries.count), shape: [])
      } else {
        guard let number = dimension(count)?.number else { return nil }
        element = CheckedType(.token(number), shape: [])
      }
    }
    if case .fixed(let count) = length,
      CheckedType(shape: element.shape + [Extent(count)]).isTooLarge
    {
      report(.typeTooLarge(at: syntax.span))
      return nil
    }
    return DeclaredType(
      type: element.over(length), isSequence: syntax.isSequence, vocabulary: vocabulary,
      span: syntax.span)
  }

  /// Whether callers know `length` beforehand.
  func isGiven(_ length: ValueType.Length) -> Bool {
    guard case .variable(let name) = length else { return true }
    return inputTypes[name] != nil || openLengths.contains(name)
  }

  /// The length that `syntax` says, a number or a sequence that is as long, or nil after a diagnostic.
  private mutating func length(_ syntax: ExpressionSyntax) -> ValueType.Length? {
    guard case .name(let name) = syntax.kind, scope.extents[name] == nil else {
      let names = names(in: syntax).filter { scope.extents[$0] == nil }
      guard !names.contains(where: { scope.entries[$0]?.value?.type.length != nil }) else {
        report(.lengthIsComputed(at: syntax.span))
        return nil
      }
      return dimension(syntax)?.number.map { .fixed($0) }
    }
    guard let value = lookUp(name, at: syntax.span) else { return nil }
    guard let length = value.type.length else {
      report(.lengthOfNoSequence(name, value))
      return nil
    }
    return length
  }

  private mutating func warnOfUnread(in model: ModelSyntax) {
    for size in model.sizes where !scope.reads.contains(size.name.text) {
      report(.unused("size", size.name))
    }
    for item in model.items {
      switch item {
      case .input(let name, _, _, _) where !scope.reads.contains(name.text):
        report(.unused("input", name))
      case .binding(let binding) where !scope.reads.contains(binding.name.text):
        report(.unused("value", binding.name))
      case .train(let train): warnOfUnreadTargets(in: train)
      default: continue
      }
    }
  }
}
