import RecurCompiler
import RecurWeights

extension Command {
  static let format = Command(
    name: "format", overview: "Lay out specs as all specs are.",
    discussion: """
      Rewrites files in place: two spaces a level, a line for each statement and up to 100 columns a \
      line, equal signs below each other, parentheses only where they are needed. Comments and single \
      blank lines stay, and so does what the spec means.

      A file is replaced as a whole. One whose syntax has faults stays as it is.
      """,
    arguments: [.specs],
    options: [.isCheck],
    run: { invocation, console in
      let changes = !invocation.has(.isCheck)
      var isFormatted = true
      for path in invocation.all(.specs) {
        do {
          let (before, after) = try RecurCompiler.format(specAt: path)
          guard before != after else { continue }
          if changes {
            try AtomicFile.write([after], to: path)
          } else {
            console.error("'\(path)' is not formatted")
            isFormatted = false
          }
        } catch let failure as CompileFailure {
          console.errors(failure.rendered(inColour: console.isColored))
          isFormatted = false
        } catch let fault as RecurFault {
          console.error(fault.message)
          isFormatted = false
        }
      }
      if !isFormatted { throw ExitCode(code: 1) }
    })
}

extension Option {
  fileprivate static let isCheck = Option(
    name: "check", help: "Change nothing; tell which specs are not formatted, and end with 1.")
}
