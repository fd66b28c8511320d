import Foundation
import RecurCommandLine

// The tool of the plugins: `recur generate`, without the sources that `recur build` compiles.
exit(CommandLineTool.run(["generate"] + CommandLine.arguments.dropFirst()))
