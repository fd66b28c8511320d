/// What a command line asks for.
enum Request {
  /// The help of the tool, or of one command.
  case help(Command?)
  case version
  case run(Invocation)
}

/// Reads a command line against the table of commands.
struct ArgumentParser {
  /// Every command, in the order of the help.
  var commands: [Command]

  /// What `words`, without the tool's own name, ask for; throws `UsageFault`.
  func parse(_ words: [String]) throws -> Request {
    guard let first = words.first else { return .help(nil) }
    switch first {
    case "-h", "--help": return .help(nil)
    case "--version": return .version
    case "help": return .help(try words.dropFirst().first.map(command))
    default: break
    }
    if first.hasPrefix("-") {
      throw toolFault(unknownOption(first, among: [.help, .version]))
    }
    return try parse(Array(words.dropFirst()), for: try command(named: first))
  }

  private func command(named name: String) throws -> Command {
    if let found = commands.first(where: { $0.name == name }) { return found }
    let near = Suggestion.phrase(for: name, among: commands.map(\.name) + ["help"])
    throw toolFault("unknown subcommand '\(name)'\(near)")
  }

  private func toolFault(_ message: String) -> UsageFault {
    UsageFault(message, usage: HelpText.usage, help: "recur --help")
  }

  private func parse(_ words: [String], for command: Command) throws -> Request {
    var invocation = Invocation(command: command)
    var positional: [String] = []
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        positional += rest
        break
      }
      guard word.hasPrefix("-"), word != "-" else {
        positional.append(word)
        continue
      }
      let (name, inlineValue) = split(word)
      guard let option = (command.options + [.help]).first(where: { $0.isCalled(name) }) else {
        throw invocation.fault(unknownOption(name, among: command.options + [.help]))
      }
      if option.name == Option.help.name { return .help(command) }
      guard invocation.options[option.name] == nil else {
        throw invocation.fault("option '--\(option.name)' is given twice")
      }
      if option.value == nil {
        guard inlineValue == nil else {
          throw invocation.fault("option '--\(option.name)' takes no value")
        }
        invocation.options[option.name] = ""
      } else if let inlineValue {
        invocation.options[option.name] = inlineValue
      } else if let value = rest.first, value == "-" || !value.hasPrefix("-") || Int(value) != nil {
        invocation.options[option.name] = rest.removeFirst()
      } else {
        throw invocation.fault("missing value for '\(option.spelling)'")
      }
    }
    invocation.arguments = try assign(positional, to: command, invocation)
    if let missing = command.options.first(where: { $0.isRequired && !invocation.has($0) }) {
      throw invocation.fault("missing option '\(missing.spelling)'")
    }
    return .run(invocation)
  }

  /// Cuts `--name=value` and `-nvalue`.
  private func split(_ word: String) -> (name: String, value: String?) {
    if let equals = word.firstIndex(of: "=") {
      return (String(word[..<equals]), String(word[word.index(after: equals)...]))
    }
    guard !word.hasPrefix("--"), word.count > 2 else { return (word, nil) }
    return (String(word.prefix(2)), String(word.dropFirst(2)))
  }

  private func assign(
    _ words: [String], to command: Command, _ invocation: Invocation
  ) throws -> [String: [String]] {
    var result: [String: [String]] = [:]
    var rest = words[...]
    for argument in command.arguments {
      if argument.isRepeated {
        result[argument.name] = Array(rest)
        rest = []
      } else if let word = rest.popFirst() {
        result[argument.name] = [word]
      }
      if !argument.isOptional && (result[argument.name] ?? []).isEmpty {
        throw invocation.fault("missing argument '<\(argument.name)>'")
      }
    }
    if let extra = rest.first { throw invocation.fault("unexpected argument '\(extra)'") }
    return result
  }

  private func unknownOption(_ name: String, among options: [Option]) -> String {
    let bare = String(name.drop { $0 == "-" })
    let near = name.hasPrefix("--") ? Suggestion.best(for: bare, among: options.map(\.name)) : nil
    return "unknown option '\(name)'" + (near.map { "; did you mean '--\($0)'?" } ?? "")
  }
}

extension Option {
  fileprivate func isCalled(_ word: String) -> Bool {
    word == "--\(name)" || letter.map { word == "-\($0)" } ?? false
  }
}
