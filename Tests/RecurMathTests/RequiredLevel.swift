import CRecurSIMD

/// The level of CPU that this target is compiled for.
let requiredLevel: Int32 = RECUR_CPU_PORTABLE
