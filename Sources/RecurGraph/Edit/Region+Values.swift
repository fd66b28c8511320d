extension Region {
  /// Calls `visit` on every node in the order of the text form, a region operation before the nodes
  /// of its region.
  public func forEachNode(_ visit: (Node) -> Void) {
    for node in nodes {
      visit(node)
      node.region?.forEachNode(visit)
    }
  }

  /// The values that this region and those inside it define.
  public var definedValues: Set<Value> {
    var defined = Set(parameters)
    for node in nodes {
      defined.formUnion(node.results)
      if let region = node.region { defined.formUnion(region.definedValues) }
    }
    return defined
  }

  /// Calls `visit` on every use of a value in this region and those inside it.
  public func forEachUse(_ visit: (Value) -> Void) {
    for node in nodes {
      node.operands.forEach(visit)
      node.region?.forEachUse(visit)
    }
    results.forEach(visit)
  }

  /// The values that this region uses and its surroundings define, in the order of their first use.
  public var freeValues: [Value] {
    var seen = definedValues
    var free: [Value] = []
    forEachUse { value in
      if seen.insert(value).inserted { free.append(value) }
    }
    return free
  }

  /// Makes every use of a key of `replacements` a use of its value, here and in the regions inside.
  ///
  /// If a replacement is itself replaced, its replacement is used.
  ///
  /// - Requires: no value is, over any number of replacements, replaced by itself.
  public mutating func substitute(_ replacements: [Value: Value]) {
    guard !replacements.isEmpty else { return }
    for index in nodes.indices {
      nodes[index].operands = nodes[index].operands.map { replacements.resolve($0) }
      nodes[index].region?.substitute(replacements)
    }
    results = results.map { replacements.resolve($0) }
  }
}

extension [Value: Value] {
  /// What finally replaces `value`, which may be itself.
  public func resolve(_ value: Value) -> Value {
    var value = value
    while let next = self[value] { value = next }
    return value
  }
}
