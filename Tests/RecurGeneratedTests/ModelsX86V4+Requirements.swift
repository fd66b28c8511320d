#if arch(x86_64)
  import ModelsX86V4

  extension ModelsX86V4.Pronounce: PronounceModel {}
  extension ModelsX86V4.Pronounce.Predictor: PronouncePredictor {}
  extension ModelsX86V4.Sentiment: SentimentModel {}
  extension ModelsX86V4.Sentiment.Predictor: SentimentPredictor {}
  extension ModelsX86V4.Forecast: ForecastModel {}
  extension ModelsX86V4.Forecast.Predictor: ForecastPredictor {}
  extension ModelsX86V4.Forecast.Stream: ForecastStream {}
  extension ModelsX86V4.Caption: CaptionModel {}
  extension ModelsX86V4.Caption.Predictor: CaptionPredictor {}
  extension ModelsX86V4.Classify: ClassifyModel {}
  extension ModelsX86V4.Classify.Predictor: ClassifyPredictor {}

  extension EmittedModel {
    /// The models that run on processors with AVX-512.
    static let x86v4: [EmittedModel] = [
      .pronounce("ModelsX86V4") { ModelsX86V4.Pronounce.Predictor($0, capacity: $1) },
      .sentiment("ModelsX86V4") { ModelsX86V4.Sentiment.Predictor($0, capacity: $1) },
      .forecast(
        "ModelsX86V4", { ModelsX86V4.Forecast.Predictor($0, capacity: $1) },
        { ModelsX86V4.Forecast.Stream($0) }),
      .caption("ModelsX86V4") { ModelsX86V4.Caption.Predictor($0, capacity: $1) },
      .classify("ModelsX86V4") { ModelsX86V4.Classify.Predictor($0, capacity: $1) },
    ]
  }
#endif
