import RecurWeights
import Testing

@Suite struct InitialWeightsTests {
  static let parameters: [ModelSignature.Parameter] = [
    .init(path: "h.Wi", shape: [50, 100]), .init(path: "h.bi", shape: [50], isBias: true),
    .init(path: "h.Wf", shape: [50, 100]),
  ]

  @Test func matricesAreUniformAndBiasesZero() throws {
    let tensors = InitialWeights.tensors(Self.parameters, seed: 1)
    let bound = Float(6.0 / 150.0).squareRoot()
    let values = try #require(tensors["h.Wi"]).floats()
    #expect(values.allSatisfy { abs($0) <= bound })
    #expect(abs(values.reduce(0, +)) / 5000 < bound / 20)
    #expect(values.map(abs).max().map { $0 > bound * 0.99 } == true)
    #expect(try tensors["h.bi"]?.floats() == [Float](repeating: 0, count: 50))
    #expect(tensors["h.Wi"] != tensors["h.Wf"])
  }

  @Test func onlySeedPathAndShapeMatter() throws {
    let tensors = InitialWeights.tensors(Self.parameters, seed: 7)
    #expect(InitialWeights.tensors([Self.parameters[2]], seed: 7)["h.Wf"] == tensors["h.Wf"])
    #expect(InitialWeights.tensors(Self.parameters, seed: 8)["h.Wf"] != tensors["h.Wf"])
    // Recorded, so that a change of the generator is noticed.
    let first = try #require(tensors["h.Wf"]).floats().prefix(2)
    #expect(Array(first) == [-0.17564102, 0.09204707])
  }
}
