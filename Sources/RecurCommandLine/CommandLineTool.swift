import Foundation
import RecurCompiler
import RecurWeights

/// The `recur` command.
public enum CommandLineTool {
  /// Every subcommand; a new one is a file in `Commands` and a row here.
  static let commands: [Command] = [
    .check, .format, .generate, .build, .train, .judge, .curves, .run, .initialize, .inspect,
    .bench, .demo,
  ]

  /// Does what the words after the tool's name ask for, and answers the exit code: 0, 1 for faults of
  /// the user's or 2 for wrong usage.
  ///
  /// - Parameter sources: what executables are compiled from; a tool that makes none needs none.
  public static func run(_ words: [String], sources: [EmbeddedFile] = []) -> Int32 {
    Console.claimDescriptors()
    return withExtendedLifetime(Interruption.watch()) {
      EmbeddedFile.$carried.withValue(sources) { run(words, console: .standard) }
    }
  }

  static func run(_ words: [String], console: Console) -> Int32 {
    do {
      switch try ArgumentParser(commands: commands).parse(words) {
      case .help(nil): try console.print(HelpText.text(of: commands))
      case .help(let command?): try console.print(HelpText.text(of: command))
      case .version: try console.print(RecurRelease.version)
      case .run(let invocation): try invocation.command.run(invocation, console)
      }
      return 0
    } catch let fault as UsageFault {
      console.error(fault.text)
      return 2
    } catch let fault as ExitCode {
      return fault.code
    } catch let fault as InternalFault {
      console.error(fault.message, label: "internal error")
    } catch let failure as CompileFailure {
      console.errors(failure.rendered(inColour: console.isColored))
    } catch let fault as RecurFault {
      console.error(fault.message)
    } catch {
      console.error("\(error)")
    }
    return 1
  }
}

/// The end of a command that has told everything already.
struct ExitCode: Error {
  var code: Int32
}
