/// The one of `candidates` that `name` is most likely a misspelling of.
///
/// Counts letters added, left out, changed, or swapped with a neighbour; at most a third of the name
/// may be wrong. Else a name of five letters or more may be the end of another. Of equally near candidates the first
/// in alphabetical order wins.
func suggestion(for name: String, among candidates: some Sequence<String>) -> String? {
  let wanted = Array(name.lowercased().utf8)
  guard wanted.count <= 64 else { return nil }
  var best: (candidate: String, distance: Int)?
  let others = candidates.sorted().filter { $0 != name }
  for candidate in others {
    let letters = Array(candidate.lowercased().utf8)
    guard letters.count <= 64 else { continue }
    let distance = editDistance(wanted, letters)
    let limit = max(1, min(wanted.count, letters.count) / 3)
    let isWhollyDifferent = distance >= max(wanted.count, letters.count)
    if distance <= limit, !isWhollyDifferent, distance < best?.distance ?? .max {
      best = (candidate, distance)
    }
  }
  if wanted.count < 5 || best?.distance ?? .max <= 1 { return best?.candidate }
  let longer = others.filter { $0.lowercased().hasSuffix(name.lowercased()) }
  return longer.min { ($0.utf8.count, $0) < ($1.utf8.count, $1) } ?? best?.candidate
}

/// The number of letters to add, leave out, change, or swap with a neighbour to turn `a` into `b`.
///
/// - Complexity: O(*n* · *m*).
private func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for i in 0..<a.count {
    var row = [i + 1]
    for j in 0..<b.count {
      var cost = min(last[j] + (a[i] == b[j] ? 0 : 1), row[j] + 1, last[j + 1] + 1)
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        cost = min(cost, beforeLast[j - 1] + 1)
      }
      row.append(cost)
    }
    beforeLast = last
    last = row
  }
  return last[b.count]
}
