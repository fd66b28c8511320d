import RecurTemplates

/// A function of the elements at one position.
public typealias ElementwiseFunction = RecurTemplates.ElementwiseFunction

/// A function of a whole vector to one number.
public typealias Reduction = RecurTemplates.Reduction

/// A derivative of an elementwise function.
public typealias ElementwiseFormula = RecurTemplates.ElementwiseFormula
