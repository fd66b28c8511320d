import Foundation
import RecurBuildSupport
import RecurCompiler
import RecurEmit
import RecurGraph
import RecurWeights

/// A spec that is to be compiled and run, with examples of what it answers.
struct Trial {
  let text: String
  let spec: CompiledSpec
  let examples: [Example]
  /// Which examples have one length, and so make a batch.
  let batch: Range<Int>

  /// How specs are emitted.
  struct Setting: CustomStringConvertible {
    var target: String
    var batch = 1
    var threads = 1

    /// Without optimisation the compiler takes half the time. What is emitted is to have no warnings.
    let flags = ["-Onone", "-warnings-as-errors"]

    var description: String { "\(target), batch \(batch), \(threads) threads" }

    var options: EmissionOptions {
      var options = EmissionOptions(target: TargetDescription.named(target)!)
      options.batch = batch
      options.threads = threads
      return options
    }
  }

  var model: CompiledModel { spec.models[0] }

  /// Compiles `text` and makes examples; nil if single precision cannot give their answers.
  ///
  /// - Throws: `CompileFailure` if it cannot be compiled, as a spec for batches may not.
  init?(_ text: String, _ setting: Setting, seed: Int) throws {
    self.text = text
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "recur-random-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // Complaints name the file.
    let file = folder.appending(path: "M\(seed).recur")
    try Self.write(text, to: file, isDivided: seed % 4 == 1)
    spec = try compile(specAt: file.path(percentEncoded: false), batch: setting.batch)
    let dice = Dice(seed: UInt64(seed))
    let steps = 2 + dice.below(7)
    let rows = setting.batch > 1 ? 5 : 1
    let lengths = [1] + [Int](repeating: steps, count: rows) + [9 + dice.below(9)]
    batch = 1..<(1 + rows)
    let graph = spec.models[0].lowered
    var examples: [Example] = []
    var shaken: [Interpreter] = []
    for (index, steps) in lengths.enumerated() {
      let example = try Example(of: graph, seed: UInt64(index), steps: steps)
      if shaken.isEmpty { shaken = try example.shakenInterpreters(graph) }
      guard try example.isTame(graph, by: shaken) else { return nil }
      examples.append(example)
    }
    self.examples = examples
  }

  /// Writes a spec; if it is divided, to two files, of which that of the model imports the other.
  private static func write(_ text: String, to file: URL, isDivided: Bool) throws {
    var own = text
    if isDivided, let model = text.range(of: "\nmodel ") {
      let parts = file.deletingLastPathComponent().appending(path: "parts")
      try FileManager.default.createDirectory(at: parts, withIntermediateDirectories: false)
      try String(text[..<model.lowerBound]).write(
        to: parts.appending(path: "cells.recur"), atomically: true, encoding: .utf8)
      own = "import \"parts/cells.recur\"\n" + text[model.lowerBound...]
    }
    try own.write(to: file, atomically: true, encoding: .utf8)
  }

  /// Everything that the executable is asked.
  private func questions(_ setting: Setting) -> [BuiltModels.Question] {
    func question(
      _ example: Example, _ entry: BuiltModels.Entry
    ) -> BuiltModels.Question {
      .init(model, weights: example.weights, inputs: example.inputs, entry)
    }
    let predict = BuiltModels.Entry.predict(threads: setting.threads)
    var questions = examples.map { question($0, predict) }
    if setting.batch > 1 {
      let inputs = RecurBuildSupport.batch(of: examples[batch].map(\.inputs))
      let uneven = RecurBuildSupport.batch(of: examples.map(\.inputs), for: model.lowered)
      questions += [inputs, uneven].map {
        .init(model, weights: examples[0].weights, inputs: $0, predict)
      }
    }
    if model.stream != nil { questions += examples.map { question($0, .steps) } }
    return questions
  }

  /// What is wrong with the answers to the questions, if anything.
  private func fault(_ answers: [[String: HostTensor]], _ setting: Setting) throws -> String? {
    var rest = try answers.map {
      try $0.mapValues { Tensor(shape: $0.shape, elements: try $0.numbers()) }
    }[...]
    let alone = Array(rest.prefix(examples.count))
    rest = rest.dropFirst(examples.count)
    for (example, answer) in zip(examples, alone) {
      if let fault = fault(example.answers, answer) { return "predict: \(fault)" }
    }
    if setting.batch > 1 {
      for (what, range) in [("a batch", batch), ("a batch of all lengths", alone.indices)] {
        // The rows' sequences may also end at different steps where the model decides it.
        let rows = RecurBuildSupport.batch(of: Array(alone[range]))
        let answer = rest.removeFirst()
        if let fault = fault(rows, answer) { return "\(what) beside single rows: \(fault)" }
      }
    }
    for (example, (whole, steps)) in zip(examples, zip(alone, rest)) {
      let last = steps.reduce(into: [:]) { $0[$1.key] = Self.atEnd($1.value, like: whole[$1.key]!) }
      if let fault = fault(whole, last) { return "steps beside predict: \(fault)" }
      if let fault = fault(example.answers, last) { return "steps: \(fault)" }
    }
    return nil
  }

  /// What a stream answers for all steps as `predict` does: what is no sequence has the last step's value.
  private static func atEnd(_ steps: Tensor, like whole: Tensor) -> Tensor {
    if steps.shape == whole.shape { return steps }
    return Tensor(
      shape: whole.shape, elements: Array(steps.elements.suffix(whole.shape.reduce(1, *))))
  }

  private func fault(_ expected: [String: Tensor], _ actual: [String: Tensor]) -> String? {
    for (name, tensor) in expected.sorted(by: { $0.key < $1.key }) {
      guard let other = actual[name] else { return "there is no '\(name)'" }
      let apart = difference(tensor, other)
      if !(apart <= Example.tolerance) {
        return "'\(name)' \(tensor.shape) is off by \(apart) (it is \(other.shape))"
      }
    }
    return nil
  }

  /// Builds `trials` into one executable and returns what is wrong, by the trials' positions.
  ///
  /// Those that the compiler complains about are left out of a second try; where a program ends before its
  /// time its specs are tried in halves.
  static func faults(_ trials: [Trial], _ setting: Setting) -> [Int: String] {
    guard !trials.isEmpty else { return [:] }
    do {
      let built = try BuiltModels(
        trials.map(\.spec), setting.options, steps: true, flags: setting.flags)
      let questions = trials.map { $0.questions(setting) }
      var answers = try built.answers(questions.flatMap(\.self))[...]
      var faults: [Int: String] = [:]
      for (index, trial) in trials.enumerated() {
        let own = Array(answers.prefix(questions[index].count))
        answers = answers.dropFirst(own.count)
        faults[index] = try trial.fault(own, setting)
      }
      return faults
    } catch {
      let message = "\(error)"
      guard trials.count > 1 else { return [0: String(message.prefix(4000))] }
      let blamed = trials.indices.filter { index in
        let name = trials[index].model.name
        return message.contains("/\(name).swift:") || message.contains("/\(name)Binary.swift:")
      }
      if !blamed.isEmpty {
        let others = trials.indices.filter { !blamed.contains($0) }
        let found = self.faults(others.map { trials[$0] }, setting)
        return blamed.reduce(
          into: found.reduce(into: [:]) { $0[others[$1.key]] = $1.value }
        ) { $0[$1] = String(message.prefix(4000)) }
      }
      let middle = trials.count / 2
      let first = self.faults(Array(trials[..<middle]), setting)
      let second = self.faults(Array(trials[middle...]), setting)
      return first.merging(
        second.map { ($0.key + middle, $0.value) }, uniquingKeysWith: { a, _ in a })
    }
  }
}
