/// Writes a model that wires cells and layers at random.
final class ModelWriter {
  /// What a value's time axis is.
  enum Time: Hashable {
    /// It has none, and does not change with time steps.
    case none
    /// It follows from the end of a sequence, which a stream only knows step by step.
    case end
    case steps(String)
  }

  /// A name in the model and what it stands for.
  struct Value {
    let name: String
    /// The extent of a vector; nil for a single number and for tokens.
    var width: Int?
    /// How many tokens there are.
    var tokens: Int?
    var time: Time = .none
    /// The states, for what a cell gave.
    var states: [(name: String, width: Int?)] = []
    /// Whether the whole of a sequence is needed for any of it, or an input for what a stream starts from.
    var isInput = false
  }

  let dice: Dice
  /// Whether the model must be one that a stream can run.
  let isCausal: Bool
  private(set) var cells: [RandomCell]
  private let functions: [TermWriter.Function]
  private var sizes: [(name: String, number: Int)] = []
  private var lines: [String] = []
  private(set) var values: [Value] = []
  private var outputs: [String] = []
  private var types: [String: String] = [:]

  /// Writes the model `name`, which may use cells and functions.
  static func model(
    _ name: String, _ dice: Dice, cells: [RandomCell], functions: [TermWriter.Function]
  ) -> String {
    ModelWriter(dice, cells, functions).model(name)
  }

  private init(_ dice: Dice, _ cells: [RandomCell], _ functions: [TermWriter.Function]) {
    self.dice = dice
    self.cells = cells
    self.functions = functions
    isCausal = dice.oneIn(2)
  }

  private func model(_ name: String) -> String {
    if dice.oneIn(4) { sizes.append(("S", dice.width())) }
    writeInputs()
    for _ in 0..<(2 + dice.below(3)) { writeBinding() }
    writeOutputs()
    let head = sizes.map { "\($0.name): \($0.number)" }.joined(separator: ", ")
    return "model \(name)\(head.isEmpty ? "" : "(\(head))") {\n"
      + (lines + outputs).map { "  \($0)\n" }.joined() + "}\n"
  }

  // MARK: Inputs and outputs

  private func writeInputs() {
    // A stream is fed by sequences of one length.
    let kinds = isCausal ? ["sequence", "static"] : ["sequence", "sequence", "fixed", "static"]
    let fixed = 1 + dice.below(6)
    for index in 0..<(1 + dice.below(3)) {
      let name = "i\(index)"
      var value = Value(name: name, isInput: true)
      var prefix = ""
      // A causal model has one sequence: two would differ in length.
      switch index == 0 ? "sequence" : dice.pick(kinds) {
      case "fixed":
        prefix = "sequence(\(fixed)) of "
        value.time = .steps("fixed")
      case "static": break
      default:
        guard !isCausal || index == 0 else { break }
        prefix = "sequence of "
        value.time = .steps(name)
      }
      switch dice.below(index == 0 ? 24 : 8) {
      case 0: types[name] = "[]"
      case 1, 2:
        value.tokens = dice.width() + 1
        types[name] = "token(\(value.tokens!))"
      default:
        value.width = dice.width()
        types[name] = "[\(number(value.width!))]"
      }
      lines.append("input \(name): \(prefix)\(types[name]!)")
      values.append(value)
    }
  }

  private func writeOutputs() {
    let made = values.filter { !$0.isInput }
    var chosen = [made.last ?? values[0]]
    for _ in 0..<dice.below(3) {
      let value = dice.pick(made + values)
      if !chosen.contains(where: { $0.name == value.name }) { chosen.append(value) }
    }
    for (index, value) in chosen.enumerated() {
      outputs.append("output o\(index) = \(value.name)")
    }
    if dice.oneIn(7) { writeGeneration() }
  }

  // MARK: Names

  /// A number, which may be said by the model's size.
  func number(_ value: Int) -> String {
    guard let size = sizes.first, dice.oneIn(2) else { return "\(value)" }
    if value == size.number { return size.name }
    return value == 2 * size.number ? "2 * \(size.name)" : "\(value)"
  }

  /// A width, often that of another value.
  func width() -> Int {
    let known = values.compactMap(\.width) + sizes.map(\.number)
    return known.isEmpty || dice.oneIn(2) ? dice.width() : dice.pick(known)
  }

  /// A name for one more value.
  func newName() -> String { "v\(values.count)" }

  /// Binds a value to its name.
  func bind(_ value: Value, _ text: String) {
    lines.append("\(value.name) = \(text)")
    values.append(value)
  }

  /// Adds an output that no name stands for.
  func addOutput(_ text: String) { outputs.append("output \(text)") }

  /// The time of what follows from the end of a sequence.
  var end: Time { isCausal ? .end : .none }

  /// Whether what is at one time goes with what is at another.
  func fits(_ time: Time, _ other: Time) -> Bool { time == other || time == .none }

  // MARK: Terms

  /// A writer of terms whose values are at `time` or have none, some of which may have a layer in them.
  func terms(_ time: Time, layers: Bool = true) -> TermWriter {
    let writer = TermWriter(dice)
    writer.functions = functions
    writer.counts = sizes.map(\.name)
    for value in values where fits(value.time, time) && value.tokens == nil {
      if let width = value.width {
        writer.vectors.append((value.name, Extent(width)))
      } else {
        writer.scalars.append(value.name)
      }
    }
    guard layers, !writer.vectors.isEmpty else { return writer }
    writer.product = { [unowned self, unowned writer] extent, depth in
      let (name, width) = dice.pick(writer.vectors)
      let operand =
        depth > 1 ? writer.vector(width, depth: depth - 2).text : name
      return TermWriter.Term("dense(\(operand), \(number(extent.value())))")
    }
    return writer
  }

  /// The time of `term`, whose values are at `time` or have none: that, if one in it has it.
  func time(of term: String, at time: Time) -> Time {
    let names = RandomSpec.words(term)
    return values.contains { $0.time == time && names.contains($0.name[...]) } ? time : .none
  }
}
