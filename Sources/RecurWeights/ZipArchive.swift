/// The members of a ZIP file, stored or deflated. Source: PKWARE APPNOTE 6.3.
///
/// Encryption, several disks and ZIP64 (over 4 GB or 65,534 members) are refused.
struct ZipArchive: Sendable {
  /// One member.
  struct Member: Sendable {
    var name: String
    fileprivate var method: Int
    fileprivate var checksum: UInt32
    fileprivate var compressed: Int
    var expanded: Int
    fileprivate var header: Int
  }

  /// The members, in the order of the directory.
  let members: [Member]
  private let source: ByteSource
  private let directory: Int

  /// The most that all deflated members of a file may expand to.
  static let expansionLimit = 1 << 30

  /// Reads the directory; throws if it is malformed or uses what is not supported.
  init(_ source: ByteSource) throws(RecurFault) {
    self.source = source
    let end = try Self.endRecord(source)
    let bytes = LittleEndianBytes(try source.read(end.start..<end.start + end.size))
    directory = end.start
    var members: [Member] = []
    var names: Set<String> = []
    var expansion = 0
    var stored = 0
    var position = 0
    for _ in 0..<end.count {
      guard position + 46 <= bytes.count, bytes.u32(position) == 0x0201_4b50 else {
        throw RecurFault("its directory is damaged")
      }
      let member = Member(
        name: "", method: bytes.u16(position + 10), checksum: UInt32(bytes.u32(position + 16)),
        compressed: bytes.u32(position + 20), expanded: bytes.u32(position + 24),
        header: bytes.u32(position + 42))
      let nameEnd = position + 46 + bytes.u16(position + 28)
      let next = nameEnd + bytes.u16(position + 30) + bytes.u16(position + 32)
      guard next <= bytes.count else { throw RecurFault("its directory is damaged") }
      let name = String(decoding: bytes.bytes[position + 46..<nameEnd], as: UTF8.self)
      guard names.insert(name).inserted else { throw RecurFault("member '\(name)' is repeated") }
      guard bytes.u16(position + 8) & 1 == 0 else {
        throw RecurFault("member '\(name)' is encrypted")
      }
      guard [member.compressed, member.expanded, member.header].allSatisfy({ $0 < 0xffff_ffff })
      else {
        throw RecurFault("it is a ZIP64 file, which is not supported")
      }
      guard member.method == 0 || member.method == 8 else {
        throw RecurFault("member '\(name)' has compression method \(member.method)")
      }
      if member.method == 8 { expansion += member.expanded }
      stored += member.compressed
      guard stored <= source.count else { throw RecurFault("its members overlap") }
      guard expansion <= Self.expansionLimit else {
        throw RecurFault("it expands to over \(Self.expansionLimit) bytes")
      }
      members.append(member)
      members[members.count - 1].name = name
      position = next
    }
    guard position == bytes.count else { throw RecurFault("its directory is damaged") }
    self.members = members
  }

  /// Reads and expands a member; throws if it is damaged.
  func read(_ member: Member) throws(RecurFault) -> [UInt8] {
    do throws(RecurFault) {
      guard member.header + 30 <= directory else { throw RecurFault("its header is damaged") }
      let header = LittleEndianBytes(try source.read(member.header..<member.header + 30))
      guard header.u32(0) == 0x0403_4b50 else { throw RecurFault("its header is damaged") }
      let start = member.header + 30 + header.u16(26) + header.u16(28)
      guard start + member.compressed <= directory else {
        throw RecurFault("it ends behind the directory")
      }
      let stored = try source.read(start..<start + member.compressed)
      let bytes: [UInt8]
      if member.method == 8 {
        bytes = try Inflater.expand(stored, to: member.expanded)
      } else {
        guard member.compressed == member.expanded else { throw RecurFault("its sizes differ") }
        bytes = stored
      }
      guard CyclicRedundancyCheck.checksum(bytes) == member.checksum else {
        throw RecurFault("its checksum is wrong")
      }
      return bytes
    } catch {
      throw error.about("member '\(member.name)'")
    }
  }

  private static func endRecord(
    _ source: ByteSource
  ) throws(RecurFault) -> (count: Int, start: Int, size: Int) {
    let tailStart = max(0, source.count - 22 - 0xffff)
    let tail = LittleEndianBytes(try source.read(tailStart..<source.count))
    var position = tail.count - 22
    while position >= 0 {
      // The record is the last thing but for a comment whose length it gives.
      if tail.bytes[position] == 0x50 && tail.u32(position) == 0x0605_4b50
        && position + 22 + tail.u16(position + 20) == tail.count
      {
        break
      }
      position -= 1
    }
    guard position >= 0 else { throw RecurFault("it has no directory at its end") }
    let count = tail.u16(position + 10)
    let size = tail.u32(position + 12)
    let start = tail.u32(position + 16)
    guard count != 0xffff, start != 0xffff_ffff, size != 0xffff_ffff else {
      throw RecurFault("it is a ZIP64 file, which is not supported")
    }
    guard tail.u16(position + 4) == 0, tail.u16(position + 6) == 0, tail.u16(position + 8) == count
    else {
      throw RecurFault("it is in several parts")
    }
    guard start + size <= tailStart + position else { throw RecurFault("its directory is damaged") }
    return (count, start, size)
  }
}
