import Foundation
import RecurLowering
import RecurTestSupport

@testable import RecurLanguage

/// A spec and what the formatter makes of it.
struct PrintedSpec {
  let text: String
  /// The formatter's text.
  let printed: String

  /// Formats `text`; nil if it cannot be parsed.
  init?(_ text: String) {
    guard let printed = format(utf8: Array(text.utf8), path: "written.recur").text else {
      return nil
    }
    (self.text, self.printed) = (text, printed)
  }

  /// In what the printed spec differs, if it does: it is parsed as the same tree and has the same comments,
  /// and printed it is itself.
  var fault: String? {
    let again = format(utf8: Array(printed.utf8), path: "printed.recur")
    guard let twice = again.text else { return "is no spec:\n\(again.report())\n\(printed)" }
    if twice != printed { return "is printed otherwise:\n\(difference(from: printed, to: twice))" }
    let (before, after) = (Self.parts(text), Self.parts(printed))
    if before.tree != after.tree { return "is another tree:\n\(printed)" }
    return before.comments == after.comments ? nil : "has other comments:\n\(printed)"
  }

  /// The graphs of the models as they are written and as they are printed, with files from `folder`; nil if
  /// the spec has faults.
  func graphs(in folder: URL? = nil) -> (written: [String]?, printed: [String]?) {
    func graphs(_ text: String) -> [String]? {
      let result = check(text, path: "spec.recur") { name in
        guard let folder else { throw SourceFileError("there are no files") }
        return try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      }
      return result.program?.models.map { lower($0).description }
    }
    return (graphs(text), graphs(printed))
  }

  /// The syntax tree without places, and the words of the comments.
  private static func parts(_ text: String) -> (tree: String, comments: [String]) {
    let (tokens, comments, _) = Lexer.parts(of: text, file: "")
    let tree = reflected(Parser.parse(tokens).spec, but: SourceSpan.self)
    return (tree, comments.map { $0.text.trimmingCharacters(in: .whitespaces) }.sorted())
  }
}
