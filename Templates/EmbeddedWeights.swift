/// The files that link a weights file into an executable.
public enum EmbeddedWeightsTemplate {
  /// The module that emitted `main.swift` files import.
  public static let moduleName = "CRecurEmbeddedWeights"

  /// The module map beside the header.
  public static let moduleMap = #"""
    module CRecurEmbeddedWeights {
      header "CRecurEmbeddedWeights.h"
      export *
    }

    """#

  /// The C header `CRecurEmbeddedWeights.h`.
  public static let header = #"""
    #ifndef RECUR_EMBEDDED_WEIGHTS_H
    #define RECUR_EMBEDDED_WEIGHTS_H

    extern const unsigned char recur_weights_start[];
    extern const unsigned char recur_weights_end[];

    static inline const void *recur_embedded_weights(void) { return recur_weights_start; }

    static inline long recur_embedded_weights_size(void) {
      return recur_weights_end - recur_weights_start;
    }

    #endif

    """#

  /// The assembly source that includes the file at `path`.
  public static func assembly(path: String) -> String {
    let quoted = path.map { "\\\"".contains($0) ? "\\\($0)" : "\($0)" }.joined()
    return #"""
      #if defined(__APPLE__)
      #define SYMBOL(name) _##name
        .section __TEXT,__const
      #else
      #define SYMBOL(name) name
        .section .rodata
      #endif
        .balign 64
        .globl SYMBOL(recur_weights_start)
      SYMBOL(recur_weights_start):
        .incbin "<#path#>"
        .globl SYMBOL(recur_weights_end)
      SYMBOL(recur_weights_end):
      #if defined(__linux__)
        .section .note.GNU-stack,"",%progbits
      #endif

      """#.split(separator: "<#path#>", maxSplits: 1).joined(separator: quoted)
  }
}
