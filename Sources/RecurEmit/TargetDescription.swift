import RecurGraph
import RecurTemplates

/// The facts about a family of processors that the schedule depends on.
///
/// A new target is one row of `table`; nothing else in the compiler asks which processor it is for.
public struct TargetDescription: Sendable {
  /// The name given to `--target`.
  public let name: String
  /// The vector lengths in `Float` lanes that are worth using, longest first.
  public let lanes: [Int]
  /// The vector registers.
  public let registers: Int
  /// Whether a product may take its broadcast factor straight from memory, which saves a register.
  public let broadcastsFromMemory: Bool
  /// The fused multiply-adds that must be in flight to hide their latency.
  public let chains: Int
  /// The bytes of weights that surely stay in the first-level data cache.
  public let cache: Int
  /// The bytes of weights that surely stay in the second-level cache.
  public var secondCache: Int
  /// What its vector unit can do that some forms of elementwise functions need.
  public let capabilities: Set<VectorCapability>
  /// The Swift compilation conditions under which the target's code can be built.
  public let condition: String?
  /// The flags that make the compiler use the target's instructions.
  public let compilerFlags: [String]
  /// What `recur_cpu_level` must answer for a processor to run the target's code.
  public let cpuLevel: Int32
  /// The precisions for which the target's code is another than that of a lower level.
  public var precisions: [Precision] = Precision.allCases.filter { $0 != .f64 }

  /// Every target.
  public static let table: [TargetDescription] = [portable, arm64, x86v3, x86v4, x86v4Integers]

  /// Any processor, through vectors of four lanes, without fused multiply-add.
  public static let portable = TargetDescription(
    name: "portable", lanes: [4], registers: 16, broadcastsFromMemory: false, chains: 8,
    cache: 24 << 10, secondCache: 512 << 10, capabilities: [], condition: nil, compilerFlags: [],
    cpuLevel: 0, precisions: Precision.allCases)

  /// 64-bit Arm with its vector unit, which every such processor has.
  public static let arm64 = TargetDescription(
    name: "arm64", lanes: [4], registers: 32, broadcastsFromMemory: true, chains: 16,
    cache: 24 << 10, secondCache: 512 << 10, capabilities: [.fusedMultiplyAdd],
    condition: "arch(arm64)", compilerFlags: [],
    cpuLevel: 0)

  /// x86-64 with AVX2 and FMA (2013 and later).
  public static let x86v3 = TargetDescription(
    name: "x86-64-v3", lanes: [8, 4], registers: 16, broadcastsFromMemory: false, chains: 10,
    cache: 24 << 10, secondCache: 512 << 10, capabilities: [.fusedMultiplyAdd],
    condition: "arch(x86_64)",
    compilerFlags: ["-Xcc", "-march=x86-64-v3"], cpuLevel: 3)

  /// x86-64 with AVX-512.
  public static let x86v4 = TargetDescription(
    name: "x86-64-v4", lanes: [16, 8, 4], registers: 32, broadcastsFromMemory: true, chains: 8,
    cache: 24 << 10, secondCache: 1 << 20, capabilities: [.fusedMultiplyAdd, .tableLookup],
    condition: "arch(x86_64)",
    compilerFlags: ["-Xcc", "-march=x86-64-v4", "-Xcc", "-mprefer-vector-width=512"],
    cpuLevel: 4)

  /// x86-64 with AVX-512 and its dot products of bytes (2019 and later).
  public static let x86v4Integers = TargetDescription(
    name: "x86-64-v4-vnni", lanes: x86v4.lanes, registers: x86v4.registers,
    broadcastsFromMemory: x86v4.broadcastsFromMemory, chains: x86v4.chains,
    cache: x86v4.cache, secondCache: x86v4.secondCache, capabilities: x86v4.capabilities,
    condition: x86v4.condition,
    compilerFlags: x86v4.compilerFlags + ["-Xcc", "-mavx512vnni"], cpuLevel: 5,
    precisions: [.int8])

  /// The target called `name`, or nil.
  public static func named(_ name: String) -> TargetDescription? {
    table.first { $0.name == name }
  }

  /// The name as part of a symbol.
  public var symbol: String { String(name.map { $0.isLetter || $0.isNumber ? $0 : "_" }) }

  /// Whether code for it can be at a precision.
  public func holds(_ precision: Precision) -> Bool {
    precision != .f64 || precisions.contains(.f64)
  }

  /// How a loop over `extent` elements is shared out to vectors.
  func tiles(for extent: Int) -> Tiles { Tiles(extent, lengths: lanes) }
}

extension [Int] {
  /// The first of these widths of vectors, longest first, that `count` elements fill; 4 if they fill none.
  func widest(for count: Int) -> Int { first { $0 <= count } ?? 4 }
}
