import RecurWeights
import Testing

@Suite struct JSONTests {
  @Test func readsEveryKindOfValue() throws {
    let text =
      #" {"a": [1, -2, 0.5, 1e3, true, false, null], "b": {"c": "x\"\\\/\n\u00e9\ud83d\ude00"}} "#
    let value = try JSONReader.read(text)
    #expect(
      value
        == .object([
          .init(
            "a",
            .array([
              .integer(1), .integer(-2), .number(0.5), .number(1000), .bool(true), .bool(false),
              .null,
            ])),
          .init("b", .object([.init("c", .string("x\"\\/\né😀"))])),
        ]))
  }

  @Test func writesWhatItReads() throws {
    let text = #"{"a":[1,2.5,"q\"\\\n\u0001é"],"b":{},"c":[],"d":null}"#
    let value = try JSONReader.read(text)
    #expect(value.compact == text)
    #expect(try JSONReader.read(value.pretty) == value)
  }

  @Test func prettyTextKeepsPlainArraysOnOneLine() throws {
    let value = try JSONReader.read(#"{"a":[1,2],"b":[{"c":[]}],"d":{}}"#)
    #expect(
      value.pretty == """
        {
          "a": [1, 2],
          "b": [
            {
              "c": []
            }
          ],
          "d": {}
        }
        """)
  }

  @Test(
    arguments: [
      "", " ", "{", "[1,]", "{\"a\":1,}", "{\"a\" 1}", "{a:1}", "01", "1.", "1e", "-", "+1", ".5",
      "nul", "\"", "\"\\x\"", "\"\\u12\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\"",
      "\"\u{1}\"", "[1] 2", "{\"a\":1,\"a\":2}", "1e999", "[1 2]", "\u{feff}1", "'a'", "NaN",
    ])
  func refusesMalformedText(_ text: String) {
    #expect(throws: RecurFault.self) { try JSONReader.read(text) }
  }

  @Test(arguments: ["[", "{\"a\":"])
  func refusesDeepNesting(_ level: String) {
    let text = String(repeating: level, count: 100_000)
    let fault = #expect(throws: RecurFault.self) { try JSONReader.read(text) }
    #expect(fault?.message.contains("nested deeper than 64") == true)
  }

  @Test func refusesWhatIsNotUTF8() {
    #expect(throws: RecurFault.self) { try JSONReader.read([0x22, 0xc3, 0x22]) }
    #expect(throws: RecurFault.self) { try JSONReader.read([0x22, 0xed, 0xa0, 0x80, 0x22]) }
  }

  @Test func integersBeyondIntAreNumbers() throws {
    #expect(try JSONReader.read("9223372036854775807") == .integer(.max))
    #expect(try JSONReader.read("9223372036854775808") == .number(0x1p63))
  }
}
