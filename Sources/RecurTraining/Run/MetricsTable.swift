import RecurWeights

/// What came of each epoch, as comma-separated values (RFC 4180) with a line of names: two columns behind the
/// others for each metric.
public struct MetricsTable: Sendable {
  /// The whole file.
  public let text: String

  private static let names = [
    "epoch", "steps", "loss", "validation_loss", "gradient_norm", "rate", "seconds",
  ]

  /// The table of some epochs.
  public init(_ epochs: [EpochRecord]) {
    let metrics = (epochs.first?.metrics ?? []).flatMap { [$0.name, "validation_\($0.name)"] }
    var lines = [Self.names + metrics]
    for (index, epoch) in epochs.enumerated() {
      lines.append(
        [
          "\(index + 1)", "\(epoch.steps)", "\(epoch.loss)", Self.text(epoch.validation),
          "\(epoch.norm)", "\(epoch.rate)", "\(epoch.seconds)",
        ] + epoch.metrics.flatMap { ["\($0.training)", Self.text($0.validation)] })
    }
    text = lines.map { $0.joined(separator: ",") + "\n" }.joined()
  }

  private static func text(_ number: Double?) -> String { number.map { "\($0)" } ?? "" }

  /// The epochs of such a table; throws if it is none.
  public static func epochs(of text: String) throws(RecurFault) -> [EpochRecord] {
    let lines = text.split(whereSeparator: \.isNewline)
    let head = lines.first?.split(separator: ",").map(String.init) ?? []
    guard head.starts(with: names), (head.count - names.count).isMultiple(of: 2) else {
      throw RecurFault(
        "expected a table of epochs that begins with '\(names.joined(separator: ","))'")
    }
    let metrics = stride(from: names.count, to: head.count, by: 2).map { head[$0] }
    var epochs: [EpochRecord] = []
    for (index, line) in lines.enumerated().dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      guard fields.count == head.count, let epoch = EpochRecord(fields, metrics) else {
        throw RecurFault("line \(index + 1) is not one of an epoch")
      }
      epochs.append(epoch)
    }
    return epochs
  }
}

extension EpochRecord {
  /// Reads the fields of a line, two for each of `names` behind the others.
  fileprivate init?(_ fields: [Substring], _ names: [String]) {
    func isNumber(_ field: Substring) -> Bool { field.isEmpty || Double(field) != nil }
    guard let steps = Int(fields[1]), let loss = Double(fields[2]), isNumber(fields[3]),
      let norm = Double(fields[4]), let rate = Float(fields[5]), let seconds = Double(fields[6])
    else { return nil }
    self.init(
      steps: steps, loss: loss, validation: Double(fields[3]), norm: norm, rate: rate,
      seconds: seconds)
    for (name, start) in zip(names, stride(from: 7, to: fields.count, by: 2)) {
      guard let training = Double(fields[start]), isNumber(fields[start + 1]) else { return nil }
      metrics.append(
        Metric(name: name, training: training, validation: Double(fields[start + 1])))
    }
  }
}
