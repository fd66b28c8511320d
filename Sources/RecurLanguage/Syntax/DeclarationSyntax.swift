/// A spec as it is written.
struct SpecSyntax: Sendable {
  var imports: [ImportSyntax] = []
  var cells: [CellSyntax] = []
  var functions: [FunctionSyntax] = []
  var models: [ModelSyntax] = []
  var vocabularies: [VocabularySyntax] = []
  /// The names of declarations that are missing because of their faults.
  var brokenNames: Set<String> = []

  /// Whether nothing is declared.
  var isEmpty: Bool {
    imports.isEmpty && cells.isEmpty && functions.isEmpty && models.isEmpty && vocabularies.isEmpty
      && brokenNames.isEmpty
  }
}

/// `import "FILE"`.
struct ImportSyntax: Sendable {
  var file: NameSyntax
  var span: SourceSpan
}

/// `cell NAME(SIZES)(INPUTS) { ... }`.
struct CellSyntax: Sendable {
  /// A line of a cell.
  enum Item: Sendable {
    case declaration(Declaration)
    case binding(BindingSyntax)
    /// `h' = ...`.
    case next(BindingSyntax)
    case output(ExpressionSyntax, keyword: SourceSpan)
    case layout(LayoutSyntax)
  }

  /// `state`, `weight` or `bias`, names and a shape.
  struct Declaration: Sendable {
    /// What the names are.
    enum Role: String, Sendable {
      case state
      case weight
      case bias
    }

    var role: Role
    var names: [NameSyntax]
    var type: TypeSyntax
    /// What a state is before the first step, if it is not 0, or a weight before training.
    var initial: ExpressionSyntax?
    /// The setting without which a weight is left out, if there is one.
    var condition: NameSyntax?
    var span: SourceSpan
  }

  /// `x: [X]`.
  struct Input: Sendable {
    var name: NameSyntax
    var type: TypeSyntax
  }

  var documentation: String
  var name: NameSyntax
  var sizes: [NameSyntax]
  var settings: [SettingSyntax]
  var inputs: [Input]
  var items: [Item]
  /// The names that faulty lines would have defined.
  var brokenNames: Set<String>
  var span: SourceSpan
  /// The braces with what is between them.
  var braces: SourceSpan
}

/// `leak: 0.3`, `bias: true` or `gate: sigmoid`, which may be given where the cell is used, or the function
/// called.
struct SettingSyntax: Sendable {
  var name: NameSyntax
  var value: ExpressionSyntax
}

/// `layout NAME { "tensor": weight, weight ... }`.
struct LayoutSyntax: Sendable {
  /// A tensor and the weights whose rows it stacks.
  struct Tensor: Sendable {
    var name: NameSyntax
    var weights: [NameSyntax]
  }

  var name: NameSyntax
  var tensors: [Tensor]
  /// Whether it has lines that could not be read.
  var isBroken: Bool
  var span: SourceSpan
  /// The braces with what is between them.
  var braces: SourceSpan
}

/// `function NAME(PARAMETERS, SETTINGS) = EXPRESSION`, or with a block.
struct FunctionSyntax: Sendable {
  var documentation: String
  var name: NameSyntax
  var parameters: [NameSyntax]
  var settings: [SettingSyntax]
  var body: BlockSyntax
  var span: SourceSpan
}

/// `NAME = EXPRESSION`, in a model with an optional type.
struct BindingSyntax: Sendable {
  var name: NameSyntax
  var type: TypeSyntax?
  var value: ExpressionSyntax
}

/// `model NAME { ... }`, or `model NAME(SIZE: NUMBER, ...) { ... }`.
struct ModelSyntax: Sendable {
  /// `H: 128`.
  struct Size: Sendable {
    var name: NameSyntax
    var value: ExpressionSyntax
  }

  /// A line of a model.
  enum Item: Sendable {
    case input(NameSyntax, TypeSyntax, documentation: String, keyword: SourceSpan)
    case output(BindingSyntax, documentation: String, keyword: SourceSpan)
    case binding(BindingSyntax)
    case train(TrainSyntax)
  }

  var documentation: String
  var name: NameSyntax
  var sizes: [Size]
  var items: [Item]
  /// The names that faulty lines would have defined.
  var brokenNames: Set<String>
  var span: SourceSpan
  /// The braces with what is between them.
  var braces: SourceSpan
}

/// `vocabulary NAME = [...] { ... }`.
struct VocabularySyntax: Sendable {
  /// Where the entries come from.
  enum Entries: Sendable {
    case list([NameSyntax], span: SourceSpan)
    case file(NameSyntax)
  }

  /// A line of the block.
  enum Option: Sendable {
    case split(NameSyntax)
    case unknown(NameSyntax)
    case end(NameSyntax)
    case lowercase
  }

  var name: NameSyntax
  var entries: Entries
  var options: [(option: Option, keyword: SourceSpan)]
  var span: SourceSpan
  /// The braces with the options between them, if there are any.
  var braces: SourceSpan?
}

/// `[4]`, `token(10)`, `sequence of ...`.
struct TypeSyntax: Sendable {
  /// What there is at one time step.
  enum Element: Sendable {
    case shape([ExpressionSyntax])
    case token(ExpressionSyntax)
  }

  var isSequence: Bool
  var length: ExpressionSyntax?
  var element: Element
  var span: SourceSpan
}
