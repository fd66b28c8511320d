/// One or more cells that are not yet applied to a value.
indirect enum Layer {
  case cell(CellUse)
  case stack([Layer])
  case reversed(Layer)
  case bidirectional(Layer, Merge)

  /// What two directions become.
  enum Merge: String, CaseIterable {
    /// The forward values, then the backward ones.
    case concat
    case sum
    case mean
    case product
  }

  /// A cell with its sizes, `LSTM(64, h: a)`.
  struct CellUse {
    var cell: Declarations.Cell
    var sizes: [Int]
    /// The settings that it gives.
    var settings: [String: Setting] = [:]
    var initial: [(name: NameSyntax, value: ExpressionSyntax)]
    /// What says of each step whether it is one of a kind.
    var marks: [StepMark: ExpressionSyntax] = [:]
    var span: SourceSpan

    /// The use as a spec would write it if it gave all `settings`.
    func text(_ settings: [String: Setting]) -> String {
      let given = cell.syntax.settings.compactMap { setting in
        settings[setting.name.text].map { "\(setting.name.text): \($0)" }
      }
      return "\(cell.syntax.name.text)(\((sizes.map(String.init) + given).joined(separator: ", ")))"
    }
  }

  /// Where in a binding a layer stands.
  struct Place {
    /// The parameter path.
    var path: String
    /// The path of the outermost layer, which a framework's own names begin with.
    var prefix: String
    /// The position in a stack.
    var index = 0
    var direction: TypedScan.Direction = .forward
    /// Whether a framework has a name for the weights here.
    var hasLayouts = true
    var isInStack = false

    func inside(_ component: String) -> Place {
      var place = self
      place.path += ".\(component)"
      return place
    }

    var turnedRound: Place {
      var place = self
      place.direction = direction == .forward ? .backward : .forward
      return place
    }
  }
}
