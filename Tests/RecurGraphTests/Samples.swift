/// Graphs in their text form, with canonical numbers.
enum Samples {
  static let forecast = """
    graph Forecast {
      input %0 x: sequence(x) of [4]
      weight %1 h.W: [3, 4]
      weight %2 h.U: [3, 3]
      weight %3 y.weight: [1, 3]
      weight %4 y.bias: [1]
      %5 = constant 0 : [3]
      %6, %7 = scan(inputs forward; states 1; outputs forward) %0, %5 { (%8: [4], %9: [3])
        %10 = product %1, %8 : [3]
        %11 = product %2, %9 : [3]
        %12 = add %10, %11 : [3]
        %13 = tanh %12 : [3] "h'"
        yield %13, %13
      } : [3], sequence(x) of [3] "h"
      %14 = product %3, %7 : sequence(x) of [1]
      %15 = add %14, %4 : sequence(x) of [1] "y"
      output y = %15
    }

    """

  static let pronounce = """
    graph Pronounce {
      input %0 word: sequence(word) of token(5)
      weight %1 letters.weight: [5, 2]
      weight %2 phonemes.weight: [4, 2]
      %3 = gather %1, %0 : sequence(word) of [2]
      %4 = element last %3 : [2]
      %5 = generate(from 2; until 3; atMost 20; states 1) %4 { (%6: token(4), %7: [2])
        %8 = tanh %7 : [2]
        %9 = product %2, %8 : [4]
        %10 = argmax %9 : token(4)
        yield %10, %8
      } : sequence(phonemes) of token(4)
      output phonemes = %5
    }

    """

  static let operations = """
    graph Operations {
      input %0 x: sequence(3) of [4]
      %1 = element 2 %0 : [4]
      %2 = element first %0 : [4]
      %3 = slice 1 count 2 %1 : [2]
      %4 = slice 0 count 2 %2 : [2]
      %5 = concatenate %3, %4, %3 : [6]
      %6 = sum %5 : []
      %7 = maximum %5 : []
      %8 = subtract %5, %7 : [6]
      %9 = sequence %3, %4 : sequence(2) of [2]
      %10 = reverse %9 : sequence(2) of [2]
      %11 = constant 3 : token(4)
      %12, %13, %14 = scan(inputs forward, backward; states 1; outputs forward, backward; unroll 2) %9, %10, %6 { (%15: [2], %16: [2], %17: [])
        %18 = add %15, %17 : [2]
        %19 = sum %16 : []
        yield %19, %18, %16
      } : [], sequence(2) of [2], sequence(2) of [2]
      output a = %8
      output b = %11
      output c = %13
    }

    """

  static let kernel = """
    graph Kernel {
      input %0 x: [4]
      weight %1 w: [6, 4]
      weight %2 b: [3]
      %3, %4 = kernel 3 {
        %5 = product %1, %0 : [6]
        %6 = slice 0 count 3 %5 : [3]
        %7 = slice 3 count 3 %5 : [3]
        %8 = constant 1 : []
        %9 = subtract %8, %7 : [3]
        %10 = add %6, %2 : [3]
        yield %9, %10
      } : [3], [3]
      output y = %3
      output z = %4
    }

    """
}
