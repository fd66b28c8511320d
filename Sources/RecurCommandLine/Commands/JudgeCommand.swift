import Foundation
import RecurTraining
import RecurWeights

extension Command {
  static let judge = Command(
    name: "judge", overview: "Tell how well weights do on data.",
    discussion: """
      Computes what the spec's 'train' block calls the loss, and its metrics: the mean of each over all \
      examples in the data, which are read as 'train' reads them. No weight is changed.
      """,
    arguments: [.spec, .data],
    options: [.model, .weights.required] + Option.data
      + [.trainingThreads.standard("1"), .sizes, .keep],
    run: { invocation, console in
      let threads = try invocation.trainingThreads()
      let source = try TrainingSource(invocation, console)
      let weights = try source.weights(try invocation.required(.weights))
      let examples = try console.during("Reading the data") {
        try source.examples(invocation.all(.data))
      }
      let plan = BatchPlan(
        lengths: examples.lengths, learningFrom: 0, size: source.training.settings.batch, seed: 0)
      let work = try WorkFolder(keeping: invocation[.keep])
      defer { work.remove() }
      let program = try source.start(
        examples, from: weights, threads: threads, in: work, writingTo: work.url, console)
      defer { program.end() }
      guard let sums = try program.judge(plan.judgements) else {
        throw RecurFault("the data hold no example")
      }
      let metrics = zip(source.training.settings.metrics.map(\.name), sums.meanMetrics)
      for (name, number) in [("loss", sums.meanLoss)] + metrics {
        try console.print("\(name) " + String(format: "%.6g", number))
      }
      guard sums.meanLoss.isFinite else {
        throw RecurFault("the loss of these weights and data is no finite number")
      }
    })
}
