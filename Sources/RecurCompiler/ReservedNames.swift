import RecurEmit
import RecurLanguage

/// The names that a model cannot have because the Swift that is emitted for it holds them already.
enum ReservedNames {
  /// What is wrong with the names of `models`.
  static func faults(in models: [TypedModel]) -> [Diagnostic] {
    let names = Set(models.map(\.name))
    return models.compactMap { model in
      if types.contains(model.name) || emittedIdentifiers.contains(model.name) {
        return Diagnostic(
          at: model.span, "a model cannot be called '\(model.name)': emitted code has such a type")
      }
      for suffix in companions where model.name.hasSuffix(suffix) {
        let other = String(model.name.dropLast(suffix.count))
        guard names.contains(other) else { continue }
        return Diagnostic(
          at: model.span,
          "a model cannot be called '\(model.name)': emitted code has such a type for '\(other)'")
      }
      return nil
    }
  }

  /// What is appended to a model's name for the types beside its own.
  static let companions = ["Weights", "Program", "Kernels", "Binary", "Timed", "Training"]

  /// The types of Swift that emitted code names, and those of the files that every executable holds.
  static let types: Set<String> = Set([
    "Any", "Array", "Bool", "CInt", "CommandLine", "CustomStringConvertible", "Double", "Error",
    "Float",
    "InputError", "Predictor", "PredictorCall", "Stream", "StreamCall", "StreamState", "Batch",
    "BatchCall",
    "RowPlaces", "Team", "TeamTiles", "Trainer", "TrainingCall", "UnevenCall",
    "Workers", "WorkersState", "WorkerBody", "pthread_t", "pthread_mutex_t", "pthread_cond_t",
    "Int", "Int32", "MachineLimits", "MutableSpan", "Never", "Optional", "PlainKernel", "Self",
    "Sendable", "Set", "SIMD16",
    "SIMD4", "SIMD8", "Span", "String", "UInt32", "UnsafeMutablePointer",
    "UnsafeMutableRawPointer", "UnsafePointer", "UnsafeRawBufferPointer", "UnsafeRawPointer",
    "F32x16", "F32x4", "F32x8",
  ]).union(executables).union(TargetDescription.table.map(\.entryPoint))

  /// What `RecurWeights` and `RecurBinary` declare, which is compiled into every executable.
  static let executables: Set<String> = [
    "AnswerPrinter", "AnsweringModel", "AtomicFile", "BinaryCommand", "BinaryConsole",
    "BinaryDriver",
    "BinaryHelp", "BinaryLineReader", "BinaryModel", "BinaryNumber", "BinaryTimer", "BinaryVariant",
    "ByteSource",
    "CyclicRedundancyCheck", "HostTensor", "InflateTable", "Inflater",
    "JSONFields", "JSONReader", "JSONValue", "KeptBinaryModel", "LittleEndianBytes",
    "ModelSignature", "NearMiss", "NumpyArchive", "NumpyFile", "NumpyHeader", "PaddedRows",
    "RecurFault",
    "RecurRelease", "SafetensorsFile", "SafetensorsWriter", "TensorAnswerer",
    "TensorArchive", "TensorElement", "TensorEntry", "TensorFile", "TensorStack",
    "TextSession", "TimedCommand", "TimedModel", "TimedSession", "TokenEncoder", "TrainableModel",
    "TrainedValue", "TrainingArguments", "TrainingBatch", "TrainingCheckpoint", "TrainingData",
    "TrainingSession", "TrainingSums", "WeightAudit",
    "WeightBinding", "ZipArchive",
    "exit", "runBest", "runBinary", "runTimed", "runTraining",
  ]
}
