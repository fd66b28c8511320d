/// A fault of Recur's own: emitted source that does not compile.
struct InternalFault: Error {
  /// What happened, and what to send along with a report.
  var message: String
}
