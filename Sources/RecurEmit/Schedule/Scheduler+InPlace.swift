import RecurGraph

/// Kernels that read and write where the caller has inputs and wants answers.
extension Scheduler {
  /// Has kernels work in the caller's memory where that needs no padding, which saves the copies: 7% of
  /// the time of 32 LSTMs of 128 units.
  mutating func workInPlace() {
    if entry.isBatch { readInputsInPlace() }
    writeOutputsInPlace()
  }

  /// Leaves out the copies of a batch's inputs that kernels can read row by row.
  private mutating func readInputsInPlace() {
    loops.body = loops.body.filter { statement in
      guard case .interleave(let input, let rows) = statement,
        loops.outputs.allSatisfy({ $0.buffer != rows })
      else { return true }
      let others = loops.body.filter { !$0.interleaves(to: rows) }
      guard let uses = uses(of: rows, in: others), canMove(uses, of: rows),
        uses.allSatisfy({
          !$0.isWritten(in: loops) && $0.reads(within: loops[input].count, in: loops)
        })
      else { return true }
      move(rows, uses, to: loops[input].storage, name: loops[input].name, count: loops[input].count)
      return false
    }
  }

  /// Puts each answer that nothing reads again, and that is written without padding, into the caller's
  /// memory.
  private mutating func writeOutputsInPlace() {
    let buffers = loops.outputs.map(\.buffer)
    for (index, value) in graph.body.results.enumerated() {
      guard let id = buffers[index], buffers.count(where: { $0 == id }) == 1,
        loops.outputs[index].isWhole, let uses = uses(of: id, in: loops.body), canMove(uses, of: id)
      else { continue }
      let count = graph[value].count
      guard uses.allSatisfy({ $0.writes(exactly: count, in: loops) }) else { continue }
      let name = InterfaceNames.result(graph.outputs[index].name)
      move(id, uses, to: .output(index), name: name, count: count)
    }
  }

  /// Makes a buffer the caller's memory, in which rows lie without padding, and in a batch those of
  /// each sequence together.
  private mutating func move(
    _ id: BufferID, _ uses: [Use], to storage: Buffer.Storage, name: String, count: Int
  ) {
    loops[id].storage = storage
    loops[id].name = name
    loops[id].stride = count
    loops[id].hasRows = false
    for use in uses where use.argument(in: loops).stride > 0 {
      loops.kernels[use.kernel].arguments[use.index].stride = count
      loops.kernels[use.kernel].arguments[use.index].isSpread =
        entry.isBatch && loops[id].length != nil
    }
  }

  /// Whether a buffer is needed for nothing but what kernels do with it in one call, in a batch at one
  /// time step each.
  private func canMove(_ uses: [Use], of id: BufferID) -> Bool {
    let buffer = loops[id]
    let isGenerated =
      if case .variable(let name)? = buffer.length {
        loops.generatedLengths[name] != nil
      } else {
        false
      }
    return buffer.storage == .workspace && buffer.element == .real && !buffer.isSwapped
      && !buffer.persists && !isGenerated && !loops.setup.buffers.contains(id)
      && (!entry.isBatch || buffer.length == nil || uses.allSatisfy(\.isAtOneStep))
  }

  /// The arguments that a buffer is, or nil if anything but kernels uses it.
  private func uses(of id: BufferID, in statements: [Statement]) -> [Use]? {
    var uses: [Use] = []
    for statement in statements where [statement].buffers.contains(id) {
      switch statement {
      case .kernel(let kernel, let arguments, let length):
        for (index, reference) in arguments.enumerated() where reference.buffer == id {
          uses.append(
            Use(
              kernel: kernel, index: index, offset: reference.offset,
              isAtOneStep: length == nil && reference.time != nil))
        }
      case .loop(let loop):
        guard let inner = self.uses(of: id, in: loop.body) else { return nil }
        uses += inner
      default:
        return nil
      }
    }
    return uses
  }
}

/// An argument of a kernel.
private struct Use {
  let kernel: Int
  let index: Int
  /// The elements in front of what the kernel is given.
  let offset: Int
  /// Whether it is one time step of a sequence.
  let isAtOneStep: Bool

  func argument(in loops: Loops) -> Kernel.Argument { loops.kernels[kernel].arguments[index] }

  func isWritten(in loops: Loops) -> Bool { argument(in: loops).isWritten }

  /// Whether the kernel reads no padding behind `count` elements.
  func reads(within count: Int, in loops: Loops) -> Bool {
    let kernel = loops.kernels[kernel]
    return kernel.outsideSources.allSatisfy {
      switch $0 {
      case .vector(index, let start): offset + start + kernel.tiles.covered <= count
      case .column(index, _): false
      default: true
      }
    }
  }

  /// Whether the kernel writes `count` elements, no padding behind them, and does not read them.
  func writes(exactly count: Int, in loops: Loops) -> Bool {
    let kernel = loops.kernels[kernel]
    let isRead =
      kernel.products.contains { $0.vector == index || $0.weights == index }
      || kernel.outsideSources.contains { $0.argument == index }
    return isWritten(in: loops) && !isRead && offset == 0 && kernel.tiles.extent == count
      && kernel.tiles.covered == count
  }
}

extension Tiles {
  /// The elements of all tiles, padding included.
  fileprivate var covered: Int { whole * lanes + tail }
}

extension Kernel {
  /// Where values come from that the kernel does not compute.
  fileprivate var outsideSources: [Source] {
    Array(sources.values) + starts.values.joined() + sums.map(\.factor)
  }
}

extension Kernel.Source {
  /// The argument that is read.
  fileprivate var argument: Int? {
    switch self {
    case .vector(let argument, _), .scalar(let argument), .column(let argument, _),
      .across(let argument, _):
      argument
    case .constant, .stream, .computed: nil
    }
  }
}

extension Statement {
  /// Whether it copies a batch's input to `rows`.
  fileprivate func interleaves(to rows: BufferID) -> Bool {
    if case .interleave(_, rows) = self { true } else { false }
  }
}

extension OutputPlace {
  fileprivate var buffer: BufferID? {
    if case .memory(let reference) = self { reference.buffer } else { nil }
  }

  /// Whether all of a buffer is the answer.
  fileprivate var isWhole: Bool {
    if case .memory(let reference) = self {
      reference.offset == 0 && reference.time == nil
    } else {
      false
    }
  }
}
