import Foundation
import RecurWeights

/// The bytes of a file in `Fixtures`, which `Fixtures/record.py` writes.
func fixture(_ name: String) throws -> [UInt8] {
  let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
  return Array(try Data(contentsOf: folder.appending(component: name)))
}

/// A fixture as the source of a reader.
func fixtureSource(_ name: String) throws -> ByteSource {
  ByteSource(try fixture(name), name: name)
}
