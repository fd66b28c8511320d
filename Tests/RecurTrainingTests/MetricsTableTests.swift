import RecurWeights
import Testing

@testable import RecurTraining

/// A table of epochs is read as it was written.
@Suite struct MetricsTableTests {
  private static let epochs = [
    EpochRecord(
      steps: 5, loss: 0.1, validation: 1.0 / 3, norm: 1e-30, rate: 0.001, seconds: 2.5),
    EpochRecord(steps: 10, loss: 7, validation: nil, norm: 3, rate: 0, seconds: 0),
  ]

  @Test func readsWhatItWrites() throws {
    #expect(try MetricsTable.epochs(of: MetricsTable(Self.epochs).text) == Self.epochs)
    #expect(try MetricsTable.epochs(of: MetricsTable([]).text).isEmpty)
  }

  @Test func metricsHaveColumns() throws {
    var epochs = Self.epochs
    for index in epochs.indices {
      epochs[index].metrics = [
        .init(name: "accuracy", training: 0.5, validation: index == 0 ? 1.0 / 3 : nil),
        .init(name: "size", training: .infinity, validation: 2),
      ]
    }
    let text = MetricsTable(epochs).text
    #expect(text.contains("seconds,accuracy,validation_accuracy,size,validation_size\n"))
    #expect(try MetricsTable.epochs(of: text) == epochs)
    #expect(throws: RecurFault("line 2 is not one of an epoch")) {
      try MetricsTable.epochs(of: text.replacing(",inf,2.0\n", with: ",inf,x\n"))
    }
  }

  @Test func refusesOtherTables() {
    let text = MetricsTable(Self.epochs).text
    #expect(throws: RecurFault("line 2 is not one of an epoch")) {
      try MetricsTable.epochs(of: text.replacing(",0.1,", with: ",much,"))
    }
    #expect(throws: RecurFault("line 3 is not one of an epoch")) {
      try MetricsTable.epochs(of: text.replacing(",0.0\n", with: "\n"))
    }
    #expect(throws: RecurFault.self) { try MetricsTable.epochs(of: "") }
  }
}
