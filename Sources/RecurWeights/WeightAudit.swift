/// What is wrong with a weights file for a model, collected so that all of it is told at once.
struct WeightAudit {
  private let archive: any TensorArchive
  private var used: Set<String> = []
  private var reported: Set<String> = []
  private var missing: [(name: String, text: String)] = []
  private var faults: [String] = []

  init(_ archive: any TensorArchive) {
    self.archive = archive
  }

  /// The first layout whose tensors are all in the file.
  func completeLayout(of parameter: ModelSignature.Parameter) -> [ModelSignature.Slice]? {
    parameter.layouts.first { layout in
      layout.allSatisfy { archive.entry($0.tensor) != nil }
    }
  }

  /// Notes that a tensor of the file is used, and checks its type and shape.
  mutating func use(_ name: String, shape: [Int]) {
    guard used.insert(name).inserted, let entry = archive.entry(name) else { return }
    if !entry.element.isFloatingPoint {
      faults.append(
        "wrong type: '\(name)' is \(entry.element.name); weights are f16, bf16, f32 or f64")
    }
    if entry.shape != shape {
      faults.append("wrong shape: '\(name)' is \(entry.shape); the model needs \(shape)")
    }
  }

  /// Notes that the file holds a parameter by its path and in a layout.
  mutating func reportDouble(
    _ parameter: ModelSignature.Parameter, _ layout: [ModelSignature.Slice]
  ) {
    var names: [String] = []
    for slice in layout {
      used.insert(slice.tensor)
      let name = "'\(slice.tensor)'"
      if !names.contains(name) { names.append(name) }
    }
    faults.append(
      "given twice: '\(parameter.path)' is there by name and in \(names.joined(separator: ", "))")
  }

  /// Notes that the file does not hold a parameter.
  ///
  /// If a layout is partly there, its other tensors are what is missing.
  mutating func reportMissing(_ parameter: ModelSignature.Parameter) {
    for layout in parameter.layouts {
      let absent = layout.filter { archive.entry($0.tensor) == nil }
      guard absent.count < layout.count else { continue }
      for slice in layout where archive.entry(slice.tensor) != nil {
        use(slice.tensor, shape: slice.shape)
      }
      for slice in absent { reportMissing(slice.tensor, slice.shape, "") }
      return
    }
    var alternatives: [String] = []
    for slice in parameter.layouts.joined() {
      let name = "'\(slice.tensor)' \(slice.shape)"
      if !alternatives.contains(name) { alternatives.append(name) }
    }
    let note = alternatives.isEmpty ? "" : " (or \(alternatives.joined(separator: " and ")))"
    reportMissing(parameter.path, parameter.shape, note)
  }

  private mutating func reportMissing(_ name: String, _ shape: [Int], _ note: String) {
    guard reported.insert(name).inserted else { return }
    missing.append((name, "missing: '\(name)' \(shape)\(note)"))
  }

  /// Throws if anything is wrong.
  func finish() throws(RecurFault) {
    let extra = archive.tensorNames.filter { !used.contains($0) }
    var lines: [String] = []
    for (index, (name, text)) in missing.enumerated() {
      // A suggestion costs a comparison with every extra tensor; a long list has no use for more.
      let near = index < 50 ? NearMiss.suggestion(for: name, among: extra) : nil
      lines.append(near.map { "\(text); did you name it '\($0)'?" } ?? text)
    }
    lines += faults
    for name in extra {
      let shape = archive.entry(name)?.shape ?? []
      lines.append("extra: '\(name)' \(shape); the model has no such parameter")
    }
    guard !lines.isEmpty else { return }
    let list = lines.map { "\n  " + $0 }.joined()
    throw RecurFault("'\(archive.name)' does not fit the model:\(list)")
  }
}
