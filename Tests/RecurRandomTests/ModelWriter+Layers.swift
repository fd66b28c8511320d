extension ModelWriter {
  /// A layer that is not applied to anything.
  private struct Layer {
    var text: String
    /// nil where it gives single numbers.
    var width: Int?
    var states: [(name: String, width: Int?)] = []
    /// The inputs that go with the first.
    var more: [Int?] = []
  }

  /// Applies a cell, or several, to a sequence.
  func writeLayer() {
    let sequences = values.filter {
      if case .steps = $0.time { $0.width != nil } else { false }
    }
    guard !sequences.isEmpty else { return writeSequence() }
    let input = dice.pick(sequences)
    guard let layer = layer(of: input.width!, at: input.time, depth: 2) else { return }
    var operands = [input.name]
    if dice.oneIn(4) {
      operands[0] = terms(input.time, layers: false).vector(Extent(input.width!), depth: 1).text
      // It may be that nothing in it is a sequence.
      operands[0] = "0.5 * \(input.name) + tanh(\(operands[0]))"
    }
    for width in layer.more {
      let fitting = values.filter {
        $0.width == width && $0.tokens == nil && fits($0.time, input.time)
      }
      guard !fitting.isEmpty || width != nil else {
        operands.append("sigmoid(sum(\(input.name)))")
        continue
      }
      operands.append(
        fitting.isEmpty ? "dense(\(input.name), \(width!))" : dice.pick(fitting).name)
    }
    bind(
      Value(name: newName(), width: layer.width, time: input.time, states: layer.states),
      "\(layer.text)(\(operands.joined(separator: ", ")))")
  }

  /// Makes vectors of a sequence that is none.
  private func writeSequence() {
    let sequences = values.filter { if case .steps = $0.time { true } else { false } }
    guard let value = sequences.first else { return }
    guard value.tokens != nil else {
      let same = values.filter { $0.width != nil && $0.time == .none }
      guard let other = same.first else { return }
      return bind(
        Value(name: newName(), width: other.width, time: value.time),
        "\(value.name) * \(other.name)")
    }
    bindVectors(of: value)
  }

  /// A layer for vectors of a width; nil where it gives none.
  private func layer(of width: Int, at time: Time, depth: Int) -> Layer? {
    switch depth == 0 ? 9 : dice.below(10) {
    case 0:
      var parts: [Layer] = []
      for _ in 0..<(1 + dice.below(2)) {
        let next = layer(of: parts.last?.width ?? width, at: time, depth: depth - 1)
        guard let next, parts.isEmpty || next.more.isEmpty, next.width != nil else { break }
        parts.append(next)
      }
      guard let last = parts.last else { return nil }
      let text = "stack(\(parts.map(\.text).joined(separator: ", ")))"
      return Layer(text: text, width: last.width, states: last.states, more: parts[0].more)
    case 1 where !isCausal:
      guard var inner = layer(of: width, at: time, depth: depth - 1) else { return nil }
      inner.text = "reverse(\(inner.text))"
      return inner
    case 2 where !isCausal, 3 where !isCausal:
      guard var inner = layer(of: width, at: time, depth: depth - 1) else { return nil }
      let merge = inner.width == nil ? "sum" : dice.pick(["concat", "sum", "mean", "product"])
      let isJoined = merge == "concat"
      inner.text =
        "bidirectional(\(inner.text)\(isJoined && dice.oneIn(2) ? "" : ", merge: \(merge)"))"
      guard isJoined else { return inner }
      inner.width! *= 2
      inner.states = inner.states.filter { $0.width != nil }.map { ($0.name, $0.width! * 2) }
      return inner
    default: return cell(of: width, at: time)
    }
  }

  private func cell(of width: Int, at time: Time) -> Layer? {
    let cell = dice.oneIn(2) && !cells.isEmpty ? dice.pick(cells) : dice.pick(RandomCell.prelude)
    var numbers: [String: Int] = [:]
    for size in cell.sizes { numbers[size] = self.width() }
    // The width is that of its first input, which one name stands for.
    let input = cell.inputs[0]!.text
    numbers[input] = width
    var more: [Int?] = []
    for extent in cell.inputs.dropFirst() {
      if let extent, numbers[extent.text] == nil { numbers[extent.text] = self.width() }
      more.append(extent?.value(numbers))
    }
    let states = cell.states.map { ($0.name, $0.extent?.value(numbers)) }
    var arguments = cell.sizes.map { number(numbers[$0]!) }
    for (name, extent) in states where dice.oneIn(5) {
      arguments.append("\(name): \(start(extent, at: time))")
    }
    for (name, choices) in cell.settings where dice.oneIn(4) {
      arguments.append("\(name): \(dice.pick(choices))")
    }
    arguments += ["reset", "when"].compactMap { mark in
      dice.oneIn(8) ? self.mark(at: time).map { "\(mark): \($0)" } : nil
    }
    let head = arguments.isEmpty && dice.oneIn(2) ? "" : "(\(arguments.joined(separator: ", ")))"
    return Layer(
      text: cell.name + head, width: cell.output?.value(numbers), states: states, more: more)
  }

  /// What says of each step whether it is one of a kind; nil where nothing tells steps apart.
  private func mark(at time: Time) -> String? {
    let fitting = values.filter { $0.time == time }
    guard !fitting.isEmpty else { return nil }
    let value = dice.pick(fitting)
    if let count = value.tokens {
      return "\(value.name) \(dice.pick(["==", "!="])) \(dice.below(count))"
    }
    // Single precision must not decide otherwise.
    let number = value.width == nil ? value.name : "sum(\(value.name))"
    return "\(number) \(dice.pick(["<", ">"])) \(dice.pick(["0.123", "-0.234", "0.345"]))"
  }

  /// What a state starts from: for a model that streams no input.
  private func start(_ width: Int?, at time: Time) -> String {
    let fitting = values.filter {
      $0.width == width && $0.tokens == nil && $0.time == .none
    }
    guard !isCausal, let value = fitting.last, dice.below(4) > 0 else {
      return dice.pick(["0.5", "1", "0.25"])
    }
    return dice.oneIn(2) ? value.name : "tanh(\(value.name))"
  }
}
