import RecurWeights
import Testing

@Suite struct ModelSignatureTests {
  static let text = """
    {"model":"Pronounce","documentation":"Words to sounds.","inputs":[{"name":"word",\
    "documentation":"","sequence":true,"length":15,"shape":[],"token":3,"vocabulary":{"entries":\
    ["<unk>","</s>","a"],"split":"characters","unknown":0,"end":1,"lowercase":true}}],"outputs":[\
    {"name":"label","documentation":"","sequence":true,"shape":[2],"atMost":20}],"parameters":[\
    {"path":"h.Wz","shape":[2,4],"bias":false,"layouts":[[{"tensor":"h.weight_ih_l0","shape":[6,4],\
    "start":2}]]}]}
    """

  @Test func readsWhatItWrites() throws {
    let signature = try ModelSignature(json: Self.text)
    #expect(signature.json.compact == Self.text)
    #expect(signature.inputs[0].vocabulary?.split == .characters)
    #expect(signature.inputs[0].length == 15)
    #expect(signature.outputs[0].atMost == 20)
    #expect(signature.parameters[0].layouts[0][0].start == 2)
  }

  @Test(
    arguments: [
      (#""length":15"#, #""length":-1"#), (#""start":2"#, #""start":5"#),
      (#""end":1"#, #""end":3"#), (#""token":3"#, #""token":4"#),
      (#""characters""#, #""letters""#), (#""bias":false,"#, ""), (#""atMost""#, #""most""#),
      (#"[6,4]"#, #"[6,5]"#),
    ])
  func refusesInconsistentText(_ old: String, _ new: String) {
    let text = Self.text.replacing(old, with: new)
    #expect(throws: RecurFault.self) { try ModelSignature(json: text) }
  }

  @Test func nullMeansAbsent() throws {
    let text = Self.text.replacing(#""length":15"#, with: #""length":null"#)
    #expect(try ModelSignature(json: text).inputs[0].length == nil)
  }
}
