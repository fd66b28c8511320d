#if canImport(RecurWeights)
  import RecurWeights
#endif

/// A loaded model as command lines use it, compiled or interpreted.
///
/// It takes every input of a signature, checked and without a batch axis, and answers every output.
public struct AnsweringModel {
  /// The most sets of inputs that it takes at once.
  let limit: Int
  /// Whether they may differ in length.
  private let mixesLengths: Bool
  private let run: ([[String: HostTensor]]) throws -> [[String: HostTensor]]

  /// Creates a model that takes one set of inputs at a time.
  public init(_ run: @escaping ([String: HostTensor]) throws -> [String: HostTensor]) {
    limit = 1
    mixesLengths = false
    self.run = { rows in try rows.map(run) }
  }

  /// Creates a model that takes up to `limit` sets of inputs at once, each input of one length in all
  /// of them unless it mixes lengths.
  public init(
    limit: Int, mixesLengths: Bool = false,
    _ run: @escaping ([[String: HostTensor]]) throws -> [[String: HostTensor]]
  ) {
    self.limit = limit
    self.mixesLengths = mixesLengths
    self.run = run
  }

  /// The answers to sets of inputs of any lengths, in order; those of one length are answered together, or
  /// those of lengths as close to each other as can be.
  func answer(_ rows: [[String: HostTensor]]) throws -> [[String: HostTensor]] {
    var answers = [[String: HostTensor]](repeating: [:], count: rows.count)
    let groups =
      mixesLengths
      ? Self.groups(bySizeOf: rows, limit: limit) : Self.groups(of: rows, limit: limit)
    for group in groups {
      for (position, answer) in zip(group, try run(group.map { rows[$0] })) {
        answers[position] = answer
      }
    }
    return answers
  }

  /// The positions of rows, largest first, `limit` in each group but the last.
  static func groups(bySizeOf rows: [[String: HostTensor]], limit: Int) -> [[Int]] {
    let sizes = rows.map { $0.values.reduce(0) { $0 + $1.count } }
    let order = rows.indices.sorted { (-sizes[$0], $0) < (-sizes[$1], $1) }
    return stride(from: 0, to: order.count, by: limit).map {
      Array(order[$0..<min($0 + limit, order.count)])
    }
  }

  /// The positions of rows whose inputs are of one length, up to `limit` in each group.
  static func groups(of rows: [[String: HostTensor]], limit: Int) -> [[Int]] {
    var groups: [[Int]] = []
    var latest: [[String: [Int]]: Int] = [:]
    for (position, row) in rows.enumerated() {
      let shapes = row.mapValues(\.shape)
      if let group = latest[shapes], groups[group].count < limit {
        groups[group].append(position)
      } else {
        latest[shapes] = groups.count
        groups.append([position])
      }
    }
    return groups
  }

  /// The same model, telling `timer` of each answer.
  func timed(by timer: BinaryTimer) -> AnsweringModel {
    AnsweringModel(limit: limit, mixesLengths: mixesLengths) { rows in
      try timer.measure(answers: rows.count) { try run(rows) }
    }
  }
}
