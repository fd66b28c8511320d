/// One subcommand: what its help says, what it takes, and what it does.
struct Command: Sendable {
  /// The word after `recur`.
  var name: String
  /// One sentence for the list of subcommands and the top of the help.
  var overview: String
  /// Paragraphs below the overview.
  var discussion: String = ""
  /// The arguments by position.
  var arguments: [Argument] = []
  /// The options, in the order of the help.
  var options: [Option] = []
  /// Does the work; throws `UsageFault` for a value it cannot use and `RecurFault` for other faults
  /// of the user.
  var run: @Sendable (Invocation, Console) throws -> Void
}

/// An argument that is known by its position.
struct Argument: Sendable {
  /// The name in the help, as `spec`.
  var name: String
  /// What it is.
  var help: String
  /// Whether it may be absent.
  var isOptional = false
  /// Whether there may be several; only the last argument repeats.
  var isRepeated = false

  /// The argument in a usage line.
  var usage: String {
    let name = isRepeated ? "<\(name)> ..." : "<\(name)>"
    return isOptional ? "[\(name)]" : name
  }
}

/// An argument that is known by its name.
struct Option: Sendable {
  /// The name without its dashes, as `output`.
  var name: String
  /// The one-letter name.
  var letter: Character?
  /// What the value is called in the help; nil for a flag.
  var value: String?
  /// What it does.
  var help: String
  /// What holds when it is absent, for the help.
  var standard: String?
  /// Whether the command cannot do without.
  var isRequired = false

  /// The option as it is typed, as `--output <file>`.
  var spelling: String { value.map { "--\(name) <\($0)>" } ?? "--\(name)" }

  /// The option in a usage line.
  var usage: String {
    let short = letter.map { "-\($0)" } ?? "--\(name)"
    let spelling = value.map { "\(short) <\($0)>" } ?? short
    return isRequired ? spelling : "[\(spelling)]"
  }

  /// Every command has it.
  static let help = Option(name: "help", letter: "h", help: "Show help information.")
  /// The tool has it.
  static let version = Option(name: "version", help: "Show the version.")
}
