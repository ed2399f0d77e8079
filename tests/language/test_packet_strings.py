"""What families read reaches its translators whole, and what changed is known to be stale."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from liaison_app.language.carrying_over import merged
from liaison_app.language.packet_catalogue import packet_catalogue
from liaison_app.language.packet_strings import in_every_language, packet_texts
from liaison_app.language.po import Message, read_po
from liaison_app.language.po_writing import po_text
from liaison_app.language.provenance import Provenance, provenance, provenance_of
from liaison_app.language.section_markup import SOUNDS
from liaison_app.language.strings import problems

if TYPE_CHECKING:
    from pathlib import Path

SECTION = """---
icon: phone
---
# Absence

<!-- A mother reads this in the morning. -->
[attendance_phone] Is your child sick? Call **{attendance_phone}**.

| Child | {child} |

> "I speak {language}."

@calendar
"""
CODE = """
from liaison_app.language.catalogues import P_, _

TITLE = _("Window")
# Translators: At the foot of
# every page.
PAGE = P_("Page {page}")
"""
NUMBER = "**{attendance_phone}**"
SPANISH = {
    "Absence": "Ausencia",
    f"Is your child sick? Call {NUMBER}.": f"¿Enfermo? Llame al {NUMBER}.",
    "Child": "Niño o niña",
    "I speak {language}.": "Ai spik Spánish.",
    "Page {page}": "Página {page}",
}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "ui").mkdir()
    (tmp_path / "liaison_app" / "packets").mkdir(parents=True)
    (tmp_path / "liaison_app" / "packets" / "words.py").write_text(CODE, encoding="utf-8")
    sections = tmp_path / "resources" / "packets" / "welcome"
    sections.mkdir(parents=True)
    (sections / "absence.md").write_text(SECTION, encoding="utf-8")
    (sections / "order.txt").write_text("absence\n", encoding="utf-8")
    (tmp_path / "translations" / "es").mkdir(parents=True)
    window = Message("", "Window", forms=("Ventana",))
    (tmp_path / "translations" / "app.pot").write_text(po_text([], {}, [window]), "utf-8")
    texts = packet_texts(tmp_path)
    (tmp_path / "translations" / "packets.pot").write_text(po_text([], {}, texts), "utf-8")
    for message in texts:
        message.forms = (SPANISH[message.source],)
        message.comments = [provenance(message, by="machine")]
    save(tmp_path, texts)
    return tmp_path


def save(checkout: Path, messages: list[Message]) -> None:
    path = checkout / "translations" / "es" / "packets.po"
    path.write_text(po_text([], {"Language": "es"}, messages), encoding="utf-8")


def spanish(checkout: Path) -> Path:
    return checkout / "translations" / "es" / "packets.po"


def test_every_paragraph_is_a_text_with_what_its_translator_should_know(checkout: Path) -> None:
    texts = packet_texts(checkout)
    assert [(m.context, m.source) for m in texts] == [
        ("", "Absence"),
        ("", "Is your child sick? Call **{attendance_phone}**."),
        ("", "Child"),
        (SOUNDS, "I speak {language}."),
        ("", "Page {page}"),
    ]
    assert texts[1].notes == ["A mother reads this in the morning."]
    assert texts[1].places == ["resources/packets/welcome/absence.md:7"]
    assert "sounds, in the letters of your language" in " ".join(texts[3].notes)
    assert texts[4].notes == ["At the foot of every page."]


def test_notes_reach_the_translator_and_come_back(checkout: Path) -> None:
    text = (checkout / "translations" / "packets.pot").read_text(encoding="utf-8")
    assert "#. A mother reads this in the morning.\n" in text
    assert [m.notes for m in read_po(text).messages] == [m.notes for m in packet_texts(checkout)]


def test_a_complete_catalogue_has_no_problems(checkout: Path) -> None:
    assert problems(checkout) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('"Ausencia"', '""', "absence.md:4: es: missing: Absence"),
        ("al **{attendance_phone}**", "ya", "absence.md:7: es: other {placeholders}"),
        ("al **{attendance_phone}**", "al {attendance_phone}", "es: another number of **"),
        ("Página {page}", "Página {page", "words.py:7: es: other {placeholders}"),
        ("¿Enfermo", "\u200e¿Enfermo", "es: has invisible direction signs"),
        ("by: machine", "by: -", "es: does not say who translated it"),
        ("source: ", "source: 00000000; was ", "es: made from another wording"),
    ],
)
def test_each_fault_is_listed(checkout: Path, old: str, new: str, problem: str) -> None:
    path = spanish(checkout)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert problem in "\n".join(problems(checkout))


def test_sounds_say_the_name_of_the_language_themselves(checkout: Path) -> None:
    assert [line for line in problems(checkout) if "placeholders" in line] == []


def reword(checkout: Path, old: str, new: str) -> list[Message]:
    path = checkout / "resources" / "packets" / "welcome" / "absence.md"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return merged(packet_texts(checkout), read_po(spanish(checkout).read_text(encoding="utf-8")))


def by_source(messages: list[Message]) -> dict[str, Message]:
    return {message.source: message for message in messages}


def test_a_reworded_text_keeps_its_translation_and_is_stale(checkout: Path) -> None:
    new = "Is your child sick today? Call **{attendance_phone}**."
    messages = reword(checkout, "child sick?", "child sick today?")
    save(checkout, messages)
    message = by_source(messages)[new]
    assert message.forms == ("¿Enfermo? Llame al **{attendance_phone}**.",)
    assert "was: Is your child sick? Call **{attendance_phone}**." in message.comments
    catalogue = packet_catalogue("es", checkout / "translations")
    assert catalogue.translations["", new].stale
    assert not catalogue.translations["", "Absence"].stale
    found = [line for line in problems(checkout) if "another wording" in line]
    assert len(found) == 1
    assert provenance(Message("", new)).rpartition("source: ")[2] in found[0]


def test_another_text_inherits_nothing(checkout: Path) -> None:
    messages = reword(checkout, "Is your child sick? Call", "Are you well? Write to")
    assert by_source(messages)["Are you well? Write to **{attendance_phone}**."].forms == ("",)


def test_a_text_with_another_value_inherits_nothing(checkout: Path) -> None:
    messages = reword(checkout, "{attendance_phone}**", "{nurse_phone}**")
    assert by_source(messages)["Is your child sick? Call **{nurse_phone}**."].forms == ("",)


def test_a_stale_label_of_the_window_is_not_shown(checkout: Path) -> None:
    old = Message("", "Delete this family", forms=("Borrar esta familia",), places=["ui/page.py"])
    wanted = Message("", "Delete this family?", places=["ui/page.py"])
    po = read_po(po_text([], {}, [old]))
    (message,) = merged([wanted], po, stale_flag="fuzzy")
    assert message.forms == ("Borrar esta familia",)
    assert not message.usable


def test_bringing_texts_in_twice_changes_nothing(checkout: Path) -> None:
    once = reword(checkout, "child sick?", "child sick today?")
    again = merged(packet_texts(checkout), read_po(po_text([], {}, once)))
    assert po_text([], {}, again) == po_text([], {}, once)


def test_a_new_text_waits_for_who_translates_it(checkout: Path) -> None:
    message = by_source(reword(checkout, "# Absence", "# Absence\n\nHello"))["Hello"]
    assert provenance_of(message) == Provenance(source=message.comments[0][-8:])


@pytest.mark.parametrize(
    ("comment", "origin"),
    [
        ("by: machine; reviewed: -; source: 1a2b3c4d", Provenance("machine", "", "1a2b3c4d")),
        (
            "by: Hawa Ali-Noor; reviewed: Ahmed Noor 2026-09-14; source: 1a2b3c4d",
            Provenance("Hawa Ali-Noor", "Ahmed Noor 2026-09-14", "1a2b3c4d"),
        ),
        ("thank you", Provenance()),
    ],
)
def test_who_translated_and_reviewed_is_read(comment: str, origin: Provenance) -> None:
    assert provenance_of(Message("", "Hello", comments=["note", comment])) == origin


def test_every_language_needs_what_a_family_gets_first() -> None:
    first, later = Message("", "Call us."), Message("", "Sort the leaves.")
    first.places = ["resources/packets/door-note/note.md:3"]
    later.places = ["resources/packets/activity/leaves.md:7"]
    assert in_every_language(first)
    assert not in_every_language(later)
    later.places.append("liaison_app/packets/words.py:9")
    assert in_every_language(later), "one place where it is needed is enough"
