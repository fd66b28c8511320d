"""Everything of a row, timed in turn."""

from statistics import median


class Contestant:
    """A workload of a program, and the seconds that it takes each round."""

    def __init__(self, name, program, workload, statistic=median):
        self.name = name
        self._statistic = statistic
        self._program = program
        self._workload = workload
        self._times = 1
        self.seconds = []

    def calibrate(self, least):
        """Finds how often it must be done to take `least` seconds; warms up on the way."""
        while True:
            # First calls take long, and so may any.
            taken = min(self._program.seconds(self._workload, self._times) for _ in range(3))
            if taken >= least:
                return
            # Towards the goal, but not in one leap from a time too short to be trusted.
            factor = 1.2 * least / taken if taken > least / 20 else 20
            self._times = max(self._times + 1, int(self._times * min(factor, 20)))

    def go(self):
        """Takes its turn."""
        taken = self._program.seconds(self._workload, self._times)
        self.seconds.append(taken / self._times)

    @property
    def typical(self):
        """The seconds that count: the median, unless told otherwise."""
        return self._statistic(self.seconds)


def take_turns(contestants, rounds, least):
    """Times all contestants in turn; every second round goes the other way."""
    for contestant in contestants:
        contestant.calibrate(least)
    for index in range(rounds):
        for contestant in contestants if index % 2 == 0 else reversed(contestants):
            contestant.go()
