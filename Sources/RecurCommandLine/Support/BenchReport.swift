import RecurCompiler

/// The table that `recur bench` prints for a model.
struct BenchReport {
  let model: CompiledModel
  let settings: BenchSettings
  /// What a step costs, or a whole answer of a model that has no steps.
  let stepCost: GraphCost
  /// Times by what was timed.
  let samplers: [String: BenchSampler]

  /// The table.
  var lines: [String] {
    var table = TextTable()
    table.add("", "time", "GFLOP/s", "GB/s", "of read limit", "of peak")
    let readers = ["read", "readQuarters", "readTurns"].compactMap { samplers[$0] }
    let read = readers.min { $0.fastest < $1.fastest }
    if let step = samplers["step"] {
      add("one step", step, stepCost, share: read.map { $0.fastest / step.fastest }, to: &table)
    }
    if let answer = samplers["predict"] {
      let isSequence = model.signature.inputs.contains { $0.isSequence && $0.length == nil }
      let cost = GraphCost(
        of: model.sequence, steps: settings.length, precision: settings.options.precision)
      let batch = settings.options.batch
      let one = isSequence ? "a sequence of \(settings.length)" : "an answer"
      let many = "\(batch) \(isSequence ? "sequences of \(settings.length)" : "answers")"
      let title = batch > 1 ? many : one
      add(title, answer, cost.times(batch), share: nil, to: &table)
    }
    let weights = stepCost.distinctMatrixBytes
    if let read, weights > 0 {
      table.add(
        "reading \(Quantity.grouped(weights)) bytes", Quantity.time(read.median), "",
        rate(weights, read.median), samplers["step"] == nil ? "" : "100%")
    }
    if let peak = samplers["multiply"] {
      let operations = 2 * BenchSampler.products
      table.add("multiply-adds alone", "", rate(operations, peak.median), "", "", "100%")
    }
    if let plain = samplers["plain"] {
      add("plain kernel, one step", plain, stepCost, share: nil, to: &table)
    }
    var lines = ["\(model.name) on \(settings.options.target.name), \(cores)"] + table.lines
    if let plain = samplers["plain"], let step = samplers["step"] {
      let ratio = Quantity.short(step.fastest / plain.fastest)
      lines.append("  One step takes \(ratio) times the plain kernel's time.")
    }
    return lines
  }

  private var cores: String {
    settings.threads == 1 ? "one core" : "\(settings.threads) threads"
  }

  private func add(
    _ title: String, _ sampler: BenchSampler, _ cost: GraphCost, share: Double?,
    to table: inout TextTable
  ) {
    let peak = samplers["multiply"].map { Double(2 * BenchSampler.products) / $0.fastest }
    table.add(
      title, Quantity.time(sampler.median), rate(cost.operations, sampler.median),
      rate(cost.matrixBytes, sampler.median), percent(share),
      percent(peak.map { Double(cost.operations) / sampler.fastest / $0 }))
  }

  private func percent(_ share: Double?) -> String {
    share.map { "\(Int(($0 * 100).rounded()))%" } ?? ""
  }

  private func rate(_ count: Int, _ seconds: Double) -> String {
    Quantity.short(Double(count) / seconds * 1e-9)
  }
}
