import CRecurSIMD
import RecurGraph

/// The targets that the machine which runs the tests can run.
public enum HostTargets {
  /// The names, from the least demanding on.
  public static let names = names(for: .f32)

  /// Those of them that code at a precision is made for.
  public static func names(for precision: Precision) -> [String] {
    var names = ["portable"]
    #if arch(arm64)
      names.append("arm64")
    #endif
    let level = recur_cpu_level()
    if level >= RECUR_CPU_X86_64_V3 { names.append("x86-64-v3") }
    if level >= RECUR_CPU_X86_64_V4 { names.append("x86-64-v4") }
    if level >= RECUR_CPU_X86_64_V4_VNNI, precision == .int8 { names.append("x86-64-v4-vnni") }
    return names
  }
}
