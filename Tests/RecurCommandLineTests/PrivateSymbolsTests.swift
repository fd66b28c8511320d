import Testing

@testable import RecurCommandLine

@Suite("Private symbols") struct PrivateSymbolsTests {
  private func renamed(_ source: String) -> String {
    let symbols = PrivateSymbols(suffix: ".v3", keeping: ["run"])
    return String(decoding: symbols.renamed(Array(source.utf8)), as: UTF8.self)
  }

  @Test func whatAnObjectSharesIsRenamedEverywhere() {
    #expect(
      renamed(
        """
        \t.weak\t$sSS4swapTg5              # -- Begin function
        \t.section\t.text.$sSS4swapTg5,"axG",@progbits,$sSS4swapTg5,comdat
        $sSS4swapTg5:                      # @"$sSS4swapTg5"
        \tcallq\t$sSS4swapTg5@PLT
        \tleaq\t$sSS4swapTg5+8(%rip), %rax
        .Lend: .size\t$sSS4swapTg5, .Lend-$sSS4swapTg5
        """) == """
          \t.weak\t$sSS4swapTg5.v3              # -- Begin function
          \t.section\t.text.$sSS4swapTg5,"axG",@progbits,$sSS4swapTg5.v3,comdat
          $sSS4swapTg5.v3:                      # @"$sSS4swapTg5"
          \tcallq\t$sSS4swapTg5.v3@PLT
          \tleaq\t$sSS4swapTg5.v3+8(%rip), %rax
          .Lend: .size\t$sSS4swapTg5.v3, .Lend-$sSS4swapTg5.v3
          """)
  }

  @Test func quotedNamesAndEquationsAreRenamed() {
    #expect(
      renamed(
        """
        \t.weak_definition\t"_symbolic _____ 3One"
        "_symbolic _____ 3One":
        \t.long\t"_symbolic _____ 3One"-1
        \t.globl\tN
        N = M+16
        \t.globl\tS
        \t.set S, M
        \t.comm\tC,8,3
        """) == """
          \t.weak_definition\t"_symbolic _____ 3One.v3"
          "_symbolic _____ 3One.v3":
          \t.long\t"_symbolic _____ 3One.v3"-1
          \t.globl\tN.v3
          N.v3 = M+16
          \t.globl\tS.v3
          \t.set S.v3, M
          \t.comm\tC.v3,8,3
          """)
  }

  /// The entry point, what other objects define, what is local, and text.
  @Test func theRestStays() {
    let source = """
      \t.globl\trun
      run:
      \t.weak\tmaybe
      \tcallq\tmaybe@PLT
      local:
      \tjmp\tlocal
      \t.globl\t_run
      _run:
      \t.asciz\t"run \\" local"

      """
    #expect(renamed(source) == source)
    #expect(
      renamed("\t.globl\ta\na:\n\t.asciz\t\"a\"\n") == "\t.globl\ta.v3\na.v3:\n\t.asciz\t\"a\"\n")
  }
}
