/// A comment, which the syntax tree leaves out but for the documentation of declarations.
struct CommentSyntax: Sendable {
  /// What is behind the slashes, without white space at its end; of documentation without the first space.
  var text: String
  /// Whether it has three slashes.
  var isDocumentation: Bool
  /// The line, from 1.
  var line: Int
  /// The number of UTF-8 bytes before it.
  var offset: Int
  /// Whether nothing but white space is before it on its line.
  var startsLine: Bool
}
