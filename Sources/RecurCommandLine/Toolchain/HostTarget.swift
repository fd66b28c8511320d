import CRecurSIMD
import RecurEmit
import RecurGraph

extension EmissionOptions {
  /// The best target that this machine can run, and of everything else what is standard.
  static var host: EmissionOptions { EmissionOptions(target: .host(for: .f32)) }
}

extension TargetDescription {
  /// The best target that this machine can run, for code at a precision.
  static func host(for precision: Precision) -> TargetDescription {
    table.last { $0.isRunnable && $0.precisions.contains(precision) } ?? portable
  }

  /// Whether this machine can run what is compiled for the target.
  var isRunnable: Bool { cpuLevel <= recur_cpu_level() && isForHostArchitecture }

  /// The targets that an executable for any machine of this kind is compiled for, the least first: the
  /// best at each level that processors differ in.
  static func hostVariants(for precision: Precision) -> [TargetDescription] {
    let targets = table.filter {
      $0.isForHostArchitecture && $0.precisions.contains(precision)
    }
    return Set(targets.map(\.cpuLevel)).sorted().compactMap { level in
      targets.last { $0.cpuLevel == level }
    }
  }

  /// Whether what is compiled for the target is code of this machine's architecture.
  var isForHostArchitecture: Bool {
    #if arch(x86_64)
      return condition == nil || condition == "arch(x86_64)"
    #elseif arch(arm64)
      return condition == nil || condition == "arch(arm64)"
    #else
      return condition == nil
    #endif
  }
}
