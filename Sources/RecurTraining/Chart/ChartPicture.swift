extension Chart {
  /// The picture as a document of SVG 1.1, on a white ground so that it reads on any page.
  public var svg: String { ChartPicture(self).text }
}

/// Where everything of a chart stands, and how it looks.
private struct ChartPicture {
  let chart: Chart
  /// The picture as text.
  private(set) var text = ""

  private let frames: [Frame]
  /// Where lines begin and end.
  private let left: Double
  private let right: Double
  private let height: Double

  /// A panel and its place.
  private struct Frame {
    let panel: Chart.Panel
    let names: [String]
    let y: ChartScale
    let top: Double
    let bottom: Double
  }

  // MARK: Looks

  private static let width = 760.0
  private static let margin = 16.0
  private static let size = 12.0
  /// From one label of a line to the next.
  private static let labelDistance = 15.0
  /// What stands between the ends of lines and the text of their labels.
  private static let key = (gap: 12.0, length: 14.0, space: 6.0)
  private static let ink = "#1f2328"
  private static let faintInk = "#59636e"
  private static let grid = "#e4e7eb"
  private static let base = "#9aa4af"
  /// Colours that people tell apart whatever colours they see (Okabe, Ito 2008), darker where they would be
  /// faint on white; lines of another round are dashed.
  private static let colors = [
    "#0072b2", "#d55e00", "#009e73", "#b5569b", "#e69f00", "#56b4e9", "#4d4d4d",
  ]
  private static let dashes = ["", "7 3", "2 3", "9 3 2 3"]

  // MARK: Places

  init(_ chart: Chart) {
    self.chart = chart
    var frames: [Frame] = []
    var top = Self.margin + (chart.title.isEmpty ? 0 : 28)
    var tickWidth = 0.0
    var nameWidth = 0.0
    for panel in chart.panels {
      let names = panel.series.map {
        ChartText.fitting($0.name, size: Self.size, within: 190)
      }
      let labels = Double(names.count { !$0.isEmpty }) * Self.labelDistance
      let height = max(Double(max(panel.height, 40)), labels)
      let y = ChartScale(
        panel.y.scale, numbers: panel.series.lazy.flatMap { $0.points.lazy.map(\.y) },
        most: max(2, Int(height / (panel.y.scale == .linear ? 36 : 22))), isRounded: true)
      top += panel.y.title.isEmpty ? 8 : 28
      frames.append(Frame(panel: panel, names: names, y: y, top: top, bottom: top + height))
      top += height + 18
      tickWidth = y.ticks.reduce(tickWidth) { max($0, ChartText.width($1.text, size: Self.size)) }
      nameWidth = names.reduce(nameWidth) { max($0, ChartText.width($1, size: Self.size)) }
    }
    self.frames = frames
    left = (Self.margin + tickWidth + 8).rounded(.up)
    let key = Self.key.gap + Self.key.length + Self.key.space
    right = (Self.width - Self.margin - (nameWidth > 0 ? nameWidth + key : 8)).rounded(.down)
    height = top + (chart.x.title.isEmpty ? 2 : 22) + Self.margin - 8
    draw()
  }

  // MARK: Drawing

  private mutating func draw() {
    let points = chart.panels.lazy.flatMap(\.series).flatMap(\.points)
    let x = ChartScale(
      chart.x.scale, numbers: points.map(\.x), most: Int((right - left) / 80), isRounded: false)
    let size = (SVGWriter.length(Self.width), SVGWriter.length(height))
    var writer = SVGWriter()
    writer.element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "width": size.0, "height": size.1,
        "viewBox": "0 0 \(size.0) \(size.1)", "role": "img",
        "font-family": "Helvetica, Arial, sans-serif", "font-size": SVGWriter.length(Self.size),
        "fill": Self.faintInk,
      ]
    ) { writer in
      writer.element("title", [:], text: chart.title.isEmpty ? chart.x.title : chart.title)
      writer.element(
        "rect",
        [
          "x": "0.5", "y": "0.5", "width": SVGWriter.length(Self.width - 1),
          "height": SVGWriter.length(height - 1), "rx": "6", "fill": "#ffffff", "stroke": Self.grid,
        ])
      if !chart.title.isEmpty {
        writer.element(
          "text",
          [
            "x": SVGWriter.length(Self.margin), "y": SVGWriter.length(Self.margin + 13),
            "font-size": "15", "font-weight": "bold", "fill": Self.ink,
          ], text: chart.title)
      }
      for frame in frames { draw(frame, x, &writer) }
      drawBelow(x, &writer)
    }
    text = writer.text
  }

  /// The names of the axis that panels have in common.
  private func drawBelow(_ x: ChartScale, _ writer: inout SVGWriter) {
    guard let bottom = frames.last?.bottom else { return }
    writer.element("g", ["text-anchor": "middle"]) { writer in
      for tick in x.ticks {
        writer.element(
          "text",
          ["x": SVGWriter.length(across(tick.place)), "y": SVGWriter.length(bottom + 18)],
          text: tick.text)
      }
      guard !chart.x.title.isEmpty else { return }
      writer.element(
        "text",
        [
          "x": SVGWriter.length((left + right) / 2), "y": SVGWriter.length(bottom + 38),
          "fill": Self.ink,
        ], text: chart.x.title)
    }
  }

  private func draw(_ frame: Frame, _ x: ChartScale, _ writer: inout SVGWriter) {
    if !frame.panel.y.title.isEmpty {
      writer.element(
        "text",
        [
          "x": SVGWriter.length(Self.margin), "y": SVGWriter.length(frame.top - 14),
          "fill": Self.ink,
        ], text: frame.panel.y.title)
    }
    drawGrid(frame, x, &writer)
    let lines = frame.panel.series.map { series in
      ChartLine(series.points) { point in
        guard let x = x.place(point.x), let y = frame.y.place(point.y) else { return nil }
        return ChartLine.Place(
          x: Int((across(x) * 10).rounded()), y: Int((up(y, in: frame) * 10).rounded()))
      }
    }
    if lines.allSatisfy({ $0.parts.isEmpty }) {
      writer.element(
        "text",
        [
          "x": SVGWriter.length((left + right) / 2),
          "y": SVGWriter.length((frame.top + frame.bottom) / 2), "text-anchor": "middle",
        ], text: "nothing to show")
    }
    writer.element(
      "g",
      [
        "fill": "none", "stroke-width": "1.75", "stroke-linejoin": "round",
        "stroke-linecap": "round",
      ]
    ) { writer in
      // The first lines are on top.
      for index in lines.indices.reversed() { draw(lines[index], look: index, &writer) }
    }
    drawLabels(frame, lines, &writer)
  }

  private func drawGrid(_ frame: Frame, _ x: ChartScale, _ writer: inout SVGWriter) {
    let (top, bottom) = (SVGWriter.length(frame.top), SVGWriter.length(frame.bottom))
    let (left, right) = (SVGWriter.length(left), SVGWriter.length(right))
    writer.element("g", ["stroke": Self.grid]) { writer in
      for tick in x.ticks {
        let x = SVGWriter.length(across(tick.place))
        writer.element("line", ["x1": x, "y1": top, "x2": x, "y2": bottom])
      }
      for tick in frame.y.ticks {
        let y = SVGWriter.length(up(tick.place, in: frame))
        writer.element("line", ["x1": left, "y1": y, "x2": right, "y2": y])
      }
    }
    writer.element(
      "line", ["x1": left, "y1": bottom, "x2": right, "y2": bottom, "stroke": Self.base])
    writer.element("g", ["text-anchor": "end"]) { writer in
      for tick in frame.y.ticks {
        writer.element(
          "text",
          [
            "x": SVGWriter.length(self.left - 8),
            "y": SVGWriter.length(up(tick.place, in: frame) + 4),
          ],
          text: tick.text)
      }
    }
  }

  private func draw(_ line: ChartLine, look: Int, _ writer: inout SVGWriter) {
    let color = Self.colors[look % Self.colors.count]
    for part in line.parts {
      guard part.count > 1 else {
        writer.element(
          "circle",
          [
            "cx": SVGWriter.length(part[0].x), "cy": SVGWriter.length(part[0].y), "r": "3",
            "fill": color,
          ])
        continue
      }
      let path = part.map { "\(SVGWriter.length($0.x)) \(SVGWriter.length($0.y))" }
      stroke("M" + path.joined(separator: "L"), look: look, &writer)
    }
  }

  /// Draws a path as lines of a look are.
  private func stroke(_ path: String, look: Int, _ writer: inout SVGWriter) {
    let color = Self.colors[look % Self.colors.count]
    let dashes = Self.dashes[look / Self.colors.count % Self.dashes.count]
    if dashes.isEmpty {
      writer.element("path", ["stroke": color, "d": path])
    } else {
      writer.element("path", ["stroke": color, "stroke-dasharray": dashes, "d": path])
    }
  }

  /// Names lines beside where they end.
  private func drawLabels(_ frame: Frame, _ lines: [ChartLine], _ writer: inout SVGWriter) {
    let order = lines.map(\.order)
    let named = lines.indices.filter { !frame.names[$0].isEmpty }
      .sorted { (order[$0], $0) < (order[$1], $1) }
    let half = Self.labelDistance / 2
    // Lines of which nothing is to be seen are named last.
    let wanted = named.map { lines[$0].end.map { Double($0.y) / 10 } ?? frame.bottom - half }
    let places = ChartText.spread(
      wanted, distance: Self.labelDistance, within: frame.top + half...frame.bottom - half)
    for (index, place) in zip(named, places) {
      let start = right + Self.key.gap
      let end = start + Self.key.length
      writer.element("g", ["fill": "none", "stroke-width": "1.75", "stroke-linecap": "round"]) {
        let y = SVGWriter.length(place)
        stroke(
          "M\(SVGWriter.length(start)) \(y)L\(SVGWriter.length(end)) \(y)", look: index, &$0)
      }
      writer.element(
        "text",
        [
          "x": SVGWriter.length(end + Self.key.space), "y": SVGWriter.length(place + 4),
          "fill": Self.ink,
        ], text: frame.names[index])
    }
  }

  private func across(_ place: Double) -> Double { left + place * (right - left) }

  private func up(_ place: Double, in frame: Frame) -> Double {
    frame.bottom - place * (frame.bottom - frame.top)
  }
}
