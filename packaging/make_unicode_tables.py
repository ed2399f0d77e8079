"""Write liaison_app/language/unicode_tables.py from the Unicode Character Database.

    python packaging/make_unicode_tables.py /usr/share/unicode

The folder is that of Debian's package unicode-data. Python's own `unicodedata` differs from one
Python to the next; a line of Arabic must come out the same on all of them, and the same as the
conformance tests of this version say.
"""

from __future__ import annotations

import re
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TARGET = Path(__file__).parent.parent / "liaison_app" / "language" / "unicode_tables.py"
LAST = 0x10FFFF
# DerivedBidiClass.txt names the classes of unassigned code points with their long names.
LONG_BIDI = {
    "Left_To_Right": "L",
    "Right_To_Left": "R",
    "Arabic_Letter": "AL",
    "European_Terminator": "ET",
    "Boundary_Neutral": "BN",
}

HEAD = '''\
"""Properties of characters, made by packaging/make_unicode_tables.py: do not edit.

Unicode {version}. BIDI_CLASS and SCRIPT are "first code point:value" in hexadecimal, each value
holding until the next; BRACKETS are opening:closing; IGNORABLE are ranges of the code points that
have no ink of their own (Default_Ignorable_Code_Point).

Copyright 1991-2022 Unicode, Inc. Unicode and the Unicode Logo are registered trademarks of Unicode,
Inc. in the U.S. and other countries. Licensed under Unicode-3.0 (tests/fixtures/unicode/LICENSE).
"""

from __future__ import annotations

UNICODE_VERSION = "{version}"
'''


def main(folder: Path) -> None:
    """Read the four files and write the module."""
    version = re.search(r"Scripts-([\d.]+)\.txt", (folder / "Scripts.txt").read_text("utf-8"))
    if version is None:
        raise SystemExit("Scripts.txt does not say its version.")
    TARGET.write_text(
        HEAD.format(version=version[1])
        + constant("BIDI_CLASS", steps(bidi_classes(folder)))
        + constant("SCRIPT", steps(scripts(folder)))
        + constant("BRACKETS", brackets(folder))
        + constant("IGNORABLE", ignorable(folder)),
        "utf-8",
    )


def bidi_classes(folder: Path) -> list[str]:
    """Bidi_Class of every code point, unassigned ones by the file's @missing lines."""
    path = folder / "extracted" / "DerivedBidiClass.txt"
    values = ["L"] * (LAST + 1)
    missing = re.compile(r"# @missing: (\w+)\.\.(\w+); (\w+)")
    for first, last, value in missing.findall(path.read_text("utf-8")):
        fill(values, int(first, 16), int(last, 16), LONG_BIDI[value])
    for first_point, last_point, value in rows(path):
        fill(values, first_point, last_point, value)
    return values


def scripts(folder: Path) -> list[str]:
    """Script of every code point as its four-letter code (ISO 15924)."""
    aliases = {
        fields[2].strip(): fields[1].strip()
        for line in (folder / "PropertyValueAliases.txt").read_text("utf-8").splitlines()
        if (fields := line.split(";"))[0].strip() == "sc"
    }
    values = ["Zzzz"] * (LAST + 1)
    for first, last, value in rows(folder / "Scripts.txt"):
        fill(values, first, last, aliases[value])
    return values


def brackets(folder: Path) -> str:
    """Opening brackets with their closing ones."""
    pairs = []
    for line in (folder / "BidiBrackets.txt").read_text("utf-8").splitlines():
        point, _, rest = line.partition(";")
        if not rest or line.startswith("#"):
            continue
        closing, kind = (part.strip() for part in rest.partition("#")[0].split(";"))
        if kind == "o":
            pairs.append(f"{int(point, 16):x}:{int(closing, 16):x}")
    return " ".join(pairs)


def ignorable(folder: Path) -> str:
    """Ranges, both ends included."""
    found = [
        f"{first:x}-{last:x}"
        for first, last, value in rows(folder / "DerivedCoreProperties.txt")
        if value == "Default_Ignorable_Code_Point"
    ]
    return " ".join(found)


def rows(path: Path) -> Iterator[tuple[int, int, str]]:
    """First and last code point and the value of each line of a property file."""
    for line in path.read_text("utf-8").splitlines():
        points, _, value = line.partition("#")[0].partition(";")
        if value:
            first, _, last = points.strip().partition("..")
            yield int(first, 16), int(last or first, 16), value.partition(";")[0].strip()


def fill(values: list[str], first: int, last: int, value: str) -> None:
    """Set a range, both ends included."""
    values[first : last + 1] = [value] * (last + 1 - first)


def steps(values: list[str]) -> str:
    """Where the value changes, and to what."""
    changes = [
        f"{point:x}:{value}"
        for point, value in enumerate(values)
        if point == 0 or values[point - 1] != value
    ]
    return " ".join(changes)


def constant(name: str, words: str) -> str:
    """An assignment of a long string, wrapped."""
    lines = "\n".join(textwrap.wrap(words, 100))
    return f'\n{name} = """\\\n{lines}\n"""\n'


if __name__ == "__main__":
    main(Path(sys.argv[1]))
