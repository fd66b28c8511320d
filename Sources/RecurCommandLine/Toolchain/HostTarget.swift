import CRecurSIMD
import RecurEmit

extension EmissionOptions {
  /// The best target that this machine can run, and of everything else what is standard.
  static var host: EmissionOptions { EmissionOptions(target: .host) }
}

extension TargetDescription {
  /// The best target that this machine can run.
  static var host: TargetDescription {
    #if arch(arm64)
      return arm64
    #else
      return table.last { $0.isRunnable } ?? portable
    #endif
  }

  /// Whether this machine can run what is compiled for the target.
  var isRunnable: Bool { cpuLevel <= recur_cpu_level() && isForHostArchitecture }

  /// The level of `recur_cpu_level` that emitted code for the target needs.
  var cpuLevel: Int32 {
    switch name {
    case "x86-64-v4": RECUR_CPU_X86_64_V4
    case "x86-64-v3": RECUR_CPU_X86_64_V3
    default: RECUR_CPU_PORTABLE
    }
  }

  private var isForHostArchitecture: Bool {
    #if arch(x86_64)
      return condition == nil || condition == "arch(x86_64)"
    #elseif arch(arm64)
      return condition == nil || condition == "arch(arm64)"
    #else
      return condition == nil
    #endif
  }
}
