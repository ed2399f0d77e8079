"""Invented packets with every kind of block, in every language that is shipped."""

from __future__ import annotations

import dataclasses
import tomllib
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from liaison_app.packets import content, pages
from liaison_app.packets.content import Packet, Paper, Profile, Said, Section, Span, Text, text
from liaison_app.packets.values import Clock, Name, Phone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.packets.content import Block, Printed
    from liaison_app.packets.values import Value

LANGUAGES = ("en", "es", "ar", "ur", "so", "zh-Hans", "km", "am", "vi", "uk")
OTHER_SCRIPTS = ("he", "ne", "my", "th", "ko", "ja")
"""Languages of packets whose script none of the others has."""
RIGHT_TO_LEFT = ("ar", "ar-EG", "ar-IQ", "ur")
LEFT_TO_RIGHT = tuple(tag for tag in LANGUAGES if tag not in RIGHT_TO_LEFT)
PHONE = "(612) 555-0142"
STARTS, ENDS = time(8, 15), time(15, 30)
NAME = "Maria Garcia"
CODE = "LX7Q-24"
TITLE = "Welcome"

_WORDS = Path(__file__).parent / "made.toml"


def phone(number: str = PHONE) -> str:
    """A number as it stands in a sentence of any language."""
    return Phone(number).said("en")


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(_WORDS.read_text(encoding="utf-8"))


def _words_of(tag: str) -> dict[str, Any]:
    words = _words()
    return dict(words[tag] if tag in words else words[tag.partition("-")[0]])


def said(key: str, languages: tuple[str, ...], *, name: str = NAME, at: int = -1) -> Said:
    """A text in these languages, its values put in."""
    values: dict[str, Value] = {
        "phone": Phone(PHONE),
        "start": Clock(STARTS),
        "end": Clock(ENDS),
        "name": Name(name),
    }
    found = ((tag, _words_of(tag)[key]) for tag in languages)
    return tuple(
        text(
            (words if at < 0 else words[at]).format(
                **{slot: value.said(tag) for slot, value in values.items()}
            ),
            tag,
        )
        for tag, words in found
    )


def packet(language: str, beside: str = "", *, name: str = NAME, lines: int = 3) -> Packet:
    """A packet in one language or two, with one of each kind of block.

    Args:
        language: the family's.
        beside: the one beside it, if any.
        name: of the liaison, as it stands in a sentence and on a card.
        lines: how often the three lines of running text come.
    """
    both = (language, beside) if beside else (language,)
    return Packet(
        kind="welcome",
        code=CODE,
        languages=both,
        title=(text(TITLE, "en"),),
        sections=tuple(_sections(both, name, lines)),
        help_line=(text(phone(), language),),
        sample=True,
    )


def _sections(both: tuple[str, ...], name: str, lines: int) -> Iterator[Section]:
    title = said("title", both)
    yield Section("start-here", title, _start(both, name), icon="home-heart")
    yield Section("who-to-call", said("who", both), _calls(both, name))
    running = tuple(
        content.Paragraph((*said("lines", both, at=n % 3),), icon="bell" if n == 1 else "")
        for n in range(3 * lines)
    )
    month = content.Calendar(
        date(2026, 12, 1),
        both[0],
        (content.Marked(date(2026, 12, 15), said("lines", both, at=0), "bell-school"),),
    )
    yield Section("month", said("number", both), (*running, month), fresh_page=True)
    yield Section("reply", said("say", both), _reply(both), own_sheet=True)


def _start(both: tuple[str, ...], name: str) -> tuple[Block, ...]:
    pictures = (
        content.PictureLine(icon, said("lines", both, at=n))
        for n, icon in enumerate(("bell-school", "soup", "mood-sick"))
    )
    return (
        *pictures,
        content.Paragraph(said("welcome", both, name=name)),
        content.Paragraph(tuple(_in_two_weights(tag) for tag in both), icon="phone"),
        content.Phrase(text("My child is sick today.", "en"), text("Mai chaild", "en")),
        content.Strip(tuple(text(phone(), tag) for tag in both), "language"),
    )


def _in_two_weights(tag: str) -> Text:
    line = said("lines", (tag,), at=2)[0].plain
    return Text((Span(f"{line} "), Span(phone(), bold=True)), tag)


def _calls(both: tuple[str, ...], name: str) -> tuple[Block, ...]:
    named = (text(Name(name).said(both[0]), both[0]),)
    number = (text(phone(), both[0]),)
    return (
        content.Heading(said("title", both), icon="phone"),
        content.Table(
            (said("who", both), said("number", both)),
            ((named, number), (said("lines", both, at=2), number)),
        ),
        content.Cards(tuple(content.Card(named, PHONE, said("lines", both, at=0)) for _ in "1234")),
        content.QrCode("tel:+16125550142", said("lines", both, at=2)),
    )


def _reply(both: tuple[str, ...]) -> tuple[Block, ...]:
    lines = tuple(said("lines", both, at=n) for n in range(3))
    return (
        content.Bullets(lines),
        content.Bullets(lines, numbered=True),
        content.CutLine(),
        content.Checks(lines),
        content.FillIns((said("who", both), said("number", both))),
    )


def with_language(packet: Packet, tag: str) -> Packet:
    """The same words, said to be in another language."""

    def changed(of: Any) -> Any:
        if isinstance(of, tuple):
            return tuple(changed(part) for part in of)
        if not dataclasses.is_dataclass(of) or isinstance(of, type):
            return of
        parts = {part.name: changed(getattr(of, part.name)) for part in dataclasses.fields(of)}
        if "language" in parts:
            parts["language"] = tag
        return type(of)(**parts)

    return dataclasses.replace(packet, languages=(tag,), sections=changed(packet.sections))


def texts(of: object) -> Iterator[Text]:
    """Every text inside, in the order it stands there."""
    if isinstance(of, Text):
        yield of
    elif isinstance(of, tuple):
        for part in of:
            yield from texts(part)
    elif dataclasses.is_dataclass(of):
        for part in dataclasses.fields(of):
            yield from texts(getattr(of, part.name))


def lay_out(
    packet: Packet, *, profile: Profile = Profile.STANDARD, paper: Paper = Paper.LETTER
) -> Printed:
    """A packet on pages."""
    return pages.lay_out(packet, paper=paper, profile=profile)


@cache
def printed(
    language: str,
    beside: str = "",
    *,
    profile: Profile = Profile.STANDARD,
    paper: Paper = Paper.LETTER,
) -> Printed:
    """The packet of these languages on pages, made once for all tests that look at it."""
    return lay_out(packet(language, beside), profile=profile, paper=paper)
