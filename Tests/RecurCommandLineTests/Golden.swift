import RecurTestSupport

/// Compares a text with a file of the folder `Golden`.
func expectGolden(_ text: String, _ name: String) throws {
  try Golden("Golden", filter: "RecurCommandLineTests").expect(text, at: name)
}
