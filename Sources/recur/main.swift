import Foundation
import RecurCommandLine
import RecurSources

exit(CommandLineTool.run(Array(CommandLine.arguments.dropFirst()), sources: EmbeddedFile.all))
