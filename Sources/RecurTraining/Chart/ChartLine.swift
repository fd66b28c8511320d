/// What of a series is to be seen: its points as places in tenths of pixels, thinned.
struct ChartLine: Hashable, Sendable {
  /// A place in tenths of pixels, from the upper left corner.
  struct Place: Hashable, Sendable {
    var x: Int
    var y: Int
  }

  /// The parts of the line between gaps; a part of one place is a dot.
  let parts: [[Place]]

  /// Puts `points` at their places.
  ///
  /// Of the points that follow each other in one column of pixels only the first, the lowest, the highest
  /// and the last are kept: the others hide behind the line through these.
  ///
  /// - Parameter place: nil for what has no place.
  init(_ points: [Chart.Point], _ place: (Chart.Point) -> Place?) {
    var parts: [[Place]] = []
    var part: [Place] = []
    var column: Column?
    func end() {
      if let column { part += column.places }
      if !part.isEmpty { parts.append(part) }
      (part, column) = ([], nil)
    }
    for point in points {
      guard let place = place(point) else {
        end()
        continue
      }
      if column?.add(place) == true { continue }
      if let column { part += column.places }
      column = Column(place)
    }
    end()
    self.parts = parts
  }

  /// Where the line ends, if there is any.
  var end: Place? { parts.last?.last }

  /// How high it is where it ends, and a little how high it is elsewhere, so that lines that end in one place
  /// are told apart; infinite if there is none.
  var order: Double {
    guard let end else { return .infinity }
    let heights = parts.joined().map { Double($0.y) }
    return Double(end.y) + 0.05 * heights.reduce(0, +) / Double(heights.count)
  }
}

/// Places that follow each other in one column of pixels.
private struct Column {
  private var first: ChartLine.Place
  private var last: ChartLine.Place
  private var lowest: (place: ChartLine.Place, order: Int)
  private var highest: (place: ChartLine.Place, order: Int)
  private var count = 1

  init(_ place: ChartLine.Place) {
    (first, last) = (place, place)
    (lowest, highest) = ((place, 0), (place, 0))
  }

  /// Adds a place if it is in this column.
  mutating func add(_ place: ChartLine.Place) -> Bool {
    guard place.x / 10 == first.x / 10 else { return false }
    last = place
    if place.y > lowest.place.y { lowest = (place, count) }
    if place.y < highest.place.y { highest = (place, count) }
    count += 1
    return true
  }

  /// What is to be seen of them, in order, none twice in a row.
  var places: [ChartLine.Place] {
    let between = [lowest, highest].sorted { $0.order < $1.order }.map(\.place)
    return ([first] + between + [last]).reduce(into: []) { places, place in
      if places.last != place { places.append(place) }
    }
  }
}
