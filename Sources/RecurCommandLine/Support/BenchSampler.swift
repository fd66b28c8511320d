/// The times of one thing, done so often a round that the clock's own time does not matter.
struct BenchSampler {
  /// What is done, as the program that does it calls it.
  let workload: String
  /// How often it is done in a round.
  private(set) var count: Int
  private var isCalibrated: Bool
  private var times: [Double] = []

  /// How many rounds count.
  static let rounds = 41

  /// The multiply-adds that are timed together.
  static let products = 1 << 16

  /// Does it `fixed` times a round, or as often as takes five milliseconds if that is zero.
  init(_ workload: String, fixed: Int = 0) {
    self.workload = workload
    count = max(fixed, 1)
    isCalibrated = fixed > 0
  }

  /// Times everything that a program can do, in turn.
  ///
  /// - Parameters:
  ///   - workloads: what it is to do, if not everything.
  ///   - bytes: what is read for comparison.
  ///   - steps: the steps in a round, or 0 for enough.
  static func sample(
    _ program: TimedProgram, _ workloads: [String]? = nil, bytes: Int, steps: Int
  ) throws -> [String: BenchSampler] {
    var samplers = try (workloads ?? program.workloads()).map { name in
      switch name {
      case "read", "readQuarters", "readTurns": (name, BenchSampler("\(name):\(bytes)"))
      case "multiply": (name, BenchSampler("\(name):\(products)"))
      case "step", "plain": (name, BenchSampler(name, fixed: steps))
      default: (name, BenchSampler(name))
      }
    }
    while !samplers.allSatisfy(\.1.isDone) {
      for index in samplers.indices {
        let sampler = samplers[index].1
        samplers[index].1.add(try program.seconds(sampler.workload, times: sampler.count))
      }
    }
    return Dictionary(uniqueKeysWithValues: samplers)
  }

  /// Notes the seconds of a round; the first ones only find the count and warm up.
  mutating func add(_ seconds: Double) {
    if isCalibrated {
      times.append(seconds / Double(count))
    } else if seconds > 0.005 {
      isCalibrated = true
    } else {
      count *= 2
    }
  }

  /// Whether there are enough rounds.
  var isDone: Bool { times.count >= Self.rounds }

  /// The median of the rounds, in seconds.
  var median: Double { times.sorted()[times.count / 2] }

  /// The fastest round, in seconds: the one that other programs disturb least.
  var fastest: Double { times.min() ?? 0 }
}
