"""Writes Bach's chorales as texts of note names.

Run:  python fetch.py FOLDER      with the PyPI package music21 10.5.1, whose scores are read as files

train.txt, validation.txt and test.txt hold a chorale a line: `|`, then four tokens for each eighth note, those of
soprano, alto, tenor and bass. A token is the note that begins (C4 is middle C, all accidentals are sharps), `.`
where the one before goes on, or `r` for a rest. What is shorter than an eighth, and a repeat, is left out. Those to
learn from are there in several keys. Settings of one chorale that have much in common are all in the same part. The
same package gives the same bytes.
"""

import collections
import hashlib
import importlib.util
import itertools
import pathlib
import sys
import xml.etree.ElementTree
import zipfile
from fractions import Fraction

VALIDATION, TEST = 30, 50
KEYS = range(-3, 4)
# Two chorales that share this part of the passages of so many tokens of the shorter one are one chorale.
PASSAGE, ALIKE = 24, 0.1
LOWEST, HIGHEST = 33, 84
NAMES = ["C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"]
STEPS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}


def score(path):
    """The root of a compressed MusicXML file."""
    with zipfile.ZipFile(path) as archive:
        name = next(
            name for name in archive.namelist()
            if name.endswith("xml") and not name.startswith("META-INF"))
        return xml.etree.ElementTree.fromstring(archive.read(name))


def notes(part):
    """What a part sings: where each note or rest begins and ends, in eighths, its pitch and whether it is new."""
    divisions, measure_start = 1, Fraction(0)
    for measure in part.iter("measure"):
        place = end = measure_start
        for element in measure:
            length = Fraction(int(element.findtext("duration", "0")) * 2, divisions)
            if element.tag == "attributes":
                divisions = int(element.findtext("divisions", str(divisions)))
            elif element.tag == "backup":
                place -= length
            elif element.tag == "forward":
                place += length
            elif element.tag == "note" and element.find("chord") is None and length:
                if element.findtext("voice", "1") == "1":
                    pitch = None
                    if element.find("rest") is None:
                        pitch = (
                            12 * (int(element.findtext("pitch/octave")) + 1)
                            + STEPS[element.findtext("pitch/step")]
                            + int(float(element.findtext("pitch/alter", "0"))))
                    isNew = all(tie.get("type") != "stop" for tie in element.iter("tie"))
                    yield place, place + length, pitch, isNew
                place += length
            end = max(end, place)
        measure_start = end


def voice(part):
    """The pitches of a part at each eighth: a number, "." or "r"."""
    result, time = [], 0
    for start, end, pitch, isNew in notes(part):
        while time < end:
            if pitch is None:
                result.append("r")
            else:
                result.append(pitch if isNew and start > time - 1 else ".")
                isNew = False
            time += 1
    return result


def chorales(folder):
    """The four voices of each chorale, as rows of four."""
    for path in sorted(folder.glob("*.mxl")):
        parts = [voice(part) for part in score(path).iter("part")]
        lengths = {len(part) for part in parts}
        if len(parts) == 4 and len(lengths) == 1 and 32 <= len(parts[0]) <= 400:
            yield path.stem, list(zip(*parts))


def text(rows, shift=0):
    """A line, or None if a note would be too low or high."""
    words = ["|"]
    for token in (token for row in rows for token in row):
        if isinstance(token, int):
            token += shift
            if not LOWEST <= token <= HIGHEST:
                return None
            token = f"{NAMES[token % 12]}{token // 12 - 1}"
        words.append(token)
    return " ".join(words) + "\n"


def passages(rows):
    """All that is sung within some eighths, as distances from the first note."""
    tokens = [token for row in rows for token in row]
    result = set()
    for start in range(len(tokens) - PASSAGE + 1):
        passage = tokens[start:start + PASSAGE]
        first = next((token for token in passage if isinstance(token, int)), 0)
        result.add(tuple(token - first if isinstance(token, int) else token for token in passage))
    return result


def families(pieces):
    """The numbers of chorales, those that are alike together."""
    sung = [passages(rows) for rows in pieces]
    places = collections.defaultdict(list)
    for number, passages_of_one in enumerate(sung):
        for passage in passages_of_one:
            places[passage].append(number)
    shared = collections.Counter(
        pair for numbers in places.values() for pair in itertools.combinations(numbers, 2))
    family = list(range(len(pieces)))
    for (one, other), count in sorted(shared.items()):
        if count >= ALIKE * min(len(sung[one]), len(sung[other])):
            family = [family[one] if member == family[other] else member for member in family]
    result = collections.defaultdict(list)
    for number, member in enumerate(family):
        result[member].append(number)
    return list(result.values())


def main(folder):
    package = pathlib.Path(importlib.util.find_spec("music21").origin).parent
    names, pieces = zip(*chorales(package / "corpus" / "bach"))
    groups = families(pieces)
    groups.sort(key=lambda group: hashlib.sha256(names[group[0]].encode()).digest())
    parts = {"test": [], "validation": [], "train": []}
    for group in groups:
        name = next(
            (name for name, size in [("test", TEST), ("validation", VALIDATION)]
             if len(parts[name]) < size), "train")
        parts[name] += group
    for name, part in parts.items():
        keys = KEYS if name == "train" else [0]
        lines = [line for number in part for key in keys if (line := text(pieces[number], key))]
        (folder / f"{name}.txt").write_text("".join(lines))
        tokens = sum(len(line.split()) for line in lines)
        print(f"{name}: {len(part)} chorales, {len(lines)} lines, {tokens:,} tokens")


main(pathlib.Path(sys.argv[1]))
