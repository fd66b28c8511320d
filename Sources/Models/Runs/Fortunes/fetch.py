"""Writes the epigrams of Debian's package fortunes, to learn from and to judge by.

Run:  python fetch.py FOLDER     apt-get and dpkg-deb are called

train.txt, validation.txt and test.txt hold one epigram a line: it begins with a line end, which like all
of its line ends is written as a pilcrow. White space is one space. Those beyond ASCII, longer than 400
characters, or told twice are left out, and so are the package's files on groups of people, drugs and
politics. The same package gives the same bytes.
"""

import hashlib
import pathlib
import re
import subprocess
import sys

PACKAGES = "fortunes=1:1.99.1-7.3", "fortunes-min=1:1.99.1-7.3"
LEFT_OUT = {"ascii-art", "drugs", "ethnic", "men-women", "politics", "translate-me"}
VALIDATION, TEST = 500, 1000


def epigrams(folder):
    """Each one that is new, in the order of files and places."""
    known = set()
    for file in sorted(folder.iterdir()):
        if file.suffix or file.name in LEFT_OUT:
            continue
        for text in re.split(r"^%+$", file.read_text(encoding="utf-8"), flags=re.MULTILINE):
            lines = [" ".join(line.split()) for line in text.split("\n")]
            text = "\n".join(line for line in lines if line)
            # What differs in marks, spaces or in its end only is the same.
            letters = re.sub("[^a-z]", "", text.lower())[:40]
            if re.fullmatch("[ -~\n]{20,400}", text) and letters not in known:
                known.add(letters)
                yield text


def main(folder):
    for package in PACKAGES:
        subprocess.run(["apt-get", "download", "-qq", "-o", "APT::Sandbox::User=", package], cwd=folder, check=True)
    for file in sorted(folder.glob("*.deb")):
        subprocess.run(["dpkg-deb", "-x", file, folder / "package"], check=True)
    texts = list(epigrams(folder / "package/usr/share/games/fortunes"))
    texts.sort(key=lambda text: hashlib.sha256(text.encode()).digest())
    parts = {
        "test": texts[:TEST], "validation": texts[TEST:TEST + VALIDATION],
        "train": texts[TEST + VALIDATION:]}
    for name, part in parts.items():
        lines = ["¶" + text.replace("\n", "¶") + "\n" for text in part]
        (folder / f"{name}.txt").write_text("".join(lines), encoding="utf-8")
        print(f"{name}: {len(part):,} epigrams, {sum(map(len, part)):,} characters")


main(pathlib.Path(sys.argv[1]))
