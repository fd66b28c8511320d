"""One row: its files, its programs, what they answer and how long they take."""

import math
import os
import statistics
import tempfile

from . import tensors
from .programs import Gone
from .rounds import Contestant, take_turns
from .words import Words

# How far answers may be from those of the first peer. Sums of up to a thousand single-precision products
# and 300 steps that feed them back: everybody is within 2e-5 here; a wrong gate is off by 1e-2.
TOLERANCE = 1e-4

MULTIPLIES = 1 << 18

# The ways to read memory, of which the fastest is the limit.
READS = ["read", "readQuarters", "readTurns"]

# Peers that can also take steps in memory that is bound once, and what that is called.
BOUND = {"onnxruntime": "onnxruntime bound"}


class Outcome:
    """What came of a row."""

    def __init__(self, row):
        self.row = row
        self.contestants = {}
        # Why something is missing, by its name.
        self.missing = {}
        # The greatest and the root mean square difference to the reference, by name.
        self.errors = {}
        # The seconds that the machine needs at least.
        self.limit = None

    def seconds(self, name):
        contestant = self.contestants.get(name)
        return contestant.typical / self.row.workload.parts if contestant else None


class Bench:
    """Everything that rows have in common."""

    def __init__(self, recur, others, peers, cores, rounds, least, scratch, fastest=False):
        self.recur = recur
        # Other builds of Recur to compare to: (name, Recur).
        self.others = others
        self.peers = peers
        self.cores = cores
        self.rounds = rounds
        self.least = least
        self.scratch = scratch
        self.statistic = min if fastest else statistics.median

    def measure(self, row):
        outcome = Outcome(row)
        with tempfile.TemporaryDirectory(dir=self.scratch) as folder:
            run = _Run(self, row, outcome, folder)
            try:
                run.gather()
                run.compare()
                run.time()
            finally:
                run.end()
        return outcome


class _Run:
    def __init__(self, bench, row, outcome, folder):
        self.bench = bench
        self.row = row
        self.outcome = outcome
        self.folder = folder
        self.files = row.workload.files(folder)
        self.verb = {"sequence": "predict", "step": "step", "training": "gradient"}[row.mode]
        self.programs = {}
        self.own = []

    def gather(self):
        """Starts everybody; who cannot is noted as missing."""
        row = self.row
        self._recur("recur", self.bench.recur, self._options(), row.threads)
        for name, recur in self.bench.others:
            self._recur(name, recur, self._options(), row.threads)
        if row.beside:
            self._recur("beside", self.bench.recur, self._size(), 1)
        if row.against:
            with_own = os.path.join(self.folder, "beside")
            os.mkdir(with_own)
            self._recur("beside", self.bench.recur, [], 1, row.against.files(with_own))
        for name in row.peers:
            peer = self.bench.peers.get(name)
            if not peer:
                continue
            self._peer(name, peer)

    def _size(self):
        batch = self.row.workload.batch
        if self.row.mode == "training":
            return ["--training"]
        return ["--batch", str(batch)] if batch > 1 else []

    def _options(self):
        row = self.row
        options = self._size()
        if row.precision != "f32":
            options += ["--precision", row.precision]
        if row.activations != "accurate":
            options += ["--activations", row.activations]
        if row.threads > 1:
            options += ["--threads", str(row.threads)]
        if row.plain:
            options += ["--plain", f"{row.workload.inputs}x{row.workload.units}"]
        return options

    def _recur(self, name, recur, options, threads, files=None):
        try:
            program = recur.program(*(files or self.files), options, self.bench.cores[:threads])
        except Gone as reason:
            self.outcome.missing[name] = str(reason)
            return
        self.own.append(program)
        self.programs[name] = program

    def _peer(self, name, peer):
        row = self.row
        try:
            program = peer.load(
                row.workload, row.mode, row.precision, self.bench.cores[: row.threads], self.folder)
        except Gone as reason:
            self.outcome.missing[name] = str(reason)
            return
        self.programs[name] = program

    def _path(self, name):
        return os.path.join(self.folder, name)

    def compare(self):
        """Notes how far answers differ; throws if some are wrong."""
        if isinstance(self.row.workload, Words):
            return self._compare_words()
        answers = {}
        for name, program in self.programs.items():
            path = self._path(f"{name}.npy")
            program.ask(f"{'steps' if self.row.mode == 'step' else 'answer'} {path}")
            answers[name] = tensors.read_npy(path)
        if self.row.against and self.row.against.cell != self.row.workload.cell:
            return
        # With fewer bits, the reference is single precision.
        exact = self.row.precision == "f32"
        names = list(self.row.peers if exact else ()) + ["beside", "recur"]
        reference = next((name for name in names if name in answers), None)
        if not reference:
            return
        for name, (shape, numbers) in answers.items():
            known, expected = answers[reference]
            if shape != known:
                raise Gone(f"{name} answers {shape}, {reference} answers {known}")
            differences = [abs(a - b) for a, b in zip(numbers, expected)]
            greatest = max(differences)
            square = math.fsum(d * d for d in differences) / len(differences)
            self.outcome.errors[name] = (greatest, math.sqrt(square))
            if exact and not greatest <= TOLERANCE:
                raise Gone(f"{name} is off by {greatest:.1e} from {reference}")

    def _compare_words(self):
        for name, program in self.programs.items():
            path = self._path(f"{name}.safetensors")
            program.ask(f"answer {path}")
            if wrong := self.row.workload.wrong(path):
                raise Gone(f"{name} pronounces {wrong} words otherwise than recorded")

    def time(self):
        statistic = self.bench.statistic
        contestants = [
            Contestant(name, program, self.verb, statistic)
            for name, program in self.programs.items()
        ]
        for name in BOUND if self.row.mode == "step" else ():
            if name in self.programs:
                program = self.programs[name]
                contestants.append(Contestant(BOUND[name], program, "step_bound", statistic))
        if "recur" in self.programs:
            program = self.programs["recur"]
            for name, workload in self._limits():
                contestants.append(Contestant(name, program, workload, statistic))
        take_turns(contestants, self.bench.rounds, self.bench.least)
        self.outcome.contestants = {c.name: c for c in contestants}
        if "recur" in self.programs and not isinstance(self.row.workload, Words):
            self._find_limit()

    @property
    def _bytes_at_once(self):
        """The bytes that are read together: by a step, or by one of the layers of a sequence."""
        workload = self.row.workload
        elements = (
            workload.elements if self.row.mode == "step" else workload.recurrent_elements)
        return elements * self.row.bytes_of_element

    def _limits(self):
        if isinstance(self.row.workload, Words):
            return
        if self.row.workload.batch == 1 and self.row.mode != "training":
            for name in READS:
                yield name, f"{name}:{self._bytes_at_once}"
        if self.row.mode != "step":
            yield "multiply", f"multiply:{MULTIPLIES}"
        if self.row.plain:
            yield "plain", "plain"

    def _find_limit(self):
        """A step reads every element of every matrix once; a sequence multiplies its projections and reads
        its recurrent matrices at each step; a batch multiplies, and so does a gradient."""
        row, workload, seconds = self.row, self.row.workload, self.outcome.seconds
        if row.mode == "training":
            product = seconds("multiply") / MULTIPLIES / row.threads
            steps = workload.steps * workload.batch
            self.outcome.limit = steps * workload.gradient_elements * product
            return
        if workload.batch == 1:
            if row.threads > 1:
                # What is measured is what one core reads.
                return
            read = min(map(seconds, READS))
        if row.mode == "step":
            self.outcome.limit = read
            return
        product = seconds("multiply") / MULTIPLIES / row.threads
        if row.precision == "int8":
            # A dot product of bytes does four products where a multiply-add does one.
            product /= 4
        steps = workload.steps * workload.batch
        if workload.batch > 1:
            self.outcome.limit = steps * workload.elements * product
        else:
            projections = steps * workload.projection_elements * product
            self.outcome.limit = projections + steps * workload.layers * read

    def end(self):
        for program in self.own:
            program.end()
