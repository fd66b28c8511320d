import RecurTemplates

/// Makes Swift identifiers that differ from each other.
struct UniqueNames {
  private var taken: Set<String>

  /// Creates a source of names that differ from `reserved` too.
  init(reserved: Set<String> = []) { taken = reserved }

  /// An identifier like `name` that has not been made before.
  mutating func make(_ name: String) -> String { unique(Self.local(name)) }

  /// `name` as `safe`, unlike all that have been made before.
  mutating func makeSafe(_ name: String) -> String { unique(Self.safe(name)) }

  private mutating func unique(_ base: String) -> String {
    if taken.insert(base).inserted { return base }
    var number = 2
    while !taken.insert("\(base)_\(number)").inserted { number += 1 }
    return "\(base)_\(number)"
  }

  /// `text` with everything that no identifier may hold taken out.
  static func identifier(_ text: String) -> String {
    let kept = text.replacing("'", with: "Next").map {
      $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_"
    }
    let name = String(kept)
    guard let first = name.first else { return "value" }
    return first.isNumber ? "v\(name)" : name
  }

  /// `name` as an identifier that is no word of Swift and no name that emitted code relies on.
  static func safe(_ name: String) -> String {
    let name = identifier(name)
    let isLikeVectors = name.hasPrefix("F32x") || name.hasPrefix("recur_")
    return keywords.contains(name) || isLikeVectors ? "\(name)Value" : name
  }

  /// `name` as `safe`, and unlike the numbered names that kernels and entry points make up.
  static func local(_ name: String) -> String {
    let name = safe(name)
    let madeUp =
      [
        "ahead", "at", "every", "factor", "fetched", "fixed", "integers", "k", "outer", "outerSum",
        "p",
        "pack", "scale",
        "sum", "sums", "u", "w", "x", "zero",
      ] + Reduction.table.keys
    let digits = name.drop { !$0.isNumber }
    return !digits.isEmpty && madeUp.contains(String(name.dropLast(digits.count)))
      ? "\(name)Value" : name
  }

  fileprivate static let keywords = MathTemplate.declaredNames.union(Reduction.table.keys).union([
    // Swift's.
    "as", "break", "case", "catch", "class", "continue", "default", "defer", "deinit", "do", "else",
    "enum", "extension", "fallthrough", "false", "fileprivate", "for", "func", "guard", "if",
    "import", "in", "init", "inout", "internal", "is", "let", "nil", "operator", "private",
    "protocol", "public", "repeat", "rethrows", "return", "self", "static", "struct", "subscript",
    "super", "switch", "throw", "throws", "true", "try", "typealias", "var", "where", "while",
    "_", "Any", "Array", "Float", "Int", "Int32", "Self", "Span", "String", "swap", "count",
    "counts", "HostTensor", "InputError",
    // The shared functions'.
    "accumulate", "addSequence", "address", "allocate", "argmax", "arrangeRows", "bfloat16",
    "bfloat16Pairs", "broadcast4", "broadcast8", "broadcast16", "compute", "copy", "copyAhead",
    "copyRows", "dot", "elementwise",
    "extendLifetime", "fill", "floatingPointMode", "floats", "fma", "fnma", "gather", "highHalf",
    "join",
    "joinHalves", "keep", "leastScaled", "load", "load4", "load8", "load16", "lowHalf",
    "multiplyHalves", "offset", "onehot", "packColumns", "packMatrix", "packMatrixBfloat16",
    "packMatrixInt8",
    "leaveOut", "packStream", "packTable", "panelOfRows", "panelsOfColumns", "place", "placeRows",
    "packVector",
    "prefetch",
    "quantise4",
    "quantise8", "quantise16", "quantisedRows",
    "release", "repeatElements", "repeated", "restoreStream", "roundingShift", "rows", "sample",
    "scaling", "scatterRows",
    "snapshotSize", "sortRows", "total", "store4", "store8", "store16", "streamSnapshot",
    "scrambled", "timeTotalOfRows", "tokens", "totalOfRows", "transpose", "transposeRows",
    "widenHigh",
    "widenLow",
    // The entry points' own.
    "call", "capacity", "carried", "continuing", "done", "end", "i", "isEvaluation", "isOdd",
    "limit",
    "masks", "meeting", "model",
    "made", "own", "packs",
    "parameters", "piece", "lengthsOfPiece", "predict",
    "predictor",
    "reset",
    "room", "row", "rows", "signature", "size", "start", "step", "steps", "sums", "team", "tensor",
    "tensors", "threads", "tile", "weights", "worker", "workers",
    "workspace",
  ])
}

/// The words of Swift and the names of functions that emitted code relies on.
public var emittedIdentifiers: Set<String> { UniqueNames.keywords }
