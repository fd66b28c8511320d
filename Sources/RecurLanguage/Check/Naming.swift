/// Gives each layer of one binding its parameter path.
///
/// The call that is the whole value of a binding has the binding's own path; a call inside it is
/// named after its layer, then `dense2` and so on in reading order.
struct Naming {
  /// The path of the binding.
  let base: String
  /// The names that are taken, because bindings of a block have them.
  let taken: Set<String>
  private var counts: [String: Int] = [:]

  init(base: String, taken: Set<String> = []) {
    self.base = base
    self.taken = taken
  }

  /// The path of the next `layer` inside the binding.
  mutating func path(of layer: String) -> String {
    let name = Naming.lowerCamelCase(layer)
    var candidate: String
    repeat {
      counts[name, default: 0] += 1
      candidate = counts[name] == 1 ? name : "\(name)\(counts[name] ?? 0)"
    } while taken.contains(candidate)
    return "\(base).\(candidate)"
  }

  /// `name` with its leading capitals made small, but not the first letter of the next word:
  /// `gruResetAfter` for `GRUResetAfter`.
  static func lowerCamelCase(_ name: String) -> String {
    var letters = Array(name)
    let capitals = letters.prefix { $0.isUppercase }.count
    let isWhole = capitals == letters.count || !letters[capitals].isLowercase
    let count = capitals > 1 && !isWhole ? capitals - 1 : capitals
    for index in 0..<count { letters[index] = Character(letters[index].lowercased()) }
    return String(letters)
  }
}
