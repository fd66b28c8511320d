import RecurLanguage

/// A checked model as lines that a person can compare.
struct TypedModelText {
  private let model: TypedModel
  private var lines: [String] = []

  static func text(of program: TypedProgram) -> String {
    program.models.map { model in
      var printer = TypedModelText(model: model)
      printer.print()
      return printer.lines.joined(separator: "\n") + "\n"
    }.joined(separator: "\n")
  }

  private init(model: TypedModel) { self.model = model }

  private mutating func print() {
    document(model.documentation)
    lines.append("model \(model.name)")
    for input in model.inputs {
      document(input.documentation)
      let vocabulary = input.vocabulary.map { " of \($0.name)" } ?? ""
      lines.append("  input \(definition(input.variable))\(vocabulary)")
    }
    for weight in model.weights {
      let role = weight.isBias ? "bias" : "weight"
      let start = weight.start.map { " from \($0)" } ?? ""
      lines.append("  \(role) \(weight.path): \(weight.shape)\(start)")
      for layout in weight.layouts {
        let slices = layout.map { "\($0.tensor) \($0.shape) from \($0.start)" }
        lines.append("    = \(slices.joined(separator: " + "))")
      }
    }
    print(model.statements, indentation: "  ")
    for output in model.outputs {
      let vocabulary = output.vocabulary.map { " of \($0.name)" } ?? ""
      document(output.documentation)
      lines.append(
        "  output \(output.name) = %\(output.variable.number): \(text(output.type))\(vocabulary)")
    }
    if let training = model.training { print(training) }
  }

  private mutating func print(_ training: TypedTraining) {
    lines.append("  train")
    for target in training.targets {
      document(target.documentation)
      let vocabulary = target.vocabulary.map { " of \($0.name)" } ?? ""
      lines.append("    target \(definition(target.variable))\(vocabulary)")
    }
    print(training.statements, indentation: "    ")
    lines.append("    loss \(definition(training.loss))")
    if let weight = training.weight { lines.append("    weight \(definition(weight))") }
    for (metric, value) in zip(training.settings.metrics, training.metrics) {
      lines.append(
        "    metric \(metric.name) \(definition(value))"
          + (metric.goal.map { " keep \($0)" } ?? ""))
    }
    lines += training.settings.lines.map { "    \($0)" }
  }

  private mutating func document(_ text: String) {
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) where text != "" {
      lines.append("/// \(line)")
    }
  }

  private mutating func print(_ statements: [TypedStatement], indentation: String) {
    for statement in statements {
      switch statement {
      case .binding(let binding):
        lines.append("\(indentation)\(definition(binding.variable)) = \(text(binding.value))")
      case .scan(let scan):
        lines.append("\(indentation)scan \(scan.cell) \(scan.path) \(scan.direction)")
        for input in scan.inputs {
          lines.append("\(indentation)  \(definition(input.parameter)) in \(text(input.sequence))")
        }
        print(scan.states, indentation: indentation)
        print(scan.body, indentation: indentation + "    ")
        for output in scan.outputs {
          lines.append("\(indentation)  \(definition(output.sequence)) of %\(output.step.number)")
        }
        let finals = scan.finals.map { "%\($0.id.number)" }.joined(separator: ", ")
        lines.append("\(indentation)  finals \(finals)")
      case .generate(let generate):
        let until = generate.until.map { "\($0)" } ?? "none"
        lines.append(
          "\(indentation)generate from \(generate.from) until \(until) at most \(generate.atMost)"
            + " \(definition(generate.sequence))")
        lines.append("\(indentation)  previous \(definition(generate.previous))")
        print(generate.states, indentation: indentation)
        print(generate.body, indentation: indentation + "    ")
        lines.append("\(indentation)  token \(text(generate.token))")
      case .forcing(let forcing): print(forcing, indentation: indentation)
      }
    }
  }

  private mutating func print(_ forcing: TypedForcing, indentation: String) {
    lines.append(
      "\(indentation)\(definition(forcing.sequence)) of \(text(forcing.scores)) of"
        + " %\(forcing.generate.sequence.id.number) over \(text(forcing.truth))")
  }

  private mutating func print(_ states: [TypedState], indentation: String) {
    for state in states {
      lines.append(
        "\(indentation)  state \(definition(state.previous)) from \(text(state.initial))"
          + " next %\(state.next.number)")
    }
  }

  private func definition(_ variable: TypedVariable) -> String {
    let label = variable.label.map { " \($0)" } ?? ""
    return "%\(variable.id.number)\(label): \(text(variable.type))"
  }

  private func text(_ type: ValueType) -> String {
    let step: String
    switch type.element {
    case .real: step = "\(type.shape)"
    case .token(let count): step = "token(\(count))"
    }
    switch type.length {
    case nil: return step
    case .fixed(let count): return "sequence(\(count)) of \(step)"
    case .variable(let name): return "sequence(\(name)) of \(step)"
    }
  }

  private func text(_ expression: TypedExpression) -> String {
    switch expression.kind {
    case .number(let number): return "\(number)"
    case .variable(let id): return "%\(id.number)"
    case .weight(let id): return model[id].path
    case .elementwise(let name, let operands): return "\(name)(\(list(operands)))"
    case .product(let matrix, let vector): return "product(\(list([matrix, vector])))"
    case .column(let operand): return "column(\(text(operand)))"
    case .row(let operand): return "row(\(text(operand)))"
    case .reduce(let reduction, let operand): return "\(reduction)(\(text(operand)))"
    case .argmax(let operand): return "argmax(\(text(operand)))"
    case .sample(let topK, let topP, let weights, let number):
      let limits = (topK.map { " topK \($0)" } ?? "") + (topP.map { " topP \($0)" } ?? "")
      return "sample\(limits)(\(list([weights, number])))"
    case .concatenate(let operands): return "concatenate(\(list(operands)))"
    case .embedding(let table, let tokens): return "\(model[table].path)[\(text(tokens))]"
    case .onehot(let count, let token): return "onehot(\(text(token)), \(count))"
    case .isToken(let number, let token): return "isToken(\(text(token)), \(number))"
    case .dense(let weight, let bias, let input):
      let ending = bias == nil ? ", no bias" : ""
      return "dense(\(model[weight].path), \(text(input))\(ending))"
    case .element(let position, let operand): return "\(position)(\(text(operand)))"
    case .ahead(let steps, let operand): return "ahead(\(text(operand)), \(steps))"
    case .dropout(let share, _, let operand): return "dropout(\(text(operand)), \(share))"
    case .reverse(let operand): return "reverse(\(text(operand)))"
    }
  }

  private func list(_ operands: [TypedExpression]) -> String {
    operands.map(text).joined(separator: ", ")
  }
}
