import Foundation
import RecurLanguage
import Testing

/// Whole specs: what is accepted, and as what; what is rejected, and how it is said.
@Suite struct CaseTests {
  @Test("accept", arguments: Cases.names(in: "accept"))
  func accepted(name: String) throws {
    let result = try Cases.check(name, in: Cases.folder.appending(path: "accept"))
    let program = try #require(result.program, "\(result.report())")
    #expect(result.diagnostics.isEmpty, "\(result.report())")
    let text = TypedModelText.text(of: program)
    let mismatch = try Cases.mismatch(text, golden: "accept/\(name).typed.expected")
    #expect(mismatch == nil, "\(mismatch ?? "")")
  }

  @Test("reject", arguments: Cases.names(in: "reject"))
  func rejected(name: String) throws {
    let result = try Cases.check(name, in: Cases.folder.appending(path: "reject"))
    #expect(result.program == nil || !result.diagnostics.isEmpty)
    let mismatch = try Cases.mismatch(
      result.report(), golden: "reject/\(name).diagnostics.expected")
    #expect(mismatch == nil, "\(mismatch ?? "")")
  }

  @Test func tenFaultsGiveTenDiagnostics() throws {
    let result = try Cases.check("ten-faults", in: Cases.folder.appending(path: "reject"))
    #expect(result.diagnostics.count == 10)
    #expect(result.diagnostics.allSatisfy { $0.severity == .error })
    #expect(Set(result.diagnostics.map(\.message)).count == 10)
    #expect(Set(result.diagnostics.map(\.span.start.line)).count == 10)
  }

  @Test(
    "shipped", arguments: ["Pronounce", "Sentiment", "Forecast", "Caption", "Classify"])
  func shippedModel(name: String) throws {
    let root = Cases.folder.deletingLastPathComponent().deletingLastPathComponent()
    let result = try Cases.check(name, in: root.appending(path: "Sources/Models"))
    let program = try #require(result.program, "\(result.report())")
    #expect(result.diagnostics.isEmpty, "\(result.report())")
    #expect(program.models.map(\.name) == [name])
  }
}
