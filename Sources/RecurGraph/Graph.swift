/// One model as tensor operations in static single assignment form.
///
/// The whole grammar of the text form, which `description` prints and `Graph(parsing:)` reads
/// (`X,*` is a list with commas, `?` what may be absent):
///
/// ```
/// graph   = "graph" NAME "{" input* weight* node* output* "}"
/// input   = "input" VALUE NAME ":" type
/// weight  = "weight" VALUE PATH ":" type
/// output  = "output" NAME "=" VALUE
/// node    = VALUE,* "=" op VALUE,* region? ":" type,* LABEL?
/// region  = "{" ("(" (VALUE ":" type),* ")")? node* "yield" VALUE,* "}"
/// type    = ("sequence" "(" (INTEGER | NAME) ")" "of")? ("[" INTEGER,* "]" | "token" "(" INTEGER ")")
/// VALUE   = "%" INTEGER                          NAME and PATH: letters, digits, "_", "." and "'"
/// LABEL   = the spec's name for the result, quoted; "//" starts a comment
///
/// op      = "constant" NUMBER                    splat of the result's type, or one token
///         | FUNCTION                             elementwise; a scalar operand broadcasts
///         | "product"                            [M, K] matrix, [K] vector -> [M]
///         | "sum" | "maximum"                    [N] -> []
///         | "argmax"                             [N] -> token(N), the first of equals
///         | "sample" ["topK" K] ["topP" P]       [N + 1] -> token(N), see `Sampling`
///         | "gather"                             [V, E] table, token(V) -> [E]
///         | "onehot" N                           token(V) -> [N], 1 at its position, else 0
///         | "concatenate"                        along the first axis
///         | "slice" START "count" COUNT          along the first axis
///         | "element" ("first" | "last" | INDEX) sequence -> its value at that time step
///         | "reverse"                            sequence -> the same values, last first
///         | "ahead" STEPS                        sequence -> its values so many steps later
///         | "transpose" | "outerSum" | "total" | "spread" | "scatter" N
///         | "placed" ("first" | "last" | INDEX)
///                                                see `GradientOperation`
///         | "sequence"                           n values -> sequence(n)
///         | "scan(" ... ")"                      see `Scan`
///         | "generate(" ... ")"                  see `Generate`
///         | "kernel" EXTENT                      region evaluated tile by tile, see `Operation.kernel`
/// ```
///
/// Every op but the region ops, `element`, `reverse`, `ahead` and `sequence` is pointwise over time: if any
/// operand is a sequence, all sequence operands have one length and the result is a sequence of it.
/// A region sees the values of the blocks around it. Values are numbered from 0 and each is defined
/// once in the whole graph.
public struct Graph: Hashable, Sendable {
  /// The model's name.
  public var name: String

  /// What a caller passes in, in the spec's order. Defined by `body.parameters.prefix(inputs.count)`.
  public var inputs: [Input]

  /// The trained tensors, in the spec's order. Defined by the rest of `body.parameters`.
  public var weights: [Weight]

  /// The names of the results, in the spec's order; their values are `body.results`.
  public var outputs: [Output]

  /// The computation.
  public var body: Region

  /// The type of every value, at the index of its number.
  public var types: [TensorType]

  /// Creates a graph without nodes.
  public init(name: String) {
    self.name = name
    self.inputs = []
    self.weights = []
    self.outputs = []
    self.body = Region()
    self.types = []
  }

  /// The type of `value`.
  public subscript(value: Value) -> TensorType {
    get { types[value.number] }
    set { types[value.number] = newValue }
  }

  /// Makes a new value of `type`, defined by nothing yet.
  public mutating func makeValue(_ type: TensorType) -> Value {
    types.append(type)
    return Value(types.count - 1)
  }
}

/// The name of one value of a graph.
public struct Value: Hashable, Comparable, Sendable {
  /// The position of the value's type in `Graph.types`.
  public let number: Int

  /// Creates the name of the value with `number`.
  public init(_ number: Int) { self.number = number }

  /// Whether `a` was made before `b`.
  public static func < (a: Value, b: Value) -> Bool { a.number < b.number }
}

/// A straight-line list of nodes with parameters and results.
public struct Region: Hashable, Sendable {
  /// The values that the region's surroundings define anew each time it is evaluated.
  public var parameters: [Value]
  /// The computation, each node after those it uses.
  public var nodes: [Node]
  /// The values that the region yields.
  public var results: [Value]

  /// Creates a region.
  public init(parameters: [Value] = [], nodes: [Node] = [], results: [Value] = []) {
    self.parameters = parameters
    self.nodes = nodes
    self.results = results
  }
}

/// One operation applied to values.
public struct Node: Hashable, Sendable {
  /// What is computed.
  public var operation: Operation
  /// The values used, in the operation's order; a region's free values are not among them.
  public var operands: [Value]
  /// The values defined.
  public var results: [Value]
  /// The body of a region op, nil for every other.
  public var region: Region?
  /// The name that the spec gives to the result, if any; emitted code reuses it.
  public var label: String?
  /// Where in the spec this comes from.
  public var origin: Origin?

  /// Creates a node.
  public init(
    _ operation: Operation, _ operands: [Value], results: [Value], region: Region? = nil,
    label: String? = nil, origin: Origin? = nil
  ) {
    self.operation = operation
    self.operands = operands
    self.results = results
    self.region = region
    self.label = label
    self.origin = origin
  }

  /// The only result of an operation that has one.
  public var result: Value { results[0] }
}
