"""The table."""

import json


def figure(outcome, title):
    """A figure that a bar is about: how many times faster Recur is than something, or its share of the
    limit; nil if it could not be had."""
    own = outcome.seconds("recur")
    if own is None:
        return None
    if title == "of limit":
        return outcome.limit / own if outcome.limit else None
    if title == "smaller error":
        errors = [outcome.errors.get(name) for name in ("onnxruntime", "recur")]
        return errors[0][1] / errors[1][1] if all(errors) else None
    if title == "best":
        names = list(outcome.row.peers) + ["onnxruntime bound"]
        others = [outcome.seconds(name) for name in names]
        others = [seconds for seconds in others if seconds]
        return min(others) / own if others else None
    other = outcome.seconds(title)
    return other / own if other else None


def missed(outcome):
    """What the row does not reach, and what it should."""
    for title, least in outcome.row.bars:
        value = figure(outcome, title)
        if value is None:
            yield f"{title} unknown"
        elif value < least:
            yield f"{title} {_number(value)} < {_number(least)}"


def _number(value):
    if value is None:
        return ""
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _time(seconds):
    if seconds is None:
        return ""
    for unit, scale in [("s", 1), ("ms", 1e-3), ("us", 1e-6)]:
        if seconds >= scale:
            return f"{_number(seconds / scale)} {unit}"
    return f"{_number(seconds / 1e-9)} ns"


def _errors(outcome):
    """How far answers with fewer bits are from single precision, root mean square."""
    if outcome.row.precision == "f32":
        return ""
    known = [(name, outcome.errors.get(name)) for name in ["recur", *outcome.row.peers]]
    return " against ".join(f"{errors[1]:.1e}" for _, errors in known if errors)


class Table:
    """Rows as they come, as text or as Markdown."""

    def __init__(self, peers, others, markdown):
        self._markdown = markdown
        self._peers = peers
        self._others = others
        self._columns = (
            ["row", "Recur", "of limit"]
            + [name for name, _ in others]
            + ["plain", "beside"]
            + [peer.title for peer in peers.values()]
            + ["ONNX Runtime, bound"]
            + ["best", "error", "bars"])
        self._rows = []

    def add(self, outcome):
        own = outcome.seconds("recur")
        share = figure(outcome, "of limit")
        cells = [
            outcome.row.name,
            _time(own) if own else "not available",
            "" if share is None else f"{100 * share:.0f}%",
        ]
        names = [name for name, _ in self._others] + ["plain", "beside"]
        names += list(self._peers) + ["onnxruntime bound"]
        for name in names:
            ratio = figure(outcome, name)
            text = _time(outcome.seconds(name))
            cells.append(text if ratio is None else f"{text} ({_number(ratio)}x)")
        best = figure(outcome, "best")
        cells.append("" if best is None else f"{_number(best)}x")
        cells.append(_errors(outcome))
        if own and outcome.row.bars:
            cells.append("; ".join(missed(outcome)) or "met")
        else:
            cells.append("")
        self._rows.append(cells)

    @property
    def text(self):
        rows = [self._columns] + self._rows
        used = [i for i in range(len(self._columns)) if any(row[i] for row in self._rows)]
        rows = [[row[i] for i in used] for row in rows]
        widths = [max(len(row[i]) for row in rows) for i in range(len(used))]
        lines = []
        for row in rows:
            cells = [
                cell.ljust(width) if index in (0, len(row) - 1) else cell.rjust(width)
                for index, (cell, width) in enumerate(zip(row, widths))
            ]
            lines.append(
                f"| {' | '.join(cells)} |" if self._markdown else "  ".join(cells).rstrip())
        rule = [
            "-" * width if index in (0, len(widths) - 1) else "-" * (width - 1) + ":"
            for index, width in enumerate(widths)
        ]
        lines.insert(1, f"| {' | '.join(rule)} |" if self._markdown else "  ".join(
            "-" * width for width in widths))
        return "\n".join(lines)


def write_json(path, outcomes, facts):
    """Writes everything that was measured: seconds of each round, errors, limits, bars."""
    rows = []
    for outcome in outcomes:
        rows.append(
            {
                "row": outcome.row.name,
                "seconds": {n: c.seconds for n, c in outcome.contestants.items()},
                "typical": {n: c.typical for n, c in outcome.contestants.items()},
                "limit": outcome.limit,
                "errors": outcome.errors,
                "missing": outcome.missing,
                "missed": list(missed(outcome)),
            })
    with open(path, "w", encoding="utf-8") as file:
        json.dump({**facts, "rows": rows}, file, indent=1)
        file.write("\n")
