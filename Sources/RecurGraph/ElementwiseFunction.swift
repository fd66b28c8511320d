import RecurTemplates

/// A function of the elements at one position.
public typealias ElementwiseFunction = RecurTemplates.ElementwiseFunction
