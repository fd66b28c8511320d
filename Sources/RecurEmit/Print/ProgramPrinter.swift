import RecurGraph

/// Prints the type that holds a model's entry points, which work on plain memory.
struct ProgramPrinter {
  let interface: Interface
  let entries: [Entry]
  let packs: PackTable
  /// The parameters as the gradient reads them, if there is one.
  let trainingPacks: PackTable
  /// The vector lengths that the target has, longest first.
  let lanes: [Int]

  private var name: String { interface.model }

  /// Prints the type.
  func print(to printer: inout SwiftPrinter) {
    printer.print("/// The entry points of `\(name)`, on memory that their callers have checked.")
    printer.block("enum \(name)Program {") { printer in
      for (index, entry) in entries.enumerated() {
        if index > 0 { printer.print() }
        var body = EntryPrinter(
          entry, packs: entry.kind.isTraining ? trainingPacks : packs, lanes: lanes,
          kernels: "\(name)Kernels", isUneven: entry.kind.isTraining)
        switch entry.kind {
        case .sequence: predict(&body, to: &printer)
        case .stream: step(&body, to: &printer)
        case .gradient:
          sums(
            "differentiate", "and its gradient", &body, entry.graph, to: &printer)
        case .loss:
          sums("evaluate", "and how much it counts", &body, entry.graph, to: &printer)
        case .batch:
          batch(&body, to: &printer)
          guard entry.loops.uneven != nil else { continue }
          printer.print()
          body = EntryPrinter(
            entry, packs: packs, lanes: lanes, kernels: "\(name)Kernels", isUneven: true)
          unevenBatch(&body, to: &printer)
        }
      }
    }
  }

  private func step(_ entry: inout EntryPrinter, to printer: inout SwiftPrinter) {
    printer.print("/// Where the states lie between two steps.")
    printer.block(
      "static func states(_ workspace: UnsafeMutablePointer<Float>, isOdd: Bool) -> [StreamState] {"
    ) { printer in
      printer.print("[")
      printer.indented { printer in
        for state in entry.states { printer.print("\(state),") }
      }
      printer.print("]")
    }
    printer.print("\n/// Sets the state to what it is before the first step.")
    printer.list("static func reset", Self.memory, " {")
    printer.indented { entry.setup(to: &$0) }
    printer.print("}\n")
    function(
      "step", Self.memory + ["isOdd: Bool"] + pointers + team(entry), "", &entry,
      documentation:
        "Takes one step. The states lie in one order before odd steps, else in the other.",
      to: &printer)
  }

  private func batch(_ entry: inout EntryPrinter, to printer: inout SwiftPrinter) {
    function(
      "predictBatch",
      Self.memory + ["capacity: Int", "room: Int", "count: Int"]
        + interface.chosenLengths.map { "\($0): Int" } + pointers + generatedLengths
        + team(entry), "", &entry,
      documentation: "Answers for `count` whole inputs side by side, in memory for `room` of them.",
      to: &printer)
  }

  private func unevenBatch(_ entry: inout EntryPrinter, to printer: inout SwiftPrinter) {
    function(
      "predictUneven",
      Self.memory
        + ["capacity: Int", "room: Int", "count: Int", "limit: Int", "worker: Int", "workers: Int"]
        + interface.chosenLengths.map { "\($0): Int" }
        + interface.rowLengths.map { "\($0): UnsafePointer<Int32>" } + pointers
        + generatedLengths + team(entry), "", &entry,
      documentation: """
        Answers for `count` of `limit` inputs that differ in length side by side, every `workers`th from
        `worker` on.
        """, to: &printer)
  }

  private func sums(
    _ name: String, _ more: String, _ entry: inout EntryPrinter, _ graph: Graph,
    to printer: inout SwiftPrinter
  ) {
    let inputs = Interface(graph, generatedLengths: [:]).givenOnly
    function(
      name,
      Self.memory
        + ["capacity: Int", "room: Int", "count: Int", "limit: Int", "worker: Int", "workers: Int"]
        + (inputs.chosenLengths + (graph.sumsPieces ? inputs.rooms : [])).map { "\($0): Int" }
        + inputs.rowLengths.map { "\($0): UnsafePointer<Int32>" }
        + inputs.inputs.map { "\($0.pointer): UnsafePointer<\($0.swift)>" }
        + graph.outputs.indices.filter(graph.isCarried).map {
          "\(InterfaceNames.result(graph.outputs[$0].name)): UnsafeMutablePointer<Float>"
        } + ["sums: UnsafeMutablePointer<Float>"], "", &entry,
      documentation: """
        Sums up the loss of `count` of `limit` examples, every `workers`th from `worker` on, \(more).
        """, to: &printer)
  }

  /// Where the lengths go that inputs choose for their answers.
  private var generatedLengths: [String] {
    interface.generated.map {
      "\(InterfaceNames.lengths($0.specName)): UnsafeMutablePointer<Int32>"
    }
  }

  /// Prints an entry point, and before it what of it are functions of their own.
  private func function(
    _ name: String, _ parameters: [String], _ result: String, _ entry: inout EntryPrinter,
    documentation: String, to printer: inout SwiftPrinter
  ) {
    let parts = EntryParts(entry.loops).ranges
    for (index, part) in parts.dropLast().enumerated() {
      printer.print("/// Part \(index + 1) of `\(name)`.\n@inline(never)")
      printer.list("private static func \(name)\(index + 1)", parameters, " {")
      printer.indented { entry.part(part, to: &$0) }
      printer.print("}\n")
    }
    for line in documentation.split(separator: "\n") { printer.print("/// \(line)") }
    printer.list("static func \(name)", parameters, "\(result) {")
    printer.indented { printer in
      let arguments = parameters.map { parameter in
        let name = parameter.prefix { $0 != ":" }
        return name.hasPrefix("_ ") ? String(name.dropFirst(2)) : "\(name): \(name)"
      }
      for index in parts.indices.dropLast() { printer.list("\(name)\(index + 1)", arguments, "") }
      entry.body(from: parts[parts.count - 1].lowerBound, to: &printer)
    }
    printer.print("}")
  }

  private func predict(_ entry: inout EntryPrinter, to printer: inout SwiftPrinter) {
    let parameters =
      Self.memory + ["capacity: Int"] + interface.chosenLengths.map { "\($0): Int" } + pointers
      + team(entry)
    let result = interface.generated.isEmpty ? "" : " -> \(interface.countsType)"
    function(
      "predict", parameters, result, &entry, documentation: "Answers for whole inputs.",
      to: &printer)
  }

  /// What tells each of the threads that run an entry point together which one it is.
  private func team(_ entry: EntryPrinter) -> [String] {
    entry.loops.isShared ? ["team: Team"] : []
  }

  private static let memory = [
    "_ weights: UnsafePointer<Float>", "_ workspace: UnsafeMutablePointer<Float>",
  ]

  private var pointers: [String] {
    interface.inputs.map { "\($0.pointer): UnsafePointer<\($0.swift)>" }
      + interface.outputs.map { "\($0.pointer): UnsafeMutablePointer<\($0.swift)>" }
  }
}
