import RecurEmit
import RecurLanguage
import RecurTraining
import RecurWeights

extension Argument {
  static let data = Argument(
    name: "data", help: "The examples: a file, or NAME=FILE for one input or target.",
    isRepeated: true)
}

extension Option {
  static let runFolder = Option(
    name: "output", letter: "o", value: "folder", help: "Where the run is kept.", isRequired: true)
  static let resume = Option(
    name: "resume", help: "Go on from the checkpoint in the folder, if there is one.")
  static let start = Option(
    name: "weights", letter: "w", value: "file",
    help: "The tensors to start from, in place of random ones.")
  static let trainingThreads = Option(
    name: "threads", value: "number", help: "How many threads share the examples of a step.")
  static let checkpoints = Option(
    name: "checkpoint-every", value: "seconds",
    help: "How often a checkpoint is written within an epoch.")

  static let rate = Option(
    name: "rate", value: "number", help: "How long steps are: the rate of the optimizer.")

  /// What a `train` block says, too: methods and then each option with a number.
  static let trainingLines: [Option] =
    [
      Option(name: "optimizer", value: "method", help: "How a step is made of gradients."),
      .rate,
      Option(
        name: "schedule", value: "method", help: "What the rate is in the course of training."),
      Option(
        name: "forcing", value: "method",
        help: "How often blocks of 'generate' are fed what was meant."),
      Option(
        name: "clip", value: "limit",
        help: "What gradients are brought within, as 'norm 1'; in place of all of the spec's."),
    ]
    + TrainingParameter.options.map {
      Option(
        name: $0.name, value: "number",
        help: $0.summary.prefix(1).uppercased() + $0.summary.dropFirst() + ".")
    }

  /// Examples to judge by.
  static let validationData = Option(
    name: "validation-data", value: "file",
    help: "Examples to judge by, in place of a share of the others.")
  fileprivate static let window = Option(
    name: "window", value: "steps",
    help: "How many time steps of a long text or series are an example.")
  fileprivate static let stride = Option(
    name: "stride", value: "rows",
    help:
      "How many rows of a table one window begins behind the other. (default: those of a window)")
  fileprivate static let columns = Option(
    name: "columns", value: "names",
    help: "The columns of inputs and targets, as 'x=temperature,wind;y=rain', where names differ.")
  fileprivate static let ahead = Option(
    name: "ahead", value: "rows",
    help: "How many rows later a value is read than the others, as 'y=1'.")
  fileprivate static let rows = Option(
    name: "rows", value: "meaning",
    help:
      "What a row of a table is: \(DataOptions.RowMeaning.allCases.map(\.rawValue).joined(separator: " or "))."
  )
  fileprivate static let group = Option(
    name: "group", value: "column",
    help: "The column that tells one series of rows from the next.")
  fileprivate static let lines = Option(
    name: "lines", help: "Each line of a text is an example.")
  fileprivate static let skipMissing = Option(
    name: "skip-missing", help: "Leave rows out whose cells are empty.")

  /// How data files become examples.
  static let data = [
    window, stride, lines, columns, rows, ahead, group, skipMissing,
  ]
}

extension Invocation {
  /// How many threads share the examples of a step.
  func trainingThreads() throws -> Int {
    try integer(.trainingThreads, in: EmissionOptions.threadCounts, standard: 1)
  }

  /// What options say of how a model is trained, as lines of a `train` block.
  var trainingLines: [String] {
    Option.trainingLines.filter { $0.name != Option.rate.name }.compactMap { option in
      self[option].map { "\(option.name) \($0)" }
    }
  }

  /// How data files become examples of `values`.
  func dataOptions(of values: [ExampleValue]) throws -> DataOptions {
    var options = DataOptions()
    if self[.window] != nil {
      options.window = try integer(.window, in: 1...Int(Int32.max), standard: 0)
    }
    if self[.stride] != nil {
      options.stride = try integer(.stride, in: 1...Int(Int32.max), standard: 0)
      guard options.window != nil else {
        throw fault("'\(Option.stride.spelling)' goes with '\(Option.window.spelling)'")
      }
    }
    if let text = self[.rows] {
      guard let rows = DataOptions.RowMeaning(rawValue: text) else {
        let all = DataOptions.RowMeaning.allCases.map(\.rawValue)
        throw fault(
          "'\(text)' is not one of \(all.joined(separator: ", ")) for '\(Option.rows.spelling)'")
      }
      options.rows = rows
    }
    options.columns = try named(.columns, ";", values).mapValues {
      $0.split(separator: ",").map(String.init)
    }
    for (name, text) in try named(.ahead, ",", values) {
      guard let rows = Int(text), rows >= 0 else {
        throw fault("'\(text)' is not a number of rows for '\(Option.ahead.spelling)'")
      }
      options.ahead[name] = rows
    }
    options.group = self[.group]
    options.lines = has(.lines)
    options.skipMissing = has(.skipMissing)
    return options
  }

  /// The parts `NAME=TEXT` of an option's value, by names of `values`.
  private func named(
    _ option: Option, _ separator: Character, _ values: [ExampleValue]
  ) throws -> [String: String] {
    var result: [String: String] = [:]
    for part in self[option]?.split(separator: separator) ?? [] {
      let sides = part.split(separator: "=", maxSplits: 1).map(String.init)
      guard sides.count == 2 else {
        throw fault("'\(part)' is not NAME=... for '\(option.spelling)'")
      }
      let names = values.map(\.name)
      guard names.contains(sides[0]) else {
        throw fault(
          "the model has no input or target '\(sides[0])'\(Suggestion.phrase(for: sides[0], amongFew: names))"
        )
      }
      guard result.updateValue(sides[1], forKey: sides[0]) == nil else {
        throw fault("'\(sides[0])' is given twice for '\(option.spelling)'")
      }
    }
    return result
  }
}
