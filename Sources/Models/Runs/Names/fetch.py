"""Writes names of places, languages, scripts and currencies in English and in other languages.

Run:  python fetch.py FOLDER     apt-get and dpkg-deb are called

train.tsv, validation.tsv and test.tsv have a language with an English name, such as `fr Old Norse`, and
what that is in the language. No English name is in two of them. The same package gives the same bytes.
"""

import gettext
import hashlib
import json
import pathlib
import re
import subprocess
import sys

PACKAGE = "iso-codes=4.15.0-1"
LANGUAGES = "de", "eo", "es", "fr", "hu", "pl"
LETTERS = (
    "A-Za-zÄÖÜßäöüĈĜĤĴŜŬĉĝĥĵŝŭÁÉÍÑÓÚáéíñóúÀÂÇÈÊËÎÏÔÙÛàâçèêëîïôùûŐőŰűĄĆĘŁŃŚŹŻąćęłńśźż")
NAME = re.compile(f"[{LETTERS} '(),.-]{{1,24}}")
# Shares of the names, in thousandths.
VALIDATION, TEST = 20, 50


class Missing(gettext.NullTranslations):
    """What has no translation is told from what is the same in both languages."""

    def gettext(self, message):
        return None


def names(folder):
    """All English names in the package."""
    for file in folder.glob("usr/share/iso-codes/json/iso_*.json"):
        for row in next(iter(json.loads(file.read_text(encoding="utf-8")).values())):
            for key in "name", "common_name", "inverted_name", "official_name":
                if key in row:
                    yield row[key]


def translations(folder, language, names):
    """What the names are in a language, those that have a translation."""
    catalogs = []
    for file in sorted((folder / f"usr/share/locale/{language}/LC_MESSAGES").glob("iso_*.mo")):
        if not file.is_symlink():
            with file.open("rb") as data:
                catalogs.append(gettext.GNUTranslations(data))
            catalogs[-1].add_fallback(Missing())
    for name in names:
        text = next(filter(None, (catalog.gettext(name) for catalog in catalogs)), None)
        if text and NAME.fullmatch(text):
            yield f"{language} {name}", text


def main(folder):
    subprocess.run(
        ["apt-get", "download", "-qq", "-o", "APT::Sandbox::User=", PACKAGE], cwd=folder, check=True)
    subprocess.run(["dpkg-deb", "-x", next(folder.glob("*.deb")), folder / "package"], check=True)
    parts = {"train": [], "validation": [], "test": []}
    for name in sorted(set(names(folder / "package"))):
        if NAME.fullmatch(name):
            place = int.from_bytes(hashlib.sha256(name.encode()).digest()[:4]) % 1000
            part = "test" if place < TEST else "validation" if place < TEST + VALIDATION else "train"
            parts[part].append(name)
    for part, english in parts.items():
        rows = [("name", "truth")]
        for language in LANGUAGES:
            rows += translations(folder / "package", language, english)
        text = "".join(f"{name}\t{truth}\n" for name, truth in rows)
        (folder / f"{part}.tsv").write_text(text, encoding="utf-8")
        print(f"{part}: {len(rows) - 1:,} pairs")


main(pathlib.Path(sys.argv[1]))
