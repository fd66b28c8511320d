import RecurCompiler

extension Command {
  static let check = Command(
    name: "check", overview: "Tell what is wrong with specs.",
    discussion: "Prints nothing if all is well.",
    arguments: [.specs],
    options: [.sizes],
    run: { invocation, console in
      let sizes = try invocation.sizes()
      var specs: [CompiledSpec] = []
      var isSound = true
      for path in invocation.all(.specs) {
        do {
          specs.append(try Specs.compile(path, console, sizes: sizes))
        } catch let failure as CompileFailure {
          console.errors(failure.rendered(inColour: console.isColored))
          isSound = false
        }
      }
      if !isSound { throw ExitCode(code: 1) }
      try Specs.require(sizes, in: specs, invocation.all(.specs).joined(separator: "', '"))
    })
}
