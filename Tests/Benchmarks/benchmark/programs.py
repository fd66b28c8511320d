"""Processes that do work for lines on their standard input."""

import contextlib
import json
import os
import subprocess

FOLDER = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PACKAGE = os.path.dirname(os.path.dirname(FOLDER))

# Libraries of peers start as many threads as there are cores unless told otherwise.
_THREAD_SETTINGS = ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NPROC"]


class Gone(Exception):
    """A process ended or could not do what it was told."""


class Program:
    """A process that answers each line with one; it may run on `cores` only."""

    def __init__(self, command, cores, environment=None, log=None):
        self._log = log
        with open(log or os.devnull, "wb") as errors:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                bufsize=1,
                env={**os.environ, **(environment or {})},
                preexec_fn=lambda: _settle(cores),
            )
        self.greeting = self._line()

    def ask(self, request):
        """The answer to a line."""
        try:
            self._process.stdin.write(f"{request}\n")
        except OSError:
            pass
        return self._line()

    def seconds(self, workload, times):
        """The seconds that doing a workload so often takes."""
        return float(self.ask(f"time {workload} {times}"))

    def end(self):
        with contextlib.suppress(OSError):
            self._process.stdin.close()
        self._process.wait()

    def _line(self):
        line = self._process.stdout.readline()
        if line:
            return line.strip()
        self._process.wait()
        reason = ""
        if self._log:
            with open(self._log, encoding="utf-8", errors="replace") as file:
                reason = (file.read().strip().splitlines() or [""])[-1]
        raise Gone(reason or f"it ended with {self._process.returncode}")


def _settle(cores):
    os.sched_setaffinity(0, cores)
    _hurry()


def _hurry():
    """Goes before other programs, which root may, for steadier times and less waiting."""
    with contextlib.suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, 0, -15)


class Peer:
    """The process of one of the things that Recur is compared to; it starts when it is first used."""

    def __init__(self, title, python, script, scratch):
        self.title = title
        self._python = python
        self._script = script
        self._scratch = scratch
        self._program = None
        self._cores = None

    @property
    def is_installed(self):
        return os.path.exists(self._python)

    def load(self, workload, mode, precision, cores, folder):
        """Makes the process work on a workload; throws `Gone`."""
        if self._cores != cores:
            self.end()
        if not self._program:
            threads = str(len(cores))
            settings = {name: threads for name in _THREAD_SETTINGS}
            settings["PYTHONDONTWRITEBYTECODE"] = "1"
            if len(cores) == 1:
                settings["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false"
            self._program = Program(
                [self._python, os.path.join(FOLDER, "peers", self._script)],
                cores, settings, os.path.join(self._scratch, f"{self._script}.log"))
            self._cores = cores
        description = os.path.join(folder, "workload.json")
        with open(description, "w", encoding="utf-8") as file:
            json.dump(
                {
                    "workload": workload.description(), "mode": mode, "precision": precision,
                    "threads": len(cores), "folder": folder,
                }, file)
        try:
            self._program.ask(f"load {description}")
        except Gone:
            self._program = None
            raise
        return self._program

    @property
    def version(self):
        return self._program.greeting.removeprefix("ready ") if self._program else ""

    def end(self):
        if self._program:
            self._program.end()
            self._program = None


def peers(folder, scratch):
    """Every peer there could be, with its short name."""
    python = os.path.join(folder, "bin", "python")
    return {
        "onnxruntime": Peer("ONNX Runtime", python, "onnxruntime_peer.py", scratch),
        "openvino": Peer("OpenVINO", python, "openvino_peer.py", scratch),
        "jax": Peer("JAX", python, "jax_peer.py", scratch),
        # The distribution's own PyTorch belongs to the distribution's own Python.
        "torch": Peer("PyTorch", "/usr/bin/python3", "torch_peer.py", scratch),
    }


class Recur:
    """A build of `recur`, which builds the programs that are timed."""

    def __init__(self, path, scratch):
        self.path = path
        self._scratch = scratch
        self._built = {}

    def program(self, spec, weights, input_, options, cores):
        """A running program for a spec; throws `Gone` if these options cannot be had."""
        with open(spec, encoding="utf-8") as file:
            key = (file.read(), tuple(options))
        if key not in self._built:
            output = os.path.join(self._scratch, f"recur-{id(self):x}-{len(self._built)}")
            outcome = subprocess.run(
                [self.path, "bench", spec, *options, "-o", output],
                capture_output=True, text=True, check=False, preexec_fn=_hurry)
            lines = [line for line in outcome.stderr.splitlines() if "error: " in line]
            reason = None
            if outcome.returncode != 0:
                reason = lines[0].removeprefix("error: ") if lines else outcome.stderr.strip()
            self._built[key] = (output, reason)
        output, reason = self._built[key]
        if reason:
            raise Gone(reason)
        # What trains is told when it starts how many threads there are.
        training = "--training" in options
        threads = ["--threads", str(len(cores))] if training else []
        return Program(
            [output, "--weights", weights, "--input", input_] + threads, cores,
            log=f"{output}.log")
