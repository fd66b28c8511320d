/// Checks a whole spec.
struct ProgramChecker {
  private var declarations = Declarations()
  private var names: [String: SourceSpan] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  /// Checks with `sizes` of models and `options` of training in place of those that the spec gives.
  init(sizes: [String: Int], options: [TrainSyntax.Option] = []) {
    declarations.sizes = sizes
    declarations.options = options
  }

  /// The models of `spec`, without those that are faulty.
  mutating func check(
    _ spec: SpecSyntax, readFile: (String) throws -> String
  ) -> [TypedModel] {
    for vocabulary in spec.vocabularies where declare(vocabulary.name) {
      var checker = VocabularyChecker()
      let checked = checker.check(vocabulary, readFile: readFile)
      declarations.vocabularies.updateValue(checked, forKey: vocabulary.name.text)
      diagnostics += checker.diagnostics
    }
    for function in spec.functions where declare(function.name) {
      declarations.functions[function.name.text] =
        Declarations.Function(syntax: function, isPrelude: false)
    }
    for cell in spec.cells where declare(cell.name) {
      declarations.cells[cell.name.text] = Declarations.Cell(syntax: cell, isPrelude: false)
    }
    for model in spec.models where declare(model.name) {
      declarations.models.insert(model.name.text)
    }
    checkFunctions(spec.functions)
    checkCells(spec.cells)
    return spec.models.compactMap { model in
      var checker = BodyChecker(declarations: declarations)
      let checked = checker.check(model)
      diagnostics += checker.diagnostics
      return checked
    }
  }

  /// Enters a name of the spec; false after a diagnostic.
  private mutating func declare(_ name: NameSyntax) -> Bool {
    if Builtin.isReserved(name.text) {
      diagnostics.append(.builtIn(name))
      return false
    }
    if let earlier = names[name.text] {
      diagnostics.append(.duplicate(name.text, at: name.span, earlier: earlier))
      return false
    }
    names[name.text] = name.span
    return true
  }

  private mutating func checkFunctions(_ functions: [FunctionSyntax]) {
    var callees: [String: [String]] = [:]
    for function in functions {
      var checker = FunctionChecker(declarations: declarations)
      checker.check(function)
      diagnostics += checker.diagnostics
      if !checker.diagnostics.isEmpty {
        declarations.functions[function.name.text]?.isSound = false
      }
      callees[function.name.text] = checker.callees
    }
    let recursive = FunctionChecker.recursive(callees)
    for function in functions where recursive.contains(function.name.text) {
      declarations.functions[function.name.text]?.isSound = false
      let others = callees[function.name.text, default: []].filter(recursive.contains)
      diagnostics.append(
        .recursiveFunction(
          function.name, through: others.contains(function.name.text) ? nil : others.first))
    }
  }

  private mutating func checkCells(_ cells: [CellSyntax]) {
    for cell in cells {
      var checker = BodyChecker(declarations: declarations)
      if !checker.checkDefinition(of: cell) {
        declarations.cells[cell.name.text]?.isSound = false
      }
      diagnostics += checker.diagnostics
    }
  }
}
