"""Packets of twelve tagged pages beside the bare shaping of their words, in one process each.

Ratios to HarfBuzz hold on any machine, pages a second only on an idle one. “Warm” is a packet for
the next family: the same paragraphs, another name in three of its sections, as the welcome packet
has it, and another code at the foot of each page. “Every paragraph new” is a packet whose
paragraphs have not been seen before: nothing that was kept from earlier ones helps.
"""

from __future__ import annotations

import gc
import itertools
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.benchmarks.measuring import median, tell, times

if TYPE_CHECKING:
    from collections.abc import Callable

    from liaison_app.packets.content import Block, Packet, Printed, Said, Section

PAGES = 12
FAMILY = "Amina Testova"
PER_SECTION = 8  # paragraphs
ROUNDS = 7
COLD_ROUNDS = 5
PROMISED_RATIO = {"en": 12.0, "ar": 20.0, "km": 12.0}
PROMISED_RATE = {"en": 150.0, "ar": 75.0, "km": 110.0}
PROMISED_COLD_S = 0.6
PROMISED_KB = 120.0
PROMISED_MB = 140.0

NOTE = """
from liaison_app.packets import pages
from liaison_app.packets.content import Packet, Paper, Profile, Section, text, Paragraph
said = (text("Call me at \\u2066(612)\\u00a0555-0142\\u2069, please.", "en"),)
note = Packet("note", "LX7Q-24", ("en",), said, (Section("note", said, (Paragraph(said),)),))
assert pages.lay_out(note, paper=Paper.LETTER, profile=Profile.STANDARD).pages == 1
"""


def run() -> None:
    """Print the figures, each language in a process of its own."""
    for language in PROMISED_RATIO:
        done = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.packets", language],
            capture_output=True,
            text=True,
            check=True,
        )
        _tell(language, json.loads(done.stdout))
    _from_records()
    tell("a one-page note from a cold process", median(_cold_starts()), "s", PROMISED_COLD_S)


def _tell(language: str, found: dict[str, float]) -> None:
    print(f"  {language}: {PAGES} pages of {found['characters']:.0f} characters")
    tell("   bare hb.shape, paragraph by paragraph", found["shape"], "ms")
    tell("   the same, with glyphs and places read", found["read"], "ms")
    tell("   warm", found["warm"], "ms")
    ratio = found["warm"] / found["shape"]
    tell("   warm, times hb.shape", ratio, "", PROMISED_RATIO[language])
    tell("   warm, times shaped and read", found["warm"] / found["read"], "")
    rate = PAGES / found["warm"] * 1000
    kept = "kept" if rate >= PROMISED_RATE[language] else "NOT KEPT"
    tell("   warm, pages a second", rate, "")
    print(f"      (on an idle machine at least {PROMISED_RATE[language]:g}: {kept})")
    tell("   every paragraph new", found["new"], "ms")
    tell("   every paragraph new, times hb.shape", found["new"] / found["shape"], "")
    tell("   every paragraph new, pages a second", PAGES / found["new"] * 1000, "")
    tell("   a small packet, the first in the process", found["first"], "ms")
    tell("   size", found["kb"], "kB", PROMISED_KB)
    tell("   memory after all", found["mb"], "MB", PROMISED_MB)


def _from_records() -> None:
    """A family's own packet, in Arabic beside English: facts, words, pages, pre-flight."""
    from liaison_app.actions import packets
    from tests.packets.home import Home

    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder) / "workspace")

        def prepare() -> packets.Prepared:
            return packets.prepare(home.workspace, home.family, language="ar", beside="en")

        found = prepare()
        taken = times(prepare, ROUNDS)
        home.workspace.close()
    print(f"  a family's own packet in Arabic beside English: {found.pages} pages")
    tell("   from records to pages and pre-flight, warm", median(taken), "ms")
    tell("   size", len(found.pdf) / 1000, "kB")


def _cold_starts() -> list[float]:
    taken = []
    for _round in range(COLD_ROUNDS):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-c", NOTE], check=True)
        taken.append(time.perf_counter() - began)
    return taken


class Writer:
    """Writes packets of twelve full pages: sections with headings, steps, a table, paragraphs."""

    def __init__(self, language: str) -> None:
        from tests.packets import made

        self.language, self.made = language, made
        self.families = itertools.count(1)
        self.dice = random.Random(3)  # noqa: S311  (dice that repeat)
        self.sentences = [text.plain for text in made.said("welcome", (language,))]
        self.sentences += [
            text.plain for n in range(3) for text in made.said("lines", (language,), at=n)
        ]
        self.paragraphs = self._fitting()

    def packet(self, *, new: bool) -> Packet:
        """The packet of the next family, every paragraph unlike all before if wanted."""
        return self._packet(self.paragraphs, new=new)

    def _packet(self, paragraphs: int, *, new: bool) -> Packet:
        from liaison_app.packets.content import Paragraph

        dice = self.dice if new else random.Random(1)  # noqa: S311
        family = next(self.families)
        name = f"{FAMILY} {family}"
        named = {0, paragraphs // 2, paragraphs - 1}
        running = [Paragraph(self._words(dice, name * (n in named))) for n in range(paragraphs)]
        sections = tuple(
            self._section(first, tuple(running[first : first + PER_SECTION]), dice)
            for first in range(0, paragraphs, PER_SECTION)
        )
        code = f"LX{family:04}-{family % 97:02}"
        made = self.made.packet(self.language)
        return replace(made, code=code, sections=sections, sample=False)

    def _section(self, number: int, running: tuple[Block, ...], dice: random.Random) -> Section:
        from liaison_app.packets import content

        title = self.made.said("title", (self.language,))
        steps = content.Bullets(tuple(self._words(dice, "", 1) for _ in range(3)), numbered=True)
        row = (self._words(dice, "", 1), self.made.said("number", (self.language,)))
        table = content.Table((self.made.said("who", (self.language,)), row[1]), (row, row))
        return content.Section(f"part-{number}", title, (steps, table, *running))

    def _words(self, dice: random.Random, name: str, sentences: int = 4) -> Said:
        from liaison_app.packets.content import text
        from liaison_app.packets.values import Name

        chosen = [dice.choice(self.sentences) for _ in range(sentences)]
        marked = Name(f"{name or 'Rosa'} {dice.randrange(100_000)}").said(self.language)
        return (text(" ".join([*chosen, marked]), self.language),)

    def _fitting(self) -> int:
        """How many paragraphs fill the pages."""
        tried = 40
        found = lay_out(self._packet(tried, new=True)).pages
        fitting = tried * PAGES // found
        while lay_out(self._packet(fitting, new=False)).pages <= PAGES:
            fitting += 1
        while lay_out(self._packet(fitting, new=False)).pages > PAGES:
            fitting -= 1
        return fitting


def lay_out(packet: Packet) -> Printed:
    """A packet on pages."""
    from liaison_app.packets import pages
    from liaison_app.packets.content import Paper, Profile

    return pages.lay_out(packet, paper=Paper.LETTER, profile=Profile.STANDARD)


def measure(language: str) -> dict[str, float]:
    """The figures of one language, in milliseconds, kB and MB."""
    from tests.packets import made

    began = time.perf_counter()
    lay_out(made.packet(language))
    first = (time.perf_counter() - began) * 1000
    writer = Writer(language)
    printed = lay_out(writer.packet(new=False))
    assert printed.pages == PAGES, printed.pages
    packets = [writer.packet(new=False) for _ in range(ROUNDS)]
    fresh = [writer.packet(new=True) for _ in range(ROUNDS)]
    texts = [text.plain for text in made.texts(packets[0].sections)]
    font = _font(language)
    warm, new, shape, read = [], [], [], []
    for packet, unseen in zip(packets, fresh, strict=True):  # in turns: the machine is shared
        shape.append(_once(lambda: _shape(font, texts, read=False)))
        read.append(_once(lambda: _shape(font, texts, read=True)))
        warm.append(_once(lambda packet=packet: lay_out(packet)))  # type: ignore[misc]
        new.append(_once(lambda unseen=unseen: lay_out(unseen)))  # type: ignore[misc]
    return {
        "characters": sum(map(len, texts)),
        "first": first,
        "warm": min(warm),
        "new": min(new),
        "shape": min(shape),
        "read": min(read),
        "kb": len(printed.pdf) / 1000,
        "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000,
    }


def _once(work: Callable[[], object]) -> float:
    gc.collect()
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _font(language: str) -> Any:
    from liaison_app.packets.typeset import faces

    return faces.first_face(language, bold=False).font


def _shape(font: Any, texts: list[str], *, read: bool) -> int:
    import uharfbuzz as hb

    glyphs = 0
    for words in texts:
        buffer = hb.Buffer()
        buffer.add_str(words)
        buffer.guess_segment_properties()
        hb.shape(font, buffer)
        if read:
            infos = [(info.codepoint, info.cluster) for info in buffer.glyph_infos]
            places = [
                (place.x_advance, place.x_offset, place.y_offset)
                for place in buffer.glyph_positions
            ]
            glyphs += len(infos) + len(places)
    return glyphs


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1])))
