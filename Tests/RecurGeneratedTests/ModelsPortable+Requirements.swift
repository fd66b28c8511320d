import ModelsPortable

extension ModelsPortable.Pronounce: PronounceModel {}
extension ModelsPortable.Pronounce.Predictor: PronouncePredictor {}
extension ModelsPortable.Sentiment: SentimentModel {}
extension ModelsPortable.Sentiment.Predictor: SentimentPredictor {}
extension ModelsPortable.Forecast: ForecastModel {}
extension ModelsPortable.Forecast.Predictor: ForecastPredictor {}
extension ModelsPortable.Forecast.Stream: ForecastStream {}
extension ModelsPortable.Caption: CaptionModel {}
extension ModelsPortable.Caption.Predictor: CaptionPredictor {}
extension ModelsPortable.Classify: ClassifyModel {}
extension ModelsPortable.Classify.Predictor: ClassifyPredictor {}

extension EmittedModel {
  /// The models that run on every processor.
  static let portable: [EmittedModel] = [
    .pronounce("ModelsPortable") { ModelsPortable.Pronounce.Predictor($0, capacity: $1) },
    .sentiment("ModelsPortable") { ModelsPortable.Sentiment.Predictor($0, capacity: $1) },
    .forecast(
      "ModelsPortable", { ModelsPortable.Forecast.Predictor($0, capacity: $1) },
      { ModelsPortable.Forecast.Stream($0) }),
    .caption("ModelsPortable") { ModelsPortable.Caption.Predictor($0, capacity: $1) },
    .classify("ModelsPortable") { ModelsPortable.Classify.Predictor($0, capacity: $1) },
  ]
}
