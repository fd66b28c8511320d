/// What came of each epoch, as comma-separated values (RFC 4180) with a line of names.
public struct MetricsTable: Sendable {
  /// The whole file.
  public let text: String

  /// The table of some epochs.
  public init(_ epochs: [EpochRecord]) {
    var lines = ["epoch,steps,loss,validation_loss,gradient_norm,rate,seconds"]
    for (index, epoch) in epochs.enumerated() {
      let fields = [
        "\(index + 1)", "\(epoch.steps)", "\(epoch.loss)", epoch.validation.map { "\($0)" } ?? "",
        "\(epoch.norm)", "\(epoch.rate)", "\(epoch.seconds)",
      ]
      lines.append(fields.joined(separator: ","))
    }
    text = lines.joined(separator: "\n") + "\n"
  }
}
