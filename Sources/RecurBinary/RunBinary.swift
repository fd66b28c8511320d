#if canImport(RecurWeights)
  import RecurWeights
#endif

/// Runs the command line of a built executable and answers its exit code: 0, 1 for the user's faults, 2
/// for wrong usage.
///
/// - Parameters:
///   - type: the emitted model.
///   - arguments: the whole command line, the program's name first.
///   - target: what the code is compiled for that runs.
///   - targets: what the executable holds code for.
///   - embeddedWeights: a safetensors file in memory, for executables that need no `--weights`.
///   - console: where text comes from and goes to.
public func runBinary<Model: BinaryModel & ~Copyable>(
  _ type: Model.Type, arguments: [String], target: String? = nil, targets: [String] = [],
  embeddedWeights: UnsafeRawBufferPointer? = nil, console: BinaryConsole = .standard
) -> Int32 {
  let signature: ModelSignature
  do throws(RecurFault) {
    signature = try ModelSignature(json: Model.signature)
  } catch {
    console.writeError("error: \(error.message)\n")
    return 1
  }
  let driver = BinaryDriver(
    signature: signature, target: target, targets: targets, takesThreads: Model.takesThreads,
    embeddedWeights: embeddedWeights.map { ByteSource($0, name: "embedded weights") },
    console: console
  ) { weights, threads in
    let kept = KeptBinaryModel(try Model(weights))
    if threads > 1 { kept.model.use(threads: threads) }
    guard Model.batchLimit > 1 else {
      return AnsweringModel { inputs in try kept.model.run(inputs) }
    }
    return AnsweringModel(limit: Model.batchLimit, mixesLengths: Model.mixesLengths) { rows in
      rows.count == 1 ? [try kept.model.run(rows[0])] : try kept.model.runBatch(rows)
    }
  }
  return driver.run(arguments)
}

/// A model that a closure can hold, even one that cannot be copied.
private final class KeptBinaryModel<Model: BinaryModel & ~Copyable> {
  var model: Model

  init(_ model: consuming Model) {
    self.model = model
  }
}
