import Foundation
import RecurCompiler
import RecurEmit
import RecurWeights

/// What `recur bench --compile` tells: how long models take from their specs to objects, and how large
/// they become.
struct CompileReport {
  /// A spec, and a title for its only model in place of the model's name.
  typealias Item = (path: String, title: String?)

  let options: EmissionOptions
  let kept: String?
  let sizes: [String: Int]
  let console: Console

  /// Compiles every model of some specs, one after the other, and prints the table.
  func run(_ items: [Item], model chosen: String?) throws {
    var table = TextTable()
    table.add("", "emitted in", "lines", "swiftc", "object")
    for item in items {
      let start = ContinuousClock.now
      let spec = try Specs.compile(
        item.path, console, sizes: sizes, precision: options.precision)
      try Specs.require(sizes, in: [spec], item.path)
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      let models = try chosen.map { [try Specs.model($0, in: spec, item.path)] } ?? spec.models
      for model in models { try add(model, item, after: seconds, to: &table) }
    }
    try console.print(
      "Compiling for \(options.target.name), weights in \(options.precision.name), "
        + "\(options.activations.name) activations")
    for line in table.lines { try console.print(line) }
  }

  private func add(
    _ model: CompiledModel, _ item: Item, after seconds: Double, to table: inout TextTable
  ) throws {
    let title = item.title ?? model.name
    let folder = try WorkFolder(keeping: kept.map { "\($0)/\(title)" })
    defer { folder.remove() }
    let object = try ExecutableBuilder(
      toolchain: try Toolchain.find(), folder: folder, console: console
    ).buildObject(model, with: options)
    table.add(
      title, Quantity.time(seconds + object.emitting), Quantity.grouped(object.lines),
      Quantity.time(object.compiling), "\(Quantity.grouped(object.bytes)) bytes")
  }

  /// Models that grow in one way each: in time steps, which must not matter, and in layers.
  static func builtIn(in folder: WorkFolder) throws -> [Item] {
    var items: [Item] = []
    func add(_ title: String, _ input: String, _ layers: String) throws {
      let name = "model\(items.count).recur"
      try folder.write(
        """
        model Model {
          input x: \(input) of [16]
          h = \(layers)(x)
          output y: [16] = h.last
        }

        """, to: name)
      items.append((folder.path(name), title))
    }
    for steps in [15, 150, 1500] {
      try add("LSTM, \(Quantity.grouped(steps)) steps", "sequence(\(steps))", "LSTM(16)")
    }
    for layers in [1, 10, 40] {
      let list = Array(repeating: "GRU(16)", count: layers).joined(separator: ", ")
      try add("\(layers) GRU\(layers == 1 ? "" : "s")", "sequence", "stack(\(list))")
    }
    return items
  }
}
