import RecurGraph

/// What a call passes on to its entry point, or to the threads that run it together.
struct CallFields {
  /// The type that holds it all for threads.
  let type: String
  /// The numbers and flags: each with its type.
  let numbers: [(name: String, type: String)]
  /// Those that change between calls.
  var variables: [(name: String, type: String)] = []
}

/// Calls that threads can share.
extension ModelPrinter {
  /// The parameter that tells how many threads there are.
  var threadsParameter: String { threads == nil ? "" : ", threads: Int = 1" }

  /// Prints what of the properties is for sharing.
  func sharingProperties(counts: Bool = false, to printer: inout SwiftPrinter) {
    guard threads != nil else { return }
    printer.print(
      "/// The threads that share a call, if the caller has help.\nprivate let workers: Workers?")
    guard counts else { return }
    printer.print("/// The time steps of the latest answer.")
    printer.print("private let counts: UnsafeMutablePointer<\(interface.countsType)>")
  }

  func sharingDocumentation(to printer: inout SwiftPrinter) {
    guard threads != nil else { return }
    printer.print(
      """
      ///
      /// - Parameter threads: how many threads share a call, the caller's included. The others sleep
      ///   between calls and end with this value.
      """)
  }

  /// Prints what an initialiser does for sharing.
  func startSharing(counts: Bool = false, to printer: inout SwiftPrinter) {
    guard let threads else { return }
    printer.print("workers = threads > 1 ? Workers(count: min(threads, \(threads))) : nil")
    if counts { printer.print("counts = .allocate(capacity: 1)") }
  }

  /// Prints the end of what holds a workspace.
  func deinitialiser(counts: Bool = false, to printer: inout SwiftPrinter) {
    guard threads != nil, counts else {
      printer.print("deinit { workspace.deallocate() }")
      return
    }
    printer.block("deinit {") { $0.print("workspace.deallocate()\ncounts.deallocate()") }
  }

  /// Prints the call of an entry point, by all threads if they share it.
  ///
  /// - Parameter offset: the elements past the start of an input or output.
  func run(
    _ entry: String, _ fields: CallFields, offset: (Interface.Item) -> String? = { _ in nil },
    to printer: inout SwiftPrinter
  ) {
    let numbers = fields.numbers.map { "\($0.name): \($0.name)" }
    let hasCounts = !interface.generated.isEmpty
    guard threads != nil else {
      unsafePointers(
        "\(hasCounts ? "let counts = " : "")\(name)Program.\(entry)",
        ["weights.base", "workspace"] + numbers, offset: offset, to: &printer)
      if hasCounts { printer.print("return counts") }
      return
    }
    unsafePointers(
      "let call = \(fields.type)",
      [
        "workers: workers?.count ?? 1", "weights: weights.base", "workspace: workspace",
        "meeting: workers?.meeting",
      ] + numbers + (hasCounts ? ["counts: counts"] : []), offset: offset, to: &printer
    ) { runByWorkers(fields.type, to: &$0) }
    if hasCounts { printer.print("return counts.pointee") }
  }

  /// Prints what threads know of a call, if they share it.
  func callType(_ entry: String, _ fields: CallFields, to printer: inout SwiftPrinter) {
    guard threads != nil else { return }
    let hasCounts = !interface.generated.isEmpty
    let given = CallFields(
      type: fields.type,
      numbers: [("meeting", "UnsafeMutablePointer<Int32>?")] + fields.numbers
        + (hasCounts ? [("counts", "UnsafeMutablePointer<\(interface.countsType)>")] : []))
    printer.print()
    callType(given, "Does a thread's share.", to: &printer) { printer in
      let arguments =
        ["weights", "workspace"] + fields.numbers.map { "\($0.name): \($0.name)" }
        + (interface.inputs + interface.outputs).map { "\($0.pointer): \($0.pointer)" }
        + ["team: Team(worker: worker, count: workers, meeting: meeting)"]
      printer.list(
        "\(hasCounts ? "let steps = " : "")\(name)Program.\(entry)", arguments, "")
      if hasCounts { printer.print("if worker == 0 { counts.pointee = steps }") }
    }
  }

  /// Prints that a call is run: by the workers together, or by the caller alone.
  func runByWorkers(_ type: String, to printer: inout SwiftPrinter) {
    printer.print(
      """
      if let workers {
        withUnsafePointer(to: call) { place in
          workers.run(place) { job, worker in
            job.assumingMemoryBound(to: \(type).self).pointee.run(worker)
          }
        }
      } else {
        call.run(0)
      }
      """)
  }

  /// Prints the type of what workers know of a call.
  ///
  /// - Parameters:
  ///   - read: the names of tokens that it is given.
  ///   - pointers: the names of tokens that it writes.
  ///   - documentation: of the function that does a worker's part.
  ///   - body: that function's.
  func callType(
    _ fields: CallFields, read: [String] = [], pointers: [String] = [],
    _ documentation: String,
    to printer: inout SwiftPrinter, body: (inout SwiftPrinter) -> Void
  ) {
    printer.print("/// What workers know of a call.")
    printer.block("private struct \(fields.type) {") { printer in
      printer.print("let workers: Int")
      printer.print("let weights: UnsafePointer<Float>")
      printer.print("let workspace: UnsafeMutablePointer<Float>")
      for field in fields.numbers { printer.print("let \(field.name): \(field.type)") }
      for field in fields.variables { printer.print("var \(field.name): \(field.type)") }
      for input in interface.inputs {
        printer.print("let \(input.pointer): UnsafePointer<\(input.swift)>")
      }
      for output in interface.outputs {
        printer.print("let \(output.pointer): UnsafeMutablePointer<\(output.swift)>")
      }
      for name in read { printer.print("let \(name): UnsafePointer<Int32>") }
      for name in pointers { printer.print("let \(name): UnsafeMutablePointer<Int32>") }
      printer.print("\n/// \(documentation)")
      printer.block("func run(_ worker: Int) {", body)
    }
  }
}
