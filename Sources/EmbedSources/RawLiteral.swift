/// A Swift string literal for `text`: a raw one over several lines where that shows every character,
/// else one with escapes.
///
/// A raw literal cannot hold a carriage return, which it would take for a line's end.
func literal(_ text: String) -> String {
  let scalars = text.unicodeScalars
  guard !scalars.contains(where: { $0 == "\r" || $0 == "\0" }) else {
    return "\"" + scalars.map { escaped($0) }.joined() + "\""
  }
  let hashes = String(repeating: "#", count: longestRunOfHashes(text) + 1)
  guard text.contains("\n") else { return "\(hashes)\"\(text)\"\(hashes)" }
  return "\(hashes)\"\"\"\n\(text)\n\"\"\"\(hashes)"
}

/// The longest run of number signs anywhere in `text`; one more ends no literal that holds it.
private func longestRunOfHashes(_ text: String) -> Int {
  var longest = 0
  var run = 0
  for byte in text.utf8 {
    run = byte == UInt8(ascii: "#") ? run + 1 : 0
    longest = max(longest, run)
  }
  return longest
}

private func escaped(_ scalar: Unicode.Scalar) -> String {
  switch scalar {
  case "\"", "\\": "\\\(scalar)"
  case " "..."~": "\(scalar)"
  default: "\\u{\(String(scalar.value, radix: 16))}"
  }
}
