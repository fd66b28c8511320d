#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif
#if canImport(RecurWeights)
  import RecurWeights
#endif

/// A model's command line as compiled for one kind of processor.
public struct BinaryVariant: Sendable {
  /// The environment variable that chooses a variant by its target's name.
  static let environmentVariable = "RECUR_TARGET"

  /// The target's name.
  public var target: String
  /// The least `recur_cpu_level` of a processor that runs it.
  public var cpuLevel: Int32
  /// Runs the command line and answers the exit code.
  public var run: @Sendable () -> Int32

  /// Creates a variant.
  public init(target: String, cpuLevel: Int32, run: @escaping @Sendable () -> Int32) {
    self.target = target
    self.cpuLevel = cpuLevel
    self.run = run
  }

  /// The one of `variants` to run: that whose target is `chosen`, else the best that a processor of
  /// `cpuLevel` runs.
  static func best(
    of variants: [BinaryVariant], cpuLevel: Int32, chosen: String?
  ) throws(RecurFault) -> BinaryVariant {
    let runnable = variants.filter { $0.cpuLevel <= cpuLevel }
    let names = runnable.map(\.target).joined(separator: ", ")
    guard let best = runnable.max(by: { $0.cpuLevel < $1.cpuLevel }) else {
      throw RecurFault(
        "this executable was built for a newer processor; build it with '--target auto'")
    }
    guard let chosen else { return best }
    if let variant = runnable.first(where: { $0.target == chosen }) { return variant }
    let isHeld = variants.contains { $0.target == chosen }
    throw RecurFault(
      "\(environmentVariable) is '\(chosen)', "
        + (isHeld
          ? "which this processor cannot run; it runs \(names)"
          : "which this executable does not hold; it holds "
            + variants.map(\.target).joined(separator: ", ")))
  }
}

/// Runs the best of `variants` for a processor of `cpuLevel`, or that which RECUR_TARGET names, and
/// answers the exit code.
public func runBest(
  of variants: [BinaryVariant], cpuLevel: Int32, console: BinaryConsole = .standard
) -> Int32 {
  let chosen = getenv(BinaryVariant.environmentVariable).map { String(cString: $0) }
  do throws(RecurFault) {
    return try BinaryVariant.best(
      of: variants, cpuLevel: cpuLevel, chosen: chosen.flatMap { $0.isEmpty ? nil : $0 }
    ).run()
  } catch {
    console.writeError("error: \(error.message)\n")
    return 1
  }
}
