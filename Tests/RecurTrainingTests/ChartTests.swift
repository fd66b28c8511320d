import Foundation
import RecurTestSupport
import RecurTraining
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct ChartTests {
  /// The curves of a run that learns, by formulas.
  private static var run: Chart {
    let epochs = (1...40).map(Double.init)
    let training = epochs.map { 2.2 / ($0 + 1) + 0.1 }
    let validation = epochs.map { 2.2 / ($0 + 1) + 0.16 + $0 * 0.003 }
    let norms = epochs.map { 8 / $0 + Double(Int($0) * 7 % 5) / 5 }
    let rates = epochs.map { 0.002 * (41 - $0) / 40 }
    return Chart(
      title: "Tagger", x: Chart.Axis("epoch"),
      panels: [
        Chart.Panel(
          Chart.Axis("loss"),
          [Chart.Series("training", training), Chart.Series("validation", validation)]),
        Chart.Panel(
          Chart.Axis("gradient norm and rate", .logarithmic),
          [Chart.Series("norm", norms), Chart.Series("rate", rates)], height: 120),
      ])
  }

  /// Norms of gradients from 1e-27 to 1e6, one of which goes beyond what is drawn.
  private static var norms: Chart {
    let lines = [0.75, 0.985, 0.99, 0.9925, 0.9999, 1.08, 40].map { base in
      var norm = 0.01
      let numbers = (1...200).map { _ in
        norm *= base
        return norm < 1e6 ? norm : .infinity
      }
      return Chart.Series("h' = \(base) h", numbers.reversed())
    }
    return Chart(
      title: "Gradient of the loss by the state", x: Chart.Axis("time step"),
      panels: [Chart.Panel(Chart.Axis("norm", .logarithmic), lines)])
  }

  @Test func pictureOfRun() throws {
    try Golden("Golden", filter: "RecurTrainingTests").expect(Self.run.svg, at: "run.svg")
  }

  @Test func pictureOfNorms() throws {
    try Golden("Golden", filter: "RecurTrainingTests").expect(Self.norms.svg, at: "norms.svg")
  }

  @Test(arguments: [
    "a < b && c > \"d\" 'e'", "]]>", "<!-- --", "&amp;", "tab\tline\nbell\u{7}", "Größe 力 \u{FFFE}",
    "",
  ])
  func anyNameIsText(_ name: String) throws {
    let chart = Chart(
      title: name, x: Chart.Axis(name),
      panels: [Chart.Panel(Chart.Axis(name), [Chart.Series(name, [1, 2])])])
    let read = try Picture(chart)
    let shown = String(
      String.UnicodeScalarView(
        name.unicodeScalars.map { character in
          switch character {
          case "\t", "\n": " "
          case "\u{7}", "\u{FFFE}": "\u{FFFD}"
          default: character
          }
        }))
    #expect(read.texts.count { $0 == shown } >= (name.isEmpty ? 0 : 4))
  }

  @Test func longNamesAreCut() throws {
    let name = String(repeating: "wide ", count: 100)
    let texts = try Picture(line(name, [1, 2])).texts
    #expect(texts.contains { $0.hasPrefix("wide wide") && $0.hasSuffix("…") && $0.count < 40 })
  }

  @Test func onePointIsADot() throws {
    let picture = try Picture(line("loss", [0.5]))
    #expect(picture.circles == 1)
    #expect(picture.paths.count == 1, "only the label's")
    #expect(picture.texts.contains("1"), "the place of the only point")
  }

  @Test func whatIsNoNumberLeavesAGap() throws {
    let picture = try Picture(line("x", [1, 2, .nan, 3, .infinity, 2, 1, -.infinity]))
    #expect(picture.circles == 1)
    #expect(picture.paths.count == 3, "two parts and the label's")
    #expect(!picture.text.contains("nan") && !picture.text.contains("inf"))
  }

  @Test(arguments: [
    [Double](), [.nan], [.infinity, -.infinity], [.greatestFiniteMagnitude],
    [.leastNonzeroMagnitude, -.leastNonzeroMagnitude], [-1e300, 1e300], [1, 1 + 1e-15], [0, 0],
  ])
  func anyNumbersMakeAPicture(_ numbers: [Double]) throws {
    for scale in [Chart.Scale.linear, .logarithmic] {
      let chart = Chart(
        x: Chart.Axis("", scale),
        panels: [
          Chart.Panel(
            Chart.Axis("", scale),
            [
              Chart.Series("", numbers),
              Chart.Series("", numbers.map { Chart.Point(x: $0, y: $0) }),
            ]
          )
        ])
      let picture = try Picture(chart)
      #expect(picture.places.allSatisfy { (0...1000).contains($0) })
    }
  }

  @Test func whatIsNotMoreThanZeroHasNoLogarithm() throws {
    let chart = Chart(
      x: Chart.Axis("step"),
      panels: [Chart.Panel(Chart.Axis("norm", .logarithmic), [Chart.Series("", [0, -1])])])
    #expect(try Picture(chart).texts.contains("nothing to show"))
  }

  @Test func manyPointsAreThinnedToWhatIsSeen() throws {
    var random = SplitMix(seed: 5)
    var numbers = (0..<100_000).map { _ in random.number() }
    numbers[31_234] = 9
    numbers[77_777] = -7
    let path = try #require(try Picture(line("noise", numbers)).paths.first)
    let places = path.split { "ML ".contains($0) }.compactMap { Double($0) }
    #expect(places.count < 2 * 4 * 760)
    // The outliers are there: nothing rises or falls as much.
    let heights = places.indices.filter { $0 % 2 == 1 }.map { places[$0] }.sorted()
    #expect(heights[1] - heights[0] > 60)
    #expect(heights[heights.count - 1] - heights[heights.count - 2] > 60)
    // And the line goes on from each column to the next.
    let across = places.indices.filter { $0 % 2 == 0 }.map { places[$0] }
    #expect(zip(across, across.dropFirst()).allSatisfy { 0...2 ~= $1 - $0 })
  }

  @Test func labelsDoNotOverlap() throws {
    let series = (0..<30).map { Chart.Series("line \($0)", [1, 1 + Double($0) * 1e-3]) }
    let chart = Chart(
      x: Chart.Axis("step"), panels: [Chart.Panel(Chart.Axis("norm"), series, height: 100)])
    let labels = try Picture(chart).labels.filter { $0.text.hasPrefix("line") }.map(\.y).sorted()
    #expect(labels.count == 30)
    #expect(zip(labels, labels.dropFirst()).allSatisfy { $1 - $0 > 14 })
  }

  private func line(_ name: String, _ numbers: [Double]) -> Chart {
    Chart(
      x: Chart.Axis("step"),
      panels: [Chart.Panel(Chart.Axis("loss"), [Chart.Series(name, numbers)])])
  }
}

/// What a reader of XML finds in a picture.
private final class Picture: NSObject, XMLParserDelegate {
  let text: String
  private(set) var texts: [String] = []
  private(set) var labels: [(text: String, y: Double)] = []
  private(set) var paths: [String] = []
  private(set) var circles = 0
  /// All coordinates of texts, lines and circles.
  private(set) var places: [Double] = []
  private var current = ""
  private var height = 0.0

  init(_ chart: Chart) throws {
    text = chart.svg
    super.init()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = self
    guard parser.parse() else { throw parser.parserError ?? CocoaError(.fileReadCorruptFile) }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    current = ""
    for key in ["x", "y", "x1", "x2", "y1", "y2", "cx", "cy"] {
      if let value = attributes[key] { places.append(Double(value) ?? .nan) }
    }
    height = attributes["y"].flatMap { Double($0) } ?? 0
    if name == "circle" { circles += 1 }
    if let path = attributes["d"] { paths.append(path) }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { current += string }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    guard name == "text" || name == "title" else { return }
    texts.append(current)
    if name == "text" { labels.append((current, height)) }
  }
}
