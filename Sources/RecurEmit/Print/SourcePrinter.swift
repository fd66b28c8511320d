/// Spells what one tile and row of a kernel take from outside.
struct SourcePrinter {
  let kernel: Kernel
  /// The names of the function's pointers.
  let parameters: [String]
  /// Which of the tiling's rows.
  let row: Int
  /// Which of the block's tiles.
  let tile: BlockTile

  /// The vector of a value that the kernel does not compute.
  func vector(_ source: Kernel.Source) -> String {
    let type = "F32x\(tile.lanes)"
    switch source {
    case .constant(let number):
      return "\(type)(repeating: \(Spelling.literal(number)))"
    case .scalar(let argument):
      let name = parameters[argument]
      guard kernel.arguments[argument].stride > 0 else { return "\(type)(repeating: \(name)All)" }
      return "broadcast\(tile.lanes)(\(name), \(rowOffset(argument)))"
    case .vector(let argument, let offset):
      return "load\(tile.lanes)(\(parameters[argument]), \(address(argument, offset: offset)))"
    case .column(let argument, let step):
      return "load\(tile.lanes)(\(parameters[argument]), \(address(argument, everyColumn: step)))"
    case .across(let argument, let step):
      let column = step == 1 ? "column" : "column &* \(step)"
      let row = kernel.arguments[argument].stride > 0 ? "\(rowOffset(argument)), " : ""
      return "broadcast\(tile.lanes)(\(parameters[argument]), \(row)\(column))"
    case .stream, .computed:
      preconditionFailure("\(source) is computed by the kernel")
    }
  }

  /// The offset of this tile in an argument, in elements.
  func address(_ argument: Int, offset: Int) -> String {
    let constant = offset + tile.start
    var terms: [String] = []
    if tile.isRelative { terms.append("start") }
    if kernel.arguments[argument].stride > 0 { terms.append(rowOffset(argument)) }
    if constant > 0 || terms.isEmpty { terms.append("\(constant)") }
    return terms.joined(separator: " &+ ")
  }

  /// The offset of this tile in a column of a matrix.
  func address(_ argument: Int, everyColumn step: Int) -> String {
    let start = address(argument, offset: 0)
    return "\(start == "0" ? "" : "\(start) &+ ")column &* \(step)"
  }

  /// Where this row begins in an argument, in elements.
  private func rowOffset(_ argument: Int) -> String {
    kernel.offset(ofRow: row, in: argument)
  }
}
