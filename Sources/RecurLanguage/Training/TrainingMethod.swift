/// One of several ways in which something is done in training, with the numbers that it takes.
public struct TrainingMethod: Hashable, Sendable {
  /// The name, as in `adam`.
  public let name: String
  /// What it does, in one line.
  public let summary: String
  /// Who described it, if it has an author.
  public let source: String?
  /// The numbers that it takes, in the order in which they are shown.
  public let parameters: [TrainingParameter]

  init(
    _ name: String, _ summary: String, source: String? = nil, _ parameters: [TrainingParameter] = []
  ) {
    self.name = name
    self.summary = summary
    self.source = source
    self.parameters = parameters
  }

  /// This method if nothing more is said.
  public var standard: TrainingChoice {
    TrainingChoice(
      method: self,
      numbers: Dictionary(
        uniqueKeysWithValues: parameters.map { ($0.name, $0.standard ?? 0) }))
  }
}

/// A method and what its numbers are.
public struct TrainingChoice: Hashable, Sendable {
  /// The method.
  public let method: TrainingMethod
  private var numbers: [String: Double]

  init(method: TrainingMethod, numbers: [String: Double]) {
    self.method = method
    self.numbers = numbers
  }

  /// The parameter called `name`: 1 for true, 0 for false.
  ///
  /// - Requires: the method has it.
  public subscript(name: String) -> Double {
    get {
      guard let number = numbers[name] else {
        preconditionFailure("'\(method.name)' has no parameter '\(name)'")
      }
      return number
    }
    set {
      precondition(numbers[name] != nil, "'\(method.name)' has no parameter '\(name)'")
      numbers[name] = newValue
    }
  }
}

extension TrainingChoice: CustomStringConvertible {
  /// The choice as a spec would write it if it said everything.
  public var description: String {
    let numbers = method.parameters.map { "\($0.name): \($0.text(of: self[$0.name]))" }
    return numbers.isEmpty
      ? method.name : "\(method.name)(\(numbers.joined(separator: ", ")))"
  }
}
