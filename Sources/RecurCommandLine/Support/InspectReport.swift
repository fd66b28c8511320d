import RecurCompiler
import RecurEmit
import RecurGraph
import RecurWeights

/// What `recur inspect` tells of a model.
struct InspectReport {
  let model: CompiledModel
  /// The cost of the graph after each pass of each plan.
  let stages: [(stage: CompileStage, cost: GraphCost)]
  let options: EmissionOptions

  /// Everything but the graphs.
  var lines: [String] {
    var lines = ["model \(model.name)"]
    lines += model.documentation.split(separator: "\n").map { "  \($0)" }
    lines += section("inputs", values(model.signature.inputs))
    lines += section("outputs", values(model.signature.outputs))
    lines += section("cells", cells)
    lines += section("weights", weights)
    lines += section("training", training)
    lines += section("work", work)
    lines += section("memory on \(options.target.name)", memory)
    lines += section("passes", passes)
    return lines
  }

  /// The text form of the graphs.
  var graphs: [String] {
    var graphs = ["// as the spec says it\n\(model.lowered)", "// sequence\n\(model.sequence)"]
    if let stream = model.stream { graphs.append("// stream\n\(stream)") }
    if let batch = model.batch { graphs.append("// batch\n\(batch)") }
    return graphs
  }

  private func section(_ title: String, _ table: TextTable) -> [String] {
    let lines = table.lines
    return lines.isEmpty ? [] : ["", title] + lines
  }

  private func values(_ values: [ModelSignature.Value]) -> TextTable {
    var table = TextTable()
    for value in values { table.add(value.name, Self.type(value)) }
    return table
  }

  private static func type(_ value: ModelSignature.Value) -> String {
    var text = ""
    if value.isSequence {
      let length = value.length.map { "\($0)" } ?? value.asLongAs
      text = length.map { "sequence(\($0)) of " } ?? "sequence of "
    }
    text += value.tokens.map { "token(\($0))" } ?? "\(value.shape)"
    return text + (value.atMost.map { ", at most \($0) steps" } ?? "")
  }

  private var cells: TextTable {
    var table = TextTable()
    let width = model.cells.map(\.text.count).max() ?? 0
    for cell in model.cells {
      table.add(cell.path, cell.text + String(repeating: " ", count: width - cell.text.count))
    }
    return table
  }

  private var weights: TextTable {
    var table = TextTable()
    var total = 0
    for parameter in model.signature.parameters {
      let bytes = 4 * parameter.shape.reduce(1, *)
      total += bytes
      table.add(parameter.path, "\(parameter.shape)", "\(Quantity.grouped(bytes)) bytes")
    }
    if model.signature.parameters.count > 1 {
      table.add("all", "", "\(Quantity.grouped(total)) bytes")
    }
    return table
  }

  private var training: TextTable {
    var table = TextTable()
    guard let training = model.training else { return table }
    for target in training.targets { table.add("target \(target.name): \(Self.type(target))") }
    for line in training.settings.lines { table.add(line) }
    return table
  }

  private var work: TextTable {
    var table = TextTable()
    func add(_ name: String, _ cost: GraphCost) {
      table.add(
        name, "\(Quantity.grouped(cost.operations)) FLOPs",
        "\(Quantity.grouped(cost.matrixBytes)) bytes of matrices")
    }
    if let stream = model.stream {
      add("one step", GraphCost(of: stream, precision: options.precision))
    }
    let isSequence = model.signature.inputs.contains { $0.isSequence && $0.length == nil }
    let steps = isSequence ? 100 : 1
    add(
      isSequence ? "a sequence of 100" : "an answer",
      GraphCost(of: model.sequence, steps: steps, precision: options.precision))
    if let batch = model.batch {
      add(
        isSequence ? "\(options.batch) sequences of 100" : "\(options.batch) answers",
        GraphCost(of: batch, steps: steps, precision: options.precision).times(options.batch))
    }
    return table
  }

  private var memory: TextTable {
    let footprint = Footprint(of: model.emittable, with: options)
    var table = TextTable()
    func add(_ name: String, _ bytes: Int) {
      table.add(name, "\(Quantity.grouped(bytes)) bytes")
    }
    add("packed weights", footprint.packedWeights)
    add("workspace of a sequence", footprint.sequenceWorkspace)
    if footprint.sequenceWorkspacePerStep > 0 {
      add("and for each of its steps", footprint.sequenceWorkspacePerStep)
    }
    if let batch = footprint.batchWorkspace {
      add("workspace of a batch of \(options.batch)", batch)
      if footprint.batchWorkspacePerStep > 0 {
        add("and for each of its steps", footprint.batchWorkspacePerStep)
      }
    }
    if let stream = footprint.streamWorkspace {
      add("workspace of a stream", stream)
    } else if let reason = model.notCausal?.reason {
      table.add("no stream: \(reason)")
    }
    return table
  }

  private var passes: TextTable {
    var table = TextTable()
    table.add("plan, after", "nodes", "FLOPs a step")
    for (stage, cost) in stages {
      table.add(
        "\(stage.plan), \(stage.pass)", "\(cost.nodes)", Quantity.grouped(cost.operations))
    }
    return table
  }
}
