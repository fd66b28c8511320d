import Foundation
import RecurWeights

/// What a `recur.json` beside specs selects.
struct GenerateSettings: Equatable {
  var target: String?
  var precision: String?
  var activations: String?
  var batch: Int?
  var threads: Int?
  var sizes: [String: Int] = [:]

  /// Reads the file at `path`; selects nothing without one.
  init(path: String?) throws {
    guard let path else { return }
    let text: Data
    do { text = try Data(contentsOf: URL(fileURLWithPath: path)) } catch {
      throw RecurFault("cannot read '\(path)': \(error.localizedDescription)")
    }
    do throws(RecurFault) { try read(try JSONReader.read(Array(text))) } catch {
      throw error.about("'\(path)'")
    }
  }

  private mutating func read(_ json: JSONValue) throws(RecurFault) {
    guard case .object(let members) = json else {
      throw RecurFault("expected an object, found \(json.kind)")
    }
    for member in members {
      switch (member.key, member.value) {
      case ("target", .string(let name)): target = name
      case ("precision", .string(let name)): precision = name
      case ("activations", .string(let name)): activations = name
      case ("batch", .integer(let number)): batch = number
      case ("threads", .integer(let number)): threads = number
      case ("set", .object(let members)):
        for member in members {
          guard case .integer(let number) = member.value else {
            throw RecurFault(
              "the size '\(member.key)' is \(member.value.kind), expected a whole number")
          }
          sizes[member.key] = number
        }
      case ("set", _):
        throw RecurFault("'set' is \(member.value.kind), expected an object of sizes")
      case ("target", _), ("precision", _), ("activations", _):
        throw RecurFault("'\(member.key)' is \(member.value.kind), expected a string")
      case ("batch", _), ("threads", _):
        throw RecurFault("'\(member.key)' is \(member.value.kind), expected a whole number")
      default:
        let keys = ["target", "precision", "activations", "batch", "threads", "set"]
        let near = Suggestion.phrase(for: member.key, among: keys)
        throw RecurFault("unknown key '\(member.key)'\(near)")
      }
    }
  }
}
