import RecurGraph

/// A piece of memory that emitted code reads or writes.
struct Buffer: Hashable {
  /// Who owns the memory.
  enum Storage: Hashable {
    /// The caller's, read only: the model's input at this index, without padding.
    case input(Int)
    /// The caller's, written only: the model's output at this index, without padding.
    case output(Int)
    /// A packed parameter.
    case weights(PackTable.Entry)
    /// The entry point's own workspace.
    case workspace
  }

  /// The local name of the buffer's base address in emitted code.
  var name: String
  /// Whose memory it is.
  var storage: Storage
  /// What one element is: four bytes each, a `Float` or an `Int32`.
  var element: Element
  /// The elements in use at one time step; of a matrix, those of each column.
  var count: Int
  /// The columns of a matrix, each at the start of a cache line behind the one before.
  var columns = 1
  /// The elements from one row to the next: from one time step to the next or, in a batch, from one
  /// sequence to the next at the same time step.
  var stride: Int
  /// The time axis, or nil.
  var length: Length?
  /// Whether emitted code exchanges the base address with that of another buffer.
  var isSwapped = false
  /// Whether the contents must outlive one call.
  var persists = false
  /// Whether each sequence of a batch has contents of its own: a buffer with a time axis lies as
  /// `[time][row][stride]`, one without as `[row][stride]`.
  var hasRows = false

  /// Makes room for `count` elements, if there is less.
  mutating func enlarge(to count: Int) {
    self.count = max(self.count, count)
    stride = max(stride, count.paddedToLine)
  }
}

/// The position of a buffer in `Loops.buffers`.
struct BufferID: Hashable, Comparable {
  var index: Int
  static func < (a: BufferID, b: BufferID) -> Bool { a.index < b.index }
}

/// An address: a place in a buffer, at one time step if the buffer is a sequence.
struct Reference: Hashable {
  var buffer: BufferID
  /// Elements past the start of the time step.
  var offset = 0
  /// The time step, or nil for a buffer without one or for a whole sequence.
  var time: TimeIndex?
}

/// A time step as emitted code computes it.
enum TimeIndex: Hashable {
  /// The counter of a loop, counted from either end of the sequence.
  case loop(String, Direction)
  /// A step known when compiling.
  case fixed(Int)
  /// The last step.
  case last
}
