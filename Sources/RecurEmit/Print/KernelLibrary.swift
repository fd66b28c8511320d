import RecurGraph

/// The kernels of a model, those that differ in nothing but names held once.
///
/// Two layers of one cell and one size share their kernels, and so do a stream and a predictor where
/// they do the same.
struct KernelLibrary {
  /// The facts about the processor.
  let target: TargetDescription
  /// The kernels to print, each with the names that the spec gives to its values.
  private(set) var kernels: [(kernel: Kernel, labels: [Value: String])] = []
  private var names: [String: String] = [:]

  init(target: TargetDescription) { self.target = target }

  /// Gives every kernel of `loops` the name of the function that does what it does.
  mutating func add(_ loops: inout Loops, labels: [Value: String]) {
    for index in loops.kernels.indices {
      loops.kernels[index].name = name(of: loops.kernels[index], labels)
    }
  }

  private mutating func name(of kernel: Kernel, _ labels: [Value: String]) -> String {
    let text = textWithoutNames(kernel)
    if let name = names[text] { return name }
    names[text] = kernel.name
    kernels.append((kernel, labels))
    return kernel.name
  }

  private func textWithoutNames(_ kernel: Kernel) -> String {
    var nameless = kernel
    nameless.name = "kernel"
    for index in nameless.arguments.indices { nameless.arguments[index].name = "argument" }
    for index in nameless.nodes.indices { nameless.nodes[index].origin = nil }
    var printer = SwiftPrinter()
    KernelPrinter(kernel: nameless, target: target, labels: [:]).print(to: &printer)
    return printer.text
  }
}
