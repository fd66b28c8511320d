/// An `.npz` file: a ZIP file of `.npy` files, as `numpy.savez` and `numpy.savez_compressed` write it.
public struct NumpyArchive: TensorArchive, Sendable {
  /// The path, or what the bytes were called.
  public let name: String
  /// The arrays' names without `.npy`, sorted.
  public let tensorNames: [String]

  private let tensors: [String: HostTensor]

  /// Opens a file and reads it whole; throws if it cannot be read or is malformed.
  public init(path: String) throws(RecurFault) {
    try self.init(try ByteSource(path: path))
  }

  /// Reads a file in memory; throws if it is malformed.
  public init(_ source: ByteSource) throws(RecurFault) {
    name = source.name
    var tensors: [String: HostTensor] = [:]
    do throws(RecurFault) {
      let archive = try ZipArchive(source)
      for member in archive.members {
        guard member.name.hasSuffix(".npy") else {
          throw RecurFault("member '\(member.name)' is no npy file")
        }
        let bytes = try archive.read(member)
        do throws(RecurFault) {
          tensors[String(member.name.dropLast(4))] = try NumpyFile.tensor(bytes)
        } catch {
          throw error.about("array '\(member.name)'")
        }
      }
    } catch {
      throw RecurFault("'\(source.name)' is not a valid npz file: \(error.message)")
    }
    self.tensors = tensors
    self.tensorNames = tensors.keys.sorted()
  }

  /// The type and shape of an array.
  public func entry(_ name: String) -> TensorEntry? {
    tensors[name].map { TensorEntry(element: $0.element, shape: $0.shape) }
  }

  /// Gives an array.
  public func tensor(_ name: String) throws(RecurFault) -> HostTensor {
    guard let tensor = tensors[name] else {
      throw RecurFault("'\(self.name)' holds no array '\(name)'")
    }
    return tensor
  }
}
