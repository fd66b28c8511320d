/// What is in `value`, part by part, but for the parts of type `unseen`.
public func reflected<Unseen>(_ value: Any, but unseen: Unseen.Type) -> String {
  var text = ""
  func add(_ value: Any) {
    let mirror = Mirror(reflecting: value)
    text += "\(mirror.subjectType)"
    if mirror.children.isEmpty { text += " \(value)" }
    text += "("
    for child in mirror.children where !(child.value is Unseen) && !(child.value is Unseen?) {
      text += "\(child.label ?? ""):"
      add(child.value)
    }
    text += ")"
  }
  add(value)
  return text
}
