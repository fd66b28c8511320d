import RecurCompiler

extension Command {
  static let check = Command(
    name: "check", overview: "Tell what is wrong with specs.",
    discussion: "Prints nothing if all is well.",
    arguments: [.specs],
    run: { invocation, console in
      var isSound = true
      for path in invocation.all(.specs) {
        do {
          _ = try Specs.compile(path, console)
        } catch let failure as CompileFailure {
          console.errors(failure.rendered(inColour: console.isColored))
          isSound = false
        }
      }
      if !isSound { throw ExitCode(code: 1) }
    })
}
