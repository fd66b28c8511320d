import Foundation
import RecurCommandLine

exit(CommandLineTool.run(Array(CommandLine.arguments.dropFirst())))
