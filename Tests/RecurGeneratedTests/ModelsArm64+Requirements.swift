#if arch(arm64)
  import ModelsArm64

  extension ModelsArm64.Pronounce: PronounceModel {}
  extension ModelsArm64.Pronounce.Predictor: PronouncePredictor {}
  extension ModelsArm64.Sentiment: SentimentModel {}
  extension ModelsArm64.Sentiment.Predictor: SentimentPredictor {}
  extension ModelsArm64.Forecast: ForecastModel {}
  extension ModelsArm64.Forecast.Predictor: ForecastPredictor {}
  extension ModelsArm64.Forecast.Stream: ForecastStream {}
  extension ModelsArm64.Caption: CaptionModel {}
  extension ModelsArm64.Caption.Predictor: CaptionPredictor {}
  extension ModelsArm64.Classify: ClassifyModel {}
  extension ModelsArm64.Classify.Predictor: ClassifyPredictor {}

  extension EmittedModel {
    /// The models that run on every 64-bit Arm processor.
    static let arm64: [EmittedModel] = [
      .pronounce("ModelsArm64") { ModelsArm64.Pronounce.Predictor($0, capacity: $1) },
      .sentiment("ModelsArm64") { ModelsArm64.Sentiment.Predictor($0, capacity: $1) },
      .forecast(
        "ModelsArm64", { ModelsArm64.Forecast.Predictor($0, capacity: $1) },
        { ModelsArm64.Forecast.Stream($0) }),
      .caption("ModelsArm64") { ModelsArm64.Caption.Predictor($0, capacity: $1) },
      .classify("ModelsArm64") { ModelsArm64.Classify.Predictor($0, capacity: $1) },
    ]
  }
#endif
