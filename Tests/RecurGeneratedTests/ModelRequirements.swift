/// What the five shipped models promise, whatever they are emitted for.
protocol Emitted: Sendable {
  static var signature: String { get }
  init(tensor: (_ path: String, _ shape: [Int]) throws -> [Float]) rethrows
}

protocol PronounceModel: Emitted {
  func predict(word: [Int32]) throws -> [Int32]
}

protocol PronouncePredictor: ~Copyable, SendableMetatype {
  mutating func predict(word: Span<Int32>, phonemes: inout MutableSpan<Int32>) throws -> Int
}

protocol SentimentModel: Emitted {
  func predict(review: [Int32]) throws -> [Float]
}

protocol SentimentPredictor: ~Copyable, SendableMetatype {
  mutating func predict(review: Span<Int32>, label: inout MutableSpan<Float>) throws
}

protocol ForecastModel: Emitted {
  func predict(x: [Float]) throws -> [Float]
}

protocol ForecastPredictor: ~Copyable, SendableMetatype {
  mutating func predict(x: Span<Float>, y: inout MutableSpan<Float>) throws
}

protocol ForecastStream: ~Copyable, SendableMetatype {
  mutating func reset()
  mutating func step(x: Span<Float>, y: inout MutableSpan<Float>) throws
  mutating func step(count: Int, x: Span<Float>, y: inout MutableSpan<Float>) throws
  func snapshot() -> [UInt8]
  mutating func restore(_ bytes: [UInt8]) throws
}

protocol CaptionModel: Emitted {
  func predict(image: [Float]) throws -> [Int32]
}

protocol CaptionPredictor: ~Copyable, SendableMetatype {
  mutating func predict(image: Span<Float>, words: inout MutableSpan<Int32>) throws -> Int
}

protocol ClassifyModel: Emitted {
  func predict(x: [Float]) throws -> [Float]
}

protocol ClassifyPredictor: ~Copyable, SendableMetatype {
  mutating func predict(x: Span<Float>, classes: inout MutableSpan<Float>) throws
}
