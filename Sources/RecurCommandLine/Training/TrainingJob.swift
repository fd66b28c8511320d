import Foundation
import RecurBinary
import RecurCompiler
import RecurEmit
import RecurTraining
import RecurWeights

/// What a command line asks to be trained: everything is looked at before anything long begins.
struct TrainingJob {
  private let console: Console
  private let specPath: String
  private let source: TrainingSource
  private let examples: Examples
  private let plan: BatchPlan
  private let weights: [String: HostTensor]
  private let threads: Int
  private let folder: RunFolder
  private let isResumed: Bool
  private let interval: Double
  private let kept: String?

  /// Reads the spec and the data.
  init(_ invocation: Invocation, _ console: Console) throws {
    self.console = console
    specPath = invocation.first(.spec) ?? ""
    isResumed = invocation.has(.resume)
    kept = invocation[.keep]
    interval = try invocation.number(.checkpoints, standard: 60)
    threads = try invocation.trainingThreads()
    folder = try RunFolder(try invocation.required(.runFolder), isResumed: isResumed)
    source = try TrainingSource(invocation, console)
    let settings = source.training.settings
    let seed = UInt64(settings.seed)
    if invocation[.validationData] == nil, settings.validation > 0,
      source.dataOptions.windowsOverlap
    {
      throw invocation.fault(
        "windows that overlap cannot be split: give '\(Option.validationData.spelling)' or "
          + "'--validation 0'")
    }
    var examples = try console.during("Reading the data") { [source] in
      try source.examples(invocation.all(.data))
    }
    if let path = invocation[.validationData] {
      let count = examples.count
      examples.append(try source.examples([path]))
      plan = BatchPlan(
        lengths: examples.lengths, learningFrom: count, size: settings.batch, seed: seed)
    } else {
      plan = BatchPlan(
        lengths: examples.lengths, share: settings.validation, isOrdered: examples.isOrdered,
        size: settings.batch, seed: seed)
    }
    guard !plan.training.isEmpty else { throw RecurFault("the data hold no example") }
    self.examples = examples
    if let start = invocation[.start] {
      weights = try source.weights(start)
    } else {
      var tensors = RandomWeights.tensors(of: source.model.lowered, seed: seed)
      source.setStatistics(of: examples, plan.training, in: &tensors)
      weights = tensors
    }
  }

  /// Trains to the end.
  func run() throws {
    let identity = identity
    let progress = try folder.progress(of: identity) ?? TrainingProgress(identity: identity)
    let display = TrainingDisplay(source.training.settings, console)
    if progress.isFinished(under: source.training.settings) {
      console.errors("Nothing is left to do\n")
      return try display.end(progress, folder: folder.path)
    }
    let work = try WorkFolder(keeping: kept)
    defer { work.remove() }
    let program = try source.start(
      examples, from: weights, threads: threads, in: work, writingTo: folder.url, console)
    defer { program.end() }
    if folder.hasCheckpoint { try program.restore(from: TrainingRun.Files.checkpoint) }
    let run = TrainingRun(
      of: source.model.name, source.training.settings, plan, worker: program, in: folder.url,
      from: progress, interval: interval, observe: display.show)
    display.begin(run, examples: plan)
    do {
      try run.finish()
    } catch let fault as BrokenTraining {
      display.clear()
      throw BrokenValue.explanation(
        of: fault, source.training, examples, in: folder.url, at: specPath)
    }
    try display.end(run.progress, folder: folder.path)
  }

  /// What a checkpoint must be of for the run to go on from it.
  private var identity: [String: String] {
    func hash(_ tensors: [String: HostTensor]) -> String {
      var hash = ContentHash()
      for (name, tensor) in tensors.sorted(by: { $0.key < $1.key }) {
        hash.add(name.utf8)
        hash.add(tensor.bytes)
      }
      return hash.text
    }
    var graph = ContentHash()
    graph.add(source.training.lowered.description.utf8)
    let settings = source.training.settings
    return [
      "model": "\(source.model.name) \(graph.text)", "data": hash(examples.file()),
      "weights": hash(weights), "threads": "\(threads)", "target": source.options.target.name,
      "validation": "\(plan.validation.count) examples",
      // More epochs, or more patience, may follow; what came before is then as it was.
      "settings": settings.lines
        .filter { !$0.hasPrefix("epochs ") && !$0.hasPrefix("patience ") }
        .joined(separator: ", "),
      "goal": settings.kept.map { "\($0.goal) \(settings.metrics[$0.index].name)" }
        ?? "lowest loss",
    ]
  }
}
