import RecurGraph

/// One action of an emitted entry point.
indirect enum Statement {
  /// Runs a kernel, over all time steps of `length` if there is one.
  case kernel(Int, arguments: [Reference], length: Length?)
  /// Sets every element, the padding too.
  case fill(Reference, Double)
  /// Copies `count` elements.
  case copy(from: Reference, to: Reference, count: Int)
  /// Copies `count` elements at every step of `length`, from which step `order` says, and from
  /// the same place each time if the source has no time axis.
  case copySequence(from: Reference, to: Reference, count: Int, length: Length, StepOrder)
  /// Copies a batch's input, which lies as `[row][time]`, to where it lies as `[time][row]`.
  case interleave(from: BufferID, to: BufferID)
  /// Copies the row that a token names: one step, or every step of `length`.
  case gather(table: BufferID, token: Reference, to: Reference, count: Int, length: Length?)
  /// Sets `count` elements to 0 but for a 1 where a token says: one step, or every step of `length`.
  case onehot(token: Reference, to: Reference, count: Int, length: Length?)
  /// Rounds `count` elements to bytes and puts their scale and the byte of zero behind them: one step, or
  /// every step of `length`.
  case quantise(from: Reference, to: Reference, count: Int, length: Length?)
  /// Reduces a vector to one number: one step, or every step of `length`.
  case reduce(ReductionKind, from: Reference, to: Reference, count: Int, length: Length?)
  /// Does what only gradients need.
  case gradient(GradientStatement)
  /// Runs `body` once for each step of `length`.
  case loop(Loop)
  /// Runs `body` until a token stops it.
  case generate(GenerateLoop)

  /// What a vector is reduced to.
  enum ReductionKind: Hashable {
    case real(Reduction)
    case argmax
    case sample(Sampling)

    /// Whether the number is a token.
    var isToken: Bool {
      if case .real = self { false } else { true }
    }
  }
}

/// From which time step what belongs to a step is copied.
enum StepOrder: Hashable {
  /// The same.
  case same
  /// The one that is as far from the end as this is from the start.
  case reversed
  /// The one so many steps later; 0 goes where there is none.
  case ahead(Int)
}

/// What gradients need and models do not.
struct GradientStatement {
  /// What is done.
  var operation: GradientOperation
  /// What is read, but for what only says how long the result is.
  var sources: [Reference]
  /// What is written.
  var target: Reference
  /// The extents of the result at one time step.
  var shape: [Int]
  /// The time axis that is summed over, or that of the result.
  var length: Length?
  /// Whether something is read that each row of a batch has by itself.
  var isOverRows: Bool
  /// Memory that it needs meanwhile.
  var scratch: BufferID?

  /// Every address.
  var references: [Reference] {
    sources + [target] + (scratch.map { [Reference(buffer: $0)] } ?? [])
  }
}

/// A scan.
struct Loop {
  /// The counter's name.
  var counter: String
  /// The number of steps.
  var length: Length
  /// The steps per iteration of the emitted loop.
  var unroll: Int
  /// One step.
  var body: [Statement]
  /// The pairs of buffers that change places after each step: the present and the next state.
  var swaps: [(BufferID, BufferID)]
}

/// A generation.
struct GenerateLoop {
  /// The description.
  var generate: Generate
  /// The name of the sequence's length.
  var length: String
  /// The token before.
  var previous: BufferID
  /// The token that one step yields.
  var token: Reference
  /// The answer.
  var output: BufferID
  /// The length of each row's answer, in a batch.
  var lengths: BufferID?
  /// One step.
  var body: [Statement]
  /// The pairs of buffers that change places after each step.
  var swaps: [(BufferID, BufferID)]
}

/// One entry point: what it does and the memory it does it in.
struct Loops {
  /// Whether threads run `body` together: all go through it, each does its share of every kernel, and one
  /// does everything else.
  var isShared = false
  /// Whether several inputs are answered side by side.
  var isBatch = false
  /// Every piece of memory.
  var buffers: [Buffer] = []
  /// Every kernel.
  var kernels: [Kernel] = []
  /// What is done before the first step; only a stream has it.
  var setup: [Statement] = []
  /// What a call does.
  var body: [Statement] = []
  /// Where a stream's states are before a step.
  var states: [BufferID] = []
  /// The pairs of buffers that change places after each call of a stream's step.
  var swaps: [(BufferID, BufferID)] = []
  /// The greatest length of each sequence whose length the model decides.
  var generatedLengths: [String: Int] = [:]
  /// Where the lengths are that the rows of a batch have chosen.
  var generatedRows: [String: BufferID] = [:]
  /// What a batch needs whose inputs differ in length; nil if none has a length, or for anything else.
  var uneven: UnevenRows?
  /// Where each of the model's outputs is when the call ends.
  var outputs: [OutputPlace] = []

  subscript(id: BufferID) -> Buffer {
    get { buffers[id.index] }
    set { buffers[id.index] = newValue }
  }

  mutating func add(_ buffer: Buffer) -> BufferID {
    buffers.append(buffer)
    return BufferID(index: buffers.count - 1)
  }
}

/// Where a result is when the call ends.
enum OutputPlace {
  case memory(Reference)
  case constant(Double)
}
