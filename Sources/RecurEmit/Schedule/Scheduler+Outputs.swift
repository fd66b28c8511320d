import RecurGraph

/// Answers that kernels write where the caller wants them.
extension Scheduler {
  /// Puts each answer that nothing reads again, and that is written without padding, into the caller's
  /// memory, which saves its copy.
  mutating func writeOutputsInPlace() {
    guard !entry.isBatch else { return }
    let buffers = loops.outputs.map(\.buffer)
    for (index, value) in graph.body.results.enumerated() {
      guard let id = buffers[index], buffers.count(where: { $0 == id }) == 1,
        loops.outputs[index].isWhole, isPlain(id), let writers = writers(of: id, in: loops.body)
      else { continue }
      let count = graph[value].count
      guard writers.allSatisfy({ writes(exactly: count, $0) }) else { continue }
      loops[id].storage = .output(index)
      loops[id].name = InterfaceNames.result(graph.outputs[index].name)
      loops[id].stride = count
      for writer in writers where loops.kernels[writer.kernel].arguments[writer.argument].stride > 0
      {
        loops.kernels[writer.kernel].arguments[writer.argument].stride = count
      }
    }
  }

  /// An argument of a kernel.
  private struct Writer {
    var kernel: Int
    var argument: Int
    var offset: Int
  }

  /// Whether a buffer is needed for nothing but what one call writes to it.
  private func isPlain(_ id: BufferID) -> Bool {
    let buffer = loops[id]
    let isGenerated =
      if case .variable(let name)? = buffer.length {
        loops.generatedLengths[name] != nil
      } else {
        false
      }
    return buffer.storage == .workspace && buffer.element == .real && !buffer.isSwapped
      && !buffer.persists && !isGenerated && !loops.setup.buffers.contains(id)
  }

  /// The kernels that write to a buffer, or nil if it is also read, or written by anything else.
  private func writers(of id: BufferID, in statements: [Statement]) -> [Writer]? {
    var writers: [Writer] = []
    for statement in statements where [statement].buffers.contains(id) {
      switch statement {
      case .kernel(let kernel, let arguments, _):
        for (argument, reference) in arguments.enumerated() where reference.buffer == id {
          writers.append(Writer(kernel: kernel, argument: argument, offset: reference.offset))
        }
      case .loop(let loop):
        guard let inner = self.writers(of: id, in: loop.body) else { return nil }
        writers += inner
      default:
        return nil
      }
    }
    return writers
  }

  /// Whether a kernel writes `count` elements through an argument, no padding behind them, and does not
  /// read them.
  private func writes(exactly count: Int, _ writer: Writer) -> Bool {
    let kernel = loops.kernels[writer.kernel]
    let tiles = kernel.tiles
    let isRead =
      kernel.products.contains { $0.vector == writer.argument || $0.weights == writer.argument }
      || (Array(kernel.sources.values) + kernel.starts.values.joined()).contains {
        $0.argument == writer.argument
      }
    return !isRead && writer.offset == 0 && tiles.extent == count
      && tiles.whole * tiles.lanes + tiles.tail == count
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

extension Kernel.Source {
  /// The argument that is read.
  fileprivate var argument: Int? {
    switch self {
    case .vector(let argument, _), .scalar(let argument): argument
    case .constant, .stream, .computed: nil
    }
  }
}
