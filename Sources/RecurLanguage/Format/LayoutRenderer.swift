/// Writes a layout in lines of limited width.
struct LayoutRenderer {
  /// The columns of a line.
  static let width = 100

  private struct Piece {
    var layout: Layout
    var indentation: Int
    /// Whether line breaks that may be spaces are.
    var isFlat: Bool
  }

  private var text = ""
  private var column = 0

  /// The text of `layout`, without white space at the ends of lines.
  ///
  /// - Complexity: O(*n w*) in the length of the text and the width.
  static func text(of layout: Layout) -> String {
    var renderer = LayoutRenderer()
    renderer.render(layout)
    return renderer.text
  }

  private mutating func render(_ layout: Layout) {
    var stack = [Piece(layout: layout, indentation: 0, isFlat: false)]
    while let piece = stack.popLast() {
      func push(_ layout: Layout, indentation: Int = 0, isFlat: Bool) {
        stack.append(
          Piece(layout: layout, indentation: piece.indentation + indentation, isFlat: isFlat))
      }
      switch piece.layout {
      case .text(let text): write(text, piece.indentation)
      case .comment(let text): write(text, piece.indentation)
      case .sequence(let parts):
        for part in parts.reversed() { push(part, isFlat: piece.isFlat) }
      case .line where piece.isFlat: write(" ", piece.indentation)
      case .softLine where piece.isFlat: break
      case .line, .softLine, .hardLine:
        text += "\n"
        column = 0
      case .indented(let inner): push(inner, indentation: 2, isFlat: piece.isFlat)
      case .block(let inner): push(inner, isFlat: false)
      case .group(let inner):
        push(inner, isFlat: piece.isFlat || fits(inner, at: piece.indentation, before: stack))
      case .hanging(let inner):
        let beside = Layout.sequence([.text(" "), inner])
        if piece.isFlat || fits(beside, at: piece.indentation, before: stack) {
          push(beside, isFlat: true)
        } else {
          push(.sequence([.hardLine, inner]), indentation: 2, isFlat: false)
        }
      }
    }
  }

  private mutating func write(_ piece: String, _ indentation: Int) {
    if column == 0, !piece.isEmpty {
      text += String(repeating: " ", count: indentation)
      column = indentation
    }
    text += piece
    column += piece.count
  }

  /// Whether `layout`, without line breaks that may be spaces, ends within the line with what follows it
  /// up to the next line break.
  private func fits(_ layout: Layout, at indentation: Int, before rest: [Piece]) -> Bool {
    var left = Self.width - (column == 0 ? indentation : column)
    var ahead = [Piece(layout: layout, indentation: 0, isFlat: true)]
    var behind = rest.count
    while left >= 0 {
      let piece: Piece
      if let next = ahead.popLast() {
        piece = next
      } else if behind > 0 {
        behind -= 1
        piece = rest[behind]
      } else {
        return true
      }
      switch piece.layout {
      case .text(let text): left -= text.count
      case .comment: break
      case .line where piece.isFlat: left -= 1
      case .softLine where piece.isFlat: break
      case .line, .softLine, .hardLine: return true
      case .sequence(let parts):
        for part in parts.reversed() {
          ahead.append(Piece(layout: part, indentation: 0, isFlat: piece.isFlat))
        }
      case .indented(let inner):
        ahead.append(Piece(layout: inner, indentation: 0, isFlat: piece.isFlat))
      // A group of what follows may still be broken.
      case .group(let inner):
        ahead.append(Piece(layout: inner, indentation: 0, isFlat: piece.isFlat))
      case .hanging(let inner):
        guard piece.isFlat else { return true }
        left -= 1
        ahead.append(Piece(layout: inner, indentation: 0, isFlat: true))
      case .block(let inner):
        ahead.append(Piece(layout: inner, indentation: 0, isFlat: false))
      }
    }
    return false
  }
}
