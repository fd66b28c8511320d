import RecurCompiler
import RecurTemplates

/// The size that the plain kernel has.
enum PlainKernelSize {
  static let units = PlainKernelTemplate.units
}

/// The table that `recur bench` prints for a model.
struct BenchReport {
  let model: CompiledModel
  let settings: BenchSettings
  /// What a step costs, or a whole answer of a model that has no steps.
  let stepCost: GraphCost
  /// Seconds by what was timed.
  let times: [String: Double]

  /// The seconds in the output of a benchmark: a name and a number on each line.
  static func times(_ output: String) -> [String: Double] {
    var times: [String: Double] = [:]
    for line in output.split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.count == 2, let seconds = Double(words[1]) { times[String(words[0])] = seconds }
    }
    return times
  }

  /// The table.
  var lines: [String] {
    var table = TextTable()
    table.add("", "time", "GFLOP/s", "GB/s", "of read limit")
    if let step = times["step"] {
      add("one step", step, stepCost, share: times["readShare"], to: &table)
    }
    if let answer = times["predict"] {
      let isSequence = model.signature.inputs.contains { $0.isSequence && $0.length == nil }
      let cost = GraphCost(
        of: model.sequence, steps: settings.length, precision: settings.options.precision)
      let title = isSequence ? "a sequence of \(settings.length)" : "an answer"
      add(title, answer, cost, share: nil, to: &table)
    }
    let weights = stepCost.distinctMatrixBytes
    if let read = [times["read"], times["readQuarters"]].compactMap(\.self).min(), weights > 0 {
      table.add(
        "reading \(Quantity.grouped(weights)) bytes", Quantity.time(read), "",
        rate(weights, read), times["step"] == nil ? "" : "100%")
    }
    if let plain = times["plain"] {
      add("plain kernel, one step", plain, stepCost, share: nil, to: &table)
    }
    var lines = ["\(model.name) on \(settings.options.target.name), one core"] + table.lines
    if let ratio = times["plainRatio"] {
      lines.append("  One step takes \(Quantity.short(ratio)) times the plain kernel's time.")
    }
    return lines
  }

  private func add(
    _ title: String, _ seconds: Double, _ cost: GraphCost, share: Double?,
    to table: inout TextTable
  ) {
    table.add(
      title, Quantity.time(seconds), rate(cost.operations, seconds),
      rate(cost.matrixBytes, seconds),
      share.map { "\(Int(($0 * 100).rounded()))%" } ?? "")
  }

  private func rate(_ count: Int, _ seconds: Double) -> String {
    Quantity.short(Double(count) / seconds * 1e-9)
  }
}
