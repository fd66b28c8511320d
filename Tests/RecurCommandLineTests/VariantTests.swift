import CRecurSIMD
import Foundation
import RecurEmit
import RecurTestSupport
import RecurWeights
import Testing

@testable import RecurCommandLine

#if arch(x86_64)
  /// An executable for several targets runs on each of their processors, and answers there as one that
  /// was built for that target alone.
  ///
  /// Older processors are those of `qemu-x86_64`, from Debian's `qemu-user`; without it, the variants
  /// are those that this machine runs.
  @Suite("Executables for several targets") struct VariantTests {
    /// A processor of QEMU's, and the variant that must run on it.
    static let emulated = [
      ("qemu64", "portable"), ("core2duo", "portable"), ("Nehalem", "portable"),
      ("Haswell", "x86-64-v3"),
    ]
    private static let tiny = Result { try BuiltVariants() }
    private static let newest = Result { try BuiltVariants(target: "x86-64-v4") }

    @Test func everyTargetOfThisArchitectureIsHeld() {
      #expect(
        TargetDescription.hostVariants(for: .f32).map(\.name) == [
          "portable", "x86-64-v3", "x86-64-v4",
        ])
    }

    @Test(arguments: TargetDescription.hostVariants(for: .f32).filter(\.isRunnable).map(\.name))
    func eachVariantAnswersAsIfItWereAlone(_ target: String) throws {
      let built = try Self.tiny.get()
      let alone =
        try target == "x86-64-v4" ? Self.newest.get() : BuiltVariants(target: target)
      #expect(try built.version(["RECUR_TARGET": target]).hasSuffix(", \(target))\n"))
      #expect(try alone.version().hasSuffix(", \(target))\n"))
      #expect(try built.answer(["RECUR_TARGET": target]) == alone.answer())
    }

    @Test func levelsAreThoseOfTheHeader() {
      #expect(
        TargetDescription.hostVariants(for: .int8).map(\.cpuLevel)
          == [
            RECUR_CPU_PORTABLE, RECUR_CPU_X86_64_V3, RECUR_CPU_X86_64_V4, RECUR_CPU_X86_64_V4_VNNI,
          ])
    }

    @Test func theBestVariantIsTaken() throws {
      let best = TargetDescription.host(for: .f32).name
      #expect(try Self.tiny.get().version().hasSuffix(", \(best))\n"))
    }

    @Test(.enabled(if: Tool.path("qemu-x86_64") != nil), arguments: emulated)
    func runsOnAnOlderProcessor(_ processor: String, _ target: String) throws {
      let built = try Self.tiny.get()
      let environment = ["QEMU_CPU": processor]
      #expect(try built.version(environment).hasSuffix(", \(target))\n"))
      let native = try built.answer(["RECUR_TARGET": target])
      #expect(try built.answer(environment) == native)
      let refused = try built.run(
        ["--version"], ["QEMU_CPU": processor, "RECUR_TARGET": "x86-64-v4"])
      #expect(refused.status == 1)
      #expect(
        refused.output.contains("x86-64-v4', which this processor cannot run; it runs portable"))
    }

    @Test(.enabled(if: Tool.path("qemu-x86_64") != nil))
    func oneForANewerProcessorSaysSo() throws {
      let built = try Self.newest.get()
      let run = try built.run(["--describe"], ["QEMU_CPU": "qemu64"])
      #expect(run.status == 1)
      #expect(
        run.output == "error: this executable was built for a newer processor; "
          + "build it with '--target auto'\n")
    }

    /// What the linker may merge is what several objects define under one name.
    @Test(.enabled(if: Tool.path("llvm-nm") != nil))
    func variantsShareNoSymbol() throws {
      let built = try Self.tiny.get()
      for target in TargetDescription.hostVariants(for: .f32) {
        let symbols = try built.symbols("RecurModel_\(target.symbol).o")
        #expect(symbols.defined.count > 50)
        for symbol in symbols.defined where symbol != target.entryPoint {
          #expect(symbol.hasSuffix(".\(target.symbol)"), "\(symbol) is shared by \(target.name)")
        }
        #expect(symbols.undefined.allSatisfy { !$0.hasSuffix(".\(target.symbol)") })
        for other in ["RecurMain.o", "RecurBinary.o"] {
          let shared = try symbols.defined.intersection(built.symbols(other).undefined)
          #expect(shared.subtracting([target.entryPoint]).isEmpty, "\(other)")
        }
      }
    }

    /// AVX, AVX2, FMA and AVX-512 are the instructions whose names begin with a v; SSE2 has none.
    @Test(.enabled(if: Tool.path("llvm-objdump") != nil))
    func onlyVariantsHoldInstructionsOfNewerProcessors() throws {
      let built = try Self.tiny.get()
      let objects = ["RecurMain.o", "RecurBinary.o", "RecurModel_portable.o"]
      for object in objects { #expect(try built.newInstructions(object) == 0, "\(object)") }
      #expect(try built.newInstructions("RecurModel_x86_64_v3.o") > 50)
    }

    @Test func pronouncesWithWeightsOfItsOwn() throws {
      let built = try BuiltVariants(
        spec: SwiftCompiler.repository.appending(path: "Sources/Models/Pronounce.recur"))
      var environments = TargetDescription.hostVariants(for: .f32).filter(\.isRunnable).map {
        ["RECUR_TARGET": $0.name]
      }
      if Tool.path("qemu-x86_64") != nil {
        environments += Self.emulated.map { ["QEMU_CPU": $0.0] }
      }
      let description = try built.run(["--describe"]).output
      #expect(description.contains("\"model\": \"Pronounce\""))
      for environment in environments {
        #expect(
          try built.run(["hello", "world"], environment).output == "HH EH1 L OW0\nW ER1 L D\n")
        #expect(try built.run(["--describe"], environment).output == description)
      }
    }
  }

  /// An executable, with the objects it was made of.
  private struct BuiltVariants {
    private let model: TinyModel

    /// Builds `TinyModel`, or a shipped model with its weights.
    init(target: String = "auto", spec: URL? = nil) throws {
      model = try TinyModel()
      var words = ["build", model.path("tiny.recur")]
      if let spec {
        let weights = spec.deletingPathExtension().appendingPathExtension("safetensors")
        words = ["build", spec.path, "--weights", weights.path]
      }
      words += ["--target", target, "-o", model.path("built"), "--keep", model.path("kept")]
      let run = CapturedRun(words)
      guard run.code == 0 else { throw RecurFault(run.errors) }
    }

    /// Runs it, on the processor that QEMU_CPU names if that is there.
    func run(
      _ words: [String], _ environment: [String: String] = [:]
    ) throws -> (status: Int32, output: String) {
      var command = [model.path("built")] + words
      if environment["QEMU_CPU"] != nil, let emulator = Tool.path("qemu-x86_64") {
        command.insert(emulator, at: 0)
      }
      let outcome = try Outcome(
        of: command[0], Array(command.dropFirst()), environment: environment)
      // QEMU tells of what the processor has and it cannot emulate, none of which matters here.
      let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
        .filter { !$0.hasPrefix("qemu-x86_64: warning: ") }
      return (outcome.status, lines.joined(separator: "\n"))
    }

    func version(_ environment: [String: String] = [:]) throws -> String {
      try run(["--version"], environment).output
    }

    /// The bytes of the answer to `TinyModel`'s input.
    func answer(_ environment: [String: String] = [:]) throws -> [UInt8] {
      let files = try TinyModel()
      let outcome = try run(files.files, environment)
      #expect(outcome.status == 0, "\(outcome.output)")
      return try files.bytes("out.safetensors")
    }

    /// The symbols by which an object can be tied to others.
    func symbols(_ object: String) throws -> (defined: Set<String>, undefined: Set<String>) {
      let output = try SwiftCompiler.run(
        Tool.path("llvm-nm") ?? "", ["--extern-only", "--format=posix", "kept/\(object)"],
        in: model.folder)
      var result: (defined: Set<String>, undefined: Set<String>) = ([], [])
      for line in output.split(separator: "\n") {
        // A name may hold spaces, the letter after it is the kind.
        guard let match = line.firstMatch(of: #/^(.+) ([A-Zvw])( [0-9a-f]+)*\s*$/#) else {
          continue
        }
        if "Uvw".contains(match.2) {
          result.undefined.insert(String(match.1))
        } else {
          result.defined.insert(String(match.1))
        }
      }
      return result
    }

    /// How many instructions of an object SSE2 has not.
    func newInstructions(_ object: String) throws -> Int {
      let output = try SwiftCompiler.run(
        Tool.path("llvm-objdump") ?? "", ["-d", "--no-show-raw-insn", "kept/\(object)"],
        in: model.folder)
      return output.split(separator: "\n").count { line in
        line.contains(#/^\s+[0-9a-f]+:\s+v/#) || line.contains("%ymm") || line.contains("%zmm")
      }
    }
  }

  /// Programs that a test can do without.
  private enum Tool {
    /// The path of a program beside the compilers or on PATH.
    static func path(_ name: String) -> String? {
      let clang = (try? Toolchain.find())?.clang
      let beside = clang.map { [URL(fileURLWithPath: $0).deletingLastPathComponent().path] } ?? []
      let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
      return (beside + folders.map(String.init)).map { "\($0)/\(name)" }
        .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
  }
#endif
