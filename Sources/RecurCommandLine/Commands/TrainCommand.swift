extension Command {
  static let train = Command(
    name: "train", overview: "Learn weights from data.",
    discussion: """
      Compiles a model that has a 'train' block into a program that learns, and has it learn from the \
      examples in the data until the epochs are over or there is no more progress. The folder then holds \
      the weights of the best epoch ('weights.safetensors'), what came of each epoch ('metrics.csv' and \
      'curves.svg') and a checkpoint, from which '--resume' goes on to the bit, whatever ended the run.

      Data are told apart by the file's ending. A text (.txt) is what a model of text is to continue. \
      Tables (.csv, .tsv) have a line of names; columns are the inputs and targets of the same names, and a \
      row is an example, or a time step where inputs are sequences of numbers. Tensors (.safetensors, .npz, \
      or NAME=FILE.npy for each) have an axis of examples first.

      What the spec's 'train' block says can be said otherwise here: '--optimizer', '--schedule', \
      '--forcing' and '--clip' take what stands behind the word there, as in --optimizer "adamW(rate: 0.002)".

      The same data, settings and number of threads give the same weights on machines of one kind.
      """,
    arguments: [.spec, .data],
    options: [.model, .runFolder, .resume] + Option.trainingLines + [.validationData] + Option.data
      + [.start, .trainingThreads.standard("1"), .checkpoints.standard("60"), .sizes, .keep],
    run: { invocation, console in
      try TrainingJob(invocation, console).run()
    })
}
