"""Packets for 500 families on two cores, beside typst, which sets the same words.

A packet is twelve tagged pages. As in the welcome packet, most of it is the same for all families;
a name stands in three of its sections, and a code at the foot of each page. Both sides have the
same words in the same fonts and sizes, and two processes; the time runs from nothing to the last
page of the last family, the start of the processes included, and both keep what they learned of one
family's packet for the next. Liaison hands each packet back to the process that asked; typst keeps
its own, and gets values in whichever of two ways is faster in a trial: written into the source of
each document, or as its inputs. Its foot asks for the code by a query, so that pages that are the
same but for the foot are set once: with the code in the foot itself it takes two to three times as
long.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.benchmarks.measuring import tell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from liaison_app.packets.content import Block, Packet, Said

FAMILIES = 500
PROCESSES = 2
ROUNDS = 3
TRIAL = 20  # families
LANGUAGES = ("en", "ar", "km")
FACES = {"en": "Noto Sans", "ar": "Noto Naskh Arabic", "km": "Noto Sans Khmer"}
NAMED, CODED = "sys.inputs.name", "sys.inputs.code"
WAYS = ("source", "inputs")
# Points, as the packet has them: Naskh is set larger, to look as large; Khmer has taller lines.
BODY = {"en": 13.0, "ar": 14.56, "km": 13.0}
LEADING = {"en": 1.5, "ar": 1.5, "km": 1.75}  # em
TITLE, SECTION, FOOT = 22.0, 18.0, 11.0
HEAD = 26.0  # points: room of the running heads, which typst has not to set


def run() -> None:
    """Print the figures."""
    for language in LANGUAGES:
        _compare(language)


def _compare(language: str) -> None:
    from tests.benchmarks.packets import PAGES, Writer

    writer = Writer(language)
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "template.typ"
        template.write_text(_template(writer.packet(new=False), language), "utf-8")
        tried = {way: _typst(template, way, TRIAL) for way in WAYS}
        way, other = sorted(WAYS, key=tried.__getitem__)
        packets = [writer.packet(new=False) for _ in range(FAMILIES)]
        ours, theirs = [], []
        for _round in range(ROUNDS):  # in turns: the machine may be shared
            ours.append(_timed(lambda: _liaison(packets)))
            theirs.append(_timed(lambda: _typst(template, way, FAMILIES)))
        shown = _pages(template)
    print(f"  {language}: {FAMILIES} families, {PAGES} pages each ({shown} as typst sets them)")
    tell("   Liaison", min(ours), "s")
    tell(f"   typst, values in its {way}", min(theirs), "s")
    tell(f"   typst, values in its {other}: {TRIAL} families", tried[other], "s")
    tell("   Liaison, as a share of typst at its best", min(ours) / min(theirs), "", 1.0)
    tell("   Liaison, pages a second", FAMILIES * PAGES / min(ours), "")


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _liaison(packets: list[Packet]) -> None:
    """Lay out a packet for each family."""
    from liaison_app.packets.content import Paper, Printed, Profile
    from liaison_app.packets.pool import Job, lay_out_all
    from tests.benchmarks.packets import PAGES

    jobs = (Job(n, one, Paper.LETTER, Profile.STANDARD) for n, one in enumerate(packets))
    done = 0
    for _number, printed in lay_out_all(jobs, processes=PROCESSES):
        assert isinstance(printed, Printed), printed
        assert printed.pages == PAGES
        done += 1
    assert done == len(packets)


def _typst(template: Path, way: str, families: int) -> float:
    """Let typst set as many, in processes of its own; gives the seconds that it took."""
    share = families // PROCESSES
    began = time.perf_counter()
    command = [sys.executable, "-m", "tests.benchmarks.batch", str(template), way, str(share)]
    running = [subprocess.Popen([*command, str(share * n)], env=_alone()) for n in range(PROCESSES)]
    for process in running:
        assert process.wait() == 0
    return time.perf_counter() - began


def _alone() -> dict[str, str]:
    """One thread for each process: two would only wait for each other on two cores."""
    return {**os.environ, "RAYON_NUM_THREADS": "1"}


def _pages(template: Path) -> int:
    import pypdfium2

    return len(pypdfium2.PdfDocument(_set(_compiler(template), template, "source", 0)))


def _compiler(template: Path) -> Any:
    import typst

    from liaison_app.shipped import resources

    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(resources() / "fonts")],
    )
    return typst.Compiler(str(template), font_paths=fonts)


def _set(compiler: Any, template: Path, way: str, family: int) -> bytes:
    """A family's document."""
    name, code = f"Amina Testova {family}", f"LX{family:04}-{family % 97:02}"
    if way == "inputs":
        return bytes(compiler.compile(format="pdf", sys_inputs={"name": name, "code": code}))
    source = template.read_text("utf-8").replace(NAMED, f'"{name}"').replace(CODED, f'"{code}"')
    return bytes(compiler.compile(input=source.encode(), format="pdf"))


def _template(packet: Packet, language: str) -> str:
    """A packet in typst's markup, with a family's values as its inputs."""
    from liaison_app.packets.content import Paper, Profile
    from liaison_app.packets.looks import BOTTOM, MARGIN, TOP, looks

    look = looks(packet.languages, Paper.LETTER, Profile.STANDARD)[0]
    body, leading = BODY[language], LEADING[language] - 1
    start, end = ("right", "left") if look.right_to_left else ("left", "right")
    head = f"""
#let name = {NAMED}
#let code = {CODED}
#let small(words) = text({FOOT}pt, words)
#let foot = context [
  #line(length: 100%, stroke: 0.75pt) #small[{_markup(packet.help_line)}] #h(1fr)
  #small(counter(page).display("1/1", both: true)) #text(8pt, query(<code>).first().value)
]
#set document(title: "Welcome")
#metadata(code) <code>
#set page("us-letter", margin: ({start}: {MARGIN + look.picture_column}pt, {end}: {MARGIN}pt,
  top: {TOP + HEAD}pt, bottom: {BOTTOM + 45}pt), footer: foot, footer-descent: 12pt)
#set text(font: ("{FACES[language]}", "Noto Sans"), size: {body}pt, lang: "{language}",
  top-edge: 0.75em, bottom-edge: -0.25em)
#set par(leading: {leading}em, spacing: {leading}em + 5pt)
#set list(spacing: {leading}em + 3pt)
#set enum(spacing: {leading}em + 3pt)
#set smartquote(enabled: false)
#set table(stroke: none, inset: (x: 0pt, y: 5pt), column-gutter: 14pt)
#show heading.where(level: 1): set text({TITLE}pt)
#show heading.where(level: 2): set text({SECTION}pt)
#show heading.where(level: 2): set block(above: 20pt, below: 14pt)
= {_markup(packet.title)}
"""
    return head + "\n".join(_sections(packet))


def _sections(packet: Packet) -> Iterator[str]:
    for section in packet.sections:
        yield f"== {_markup(section.title)}\n"
        for block in section.blocks:
            yield _block(block) + "\n"


def _block(block: Block) -> str:
    from liaison_app.packets.content import Bullets, Paragraph, Table

    match block:
        case Paragraph(said, _):
            return _markup(said) + "\n"
        case Bullets(items, numbered):
            return "\n".join(("+ " if numbered else "- ") + _markup(said) for said in items) + "\n"
        case Table(header, rows):
            line = "table.hline(stroke: 0.75pt)"
            first = ", ".join(f"[*{_markup(said)}*]" for said in header)
            body = f", {line}, ".join(
                ", ".join(f"[{_markup(said)}]" for said in row) for row in rows
            )
            return f"#table(columns: 2, table.header({first}), {line}, {body}, {line})\n"
        case _:
            raise AssertionError("the writer of these packets has no other blocks")


def _markup(said: Said) -> str:
    """The words, with what typst would take for markup escaped, and the name as a value."""
    import re

    from tests.benchmarks.packets import FAMILY

    escaped = re.sub(r"([\\#*_`$<>@=+/~\"'\[\]-])", r"\\\1", said[0].plain)
    return re.sub(f"{FAMILY} \\d+", "#name", escaped)


def _work(template: Path, way: str, families: int, first: int) -> None:
    """What each of typst's processes does."""
    compiler = _compiler(template)
    for family in range(first, first + families):
        assert _set(compiler, template, way, family)


if __name__ == "__main__":
    _work(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
