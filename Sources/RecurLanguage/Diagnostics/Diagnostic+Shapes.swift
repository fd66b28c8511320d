/// What can be wrong with shapes, dimensions and sequences.
extension Diagnostic {
  private static func note(_ value: CheckedValue) -> Note {
    Note("this is \(value.type)", at: value.span)
  }

  static func shapesDiffer(
    _ operands: [CheckedValue], in sign: String, at span: SourceSpan
  ) -> Diagnostic {
    let shaped = operands.filter { !$0.type.shape.isEmpty }
    let shapes = shaped.map { "\($0.type.atOneStep)" }.joined(separator: " and ")
    return Diagnostic(
      at: span, "'\(sign)' needs values of one shape, not \(shapes)", notes: shaped.map(note))
  }

  static func lengthsDiffer(
    _ a: CheckedValue, _ b: CheckedValue, in sign: String,
    inputs: (earlier: String, later: String)?, at span: SourceSpan
  ) -> Diagnostic {
    let lengths = [a, b].map { $0.type.length.map(told) ?? "of no length" }
    let remedy =
      inputs.map {
        ", or an input that is declared so, \($0.later): sequence(\($0.earlier)) of ..."
      }
      ?? ""
    return Diagnostic(
      at: span,
      "'\(sign)' combines two sequences, \(lengths[0]) and \(lengths[1]): only what comes from one input is equally"
        + " long\(remedy)",
      notes: zip([a, b], lengths).map { Note("this is \($1)", at: $0.span) })
  }

  private static func told(_ length: ValueType.Length) -> String {
    switch length {
    case .variable(let name): "as long as '\(name)'"
    case .fixed(let count): "\(count) steps long"
    }
  }

  static func lengthIsMade(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      at: span, "how long '\(name)' is the model decides; what it is given cannot be as long")
  }

  static func lengthIsComputed(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      at: span,
      "a sequence is as long as a number says, sequence(20), or as another, sequence(x); with how long that is"
        + " nothing can be computed")
  }

  static func lengthOfNoSequence(_ name: String, _ value: CheckedValue) -> Diagnostic {
    let remedy =
      value.type == .scalar
      ? "; a number that types can use is a size, model NAME(\(name): 20)" : ""
    return Diagnostic(
      at: value.span,
      "a sequence is as long as a number says, sequence(20), or as another, sequence(x), but '\(name)' is"
        + " \(value.type)\(remedy)")
  }

  static func tokenIsNoNumber(_ value: CheckedValue, in sign: String) -> Diagnostic {
    Diagnostic(
      at: value.span,
      "'\(sign)' needs numbers, but this is \(value.type); embedding(tokens, 64) makes vectors"
        + " of tokens")
  }

  static func tokenComparedWith(_ value: CheckedValue, _ token: CheckedValue) -> Diagnostic {
    Diagnostic(
      at: value.span,
      "\(token.type.atOneStep) is compared with another token or with the number of one, such as 0",
      notes: [note(token)])
  }

  static func needsTokens(_ value: CheckedValue, in name: String) -> Diagnostic {
    var remedy = ""
    if value.type.shape.count == 1, let count = value.type.shape[0].number, count > 1 {
      remedy = "; what is one of \(count) is declared as token(\(count))"
    }
    return Diagnostic(
      at: value.span, "'\(name)' needs tokens, but this is \(value.type)\(remedy)")
  }

  static func tooFewForTokens(
    _ size: Int, _ tokens: CheckedValue, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      at: span, "a vector of \(size) has no place for each of \(tokens.type.atOneStep)",
      notes: [note(tokens)])
  }

  static func normalizedShapesDiffer(
    _ value: CheckedValue, by data: NameSyntax, _ type: CheckedType
  ) -> Diagnostic {
    Diagnostic(
      at: value.span,
      "this is \(value.type), but '\(data.text)', whose mean and deviation are taken, is \(type): they need"
        + " the same shape at each step")
  }

  static func needsVector(_ name: String, _ value: CheckedValue) -> Diagnostic {
    Diagnostic(at: value.span, "'\(name)' needs a vector, but this is \(value.type)")
  }

  static func needsNumber(_ name: String, _ value: CheckedValue) -> Diagnostic {
    Diagnostic(at: value.span, "'\(name)' needs a single number here, but this is \(value.type)")
  }

  static func rateOutOfRange(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      at: span, "'dropout' needs a rate that is known here, a number from 0 up to 1, such as 0.2")
  }

  static func countOutOfRange(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      at: span, "'topK' is how many of the greatest weights count, a whole number of at least 1")
  }

  static func shareOutOfRange(at span: SourceSpan) -> Diagnostic {
    Diagnostic(at: span, "'topP' is a share of all weights, more than 0 and at most 1")
  }

  static func aheadOutOfRange(most: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      at: span, "'ahead' needs a whole number of time steps from 1 to \(most) that is known here")
  }

  static func aheadNeedsSequence(_ value: CheckedValue) -> Diagnostic {
    var diagnostic = needsSequence("'ahead'", value, isCell: false)
    diagnostic.notes.append(
      Note("a cell sees one time step: it can be given ahead(x, 1) as another input"))
    return diagnostic
  }

  static func needsSequence(
    _ what: String, _ value: CheckedValue, isCell: Bool
  ) -> Diagnostic {
    var notes: [Note] = []
    if value.recurrence?.isStep == true {
      notes.append(
        Note("'generate' computes one time step at a time: inside of it a cell gives one output"))
    } else if isCell {
      notes.append(Note("a cell takes single values inside 'generate' only"))
    }
    return Diagnostic(
      at: value.span, "\(what) needs a sequence, but this is \(value.type)", notes: notes)
  }

  static func needsCell(_ member: NameSyntax, isStep: Bool, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      at: span,
      isStep
        ? "'.\(member.text)' needs a whole sequence; inside a cell or 'generate' a cell takes one step"
        : "'.\(member.text)' needs what a cell gives, such as h = LSTM(64)(x)")
  }

  static func statesNotJoined(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      at: span, "the state '\(name)' is a single number, which two directions cannot join")
  }

  static func backwardStep(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      at: span,
      "a backward cell needs a whole sequence; here it would take one step at a time")
  }

  static func needsEmbedding(at span: SourceSpan) -> Diagnostic {
    Diagnostic(at: span, "only what an embedding gives has a '.table'")
  }

  static func tableMismatch(_ table: CheckedValue, _ tokens: CheckedValue) -> Diagnostic {
    Diagnostic(
      at: table.span, "the table \(table.type) has no row for each of \(tokens.type.atOneStep)",
      notes: [note(tokens)])
  }

  static func notMatrixAndVector(
    _ matrix: CheckedValue, _ vector: CheckedValue, at span: SourceSpan
  ) -> Diagnostic {
    let isElementwise = matrix.type.shape == vector.type.shape && matrix.type.shape.count == 1
    return Diagnostic(
      at: span,
      "'@' multiplies a matrix and a vector, not \(matrix.type.atOneStep) and"
        + " \(vector.type.atOneStep)"
        + (isElementwise ? "; '*' multiplies element by element" : ""),
      notes: [note(matrix), note(vector)], replacement: isElementwise ? "*" : nil)
  }

  static func productMismatch(
    _ matrix: CheckedValue, _ vector: CheckedValue, at span: SourceSpan
  ) -> Diagnostic {
    let columns = CheckedType(shape: [matrix.type.shape[1]])
    return Diagnostic(
      at: span,
      "the matrix \(matrix.type.atOneStep) takes a vector \(columns), not"
        + " \(vector.type.atOneStep)",
      notes: [note(matrix), note(vector)])
  }

  static func nextStateMismatch(
    _ name: String, _ state: CheckedValue, _ found: CheckedValue
  ) -> Diagnostic {
    Diagnostic(
      at: found.span, "the state '\(name)' is \(state.type), but its next value is \(found.type)",
      notes: [Note("it is declared here", at: state.span)])
  }

  static func initialStateMismatch(
    _ name: String, _ wanted: CheckedType, _ found: CheckedValue
  ) -> Diagnostic {
    Diagnostic(
      at: found.span, "the state '\(name)' is \(wanted), but its initial value is \(found.type)")
  }

  static func declaredTypeMismatch(
    _ name: String, _ declared: DeclaredType, _ found: CheckedValue
  ) -> Diagnostic {
    let isOfOneKind = found.type.atOneStep == declared.type.atOneStep
    if isOfOneKind, let wanted = declared.type.length, let length = found.type.length {
      return Diagnostic(
        at: found.span,
        "'\(name)' is declared to be \(told(wanted)), but its value is \(told(length))",
        notes: [Note("it is declared here", at: declared.span)])
    }
    return Diagnostic(
      at: found.span, "'\(name)' is declared as \(declared.text), but its value is \(found.type)",
      notes: [Note("it is declared here", at: declared.span)])
  }

  static func cellInputMismatch(
    _ cell: CellSyntax, _ input: CellSyntax.Input, _ wanted: CheckedType, _ value: CheckedValue
  ) -> Diagnostic {
    let step = wanted.shape.isEmpty ? "a single number" : "of shape \(wanted)"
    return Diagnostic(
      at: value.span,
      "the cell '\(cell.name.text)' takes an input '\(input.name.text)' \(step) at each step, but"
        + " this is \(value.type)"
        + (value.type.isToken ? "; embedding(tokens, 64) makes vectors of tokens" : ""),
      notes: [Note("it is declared here", at: input.type.span)])
  }

  static func weightTooLarge(
    _ path: String, _ type: CheckedType, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      at: span,
      "'\(path)' would be \(type); a tensor has at most \(Extent.limit) elements")
  }

  static func typeTooLarge(at span: SourceSpan) -> Diagnostic {
    Diagnostic(at: span, "a tensor has at most \(Extent.limit) elements")
  }

  // MARK: Dimensions

  static func dimensionTooSmall(_ number: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(at: span, "a dimension is at least 1, not \(number)")
  }

  static func dimensionTooLarge(at span: SourceSpan) -> Diagnostic {
    Diagnostic(at: span, "a dimension is less than \(Extent.limit)")
  }

  static func dimensionNotWhole(at span: SourceSpan) -> Diagnostic {
    Diagnostic(at: span, "a dimension is a whole number")
  }

  static func dimensionNotLinear(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      at: span, "two open dimensions cannot be multiplied; write a multiple such as 4 * H")
  }

  static func notADimension(at span: SourceSpan) -> Diagnostic {
    Diagnostic(at: span, "a dimension is made of whole numbers, names, '+', '-' and '*'")
  }

  static func notANumber(_ what: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(at: span, "\(what) is a whole number")
  }

  static func settingAsDimension(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      at: span,
      "'\(name)' is a setting, since the cell gives it a value; a dimension is a number or a size,"
        + " which has none, such as H in 'cell C(H, \(name): 1)(x: [X])'")
  }

  static func unknownDimension(
    _ name: String, suggestion: String?, isInModel: Bool, vocabulary: TypedVocabulary?,
    at span: SourceSpan
  ) -> Diagnostic {
    if let vocabulary {
      return Diagnostic(
        at: span, "'\(name)' is a vocabulary; its size is \(vocabulary.entries.count)",
        replacement: "\(vocabulary.entries.count)")
    }
    if let suggestion {
      return Diagnostic(
        at: span, "unknown dimension '\(name)'; did you mean '\(suggestion)'?",
        replacement: suggestion)
    }
    if isInModel {
      return Diagnostic(at: span, "'\(name)' is neither a number nor a size of the model")
    }
    return Diagnostic(
      at: span,
      "the dimension '\(name)' cannot be inferred: it is neither a size of the cell nor in the"
        + " shape of an input")
  }

  static func duplicateSize(_ name: NameSyntax) -> Diagnostic {
    Diagnostic(at: name.span, "the model has another size '\(name.text)'")
  }

  static func sizeCannotBe(_ number: Int, _ name: NameSyntax) -> Diagnostic {
    Diagnostic(
      at: name.span,
      "the size '\(name.text)' cannot be set to \(number); it is from 1 to \(Extent.limit - 1)")
  }

  static func cannotInfer(_ names: [String], at span: SourceSpan) -> Diagnostic {
    let list = names.map { "'\($0)'" }.joined(separator: " and ")
    return Diagnostic(
      at: span, "\(list) cannot both be inferred from one dimension; make one a size of the cell")
  }

  static func notACellType(_ what: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      at: span, "\(what) of a cell has a shape such as [H]; a cell sees one time step")
  }

  static func typeInCell(at span: SourceSpan) -> Diagnostic {
    Diagnostic(at: span, "an equation has no type; it is inferred")
  }

  static func tokenInCell(at span: SourceSpan) -> Diagnostic {
    Diagnostic(at: span, "a cell computes with numbers only, not with tokens")
  }
}
