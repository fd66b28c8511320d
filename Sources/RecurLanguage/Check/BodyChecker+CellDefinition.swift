extension BodyChecker {
  /// Checks a cell by itself, with open dimensions, so that a faulty cell is found even if no model
  /// uses it. Returns whether it is sound.
  mutating func checkDefinition(of cell: CellSyntax) -> Bool {
    let errors = diagnostics.count
    let values = checkHeader(of: cell)
    scope.allowsCells = true
    openCells = [cell.name.text]
    stepping = Stepping(outside: known(values))
    blocks.append([])
    _ = expandItems(of: cell, values)
    for case .layout(let layout) in cell.items { check(layout, values) }
    let isSound = !diagnostics[errors...].contains { $0.severity == .error }
    if isSound, cell.brokenNames.isEmpty { warnOfUnread(in: cell) }
    return isSound
  }

  /// What of the cell is known before the first step: weights and settings.
  private func known(_ values: [String: CheckedValue]) -> Scope {
    var known = Scope()
    known.extents = scope.extents
    known.settings = scope.settings
    for (name, value) in values {
      switch value.expression.kind {
      case .weight, .number: known.entries[name] = Scope.Entry(value: value, definition: value.span)
      default: break
      }
    }
    return known
  }

  /// The inputs, weights and states of the cell, without those that are faulty.
  private mutating func checkHeader(of cell: CellSyntax) -> [String: CheckedValue] {
    for size in cell.sizes {
      if scope.extents[size.text] != nil {
        let earlier = cell.sizes.first { $0.text == size.text } ?? size
        report(.duplicate(size.text, at: size.span, earlier: earlier.span))
      }
      scope.extents[size.text] = Extent(name: size.text)
    }
    for setting in cell.settings {
      if let size = cell.sizes.first(where: { $0.text == setting.name.text }) {
        report(.duplicate(size.text, at: setting.name.span, earlier: size.span))
      }
    }
    if cell.inputs.isEmpty { report(.cellWithoutInput(cell.name)) }
    var values: [String: CheckedValue] = [:]
    for input in cell.inputs {
      if case .shape(let dimensions) = input.type.element {
        for dimension in dimensions {
          let open = names(in: dimension).filter { scope.extents[$0] == nil }
          if open.count > 1 {
            report(.cannotInfer(open, at: dimension.span))
          }
          for name in open { scope.extents[name] = Extent(name: name) }
        }
      }
      guard let type = cellType(input.type, what: "an input") else { continue }
      let variable = makeVariable(input.name.text, type, at: input.name.span)
      values[input.name.text] = CheckedValue(.variable(variable.id), type, at: input.name.span)
    }
    let extents = scope.extents
    let declared = Declarations.Cell(syntax: cell, isPrelude: scope.isPrelude)
    let settings = settings(of: declared)
    let parts =
      declareParts(of: declared, extents, settings, nil, at: cell.name.span) ?? CellParts()
    scope.settings = settings
    for state in parts.states {
      let variable = makeVariable(state.name.text, state.type, at: state.name.span)
      values[state.name.text] = CheckedValue(.variable(variable.id), state.type, at: variable.span)
    }
    return values.merging(parts.weights) { value, _ in value }
      .merging(parts.settings) { value, _ in value }
  }

  private mutating func check(_ layout: LayoutSyntax, _ values: [String: CheckedValue]) {
    var placed: Set<String> = []
    for tensor in layout.tensors {
      checkTemplate(tensor.name)
      var first: CheckedValue?
      for name in tensor.weights {
        guard let value = values[name.text], case .weight = value.expression.kind else {
          let weights = values.keys.filter {
            if case .weight = values[$0]?.expression.kind { true } else { false }
          }
          let meant = suggestion(for: name.text, among: weights)
          report(.notAWeight(name, suggestion: meant))
          if let meant { placed.insert(meant) }
          continue
        }
        placed.insert(name.text)
        if value.type.shape.isEmpty
          || first.map({ $0.type.shape.dropFirst() != value.type.shape.dropFirst() }) ?? false
        {
          report(.cannotStack(name, value.type, with: first?.type, in: tensor.name.text))
        }
        first = first ?? value
      }
    }
    if layout.isBroken { return }
    for (name, value) in values.sorted(by: { $0.key < $1.key }) {
      if case .weight = value.expression.kind, !placed.contains(name) {
        report(.missingInLayout(name, layout.name))
      }
    }
  }

  private mutating func checkTemplate(_ name: NameSyntax) {
    var rest = name.text[...]
    while let open = rest.firstIndex(of: "{") {
      guard let close = rest[open...].firstIndex(of: "}"),
        ["layer", "reverse"].contains(rest[rest.index(after: open)..<close])
      else {
        report(.unknownPlaceholder(in: name))
        return
      }
      rest = rest[rest.index(after: close)...]
    }
  }

  private mutating func warnOfUnread(in cell: CellSyntax) {
    scope.reads.formUnion(initialReads)
    for item in cell.items {
      switch item {
      case .declaration(let declaration) where declaration.role != .state:
        for name in declaration.names where !scope.reads.contains(name.text) {
          report(.unused(declaration.role.rawValue, name))
        }
      case .binding(let binding) where !scope.reads.contains(binding.name.text):
        report(.unused("value", binding.name))
      default: continue
      }
    }
    for setting in cell.settings where !scope.reads.contains(setting.name.text) {
      report(.unused("setting", setting.name))
    }
    for input in cell.inputs where !scope.reads.contains(input.name.text) {
      report(.unused("input", input.name))
    }
  }
}
