import RecurWeights
import Testing

/// The emitted models answer as the `Double` interpreter does.
@Suite struct AgreementTests {
  /// The greatest absolute difference: what `Float` sums of a few hundred products of about 1 lose,
  /// through a few layers of activations within 2 ulp.
  static let tolerance = 2e-6

  @Test(arguments: EmittedModel.runnable)
  func predictAnswersAsTheInterpreter(model: EmittedModel) throws {
    let oracle = try #require(try Oracle.all.get()[model.name])
    let loaded = try model.load(oracle.tensor)
    for example in oracle.examples {
      let difference = try loaded.answer(example.input).difference(from: example.expected)
      #expect(difference <= Self.tolerance, "\(example.steps) steps: off by \(difference)")
    }
  }

  @Test(arguments: EmittedModel.runnable)
  func onePredictorAnswersAgainAndAgain(model: EmittedModel) throws {
    let oracle = try #require(try Oracle.all.get()[model.name])
    let loaded = try model.load(oracle.tensor)
    for example in oracle.examples {
      let room = Values.room(for: oracle.signature.outputs[0], steps: example.steps)
      let answer = try loaded.answerRepeatedly(example.input, room, 3).answer
      let difference = answer.difference(from: example.expected)
      #expect(difference <= Self.tolerance, "\(example.steps) steps: off by \(difference)")
    }
  }

  @Test(arguments: EmittedModel.runnable)
  func stepsAnswerAsTheInterpreterAndAsPredict(model: EmittedModel) throws {
    let oracle = try #require(try Oracle.all.get()[model.name])
    let loaded = try model.load(oracle.tensor)
    guard let step = loaded.stepRepeatedly else { return }
    for example in oracle.examples {
      let room = Values.room(for: oracle.signature.outputs[0], steps: example.steps)
      let answer = try step(example.input, room, 2).answer
      let difference = answer.difference(from: example.expected)
      #expect(difference <= Self.tolerance, "\(example.steps) steps: off by \(difference)")
      let whole = try loaded.answer(example.input)
      #expect(answer.difference(from: whole.exact) <= Self.tolerance)
    }
  }

  @Test(arguments: EmittedModel.runnable)
  func itsSignatureIsTheCompilers(model: EmittedModel) throws {
    let oracle = try #require(try Oracle.all.get()[model.name])
    #expect(try ModelSignature(json: model.signature) == oracle.signature)
  }

  @Test(arguments: EmittedModel.runnable)
  func refusesInputsThatItDoesNotTake(model: EmittedModel) throws {
    let oracle = try #require(try Oracle.all.get()[model.name])
    let loaded = try model.load(oracle.tensor)
    let example = oracle.examples[0]
    #expect(throws: (any Error).self, "nothing") { try loaded.answer(Values()) }
    let input = oracle.signature.inputs[0]
    if let tokens = input.tokens {
      for token in [-1, Int32(tokens), .max, .min] {
        #expect(throws: (any Error).self, "\(token)") {
          try loaded.answer(Values(tokens: [token] + example.input.tokens.dropFirst()))
        }
      }
    } else {
      #expect(throws: (any Error).self, "one number too many") {
        try loaded.answer(Values(numbers: example.input.numbers + [0]))
      }
    }
  }
}
