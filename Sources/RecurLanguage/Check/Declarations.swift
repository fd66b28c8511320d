/// What a spec and the prelude define, by name.
struct Declarations {
  /// A cell, and whether its own text is free of errors.
  struct Cell: Sendable {
    var syntax: CellSyntax
    var isPrelude: Bool
    var isSound = true
  }

  /// A function, and whether its own text is free of errors.
  struct Function: Sendable {
    var syntax: FunctionSyntax
    var isPrelude: Bool
    var isSound = true
  }

  /// The spec's own cells.
  var cells: [String: Cell] = [:]
  /// The spec's own functions.
  var functions: [String: Function] = [:]
  /// The vocabularies; nil for one that is faulty.
  var vocabularies: [String: TypedVocabulary?] = [:]
  /// The names of the models.
  var models: Set<String> = []
  /// The sizes of models that are given from outside, which win.
  var sizes: [String: Int] = [:]
  /// What is said from outside of how models are trained, which wins.
  var options: [TrainSyntax.Option] = []

  private static let prelude: (cells: [String: Cell], functions: [String: Function]) = {
    let (tokens, _) = Lexer.tokens(of: Prelude.text, file: Prelude.path)
    let (spec, _) = Parser.parse(tokens)
    return (
      Dictionary(
        uniqueKeysWithValues: spec.cells.map { ($0.name.text, Cell(syntax: $0, isPrelude: true)) }),
      Dictionary(
        uniqueKeysWithValues: spec.functions.map {
          ($0.name.text, Function(syntax: $0, isPrelude: true))
        })
    )
  }()

  /// The cell that `name` means; the prelude's own text sees the prelude only.
  func cell(_ name: String, fromPrelude: Bool = false) -> Cell? {
    (fromPrelude ? nil : cells[name]) ?? Declarations.prelude.cells[name]
  }

  /// The function that `name` means; the prelude's own text sees the prelude only.
  func function(_ name: String, fromPrelude: Bool = false) -> Function? {
    (fromPrelude ? nil : functions[name]) ?? Declarations.prelude.functions[name]
  }

  var cellNames: [String] { Array(cells.keys) + Array(Declarations.prelude.cells.keys) }

  var functionNames: [String] { Array(functions.keys) + Array(Declarations.prelude.functions.keys) }

  /// What kind of thing `name` is, in the user's words, if it is not a value.
  func kind(of name: String) -> String? {
    if cell(name) != nil { return "a cell" }
    if function(name) != nil || Builtin.table[name] != nil { return "a function" }
    if Builtin.layers.contains(name) { return "a layer" }
    if vocabularies[name] != nil { return "a vocabulary" }
    if models.contains(name) { return "a model" }
    return nil
  }
}
