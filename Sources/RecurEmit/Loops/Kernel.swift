import RecurGraph

/// One phase: a loop over tiles of an extent that computes everything of a tile in registers.
struct Kernel {
  /// The function's name.
  var name: String
  /// The elements of each result, in vectors.
  var tiles: Tiles
  /// The matrix-vector products, those that share a vector together.
  var products: [ProductGroup]
  /// The elementwise computation, in order.
  var nodes: [Node]
  /// How each value that `nodes` and `stores` use is had.
  var sources: [Value: Source]
  /// What is written: the value and the argument it goes to.
  var stores: [(value: Value, argument: Int)]
  /// The pointers that the function takes.
  var arguments: [Argument]
  /// Whether the function runs over the steps of a sequence.
  var isSequence: Bool
  /// Whether the function can go through the tiles from the last to the first: steps that alternate find
  /// what the one before read last still in the cache.
  var turns = false

  /// Where a value comes from.
  enum Source: Hashable {
    /// A vector in memory, from `offset` elements past an argument.
    case vector(argument: Int, offset: Int)
    /// One number in memory, to be repeated.
    case scalar(argument: Int)
    /// The same number everywhere.
    case constant(Double)
    /// An accumulator: a stream of a product group.
    case stream(group: Int, stream: Int)
    /// A node of the kernel.
    case computed
  }

  /// One pointer.
  struct Argument: Hashable {
    /// The parameter's name.
    var name: String
    /// The elements from one time step to the next; 0 for what does not depend on time.
    var stride: Int
    /// Whether the kernel writes through it.
    var isWritten: Bool
    /// What it is, for the function's documentation.
    var summary: String
  }
}

extension Kernel {
  /// The lengths of the vectors that the kernel computes with, and of those that lie between them: a
  /// vector is taken apart by halves.
  var lanes: Set<Int> {
    guard tiles.tail > 0 else { return tiles.widths }
    let vectors = products.flatMap { tiles.tailVectors(streams: $0.streams) }
    let widest = (vectors.map(\.lanes) + tiles.widths).max()!
    return Set(sequence(first: widest) { $0 / 2 }.prefix { $0 >= tiles.tail })
  }
}

/// Products of several matrices with the same vector, which share one loop over its elements.
///
/// A stream is `extent` rows of a matrix; the streams' weights lie interleaved, see `Pack.matrix`.
struct ProductGroup {
  /// The argument that holds the packed weights.
  var weights: Int
  /// The argument that holds the vector.
  var vector: Int
  /// Elements past the vector's start.
  var offset: Int
  /// The elements of the vector.
  var depth: Int
  /// The number of streams.
  var streams: Int
  /// What the weights are held in.
  var precision: Precision = .f32

  /// The words of weights in each lane of a stream.
  var words: Int { precision.words(depth) }

  /// The factors in the vector: its elements, or words of them.
  var factors: Int { precision == .int8 ? words : depth }
}
