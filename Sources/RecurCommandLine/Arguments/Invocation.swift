/// The values that one command line gives to a command.
struct Invocation: Sendable {
  /// The command, for the usage line of errors.
  var command: Command
  /// The arguments in order, by name.
  var arguments: [String: [String]] = [:]
  /// The options, by name; a flag has an empty value.
  var options: [String: String] = [:]

  /// The value of an option, or nil if it is absent.
  subscript(option: Option) -> String? { options[option.name] }

  /// Whether a flag is there.
  func has(_ option: Option) -> Bool { options[option.name] != nil }

  /// All values of a repeated argument.
  func all(_ argument: Argument) -> [String] { arguments[argument.name] ?? [] }

  /// The value of an argument that is not repeated.
  func first(_ argument: Argument) -> String? { arguments[argument.name]?.first }

  /// The value of an option that the parser has made sure of.
  func required(_ option: Option) throws -> String {
    guard let value = self[option] else { throw fault("missing option '\(option.spelling)'") }
    return value
  }

  /// The whole number an option gives, or `standard` if it is absent.
  func integer(_ option: Option, in range: ClosedRange<Int>, standard: Int) throws -> Int {
    guard let text = self[option] else { return standard }
    guard let number = Int(text), range.contains(number) else {
      throw fault(
        "'\(text)' is not a whole number from \(range.lowerBound) to \(range.upperBound) "
          + "for '\(option.spelling)'")
    }
    return number
  }

  /// The number that is at least 0 which an option gives, or `standard` if it is absent.
  func number(_ option: Option, standard: Double) throws -> Double {
    guard let text = self[option] else { return standard }
    guard let number = Double(text), number.isFinite, number >= 0 else {
      throw fault("'\(text)' is not a number that is at least 0 for '\(option.spelling)'")
    }
    return number
  }

  /// A fault that is told with the command's usage line.
  func fault(_ message: String) -> UsageFault {
    UsageFault(message, usage: HelpText.usage(of: command), help: "recur \(command.name) --help")
  }
}

/// A command line that makes no sense; the process exits 2.
struct UsageFault: Error {
  /// What is wrong with it.
  var message: String
  /// The usage line of the command concerned.
  var usage: String
  /// The command that tells more.
  var help: String

  init(_ message: String, usage: String, help: String) {
    self.message = message
    self.usage = usage
    self.help = help
  }

  /// Everything that is told, but for the word `error`.
  var text: String { "\(message)\nUsage: \(usage)\n  See '\(help)' for more information." }
}
