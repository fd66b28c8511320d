import Testing

@testable import RecurGraph

/// Text that was damaged at random is read, or refused with a fault; nothing traps.
@Suite struct DamagedTextTests {
  @Test(arguments: [Samples.forecast, Samples.pronounce, Samples.operations, Samples.kernel])
  func damageIsAFaultOrAnotherGraph(text: String) throws {
    let original = Array(text)
    let pieces = Array(
      "%0123456789,;:=(){}[]\"\\/-. \nabcdefghijklmnopqrstuvwxyz".map(String.init)
        + ["%9223372036854775807", "9223372036854775807", "-1", "0", "nan", "sequence(3) of "])
    var state: UInt64 = 1997
    func random(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    var read = 0
    for _ in 0..<2000 {
      var damaged = original
      for _ in 0...random(3) {
        let place = random(damaged.count)
        let end = min(damaged.count, place + random(4))
        damaged.replaceSubrange(place..<end, with: pieces[random(pieces.count)])
      }
      guard let graph = try? Graph(parsing: String(damaged)) else { continue }
      read += 1
      _ = graph.faults()
      #expect(try Graph(parsing: graph.description) == graph)
    }
    #expect(read > 0)
  }

  @Test func aCountOfStatesBeyondReasonIsAFault() throws {
    let graph = try Graph(
      parsing: """
        graph G {
          input %0 x: sequence(x) of [2]
          %1 = scan(inputs forward; states 9223372036854775807) %0 { (%2: [2]) yield %2 } : [2]
          %3 = slice 9223372036854775807 count 9223372036854775807 %1 : [2]
          %4 = generate(from 0; until 1; atMost 9223372036854775807; states 9223372036854775807) {
            (%5: token(2)) yield %5
          } : sequence(y) of token(2)
        }
        """)
    #expect(graph.faults().count == 3)
  }
}
