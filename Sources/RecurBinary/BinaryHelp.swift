#if canImport(RecurWeights)
  import RecurWeights
#endif

/// The help of a built executable.
struct BinaryHelp {
  let program: String
  let signature: ModelSignature
  let hasWeights: Bool
  let takesText: Bool
  /// What the executable holds code for.
  let targets: [String]
  let takesThreads: Bool

  /// How the program is called, one form a line.
  var usage: String {
    let options = hasWeights ? "[--weights <file>] [--time]" : "--weights <file> [--time]"
    let files = "\(program) \(options) --input <file> --output <file>"
    guard takesText else { return "USAGE: \(files)" }
    return "USAGE: \(program) \(options) [<text> ...]\n       \(files)"
  }

  /// The whole page.
  var page: String {
    var lines = ["OVERVIEW: \(overview)", "", usage]
    if takesText, let input = signature.inputs.first, let vocabulary = input.vocabulary {
      lines += [
        "", "ARGUMENTS:",
        row("<text>", "A text for '\(input.name)', split into \(vocabulary.split.rawValue)."),
        row("", "None, or '-': each line of standard input is one."),
      ]
    }
    lines += [
      "", "OPTIONS:",
      row("--weights <file>", "The weights: .safetensors or .npz" + (hasWeights ? "" : ".")),
    ]
    if hasWeights { lines.append(row("", "(default: those in the executable).")) }
    lines += [
      row("--input <file>", "Input tensors: .safetensors, .npz, or .npy for one."),
      row("--output <file>", "Output tensors: .safetensors, or .npy for one."),
      row("--time", "Show the median time per answer."),
    ]
    if takesThreads {
      lines.append(row("--threads <number>", "The threads that share the work (default: 1)."))
    }
    lines += [
      row("--describe", "Show inputs, outputs and parameters as JSON."),
      row("--version", "Show the version and what processors the code is for."),
      row("-h, --help", "Show help information."),
    ]
    if targets.count > 1 {
      lines += [
        "", "ENVIRONMENT:",
        row(
          BinaryVariant.environmentVariable, "Run the code for \(targets.joined(separator: ", "))"),
        row("", "(default: the best that this processor runs)."),
      ]
    }
    lines += ["", "INPUTS:"]
    for value in signature.inputs { lines.append(row(value.name, Self.type(value))) }
    lines += ["", "OUTPUTS:"]
    for value in signature.outputs { lines.append(row(value.name, Self.type(value))) }
    return lines.joined(separator: "\n") + "\n"
  }

  private var overview: String {
    let first = signature.documentation.split(separator: "\n").first.map(String.init) ?? ""
    return first.isEmpty ? signature.model : "\(signature.model): \(first)"
  }

  private func row(_ name: String, _ text: String) -> String {
    let padding = String(repeating: " ", count: max(1, 24 - name.count))
    return "  \(name)\(padding)\(text)"
  }

  /// A value's type as a spec writes it.
  static func type(_ value: ModelSignature.Value) -> String {
    let step = value.tokens.map { "token(\($0))" } ?? "\(value.shape)"
    guard value.isSequence else { return step }
    let length = (value.length.map { "\($0)" } ?? value.asLongAs).map { "(\($0))" } ?? ""
    return "sequence\(length) of \(step)"
  }
}
