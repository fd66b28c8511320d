import Foundation

// usage: EmbedSources OUTPUT ROOT FILE...
//
// Writes a Swift file that holds the text of each file of the folder ROOT, so that the `recur` command
// can compile executables on a machine that has no checkout of Recur.

let arguments = CommandLine.arguments.dropFirst()
guard arguments.count >= 3 else { fail("usage: EmbedSources OUTPUT ROOT FILE...") }
let output = URL(fileURLWithPath: arguments[1])
let root = URL(fileURLWithPath: arguments[2], isDirectory: true)

var text = "import RecurCommandLine\n\nextension EmbeddedFile {\n"
text += "  static let generated: [EmbeddedFile] = ["
for path in arguments.dropFirst(2).sorted() {
  do {
    let source = try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    text += "\n    EmbeddedFile(\n      path: \(literal(path)),\n      text: \(literal(source))),"
  } catch {
    fail("cannot read '\(path)': \(error.localizedDescription)")
  }
}
text += "\n  ]\n}\n"
do {
  try text.write(to: output, atomically: true, encoding: .utf8)
} catch {
  fail("cannot write '\(arguments[1])': \(error.localizedDescription)")
}

func fail(_ message: String) -> Never {
  FileHandle.standardError.write(Data("error: \(message)\n".utf8))
  exit(1)
}
