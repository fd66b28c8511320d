import Foundation

/// The page that describes the language.
public enum LanguageReference {
  /// Its text; empty if it is not where it should be.
  public static let text: String = {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/RecurLanguage/RecurLanguage.docc/Language.md")
    return (try? String(contentsOf: file, encoding: .utf8)) ?? ""
  }()

  /// The examples, each with the line that it starts at.
  public static let examples: [(line: Int, text: String)] = {
    var examples: [(line: Int, text: String)] = []
    var lines: [Substring]?
    var start = 0
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if let example = lines {
        if line == "```" {
          examples.append((start, example.joined(separator: "\n") + "\n"))
          lines = nil
        } else {
          lines = example + [line]
        }
      } else if line == "```recur" {
        lines = []
        start = index + 2
      }
    }
    return examples
  }()
}
