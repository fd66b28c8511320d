/// Layers whose weights are the mean and the deviation of what is in the data.
extension BodyChecker {
  /// An input or target whose mean and deviation are taken, and what they are for.
  struct Normalizing {
    var layer: String
    var data: NameSyntax
    var value: CheckedValue
  }

  /// `normalize(x)` of an input, `normalize(x, y)` by another, and `denormalize(x, y)` by a target.
  mutating func checkNormalizing(
    _ call: CallSyntax, _ name: String, path: String?
  ) -> CheckedValue? {
    for argument in call.arguments {
      if let label = argument.label {
        report(.unexpectedLabel(label, of: name))
        return nil
      }
    }
    let isInverse = name == "denormalize"
    guard (isInverse ? 2 : 1)...2 ~= call.arguments.count, let source = call.arguments.last,
      case .name(let data) = source.value.kind,
      inputTypes[data] != nil || scope.targets.contains(data)
    else {
      report(.normalizesNoData(name, at: call.span))
      return nil
    }
    guard let path = layerPath(name, path, at: call.callee.span),
      let value = check(call.arguments[0].value)?.at(call.arguments[0].value.span)
    else { return nil }
    scope.reads.insert(data)
    guard !value.type.isToken else {
      report(.tokenIsNoNumber(value, in: name))
      return nil
    }
    guard value.type.shape.count < 2 else {
      report(.needsVector(name, value))
      return nil
    }
    normalizings.append(
      Normalizing(
        layer: name, data: NameSyntax(text: data, span: source.value.span), value: value))
    var statistics: [CheckedValue] = []
    for (part, statistic) in [("mean", TypedWeight.Statistic.mean), ("deviation", .deviation)] {
      guard
        let weight = makeWeight(
          "\(path).\(part)", shape: value.type.shape,
          start: .fixed(.statistic(statistic, of: data)),
          span: call.span, use: call.span)
      else { return nil }
      statistics.append(
        CheckedValue(.weight(weight), CheckedType(shape: value.type.shape), at: call.span))
    }
    let (mean, deviation) = (statistics[0], statistics[1])
    if isInverse {
      return elementwise("multiply", sign: name, [value, deviation], at: call.span).flatMap {
        elementwise("add", sign: name, [$0, mean], at: call.span)
      }
    }
    return elementwise("subtract", sign: name, [value, mean], at: call.span).flatMap {
      elementwise("divide", sign: name, [$0, deviation], at: call.span)
    }
  }

  /// Checks that data fit what they are to normalize.
  mutating func checkNormalizings(targets: [TypedInput]) {
    var types = inputTypes
    for target in targets { types[target.name] = CheckedType(target.variable.type) }
    for normalizing in normalizings {
      guard let type = types[normalizing.data.text] else { continue }
      if type.isToken {
        report(
          .tokenIsNoNumber(
            CheckedValue(.number(0), type, at: normalizing.data.span), in: normalizing.layer))
      } else if type.shape != normalizing.value.type.shape {
        report(.normalizedShapesDiffer(normalizing.value, by: normalizing.data, type))
      }
    }
  }
}
