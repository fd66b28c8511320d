import AllocationCounter

extension EmittedModel {
  static func pronounce<Model: PronounceModel, Predictor: PronouncePredictor & ~Copyable>(
    _ module: String, _ predictor: @escaping @Sendable (Model, Int) -> Predictor
  ) -> EmittedModel {
    EmittedModel(
      module, "Pronounce", Model.self,
      answer: { Values(tokens: try $0.predict(word: $1.tokens)) }, predictor: predictor,
      predict: { predictor, input, answer in
        var phonemes = answer.tokens.mutableSpan
        return try predictor.predict(word: input.tokens.span, phonemes: &phonemes)
      })
  }

  static func sentiment<Model: SentimentModel, Predictor: SentimentPredictor & ~Copyable>(
    _ module: String, _ predictor: @escaping @Sendable (Model, Int) -> Predictor
  ) -> EmittedModel {
    EmittedModel(
      module, "Sentiment", Model.self,
      answer: { Values(numbers: try $0.predict(review: $1.tokens)) }, predictor: predictor,
      predict: { predictor, input, answer in
        var label = answer.numbers.mutableSpan
        try predictor.predict(review: input.tokens.span, label: &label)
        return nil
      })
  }

  static func forecast<
    Model: ForecastModel, Predictor: ForecastPredictor & ~Copyable,
    Stream: ForecastStream & ~Copyable
  >(
    _ module: String, _ predictor: @escaping @Sendable (Model, Int) -> Predictor,
    _ stream: @escaping @Sendable (Model) -> Stream
  ) -> EmittedModel {
    EmittedModel(
      module, "Forecast", Model.self,
      answer: { Values(numbers: try $0.predict(x: $1.numbers)) }, predictor: predictor,
      predict: { predictor, input, answer in
        var y = answer.numbers.mutableSpan
        try predictor.predict(x: input.numbers.span, y: &y)
        return nil
      },
      stepper: { model in
        { input, room, count in
          var kept = stream(model)
          let steps = room.count
          let channels = input.count / steps
          var answer = room
          var value: [Float] = [0]
          func run() throws {
            kept.reset()
            for step in 0..<steps {
              let x = input.numbers.span.extracting(step * channels..<(step + 1) * channels)
              var y = value.mutableSpan
              try kept.step(x: x, y: &y)
              answer.numbers[step] = value[0]
            }
          }
          try run()
          let allocations = try AllocationCounter.count {
            for _ in 0..<count { try run() }
          }
          return Repetition(answer: answer, allocations: allocations)
        }
      })
  }

  static func caption<Model: CaptionModel, Predictor: CaptionPredictor & ~Copyable>(
    _ module: String, _ predictor: @escaping @Sendable (Model, Int) -> Predictor
  ) -> EmittedModel {
    EmittedModel(
      module, "Caption", Model.self,
      answer: { Values(tokens: try $0.predict(image: $1.numbers)) }, predictor: predictor,
      predict: { predictor, input, answer in
        var words = answer.tokens.mutableSpan
        return try predictor.predict(image: input.numbers.span, words: &words)
      })
  }

  static func classify<Model: ClassifyModel, Predictor: ClassifyPredictor & ~Copyable>(
    _ module: String, _ predictor: @escaping @Sendable (Model, Int) -> Predictor
  ) -> EmittedModel {
    EmittedModel(
      module, "Classify", Model.self,
      answer: { Values(numbers: try $0.predict(x: $1.numbers)) }, predictor: predictor,
      predict: { predictor, input, answer in
        var classes = answer.numbers.mutableSpan
        try predictor.predict(x: input.numbers.span, classes: &classes)
        return nil
      })
  }
}
