import CRecurSIMD

extension EmittedModel {
  /// The models of every module that this processor can run.
  static let runnable: [EmittedModel] = {
    var models = portable
    #if arch(arm64)
      models += arm64
    #endif
    #if arch(x86_64)
      let level = recur_cpu_level()
      if level >= RECUR_CPU_X86_64_V3 { models += x86v3 }
      if level >= RECUR_CPU_X86_64_V4 { models += x86v4 }
    #endif
    return models
  }()
}
