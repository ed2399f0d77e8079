"""What a section says when it is one family's."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

import pytest

from liaison_app.language.po import Message
from liaison_app.language.po_writing import po_text
from liaison_app.language.provenance import provenance
from liaison_app.language.section_markup import SOUNDS
from liaison_app.packets import templates
from liaison_app.packets.content import (
    Block,
    Bullets,
    Checks,
    CutLine,
    FillIns,
    Heading,
    Origin,
    Paragraph,
    Phrase,
    PictureLine,
    QrCode,
    Strip,
    Table,
    text,
)
from liaison_app.packets.filling import Filled, fill
from liaison_app.packets.values import Clock, Name, Phone, Value, Words
from liaison_app.packets.voices import BLANK, Voice, voice
from liaison_app.records.packets import SectionText

if TYPE_CHECKING:
    from pathlib import Path

ENGLISH = (voice("en"),)
HELP = Phone("(612) 555-0142")
NUMBER = "\u2066(612)\u00a0555-0142\u2069"


def filled(
    tmp_path: Path,
    written: str,
    values: dict[str, Value | str] | None = None,
    voices: tuple[Voice, ...] = ENGLISH,
    settings: str = "icon: phone",
) -> Filled:
    (tmp_path / "note").mkdir(exist_ok=True)
    (tmp_path / "note" / "order.txt").write_text("one\n", encoding="utf-8")
    section = f"---\n{settings}\n---\n# Title\n\n{written}"
    (tmp_path / "note" / "one.md").write_text(section, encoding="utf-8")
    (template,) = templates.load("note", tmp_path)
    return fill(template, voices, values or {})


def plain(blocks: tuple[Block, ...]) -> list[str]:
    """The words of what is said in one piece."""
    kinds = (Heading, Paragraph, PictureLine, Strip)
    return [one.said[0].plain for one in blocks if isinstance(one, kinds)]


def translated(tmp_path: Path, tag: str, words: dict[str, str], reviewed: str = "-") -> Voice:
    messages = []
    for source, translation in words.items():
        context, _bar, msgid = source.rpartition("|")
        made = Message(context, msgid, forms=(translation,))
        made.comments = [provenance(made, by="machine", reviewed=reviewed)]
        messages.append(made)
    folder = tmp_path / "translations" / tag
    folder.mkdir(parents=True)
    (folder / "packets.po").write_text(po_text([], {}, messages), encoding="utf-8")
    return voice(tag, translations=folder.parent)


def test_every_kind_of_line_becomes_its_block(tmp_path: Path) -> None:
    blocks = filled(
        tmp_path,
        "## Sub\n\nWords that go\non here.\n\n![bus] Bus\n\n- one\n- two\n\n1. first\n\n"
        "| What | Whom |\n| Sick | {help_phone} |\n\n[ ] Call me\n\n____ Name\n\n--- cut\n\n"
        '!! Look\n\n> "My child is sick."\n',
        {"help_phone": HELP},
    ).section.blocks
    kinds = [Heading, Paragraph, PictureLine, Bullets, Bullets, Table, Checks, FillIns, CutLine]
    assert [type(block) for block in blocks] == [*kinds, Strip, Phrase]
    assert plain(blocks)[:3] == ["Sub", "Words that go on here.", "Bus"]
    points, steps, table = blocks[3], blocks[4], blocks[5]
    assert isinstance(points, Bullets)
    assert len(points.items) == 2
    assert isinstance(steps, Bullets)
    assert steps.numbered
    assert isinstance(table, Table)
    assert table.header[1][0].plain == "Whom"
    assert table.rows[0][1][0].plain == NUMBER


def test_a_line_prints_only_when_its_fact_is_known(tmp_path: Path) -> None:
    written = "[nurse_phone] Nurse: {nurse_phone}\n\n[starts] At {starts}\n\nHello\n"
    known = filled(tmp_path, written, {"nurse_phone": HELP, "starts": Clock(None)})
    assert plain(known.section.blocks) == [f"Nurse: {NUMBER}", "Hello"]
    assert known.missing == ()


@pytest.mark.parametrize(
    ("lunch", "said", "missing"),
    [("free", ["Free"], ()), ("paid", ["Costs"], ()), ("reduced", [], ()), ("", [], ("lunch",))],
)
def test_a_choice_decides_and_an_open_choice_is_missing(
    tmp_path: Path, lunch: str, said: list[str], missing: tuple[str, ...]
) -> None:
    made = filled(tmp_path, "[lunch=free] Free\n\n[lunch=paid] Costs\n", {"lunch": lunch})
    assert plain(made.section.blocks) == said
    assert made.missing == missing


def test_a_needed_fact_that_nobody_knows_is_missing_and_leaves_room_to_write(
    tmp_path: Path,
) -> None:
    made = filled(tmp_path, "Call {help_phone}.\n\n- {teacher}\n", {"teacher": Name(" ")})
    assert plain(made.section.blocks) == [f"Call {BLANK}."]
    assert made.missing == ("help_phone", "teacher")


def test_a_block_comes_from_whoever_makes_it(tmp_path: Path) -> None:
    made = filled(tmp_path, "@qr\n")
    assert made.missing == ("@qr",)
    (template,) = templates.load("note", tmp_path)
    square = QrCode("tel:+16125550142", (text("Call", "en"),))
    assert fill(template, ENGLISH, {}, {"qr": lambda: (square,)}).section.blocks == (square,)


def test_two_languages_say_the_same_side_by_side(tmp_path: Path) -> None:
    spanish = translated(tmp_path, "es", {"Hello": "Hola", "Title": "Título"})
    made = filled(tmp_path, "Hello\n\n{help_phone}\n", {"help_phone": HELP}, (spanish, *ENGLISH))
    assert [one.plain for one in made.section.title] == ["Título", "Title"]
    hello, number = made.section.blocks
    assert isinstance(hello, Paragraph)
    assert [(one.plain, one.language) for one in hello.said] == [("Hola", "es"), ("Hello", "en")]
    assert isinstance(number, Paragraph)
    assert [(one.plain, one.language) for one in number.said] == [(NUMBER, "es"), (NUMBER, "en")]


def test_what_comes_back_to_school_is_in_english_too(tmp_path: Path) -> None:
    spanish = translated(tmp_path, "es", {"Call me": "Llámenme"})
    written = "[ ] Call me\n"
    slip = filled(tmp_path, written, voices=(spanish,), settings="beside: en").section.blocks[0]
    assert isinstance(slip, Checks)
    assert [one.plain for one in slip.items[0]] == ["Llámenme", "Call me"]
    english = filled(tmp_path, written, settings="beside: en").section.blocks[0]
    assert isinstance(english, Checks)
    assert len(english.items[0]) == 1


PHRASES = '[other_language] Say:\n\n[other_language] > "I speak {language}."\n'


def test_what_to_say_in_english_stands_with_its_sounds(tmp_path: Path) -> None:
    ukrainian = translated(
        tmp_path, "uk", {f"{SOUNDS}|I speak {{language}}.": "Ай спік Юкрейніан."}
    )
    _say, phrase = filled(tmp_path, PHRASES, voices=(ukrainian,)).section.blocks
    assert isinstance(phrase, Phrase)
    assert phrase.english.plain == "I speak \u2068Ukrainian\u2069."
    assert phrase.english.language == "en"
    assert phrase.sounds
    assert (phrase.sounds.plain, phrase.sounds.language) == ("Ай спік Юкрейніан.", "uk")


@pytest.mark.parametrize(
    ("tag", "english"),
    [
        ("sw", "I speak \u2068Swahili\u2069."),
        ("zh-Hans", "I speak \u2068Mandarin Chinese\u2069."),
        ("zh-Hant", "I speak \u2068Chinese\u2069."),
        ("qqq", f"I speak {BLANK}."),
    ],
)
def test_without_sounds_the_english_stands_alone(tmp_path: Path, tag: str, english: str) -> None:
    phrase = filled(tmp_path, PHRASES, voices=(voice(tag, translations=tmp_path),)).section.blocks[
        1
    ]
    assert isinstance(phrase, Phrase)
    assert (phrase.english.plain, phrase.sounds) == (english, None)


def test_who_reads_english_needs_no_english_sentences(tmp_path: Path) -> None:
    assert filled(tmp_path, PHRASES).section.blocks == ()


def test_words_that_staff_typed_in_another_language_bring_the_interpreter_strip(
    tmp_path: Path,
) -> None:
    written = "[bus] {bus}\n\n[free_text] !! We can read them to you.\n"
    spanish = (voice("es-MX"),)
    foreign = filled(tmp_path, written, {"bus": Words("Bus 12", "en")}, spanish)
    assert isinstance(foreign.section.blocks[-1], Strip)
    own = filled(tmp_path, written, {"bus": Words("Autobús 12", "es")}, spanish)
    assert len(own.section.blocks) == 1
    said = filled(tmp_path, written, {"free_text": "yes"}, spanish)
    assert isinstance(said.section.blocks[-1], Strip)


RIGHTS = "[in_english] !! Call us\n\n## Records\n\n- You can see them.\n"
SPANISH = {"Title": "Derechos", "Call us": "Llámenos", "Records": "Expediente"}
SEE = {"You can see them.": "Usted puede verlo."}


def test_rights_that_nobody_reviewed_print_as_the_official_english(tmp_path: Path) -> None:
    draft = translated(tmp_path, "es", SPANISH | SEE)
    made = filled(tmp_path, RIGHTS, voices=(draft,), settings="rights: yes")
    strip, heading, bullets = made.section.blocks
    assert made.in_english
    assert made.section.title[0].plain == "Derechos"
    assert isinstance(strip, Strip)
    assert strip.said[0].plain == "Llámenos"
    assert isinstance(heading, Heading)
    assert (heading.said[0].plain, heading.said[0].language) == ("Records", "en")
    assert isinstance(bullets, Bullets)
    assert bullets.items[0][0].origin is Origin.UNTRANSLATED


def test_one_text_that_nobody_reviewed_is_enough(tmp_path: Path) -> None:
    spanish = translated(tmp_path, "es", SPANISH | SEE, reviewed="Ana Ruiz 2026-09-14")
    made = filled(tmp_path, RIGHTS, voices=(spanish,), settings="rights: yes")
    assert not made.in_english
    assert plain(made.section.blocks) == ["Expediente"]
    draft = [SectionText(source="Records", language="es", text="Papeles")]
    mixed = voice("es", draft, translations=tmp_path / "translations")
    assert filled(tmp_path, RIGHTS, voices=(mixed,), settings="rights: yes").in_english


def test_rights_stand_in_english_once_beside_the_language_that_was_reviewed(
    tmp_path: Path,
) -> None:
    spanish = translated(tmp_path, "es", SPANISH | SEE, reviewed="Ana Ruiz 2026-09-14")
    somali = voice("so", translations=tmp_path)
    made = filled(tmp_path, RIGHTS, voices=(somali, spanish), settings="rights: yes")
    heading = made.section.blocks[1]
    assert isinstance(heading, Heading)
    assert [one.language for one in heading.said] == ["en", "es"]
    beside = filled(tmp_path, RIGHTS, voices=(somali, *ENGLISH), settings="rights: yes")
    heading = beside.section.blocks[1]
    assert isinstance(heading, Heading)
    assert [(one.language, one.origin) for one in heading.said] == [("en", Origin.SOURCE)]


def test_the_words_of_the_district_are_used_and_asked_for_their_facts(tmp_path: Path) -> None:
    rows = [SectionText(source="Hello", language="en", text="Hello, call {liaison_phone}")]
    made = filled(tmp_path, "Hello\n", voices=(voice("en", rows),))
    assert plain(made.section.blocks) == [f"Hello, call {BLANK}"]
    assert made.missing == ("liaison_phone",)


def test_the_welcome_packet_needs_only_what_its_table_names() -> None:
    names = {"school", "address", "children", "recipient", "liaison", "help_name"}
    phones = {"help", "liaison", "school", "attendance", "nurse", "bus", "interpreter"}
    values: dict[str, Value | str] = {name: Name(name) for name in names}
    values |= {f"{name}_phone": HELP for name in phones}
    values |= {name: Clock(time(8, 15)) for name in ("starts", "ends", "hours", "today", "code")}
    values |= {"bus": Words("12", "en"), "meals": Words("Hot", "en"), "bus_service": "all"}
    values |= {"breakfast": "free", "lunch": "none"}
    block = dict.fromkeys(
        ("calendar", "cards", "qr", "promises", "children", "absence"), tuple[Block, ...]
    )
    missing = {
        one.name: fill(one, ENGLISH, values, block).missing for one in templates.load("welcome")
    }
    assert set(missing.values()) == {()}
