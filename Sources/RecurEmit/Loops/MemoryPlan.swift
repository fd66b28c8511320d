import RecurGraph

/// Where each workspace buffer of an entry point lies.
///
/// Buffers whose lifetimes do not overlap share memory. What has a length that is known only when
/// running lies behind the rest, at offsets in units of the capacity in time steps, which is a
/// multiple of 16 so that everything starts at a cache line.
struct MemoryPlan {
  /// The place of one buffer.
  struct Place: Hashable {
    /// Elements past the start of the workspace.
    var fixed: Int
    /// Elements past the start for each step of capacity.
    var perStep: Int
    /// Whether the rows of a batch have it in common: it lies in front of all that each has by itself.
    var isOfAllRows = false
  }

  /// The place of each workspace buffer that is used.
  private(set) var places: [BufferID: Place] = [:]
  /// The elements of the part whose size is known when compiling.
  private(set) var fixedSize = 0
  /// The elements for each step of capacity behind it.
  private(set) var sizePerStep = 0
  /// The elements that the rows of a batch have in common; the other sizes are those of one row.
  private(set) var commonSize = 0

  /// Plans the workspace of `loops`.
  init(_ loops: Loops) {
    let generated = loops.generatedLengths
    var lifetimes = Lifetimes(loops)
    lifetimes.run()
    var fixed = Pool()
    var stepped = Pool()
    var common = Pool()
    let used = lifetimes.ranges.sorted {
      ($0.value.lowerBound, $0.key) < ($1.value.lowerBound, $1.key)
    }
    for (id, range) in used {
      let buffer = loops[id]
      switch buffer.length {
      case .variable(let name) where generated[name] == nil:
        places[id] = Place(fixed: 0, perStep: stepped.place(buffer.stride, for: range))
      case .variable(let name):
        places[id] = Place(
          fixed: fixed.place((buffer.stride * generated[name]!).paddedToLine, for: range),
          perStep: 0)
      case .fixed(let steps):
        places[id] = Place(
          fixed: fixed.place((buffer.stride * steps).paddedToLine, for: range), perStep: 0)
      case nil where loops.isBatch && !buffer.hasRows:
        places[id] = Place(
          fixed: common.place(buffer.stride.paddedToLine, for: range), perStep: 0,
          isOfAllRows: true)
      case nil:
        places[id] = Place(
          fixed: fixed.place(buffer.stride.paddedToLine, for: range), perStep: 0)
      }
    }
    fixedSize = fixed.size
    sizePerStep = stepped.size
    commonSize = common.size
    for (id, place) in places {
      if case .variable(let name) = loops[id].length, generated[name] == nil {
        places[id] = Place(fixed: fixedSize, perStep: place.perStep)
      }
    }
  }

  /// What has room for this plan or another at a time.
  func covering(_ other: MemoryPlan) -> MemoryPlan {
    var plan = self
    plan.fixedSize = max(fixedSize, other.fixedSize)
    plan.sizePerStep = max(sizePerStep, other.sizePerStep)
    plan.commonSize = max(commonSize, other.commonSize)
    return plan
  }

  /// Memory given out by first fit among what is in use at the same time.
  private struct Pool {
    var size = 0
    private var taken: [(offset: Int, size: Int, range: ClosedRange<Int>)] = []

    mutating func place(_ size: Int, for range: ClosedRange<Int>) -> Int {
      var offset = 0
      for other in taken where other.range.overlaps(range) {
        if offset + size <= other.offset { break }
        offset = max(offset, other.offset + other.size)
      }
      let position = taken.firstIndex { $0.offset > offset } ?? taken.count
      taken.insert((offset, size, range), at: position)
      self.size = max(self.size, offset + size)
      return offset
    }
  }
}
