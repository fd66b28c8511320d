/// The C module through which an executable's `main.swift` calls its variants, one for each target.
///
/// Swift modules of the variants are not imported there, so nothing of them can be inlined into code that
/// runs on any processor.
public enum VariantsTemplate {
  /// The module's name.
  public static let moduleName = "CRecurVariants"

  /// The module map beside the header.
  public static let moduleMap = #"""
    module CRecurVariants {
      header "CRecurVariants.h"
      export *
    }

    """#

  /// The C header `CRecurVariants.h`, which declares `functions`.
  public static func header(_ functions: [String]) -> String {
    (["#ifndef RECUR_VARIANTS_H", "#define RECUR_VARIANTS_H", ""]
      + functions.map { "int \($0)(void);" } + ["", "#endif", ""]).joined(separator: "\n")
  }
}
