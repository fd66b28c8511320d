/// Texts that are made to exhaust a compiler.
enum Monster: String, CaseIterable {
  case parenthesesAlone, parentheses, signs, sum, members, calls, nestedCalls, braces, models
  case sequences, generates, vocabulary, zeros, accents, name, names, trains, targets, options

  var text: String {
    switch self {
    case .parenthesesAlone: times(100_000, "(")
    case .parentheses: "function f(x) = " + times(100_000, "(")
    case .signs: "function f(x) = " + times(100_000, "-") + "x"
    case .sum: "function f(x) = x" + times(100_000, " + x")
    case .members: "function f(x) = x" + times(100_000, ".a")
    case .calls: "function f(x) = x" + times(100_000, "(x)")
    case .nestedCalls: "function f(x) = " + times(100_000, "abs(")
    case .braces: times(100_000, "{")
    case .models: times(50_000, "model M {")
    case .sequences: "model M { input x: " + times(50_000, "sequence of ")
    case .generates:
      "model M { output y: sequence of token(3) = "
        + times(20_000, "generate(from: 0, atMost: 3) { p in ")
    case .vocabulary: "vocabulary V = [" + times(100_000, "\"a\",") + "]"
    case .zeros: times(100_000, "\u{0}")
    case .accents: times(500_000, "é")
    case .name: times(1_000_000, "x")
    case .names: times(2_000_000, "x ")
    case .trains: "model M { " + times(50_000, "train { ")
    case .targets:
      "model M { input x: [2] output y: [2] = x train { target "
        + times(100_000, "t, ") + "t: sequence of [2] loss sum(t) } }"
    case .options: "model M { train { " + times(60_000, "epochs 3 ") + "} }"
    }
  }

  private func times(_ count: Int, _ text: String) -> String {
    String(repeating: text, count: count)
  }
}
