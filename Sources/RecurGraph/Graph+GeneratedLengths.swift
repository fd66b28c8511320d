extension Graph {
  /// The greatest length of each sequence whose length the model decides, by the length's name.
  public var generatedLengths: [String: Int] {
    var lengths: [String: Int] = [:]
    func visit(_ region: Region) {
      for node in region.nodes {
        if case .generate(let generate) = node.operation,
          case .variable(let length)? = self[node.result].length
        {
          lengths[length] = generate.atMost
        }
        if let inner = node.region { visit(inner) }
      }
    }
    visit(body)
    return lengths
  }
}
