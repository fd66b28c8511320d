/// The help of the tool and of its commands, in the layout that Swift's command-line tools share.
enum HelpText {
  private static let width = 80
  private static let column = 26

  /// The tool's usage line.
  static let usage = "recur <subcommand>"

  /// A command's usage line.
  static func usage(of command: Command) -> String {
    let words = command.arguments.map(\.usage) + command.options.map(\.usage)
    return (["recur", command.name] + words).joined(separator: " ")
  }

  /// The help of the tool.
  static func text(of commands: [Command]) -> String {
    """
    OVERVIEW: Compiles recurrent neural networks ahead of time.

    A .recur spec describes cells by their equations and models by wiring cells. It
    becomes Swift source, or an executable that needs nothing else.

    USAGE: \(usage)

    OPTIONS:
    \(rows([Option.version, .help].map { ($0.label, $0.help) }))

    SUBCOMMANDS:
    \(rows(commands.map { ($0.name, $0.overview) }))

      See 'recur help <subcommand>' for detailed help.
    """
  }

  /// The help of a command.
  static func text(of command: Command) -> String {
    var sections = ["OVERVIEW: \(command.overview)"]
    if !command.discussion.isEmpty {
      sections += command.discussion.split(separator: "\n\n").map { wrapped(String($0), at: 0) }
    }
    sections.append("USAGE: " + wrapped(usage(of: command), at: 7))
    if !command.arguments.isEmpty {
      sections.append(
        "ARGUMENTS:\n" + rows(command.arguments.map { ("<\($0.name)>", $0.help) }))
    }
    let options = command.options.map { option in
      (option.label, option.help + (option.standard.map { " (default: \($0))" } ?? ""))
    }
    sections.append("OPTIONS:\n" + rows(options + [(Option.help.label, Option.help.help)]))
    return sections.joined(separator: "\n\n")
  }

  private static func rows(_ rows: [(label: String, help: String)]) -> String {
    rows.map { label, help in
      let indented = "  " + label
      let text = wrapped(help, at: column)
      if indented.count < column {
        return indented + String(repeating: " ", count: column - indented.count) + text
      }
      return indented + "\n" + String(repeating: " ", count: column) + text
    }.joined(separator: "\n")
  }

  /// The words of `text` in lines up to the width, each but the first indented to `column`.
  private static func wrapped(_ text: String, at column: Int) -> String {
    var lines: [String] = []
    var line = ""
    for word in units(text) {
      if !line.isEmpty && column + line.count + 1 + word.count > width {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    lines.append(line)
    return lines.joined(separator: "\n" + String(repeating: " ", count: column))
  }

  /// The words; what stands in brackets stays together.
  private static func units(_ text: String) -> [String] {
    var result: [String] = []
    for word in text.split(whereSeparator: \.isWhitespace).map(String.init) {
      if let last = result.last, last.filter({ $0 == "[" }).count > last.filter({ $0 == "]" }).count
      {
        result[result.count - 1] += " " + word
      } else {
        result.append(word)
      }
    }
    return result
  }
}

extension Option {
  /// The option in a list of options.
  fileprivate var label: String { (letter.map { "-\($0), " } ?? "") + spelling }
}
