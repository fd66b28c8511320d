// Runs the model that the plugin makes of Trend.recur: all steps at once, then one at a time.

/// Weights that follow from their place: the same everywhere, and all different.
func weights(path: String, shape: [Int]) -> [Float] {
  let seed = path.utf8.reduce(0) { $0 + Int($1) }
  return (0..<shape.reduce(1, *)).map { Float((seed + 7 * $0) % 23 - 11) / 16 }
}

let model = Trend(tensor: weights)
let signal: [Float] = [0.5, -1, 1.5, 0.25, -0.75, 1, 0, -0.5, 2, -2]

for value in try model.predict(x: signal) { print("predict", value) }

var stream = Trend.Stream(model)
var y: [Float] = [0]
for step in 0..<signal.count / 2 {
  let x = Array(signal[(2 * step)..<(2 * step + 2)])
  var result = y.mutableSpan
  try stream.step(x: x.span, y: &result)
  print("step", y[0])
}

// Judges a trend by its sign: the weights make -1, 0 and 1 of it, the bias favours 0.
let mood = Mood { path, shape in
  path.hasSuffix("bias") ? [0, 0.5, 0] : [-1, 0, 1]
}
print("moods", try [-2, 0, 2].map { try mood.predict(trend: [$0]) })
