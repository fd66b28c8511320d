import RecurWeights

/// What came of each epoch, as comma-separated values (RFC 4180) with a line of names.
public struct MetricsTable: Sendable {
  /// The whole file.
  public let text: String

  private static let names = "epoch,steps,loss,validation_loss,gradient_norm,rate,seconds"

  /// The table of some epochs.
  public init(_ epochs: [EpochRecord]) {
    var lines = [Self.names]
    for (index, epoch) in epochs.enumerated() {
      let fields = [
        "\(index + 1)", "\(epoch.steps)", "\(epoch.loss)", epoch.validation.map { "\($0)" } ?? "",
        "\(epoch.norm)", "\(epoch.rate)", "\(epoch.seconds)",
      ]
      lines.append(fields.joined(separator: ","))
    }
    text = lines.joined(separator: "\n") + "\n"
  }

  /// The epochs of such a table; throws if it is none.
  public static func epochs(of text: String) throws(RecurFault) -> [EpochRecord] {
    let lines = text.split(whereSeparator: \.isNewline)
    guard lines.first.map(String.init) == names else {
      throw RecurFault("expected a table of epochs that begins with '\(names)'")
    }
    var epochs: [EpochRecord] = []
    for (index, line) in lines.enumerated().dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      let isJudged = fields.count == 7 && !fields[3].isEmpty
      guard fields.count == 7, let steps = Int(fields[1]), let loss = Double(fields[2]),
        let norm = Double(fields[4]), let rate = Float(fields[5]), let seconds = Double(fields[6]),
        let judged = isJudged ? Double(fields[3]) : loss
      else { throw RecurFault("line \(index + 1) is not one of an epoch") }
      epochs.append(
        EpochRecord(
          steps: steps, loss: loss, validation: isJudged ? judged : nil, norm: norm, rate: rate,
          seconds: seconds))
    }
    return epochs
  }
}
