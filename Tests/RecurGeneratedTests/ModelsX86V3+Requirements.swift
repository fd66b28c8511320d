#if arch(x86_64)
  import ModelsX86V3

  extension ModelsX86V3.Pronounce: PronounceModel {}
  extension ModelsX86V3.Pronounce.Predictor: PronouncePredictor {}
  extension ModelsX86V3.Sentiment: SentimentModel {}
  extension ModelsX86V3.Sentiment.Predictor: SentimentPredictor {}
  extension ModelsX86V3.Forecast: ForecastModel {}
  extension ModelsX86V3.Forecast.Predictor: ForecastPredictor {}
  extension ModelsX86V3.Forecast.Stream: ForecastStream {}
  extension ModelsX86V3.Caption: CaptionModel {}
  extension ModelsX86V3.Caption.Predictor: CaptionPredictor {}
  extension ModelsX86V3.Classify: ClassifyModel {}
  extension ModelsX86V3.Classify.Predictor: ClassifyPredictor {}

  extension EmittedModel {
    /// The models that run on processors with AVX2 and FMA.
    static let x86v3: [EmittedModel] = [
      .pronounce("ModelsX86V3") { ModelsX86V3.Pronounce.Predictor($0, capacity: $1) },
      .sentiment("ModelsX86V3") { ModelsX86V3.Sentiment.Predictor($0, capacity: $1) },
      .forecast(
        "ModelsX86V3", { ModelsX86V3.Forecast.Predictor($0, capacity: $1) },
        { ModelsX86V3.Forecast.Stream($0) }),
      .caption("ModelsX86V3") { ModelsX86V3.Caption.Predictor($0, capacity: $1) },
      .classify("ModelsX86V3") { ModelsX86V3.Classify.Predictor($0, capacity: $1) },
    ]
  }
#endif
