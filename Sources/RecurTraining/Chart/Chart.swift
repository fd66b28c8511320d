/// Lines over one axis, in panels one above the other, as a picture that is the same for the same numbers.
///
/// ```swift
/// let curves = Chart(
///   title: "Tagger", x: Chart.Axis("epoch"),
///   panels: [
///     Chart.Panel(
///       Chart.Axis("loss"),
///       [Chart.Series("training", training), Chart.Series("validation", validation)]),
///     Chart.Panel(
///       Chart.Axis("gradient norm", .logarithmic), [Chart.Series("norm", norms)], height: 120),
///   ])
/// let text = curves.svg
/// ```
public struct Chart: Hashable, Sendable {
  /// What stands above the panels.
  public var title: String
  /// The axis that the panels have in common.
  public var x: Axis
  /// From top to bottom.
  public var panels: [Panel]

  /// Creates a chart.
  public init(title: String = "", x: Axis, panels: [Panel]) {
    self.title = title
    self.x = x
    self.panels = panels
  }

  /// What is measured along one side, and how.
  public struct Axis: Hashable, Sendable {
    /// What is measured, with its unit.
    public var title: String
    /// How far apart numbers are.
    public var scale: Scale

    /// Creates an axis.
    public init(_ title: String, _ scale: Scale = .linear) {
      self.title = title
      self.scale = scale
    }
  }

  /// How far apart numbers are on an axis.
  public enum Scale: Hashable, Sendable {
    /// As far as they differ.
    case linear
    /// As far as their logarithms differ. Numbers that are not more than 0 have no place.
    case logarithmic
  }

  /// Lines with an axis of their own.
  public struct Panel: Hashable, Sendable {
    /// The axis upwards.
    public var y: Axis
    /// The lines, which are labelled at their ends.
    public var series: [Series]
    /// How high the lines may rise, in pixels; more if their labels need it.
    public var height: Int

    /// Creates a panel.
    public init(_ y: Axis, _ series: [Series], height: Int = 240) {
      self.y = y
      self.series = series
      self.height = height
    }
  }

  /// One line.
  public struct Series: Hashable, Sendable {
    /// What it shows.
    public var name: String
    /// Its points, in the order in which the line goes through them. It breaks where one has no place, for it
    /// is infinite or not a number.
    public var points: [Point]

    /// Creates a line through points.
    public init(_ name: String, _ points: [Point]) {
      self.name = name
      self.points = points
    }

    /// Creates a line through `numbers`, whose places are `first` and those that follow by one.
    public init(_ name: String, _ numbers: [Double], from first: Int = 1) {
      self.init(
        name, numbers.enumerated().map { Point(x: Double(first + $0.offset), y: $0.element) })
    }
  }

  /// A point of a line.
  public struct Point: Hashable, Sendable {
    /// Where it lies on the axis that panels have in common.
    public var x: Double
    /// How high it lies.
    public var y: Double

    /// Creates a point.
    public init(x: Double, y: Double) {
      self.x = x
      self.y = y
    }
  }
}
