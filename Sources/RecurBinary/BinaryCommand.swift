/// What a command line asks a built executable to do.
struct BinaryCommand: Equatable {
  /// The things that it can do.
  enum Action: Equatable {
    case help
    case version
    case describe
    case answerFile(input: String, output: String)
    case answerTexts([String])
    case answerLines
    case nothing
  }

  /// A command line that makes no sense.
  struct UsageFault: Error {
    var message: String
  }

  var action = Action.nothing
  var weights: String?
  var isTimed = false
  /// The threads that share the work.
  var threads = 1

  /// Understands the arguments that follow the program's name.
  init(_ arguments: [String]) throws(UsageFault) {
    var values: [String: String] = [:]
    var flags: Set<String> = []
    var texts: [String] = []
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if argument == "--" {
        texts += rest
        break
      }
      guard argument.hasPrefix("-"), argument != "-" else {
        texts.append(argument)
        continue
      }
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      switch name {
      case "--weights", "--input", "--output", "--threads":
        guard let value = parts.count == 2 ? String(parts[1]) : rest.popFirst() else {
          let kind = name == "--threads" ? "number" : "file"
          throw UsageFault(message: "missing value for '\(name) <\(kind)>'")
        }
        guard values.updateValue(value, forKey: name) == nil else {
          throw UsageFault(message: "'\(name)' is given twice")
        }
      case "-h", "--help", "--version", "--describe", "--time":
        guard parts.count == 1 else { throw UsageFault(message: "'\(name)' takes no value") }
        flags.insert(name)
      default:
        throw UsageFault(message: "unknown option '\(argument)'")
      }
    }
    weights = values["--weights"]
    isTimed = flags.contains("--time")
    threads = try Self.threads(values["--threads"])
    action = try Self.action(flags, input: values["--input"], output: values["--output"], texts)
  }

  /// The number of threads that `text` says; 1 if nothing does.
  static func threads(_ text: String?) throws(UsageFault) -> Int {
    guard let text else { return 1 }
    guard let number = Int(text), 1...1024 ~= number else {
      throw UsageFault(
        message: "'\(text)' is not a whole number from 1 to 1024 for '--threads <number>'")
    }
    return number
  }

  private static func action(
    _ flags: Set<String>, input: String?, output: String?, _ texts: [String]
  ) throws(UsageFault) -> Action {
    if flags.contains("-h") || flags.contains("--help") { return .help }
    if flags.contains("--version") { return .version }
    if flags.contains("--describe") { return .describe }
    switch (input, output) {
    case (let input?, let output?):
      guard texts.isEmpty else {
        throw UsageFault(message: "'--input' and texts cannot be given together")
      }
      return .answerFile(input: input, output: output)
    case (.some, nil): throw UsageFault(message: "'--input' needs '--output <file>'")
    case (nil, .some): throw UsageFault(message: "'--output' needs '--input <file>'")
    case (nil, nil): break
    }
    if texts.isEmpty { return .nothing }
    if texts == ["-"] { return .answerLines }
    guard !texts.contains("-") else {
      throw UsageFault(message: "'-' (standard input) and texts cannot be given together")
    }
    return .answerTexts(texts)
  }
}
