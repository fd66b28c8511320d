import RecurGraph

/// One phase: a loop over tiles of an extent that computes everything of a tile in registers.
struct Kernel {
  /// The function's name.
  var name: String
  /// The elements of each result, in vectors.
  var tiles: Tiles
  /// The matrix-vector products, those that share a vector together.
  var products: [ProductGroup]
  /// What is in the sums before the products, from memory, which is there long before the last factor is.
  var starts: [ProductGroup.Sum: [Source]] = [:]
  /// The columns of the matrices that are computed, if they are matrices: all is done column by column
  /// then, but for what comes of `sums`.
  var columns: Int?
  /// The products of matrices, of which each column is added when it is computed.
  var sums: [ColumnSum] = []
  /// The elementwise computation, in order.
  var nodes: [Node]
  /// About when each of the computed values is there, in cycles.
  var readiness: [Value: Int] = [:]
  /// How each value that `nodes` and `stores` use is had.
  var sources: [Value: Source]
  /// What is written: the value and the argument it goes to.
  var stores: [(value: Value, argument: Int)]
  /// The pointers that the function takes.
  var arguments: [Argument]
  /// Whether the function can go through the tiles from the last to the first: steps that alternate find
  /// what the one before read last still in the cache.
  var turns = false
  /// Whether threads share the function's blocks of tiles.
  var isShared = false
  /// How many rows, which share the weights, the function computes.
  var rows: Rows

  /// The rows of one call.
  enum Rows: Hashable {
    /// A single one.
    case one
    /// As many as the caller says: the time steps of a sequence, the sequences of a batch, or both. The
    /// number that is usual, where it is known, decides how they are shared out.
    case many(usual: Int?)
  }

  /// Where a value comes from.
  enum Source: Hashable {
    /// A vector in memory, from `offset` elements past an argument.
    case vector(argument: Int, offset: Int)
    /// One number in memory, to be repeated.
    case scalar(argument: Int)
    /// A column of a matrix in memory, `step` elements behind the column before.
    case column(argument: Int, step: Int)
    /// One number for each column, to be repeated, `step` elements behind that of the column before.
    case across(argument: Int, step: Int)
    /// The same number everywhere.
    case constant(Double)
    /// An accumulator: a stream of a product group.
    case stream(group: Int, stream: Int)
    /// A node of the kernel.
    case computed
  }

  /// The product of a matrix with a vector.
  struct ColumnSum: Hashable {
    /// The matrix, which the kernel computes or reads.
    var matrix: Value
    /// The vector's element for each column.
    var factor: Source
    /// The product.
    var result: Value
  }

  /// One pointer.
  struct Argument: Hashable {
    /// The parameter's name.
    var name: String
    /// The elements from one row to the next; 0 for what is the same for all.
    var stride: Int
    /// Whether each row is a sequence, which lies `stride` for each of its time steps behind the one
    /// before: the function is told how far.
    var isSpread = false
    /// Whether the kernel writes through it.
    var isWritten: Bool
    /// What it is, for the function's documentation.
    var summary: String
  }
}

extension Kernel {
  /// How the function tells the elements from one row of an argument to the next.
  func spelledStride(_ argument: Int) -> String {
    arguments[argument].isSpread ? "every\(argument)" : "\(arguments[argument].stride)"
  }

  /// Where the row that is `next` past `row` begins in an argument, in elements: a call, since the type checker
  /// takes 2 ms for the operators.
  func offset(ofRow next: Int, in argument: Int) -> String {
    "offset(row, \(next == 0 ? "" : "\(next), ")\(spelledStride(argument)))"
  }

  /// The arguments whose rows lie as far apart as the caller says.
  var spreadArguments: [Int] { arguments.indices.filter { arguments[$0].isSpread } }

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
  /// The sums that the streams are added to, one for each stream.
  var sums: [Sum]

  /// The number of streams.
  var streams: Int { sums.count }
  /// What the weights are held in.
  var precision: Precision = .f32

  /// The words of weights in each lane of a stream.
  var words: Int { precision.words(depth) }

  /// The factors in the vector: its elements, or words of them.
  var factors: Int { precision == .int8 ? words : depth }

  /// The number of streams that have a sum of their own.
  func ownSums(of group: Int) -> Int { sums.count { $0.group == group } }

  /// A sum, named after the stream that it starts with.
  struct Sum: Hashable {
    var group: Int
    var stream: Int
  }
}
