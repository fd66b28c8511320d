extension ModelWriter {
  /// Adds one more value, or nothing where there is nothing to make it of.
  func writeBinding() {
    switch dice.below(14) {
    case 0: writeReduction()
    case 1: writeTokens()
    case 2: writeMember()
    case 3 where !isCausal: writeReverse()
    case 3: writeAhead()
    case 4, 5, 6: writeTerm()
    case 7: writeDense()
    default: writeLayer()
    }
  }

  private func writeTerm() {
    let time = dice.pick(values).time
    let writer = terms(time)
    guard !writer.vectors.isEmpty else { return writeEmbedding() }
    let width = dice.oneIn(3) ? width() : dice.pick(writer.vectors).extent.value()
    let term = writer.vector(Extent(width), depth: 2 + dice.below(2)).text
    bind(Value(name: newName(), width: width, time: self.time(of: term, at: time)), term)
  }

  private func writeDense() {
    let time = dice.pick(values).time
    let writer = terms(time, layers: false)
    guard !writer.vectors.isEmpty else { return writeEmbedding() }
    let operand = writer.vector(dice.pick(writer.vectors).extent, depth: dice.below(2)).text
    let width = width()
    bind(
      Value(name: newName(), width: width, time: self.time(of: operand, at: time)),
      "dense(\(operand), \(number(width)))")
  }

  private func writeReduction() {
    let time = dice.pick(values).time
    let writer = terms(time)
    guard !writer.vectors.isEmpty else { return writeEmbedding() }
    let term = writer.scalar(depth: 2).text
    bind(Value(name: newName(), time: self.time(of: term, at: time)), term)
  }

  private func writeEmbedding() {
    guard let tokens = values.last(where: { $0.tokens != nil }) else { return writeFromScalar() }
    bindVectors(of: tokens)
  }

  /// Binds a vector for each token.
  func bindVectors(of tokens: Value) {
    let isMarked = dice.oneIn(3)
    let width = isMarked ? tokens.tokens! + dice.below(2) * dice.below(9) : width()
    let size = isMarked && width == tokens.tokens! ? "" : ", \(number(width))"
    bind(
      Value(name: newName(), width: width, time: tokens.time),
      "\(isMarked ? "onehot" : "embedding")(\(tokens.name)\(size))")
  }

  /// A vector of single numbers alone.
  private func writeFromScalar() {
    let value = dice.pick(values)
    guard value.tokens == nil, value.width == nil else { return }
    bind(Value(name: newName(), time: value.time), terms(value.time).unary(.init(value.name)).text)
  }

  private func writeTokens() {
    let time = dice.pick(values).time
    let writer = terms(time)
    guard let extent = writer.vectors.isEmpty ? nil : dice.pick(writer.vectors).extent else {
      return writeEmbedding()
    }
    let term = writer.vector(extent, depth: 2).text
    bind(
      Value(name: newName(), tokens: extent.value(), time: self.time(of: term, at: time)),
      "argmax(\(term))")
    if dice.oneIn(2) { writeEmbedding() }
  }

  /// A value of what is to come: a stream can have that of inputs alone.
  private func writeAhead() {
    let sequences = values.filter {
      if case .steps = $0.time {
        $0.tokens == nil && (!isCausal || $0.name.hasPrefix("i"))
      } else {
        false
      }
    }
    guard !sequences.isEmpty else { return }
    let value = dice.pick(sequences)
    bind(
      Value(name: newName(), width: value.width, time: value.time),
      "ahead(\(value.name), \(1 + dice.below(4)))")
  }

  private func writeReverse() {
    let sequences = values.filter { if case .steps = $0.time { true } else { false } }
    guard !sequences.isEmpty else { return }
    let value = dice.pick(sequences)
    bind(
      Value(name: newName(), width: value.width, tokens: value.tokens, time: value.time),
      "reverse(\(value.name))")
  }

  private func writeMember() {
    let sequences = values.filter { if case .steps = $0.time { true } else { false } }
    guard !sequences.isEmpty else { return }
    let value = dice.pick(sequences.filter { !$0.states.isEmpty } + sequences)
    guard dice.below(3) > 0, !value.states.isEmpty else {
      let isTurned = !isCausal && dice.oneIn(3)
      return bind(
        Value(name: newName(), width: value.width, tokens: value.tokens, time: end),
        (isTurned ? "reverse(\(value.name))" : value.name) + ".last")
    }
    let state = dice.pick(value.states)
    let isFinal = dice.oneIn(2)
    bind(
      Value(name: newName(), width: state.width, time: isFinal ? end : value.time),
      "\(value.name).\(isFinal ? "final" : "states").\(state.name)")
  }

  /// A name for what a vector of a width finds in a sequence, and the line that binds it.
  private func attention(for query: String, _ width: Int, _ index: Int) -> (String, String)? {
    let sequences = values.filter {
      if case .steps = $0.time { $0.width != nil } else { false }
    }
    guard !sequences.isEmpty, dice.oneIn(2) else { return nil }
    let key = dice.pick(sequences)
    let value = dice.pick(sequences.filter { $0.time == key.time })
    let cell =
      if key.width == width, dice.oneIn(2) { "DotAttention" } else {
        "AdditiveAttention(\(dice.width()))"
      }
    return ("a\(index)", "a\(index) = \(cell)(\(key.name), \(value.name), \(query)).last")
  }

  /// Adds a sequence of tokens that the model makes, from values that have no time.
  func writeGeneration() {
    guard !isCausal else { return }
    let tokens = dice.width() + 1
    let writer = terms(.none, layers: false)
    let isMarked = dice.oneIn(3)
    var lines = ["e = \(isMarked ? "onehot(previous)" : "embedding(previous, \(dice.width()))")"]
    var current = "e"
    for index in 0..<(1 + dice.below(2)) {
      let cell = dice.pick(["RNN", "GRU", "LSTM", "MGU", "UGRNN"])
      let width = dice.width()
      let starts = writer.vectors.filter { $0.extent.value() == width }
      let start = starts.isEmpty || dice.oneIn(2) ? "" : ", h: \(dice.pick(starts).name)"
      let other =
        writer.vectors.isEmpty || dice.oneIn(2)
        ? current : "concat(\(current), \(dice.pick(writer.vectors).name))"
      lines.append("c\(index) = \(cell)(\(width)\(start))(\(other))")
      current = "c\(index)"
      if let (attention, line) = attention(for: current, width, index) {
        lines.append(line)
        current = "concat(\(current), \(attention))"
      }
    }
    let from = dice.below(tokens)
    let until = dice.oneIn(2) ? ", until: \(dice.below(tokens))" : ""
    lines.append("argmax(dense(\(current), \(tokens)))")
    addOutput(
      "generated: sequence of token(\(tokens)) = "
        + "generate(from: \(from)\(until), atMost: \(1 + dice.below(9))) { previous in\n"
        + lines.map { "    \($0)\n" }.joined() + "  }")
  }
}
