import Foundation
import RecurTestSupport
import RecurTraining
import RecurWeights
import Testing

@testable import RecurCommandLine

/// `recur train` learns, ends well, and goes on after any end.
@Suite("Training", .serialized) struct TrainCommandTests {
  /// Tells whether there are more ones than zeros, from examples in a table.
  private final class Folder {
    static let spec = """
      vocabulary bits = ["0", "1"] {
        split characters
      }

      model Majority {
        input text: sequence of token(bits)
        h = GRU(8)(embedding(text, 4))
        output isOne: [1] = sigmoid(dense(dropout(h.last, 0.1), 1))

        train {
          target truth: [1]
          loss binaryCrossEntropy(isOne, truth)
          metric accuracy = binaryAccuracy(isOne, truth)
          optimizer adam(rate: 0.01)
          schedule cosine(warmUp: 5)
          epochs 6
          batch 8
        }
      }

      """

    let url = FileManager.default.temporaryDirectory
      .appending(path: "recur train \(UUID().uuidString)")

    init(examples: Int = 400) throws {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
      try write(Self.spec, to: "majority.recur")
      var random = SplitMix64(state: 3)
      var rows = ["text\ttruth"]
      for _ in 0..<examples {
        let bits = (0..<2 * (random.next() % 6) + 1).map { _ in random.next() >> 63 }
        let ones = bits.count { $0 == 1 }
        rows.append("\(bits.map(String.init).joined())\t\(2 * ones > bits.count ? 1 : 0)")
      }
      try write(rows.joined(separator: "\n") + "\n", to: "data.tsv")
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appending(path: name).path(percentEncoded: false) }

    func write(_ text: String, to name: String) throws {
      try text.write(toFile: path(name), atomically: true, encoding: .utf8)
    }

    func bytes(_ name: String) throws -> Data {
      try Data(contentsOf: url.appending(path: name))
    }

    /// The words of a command line that trains to a folder.
    func words(_ output: String, _ more: String...) -> [String] {
      ["train", path("majority.recur"), path("data.tsv"), "-o", path(output)] + more
    }

    /// The losses of epochs.
    func losses(_ output: String) throws -> [Double] {
      try String(decoding: bytes("\(output)/metrics.csv"), as: UTF8.self).split(separator: "\n")
        .dropFirst().compactMap { Double($0.split(separator: ",")[3]) }
    }

    /// What of a run must not depend on what happened to it.
    func result(_ output: String) throws -> [Data] {
      let checkpoint = try SafetensorsFile(path: path("\(output)/checkpoint.safetensors"))
      return try [
        bytes("\(output)/weights.safetensors"),
        Data(checkpoint.tensor("trainer").bytes),
      ]
    }
  }

  @Test func learnsAndGoesOn() throws {
    let folder = try Folder()
    let short = CapturedRun(folder.words("a", "--epochs", "2"))
    #expect(short.code == 0, "\(short.errors)")
    #expect(short.output.hasPrefix("\(folder.path("a"))/weights.safetensors: epoch "))
    #expect(short.errors.contains("360 examples to learn from, 40 to judge by; 45 steps an epoch"))

    let again = CapturedRun(folder.words("a"))
    #expect(again.code == 1)
    #expect(again.errors.contains("holds a run already: give '--resume'"))
    // A cosine is another one over more epochs.
    let other = CapturedRun(folder.words("a", "--resume", "--schedule", "constant"))
    #expect(other.code == 1)
    #expect(other.errors.contains("is of another run: its settings are"))
    let checkpoint = folder.path("a/checkpoint.safetensors")
    for note in [[:], ["recur.training": "{}"]] {
      try SafetensorsWriter.write([:], metadata: note, to: checkpoint)
      let foreign = CapturedRun(folder.words("a", "--resume"))
      #expect(foreign.code == 1)
      #expect(foreign.errors.contains("'\(checkpoint)' is not a checkpoint of a training"))
    }

    let whole = CapturedRun(folder.words("b"))
    #expect(whole.code == 0, "\(whole.errors)")
    let losses = try folder.losses("b")
    #expect(losses.count == 6)
    #expect(losses[5] < 0.5, "\(losses)")
    #expect(losses[5] < losses[0])
    let curves = try String(decoding: folder.bytes("b/curves.svg"), as: UTF8.self)
    #expect(curves.hasPrefix("<svg") && curves.contains(">validation<"))

    // Sums in another order, in single precision, over 270 steps.
    let cut = CapturedRun(folder.words("e", "--recompute", "4"))
    #expect(cut.code == 0, "\(cut.errors)")
    #expect(zip(losses, try folder.losses("e")).allSatisfy { abs($0 - $1) < 1e-3 * $0 })
    #expect(try folder.result("b") != folder.result("e"))

    let same = CapturedRun(folder.words("c"))
    #expect(same.code == 0)
    #expect(try folder.result("b") == folder.result("c"))
    let seed = CapturedRun(folder.words("d", "--seed", "2"))
    #expect(seed.code == 0)
    #expect(try folder.result("b") != folder.result("d"))
    let idle = CapturedRun(folder.words("c", "--resume"))
    #expect(idle.code == 0)
    #expect(try folder.result("b") == folder.result("c"))
  }

  /// What training says of the examples to judge by is what judging says of them.
  @Test func judgingTellsTheLoss() throws {
    let folder = try Folder()
    let rows = try String(decoding: folder.bytes("data.tsv"), as: UTF8.self).split(separator: "\n")
    try folder.write(([rows[0]] + rows.suffix(70)).joined(separator: "\n"), to: "other.tsv")
    let trained = CapturedRun(folder.words("a", "--validation-data", folder.path("other.tsv")))
    #expect(trained.code == 0, "\(trained.errors)")
    let judged = CapturedRun([
      "judge", folder.path("majority.recur"), folder.path("other.tsv"), "--weights",
      folder.path("a/weights.safetensors"),
    ])
    #expect(judged.code == 0, "\(judged.errors)")
    let epochs = try String(decoding: folder.bytes("a/metrics.csv"), as: UTF8.self)
      .split(separator: "\n").dropFirst().map { $0.split(separator: ",").compactMap { Double($0) } }
    let best = try #require(epochs.min { $0[3] < $1[3] })
    #expect(judged.output == String(format: "loss %.6g\naccuracy %.6g\n", best[3], best[8]))
    #expect(best[8] > 0.8 && best[8] <= 1)
  }

  /// Killed at 20 random moments, a run ends with the bytes of an undisturbed one.
  @Test func killingLosesNothing() throws {
    let folder = try Folder(examples: 3000)
    let words = ["--epochs", "12", "--checkpoint-every", "0"]
    let start = ContinuousClock.now
    let undisturbed = CapturedRun(
      folder.words("whole", "--epochs", "12", "--checkpoint-every", "0"))
    #expect(undisturbed.code == 0, "\(undisturbed.errors)")
    let first = ContinuousClock.now - start
    var random = SplitMix64(state: 11)
    var kills = 0
    var ends = 0
    while kills < 20 {
      let process = Process()
      process.executableURL = URL(filePath: try RecurProgram.path())
      process.arguments = folder.words("killed", "--resume") + words
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      let limit = Double(random.unit()) * min(first / .seconds(1), 6)
      Thread.sleep(forTimeInterval: limit)
      if process.isRunning {
        kill(process.processIdentifier, SIGKILL)
        kills += 1
      } else {
        // It had come to its end, and begins anew.
        ends += 1
        #expect(process.terminationStatus == 0)
        #expect(try folder.result("killed") == folder.result("whole"))
        try FileManager.default.removeItem(atPath: folder.path("killed"))
      }
      process.waitUntilExit()
    }
    let last = CapturedRun(folder.words("killed", "--resume") + words)
    #expect(last.code == 0, "\(last.errors)")
    #expect(try folder.result("killed") == folder.result("whole"))
  }

  @Test func whatIsNotFiniteStopsWithAdvice() throws {
    let folder = try Folder()
    let run = CapturedRun(
      folder.words("a", "--optimizer", "sgd(rate: 1e30)", "--schedule", "constant"))
    #expect(run.code == 1)
    #expect(run.errors.contains("epoch 1, step "), "\(run.errors)")
    #expect(run.errors.contains("the first number that is not finite: '"), "\(run.errors)")
    #expect(run.errors.contains("--clip \"norm 1\""))
    #expect(
      try SafetensorsFile(path: folder.path("a/broken.safetensors")).tensorNames.contains("h.Uz"))
  }

  /// A reservoir stays as it starts, whatever else the optimizer does to weights.
  @Test func fixedWeightsStay() throws {
    let folder = try Folder(examples: 60)
    let spec = Folder.spec.replacing("GRU(8)", with: "EchoState(8)")
    try folder.write(spec, to: "majority.recur")
    let run = CapturedRun(folder.words("a", "--optimizer", "adamW(rate: 0.1, decay: 0.5)"))
    #expect(run.code == 0, "\(run.errors)")
    let start = CapturedRun(
      ["init", folder.path("majority.recur"), "--seed", "1", "-o", folder.path("0.safetensors")])
    #expect(start.code == 0)
    let (before, after) = try (
      SafetensorsFile(path: folder.path("0.safetensors")),
      SafetensorsFile(path: folder.path("a/weights.safetensors"))
    )
    #expect(before.tensorNames == after.tensorNames)
    for name in before.tensorNames {
      let isFixed = ["h.W", "h.U", "h.b"].contains(name)
      #expect(try (before.tensor(name) == after.tensor(name)) == isFixed, "\(name)")
    }
  }

  #if os(Linux)
    @Test func aFullDiskLosesNoCheckpoint() throws {
      let folder = try Folder()
      let run = CapturedRun(folder.words("a", "--epochs", "2"))
      #expect(run.code == 0)
      let before = try folder.bytes("a/checkpoint.safetensors")
      try FileManager.default.removeItem(atPath: folder.path("a/metrics.csv"))
      try FileManager.default.createSymbolicLink(
        atPath: folder.path("a/metrics.csv"), withDestinationPath: "/dev/full")
      let full = CapturedRun(folder.words("a", "--resume", "--epochs", "3"))
      #expect(full.code == 1)
      #expect(full.errors.contains("No space left on device"), "\(full.errors)")
      #expect(try folder.bytes("a/checkpoint.safetensors") == before)
    }
  #endif

  @Test(arguments: [
    (["--rate", "-1"], 2, "'-1' is not a number that is at least 0"),
    (["--optimizer", "adamm"], 1, "adamm"),
    (["--optimizer", "adam }\nmodel X {"], 1, "<options>"),
    (["--clip", "sometimes 1"], 1, "sometimes"),
    (["--epochs", "0"], 1, "epochs"),
    (
      ["--truncate", "5"], 1,
      "'truncate' cannot cut this into pieces: what is read is at another time"
    ),
    (["--recompute", "5", "--truncate", "5"], 1, "'truncate' and 'recompute' are both said"),
    (["--stride", "5"], 2, "'--stride <rows>' goes with '--window <steps>'"),
    (["--window", "9", "--stride", "5"], 2, "windows that overlap cannot be split"),
    (["--columns", "txt=a"], 2, "has no input or target 'txt'; did you mean 'text'?"),
    (["--set", "H=5"], 1, "has a size 'H'"),
  ])
  func faultsAreTold(_ options: [String], _ code: Int32, _ message: String) throws {
    let folder = try Folder(examples: 10)
    let run = CapturedRun(folder.words("a") + options)
    #expect(run.code == code, "\(run.errors)")
    #expect(run.errors.contains(message), "\(run.errors)")
  }

  /// What is in the data is in the weights, and what goes back through a few steps at a time goes on from them.
  @Test func normalizesAndTruncates() throws {
    let folder = try Folder(examples: 1)
    try folder.write(
      """
      model Waves {
        input now: sequence of [2]
        h = GRU(4)(normalize(now))
        output next: sequence of [1] = denormalize(dense(h, 1), truth)

        train {
          target truth: sequence of [1]
          loss absoluteError(next, truth)
          optimizer adam(rate: 0.01)
          truncate 8
          epochs 4
          batch 4
          validation 0
        }
      }

      """, to: "waves.recur")
    let times = (0..<640).map { Double($0) / 5 }
    let high: [Double] = times.map { 1000 + 50 * sin($0) }
    let low: [Double] = times.map { cos($0) / 1000 }
    let rows = zip(high, low).map { "\($0)\t\($1)\n" }
    try folder.write("a\tb\n" + rows.joined(), to: "waves.tsv")
    func words(_ output: String, _ more: String...) -> [String] {
      [
        "train", folder.path("waves.recur"), folder.path("waves.tsv"), "-o", folder.path(output),
        "--columns", "now=a,b;truth=a", "--rows", "steps", "--window", "20",
      ] + more
    }
    let run = CapturedRun(words("a"))
    #expect(run.code == 0, "\(run.errors)")
    let weights = try SafetensorsFile(path: folder.path("a/weights.safetensors"))
    for (path, numbers) in [("h.normalize", [high, low]), ("next", [high])] {
      let means = try weights.tensor("\(path).mean").floats()
      let deviations = try weights.tensor("\(path).deviation").floats()
      #expect(means.count == numbers.count && deviations.count == numbers.count)
      for (index, column) in numbers.enumerated() {
        let mean = column.reduce(0, +) / 640
        let squares = column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let deviation = (squares / 640).squareRoot()
        let bound = 1e-6 * (abs(mean) + deviation)
        #expect(abs(Double(means[index]) - mean) < bound)
        #expect(abs(Double(deviations[index]) - deviation) < 1e-6 * deviation)
      }
    }
    #expect(CapturedRun(words("b", "--epochs", "2")).code == 0)
    #expect(CapturedRun(words("b", "--resume")).code == 0)
    #expect(try folder.result("a") == folder.result("b"))
    #expect(CapturedRun(words("c", "--truncate", "20")).code == 0)
    #expect(try folder.result("a") != folder.result("c"))
  }

  @Test func aModelMustSayWhatItIsTrainedFor() throws {
    let model = try TinyModel()
    let run = CapturedRun(
      ["train", model.path("tiny.recur"), model.path("in.safetensors"), "-o", model.path("a")])
    #expect(run.code == 1)
    #expect(run.errors.contains("'Tiny' has no 'train' block"))
  }
}
