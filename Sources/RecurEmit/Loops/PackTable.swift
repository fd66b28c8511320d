import RecurGraph

/// The packed parameters of a model: what is laid out where in its one weights allocation.
///
/// Entry points share a table, so that equal packs are held once.
struct PackTable {
  /// The position of a pack in the table.
  struct Entry: Hashable { var index: Int }

  /// The packs, in the order in which they lie in memory.
  private(set) var packs: [Pack] = []
  private var entries: [Pack: Entry] = [:]

  /// The entry of `pack`, made if there is none.
  mutating func entry(_ pack: Pack) -> Entry {
    if let entry = entries[pack] { return entry }
    packs.append(pack)
    let entry = Entry(index: packs.count - 1)
    entries[pack] = entry
    return entry
  }

  subscript(entry: Entry) -> Pack { packs[entry.index] }

  /// The first element of `entry`, in elements past the start of the allocation.
  func offset(of entry: Entry) -> Int { packs[..<entry.index].reduce(0) { $0 + $1.size } }

  /// The elements of the whole allocation.
  var size: Int { packs.reduce(0) { $0 + $1.size } }
}

/// A layout of parameters that a kernel reads.
enum Pack: Hashable {
  /// A vector, padded with zeros.
  case vector(LoadExpression, count: Int)

  /// The rows of a table, each padded with zeros to whole cache lines.
  case table(LoadExpression, rows: Int, columns: Int)

  /// The columns of a matrix, each padded with zeros to whole cache lines.
  case columns(LoadExpression, rows: Int, columns: Int)

  /// Streams of matrix rows for a product: `[tile][word][stream][lane]`, where lane `l` of tile `t` of a
  /// stream is row `t * lanes + l` of it, and rows past the extent are zero. A word holds one element of
  /// a row, or as many as `precision` says, which may have more words in front of a tile's and behind
  /// them.
  case matrix([MatrixRows], tiles: Tiles, depth: Int, precision: Precision)

  /// The elements that the pack takes, in whole cache lines.
  var size: Int {
    switch self {
    case .vector(_, let count): count.paddedToLine
    case .table(_, let rows, let columns): rows * columns.paddedToLine
    case .columns(_, let rows, let columns): columns * rows.paddedToLine
    case .matrix(let streams, let tiles, let depth, let precision):
      tiles.size(streams: streams.count, words: precision.tileWords(depth)).paddedToLine
    }
  }
}

/// `extent` rows of a matrix, from `start`.
struct MatrixRows: Hashable {
  var matrix: LoadExpression
  var start: Int
}

/// A tensor that is known when the weights are loaded.
indirect enum LoadExpression: Hashable {
  /// The weight at this index.
  case weight(Int)
  /// Tensors, one after the other along the first axis.
  case concatenate([LoadExpression])
  /// Elements `start ..< start + count` of the tensor in row-major order.
  case elements(LoadExpression, start: Int, count: Int)
  /// `count` elements of one value.
  case constant(Double, count: Int)
  /// A function of `count` elements of each tensor, of which one with a single element is repeated.
  case elementwise(ElementwiseFunction, [LoadExpression], count: Int)
  /// A matrix of so many rows and columns with these exchanged.
  case transposed(LoadExpression, rows: Int, columns: Int)
  /// Each element `each` times, and the whole `times` times.
  case repeated(LoadExpression, each: Int, times: Int, count: Int)
}

extension Pack {
  /// The weights that the pack holds.
  var weights: Set<Int> {
    switch self {
    case .vector(let expression, _), .table(let expression, _, _),
      .columns(let expression, _, _):
      expression.weights
    case .matrix(let streams, _, _, _):
      streams.reduce(into: []) { $0.formUnion($1.matrix.weights) }
    }
  }
}

extension Pack {
  /// The functions that are applied when weights are loaded.
  var functions: Set<ElementwiseFunction> {
    switch self {
    case .vector(let expression, _), .table(let expression, _, _),
      .columns(let expression, _, _):
      expression.functions
    case .matrix(let streams, _, _, _):
      streams.reduce(into: []) { $0.formUnion($1.matrix.functions) }
    }
  }
}

extension LoadExpression {
  /// The functions that the tensor is computed by.
  var functions: Set<ElementwiseFunction> {
    switch self {
    case .weight, .constant: []
    case .concatenate(let parts): parts.reduce(into: []) { $0.formUnion($1.functions) }
    case .elements(let whole, _, _), .repeated(let whole, _, _, _), .transposed(let whole, _, _):
      whole.functions
    case .elementwise(let function, let operands, _):
      operands.reduce(into: [function]) { $0.formUnion($1.functions) }
    }
  }

  /// The weights that the tensor is made of.
  var weights: Set<Int> {
    switch self {
    case .weight(let index): [index]
    case .concatenate(let parts): parts.reduce(into: []) { $0.formUnion($1.weights) }
    case .elements(let whole, _, _), .repeated(let whole, _, _, _), .transposed(let whole, _, _):
      whole.weights
    case .constant: []
    case .elementwise(_, let operands, _):
      operands.reduce(into: []) { $0.formUnion($1.weights) }
    }
  }
}

extension Precision {
  /// The words, each of a number or of four bytes, that `depth` elements of a row take.
  func words(_ depth: Int) -> Int {
    switch self {
    case .f32, .f64: depth
    case .bf16: (depth + 1) / 2
    case .int8: (depth + 3) / 4
    }
  }

  /// The words of each lane and stream in a tile of a matrix with `depth` columns.
  func tileWords(_ depth: Int) -> Int {
    arithmetic.wordsInFront + words(depth) + arithmetic.wordsBehind
  }
}

extension Int {
  /// This number of elements of four bytes, rounded up to whole cache lines of 64 bytes.
  var paddedToLine: Int { (self + 15) / 16 * 16 }

  /// How many tiles of `lanes` cover this extent.
  func tiles(of lanes: Int) -> Int { (self + lanes - 1) / lanes }
}
