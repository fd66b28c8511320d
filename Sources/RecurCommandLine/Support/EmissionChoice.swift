import RecurEmit
import RecurGraph
import RecurTemplates
import RecurWeights

extension Option {
  /// What graphs, plans of memory and counts of operations depend on; `standard` says which target holds
  /// without one.
  static func planning(target standard: String) -> [Option] {
    [
      .target.standard(standard), .precision.standard("f32"), .batch.standard("1"),
      .threads.standard("1"), .sizes,
    ]
  }

  /// The options of every command that emits code.
  static func emission(target standard: String) -> [Option] {
    planning(target: standard) + [.activations.standard("accurate")]
  }

  /// The same for executables, whose target may be `auto`.
  static var executableEmission: [Option] {
    let options = emission(target: automatic)
    return options.map { option in
      guard option.name == Option.target.name else { return option }
      var target = option
      target.help = targetHelp([automatic] + targetNames)
      return target
    }
  }

  /// A JSON file that chooses what the command line leaves open.
  static let settings = Option(
    name: "settings", value: "file",
    help: """
      A JSON file with \"target\", \"precision\", \"activations\", \"batch\", \"threads\" and \
      \"set\", any of which may be absent; options on the command line win.
      """)

  fileprivate static let target = Option(
    name: "target", letter: "t", value: "target",
    help: targetHelp(targetNames))

  /// What the matrices of products are held in.
  static let precision = Option(
    name: "precision", value: "precision",
    help: "What matrices are held in: f32, bf16, int8; or f64, for everything, on portable.")

  fileprivate static let activations = Option(
    name: "activations", value: "forms",
    help:
      "The forms of tanh and sigmoid: \(Activations.allCases.map(\.name).joined(separator: ", ")) "
      + "(tanh within 5e-7, sigmoid within 2.5e-7).")

  fileprivate static let batch = Option(
    name: "batch", value: "number", help: "The most inputs that are run side by side.")

  /// How many threads share a call.
  static let threads = Option(
    name: "threads", value: "number", help: "The most threads that share a step or a sequence.")
}

/// The target of executables that hold code for several.
private let automatic = "auto"
/// The names of all targets.
let targetNames = TargetDescription.table.map(\.name)

private func targetHelp(_ names: [String]) -> String {
  "The processor: \(names.joined(separator: ", "))."
}

extension Invocation {
  /// What `Option.emission` chooses, then the file of `Option.settings`, then `standard` for the target.
  ///
  /// - Parameter targets: what is offered in place of an unknown target.
  func emission(
    standard: (Precision) -> TargetDescription, targets: [String] = targetNames
  ) throws -> EmissionOptions {
    let settings = try GenerateSettings(path: self[.settings])
    let precision = try precision(settings) ?? .f32
    var options = EmissionOptions(
      target: try target(settings, among: targets) ?? standard(precision), precision: precision)
    guard options.target.holds(precision) else {
      throw fault(
        "\(precision) is for the target \(TargetDescription.portable.name), not "
          + options.target.name)
    }
    options.activations = try activations(settings) ?? .accurate
    if precision == .f64, options.activations == .fast {
      throw fault("\(precision) has no fast activations")
    }
    if let batch = try number(.batch, settings.batch, in: EmissionOptions.batches) {
      options.batch = batch
    }
    if let threads = try number(.threads, settings.threads, in: EmissionOptions.threadCounts) {
      options.threads = threads
    }
    return options
  }

  /// A number that an option chooses, or else the file of settings.
  private func number(
    _ option: Option, _ setting: Int?, in range: ClosedRange<Int>
  ) throws -> Int? {
    guard let text = self[option] ?? setting.map(String.init) else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw fault(
        of: option,
        "\(option.name) '\(text)' is not a whole number from \(range.lowerBound) to "
          + "\(range.upperBound)")
    }
    return number
  }

  /// What `Option.executableEmission` chooses, for each variant of an executable.
  func variants() throws -> [EmissionOptions] {
    guard let name = self[.target], name != automatic else {
      var others = self
      others.options[Option.target.name] = nil
      let options = try others.emission(standard: TargetDescription.host(for:))
      return TargetDescription.hostVariants(for: options.precision).map { target in
        var variant = options
        variant.target = target
        return variant
      }
    }
    return [
      try emission(
        standard: TargetDescription.host(for:), targets: [automatic] + targetNames)
    ]
  }

  private func target(
    _ settings: GenerateSettings, among names: [String]
  ) throws -> TargetDescription? {
    try choice(.target, settings.target, among: names, called: TargetDescription.named)
  }

  /// What `Option.precision` chooses, then the file of `Option.settings`.
  func precision() throws -> Precision {
    try precision(GenerateSettings(path: self[.settings])) ?? .f32
  }

  private func precision(_ settings: GenerateSettings) throws -> Precision? {
    try choice(
      .precision, settings.precision, among: Precision.allCases.map(\.name),
      called: Precision.init(rawValue:))
  }

  private func activations(_ settings: GenerateSettings) throws -> Activations? {
    try choice(
      .activations, settings.activations, among: Activations.allCases.map(\.name),
      called: Activations.init(rawValue:))
  }

  /// The value of the name that an option or else the file of settings gives, which is one of a few.
  private func choice<Value>(
    _ option: Option, _ setting: String?, among names: [String], called value: (String) -> Value?
  ) throws -> Value? {
    guard let name = self[option] ?? setting else { return nil }
    if let value = value(name) { return value }
    let near = Suggestion.phrase(for: name, amongFew: names)
    let message = "unknown \(option.name) '\(name)'\(near)"
    if has(option) { throw fault(message) }
    throw fault(of: option, message)
  }

  /// A fault in the value of an option, which names the file of settings where the value is from there.
  private func fault(of option: Option, _ message: String) -> RecurFault {
    guard let path = self[.settings], !has(option) else { return RecurFault(message) }
    return RecurFault(message).about("'\(path)'")
  }
}
