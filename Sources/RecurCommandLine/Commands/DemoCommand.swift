import Foundation
import RecurCompiler
import RecurWeights

extension Command {
  static let demo = Command(
    name: "demo", overview: "Build a model that pronounces English words, and let it.",
    discussion: """
      Needs the folder Sources/Models of Recur, which is looked for upward from the current folder and \
      from this program. The executable is kept in the cache of the user for the next time.
      """,
    arguments: [.words],
    run: { invocation, console in
      let given = invocation.all(.words)
      let words = given.isEmpty ? ["hello", "world", "recurrent", "network", "serendipity"] : given
      let models = try Demo.models()
      let folder = try WorkFolder()
      defer { folder.remove() }
      let program = try Demo.program(from: models, in: folder, console)
      try Demo.pronounce(words, with: program, in: folder, console)
    })
}

extension Argument {
  fileprivate static let words = Argument(
    name: "word", help: "English words.", isOptional: true, isRepeated: true)
}
