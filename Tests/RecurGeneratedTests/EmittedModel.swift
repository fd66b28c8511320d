import AllocationCounter
import RecurWeights

/// A model of `Generated/`, whichever of the modules it is in.
struct EmittedModel: Sendable, CustomStringConvertible {
  /// The module that holds it.
  let module: String
  /// The model's name.
  let name: String
  /// Its signature as JSON.
  let signature: String
  /// Makes it from weights.
  let load: @Sendable (_ tensor: (String, [Int]) throws -> [Float]) throws -> LoadedModel

  var description: String { "\(module).\(name)" }

  /// Describes `model` by how its entry points are called.
  ///
  /// - Parameters:
  ///   - answer: calls the function for arrays.
  ///   - predictor: makes room for an input of so many time steps.
  ///   - predict: fills the answer's elements and returns their number where the model decides it.
  ///   - stepper: gives what takes the steps of an input, for a model that has a `Stream`.
  init<Model: Emitted, Predictor: ~Copyable>(
    _ module: String, _ name: String, _ model: Model.Type,
    answer: @escaping @Sendable (Model, Values) throws -> Values,
    predictor: @escaping @Sendable (Model, Int) -> Predictor,
    predict: @escaping @Sendable (inout Predictor, Values, inout Values) throws -> Int?,
    stepper: (@Sendable (Model) -> LoadedModel.Stepper)? = nil
  ) {
    self.module = module
    self.name = name
    signature = model.signature
    load = { tensor in
      let model = try Model(tensor: tensor)
      return LoadedModel(
        answer: { try answer(model, $0) },
        answerRepeatedly: { input, room, count in
          var kept = predictor(model, max(input.count, 1))
          var result = room
          var length = try predict(&kept, input, &result)
          let allocations = try AllocationCounter.count {
            for _ in 0..<count { length = try predict(&kept, input, &result) }
          }
          return Repetition(answer: length.map(result.prefix) ?? result, allocations: allocations)
        },
        stepRepeatedly: stepper?(model))
    }
  }
}

/// An emitted model with its weights, and its entry points.
struct LoadedModel {
  /// Takes an input's time steps through one `Stream`, first once and then `count` times from the
  /// beginning, filling the room for the answer.
  typealias Stepper = (_ input: Values, _ room: Values, _ count: Int) throws -> Repetition

  /// Answers through the function for arrays.
  let answer: (Values) throws -> Values
  /// Answers an input through one `Predictor`, first once and then `count` times, filling the room.
  let answerRepeatedly: (_ input: Values, _ room: Values, _ count: Int) throws -> Repetition
  /// Steps through an input, where the model has a `Stream`.
  let stepRepeatedly: Stepper?
}

/// What came of calling an entry point again and again.
struct Repetition {
  /// The last answer.
  let answer: Values
  /// The allocations of all calls but the first.
  let allocations: Int
}
