import RecurGraph

/// What a batch needs whose inputs differ in length: which rows there are at each time step.
///
/// The rows that have a time step lie one after the other, and behind them those of the next step. Rows are
/// in the order of falling first length, so that those that have a step are the first of all, and kernels
/// do no more rows than there are; at steps of other lengths rows may lie among these that have ended.
struct UnevenRows {
  /// The lengths that callers choose, in order.
  var lengths: [Places]
  /// The caller's number of each row.
  var order: BufferID
  /// Where the rows are that lie in the caller's memory if all are of one length.
  var copies: [BufferID: BufferID]

  /// One length.
  struct Places {
    /// Its name.
    var length: String
    /// The time steps of each row.
    var steps: BufferID
    /// The rows in front of each time step.
    var places: BufferID
  }

  /// All memory that there is for it.
  var buffers: [BufferID] {
    [order] + lengths.flatMap { [$0.steps, $0.places] } + copies.values.sorted()
  }

  /// Whether rows may lie among those of a time step that have ended.
  func hasGaps(_ length: String) -> Bool { length != lengths[0].length }

  /// Whether callers choose it.
  func contains(_ length: Length?) -> Bool {
    guard case .variable(let name)? = length else { return false }
    return lengths.contains { $0.length == name }
  }
}

extension Scheduler {
  /// Plans for inputs that differ in length.
  mutating func planUnevenRows() {
    let names = graph.chosenLengths
    guard entry.isBatch, !names.isEmpty else { return }
    let order = workspace("order", .token(0))
    var uneven = UnevenRows(lengths: [], order: order, copies: [:])
    for name in names {
      let steps = workspace("\(name)RowSteps", .token(0))
      let places = workspace("\(name)RowPlaces", .token(0).over(.variable(name)))
      // One more than there are time steps.
      loops[places].stride = 2
      uneven.lengths.append(.init(length: name, steps: steps, places: places))
    }
    for index in loops.buffers.indices {
      let (id, buffer) = (BufferID(index: index), loops.buffers[index])
      switch buffer.storage {
      case .input where [Statement](loops.body).isRead(id), .output: break
      default: continue
      }
      var copy = buffer
      copy.name = self.names.make("\(buffer.name)Packed")
      copy.storage = .workspace
      copy.hasRows = true
      uneven.copies[id] = loops.add(copy)
    }
    loops.uneven = uneven
  }
}

extension [Statement] {
  /// Whether anything but the copy of a batch's input reads the input.
  fileprivate func isRead(_ input: BufferID) -> Bool {
    contains { statement in
      if case .interleave = statement { return false }
      return [statement].buffers.contains(input)
    }
  }
}

extension Graph {
  /// The lengths of its inputs, in order, which callers choose.
  var chosenLengths: [String] {
    var names: [String] = []
    for value in inputValues {
      if case .variable(let name)? = self[value].length, !names.contains(name) {
        names.append(name)
      }
    }
    return names
  }
}
