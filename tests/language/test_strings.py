"""The translators' bench reports everything that is missing or wrong, with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from liaison_app import shipped
from liaison_app.language.carrying_over import merged
from liaison_app.language.interface_strings import interface_texts
from liaison_app.language.po import PoFile, read_po
from liaison_app.language.po_writing import po_text
from liaison_app.language.provenance import provenance
from liaison_app.language.strings import problems

if TYPE_CHECKING:
    from pathlib import Path

CODE = '''
from liaison_app.language.catalogues import _, N_, ngettext

LABEL = N_("Visit")


def say(name: str, n: int) -> str:
    """Not this."""
    hello = _("Hello {name}, how "
              "are you?").format(name=name)
    return hello + ngettext("{count} kit", "{count} kits", n).format(count=n)
'''
HEADER = {"Language": "es", "Plural-Forms": "nplurals=2; plural=n != 1;"}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for package in ("liaison_app", "ui"):
        (tmp_path / package).mkdir()
    (tmp_path / "ui" / "page.py").write_text(CODE, encoding="utf-8")
    folder = tmp_path / "translations" / "es"
    folder.mkdir(parents=True)
    texts = interface_texts(tmp_path)
    (folder.parent / "app.pot").write_text(po_text([], {}, texts), encoding="utf-8")
    (folder.parent / "packets.pot").write_text(po_text([], {}, []), encoding="utf-8")
    spanish = {"Visit": ("Visita",), "{count} kit": ("un kit", "{count} kits")}
    for message in texts:
        message.forms = spanish.get(message.source, ("Hola {name}, ¿cómo está?",))
        message.comments = [provenance(message, by="machine")]
    (folder / "app.po").write_text(po_text([], HEADER, texts), encoding="utf-8")
    return tmp_path


def edit(checkout: Path, old: str, new: str, file: str = "translations/es/app.po") -> None:
    path = checkout / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_texts_are_found_with_their_lines(checkout: Path) -> None:
    assert [(m.source, m.plural, m.places) for m in interface_texts(checkout)] == [
        ("Visit", "", ["ui/page.py:4"]),
        ("Hello {name}, how are you?", "", ["ui/page.py:9"]),
        ("{count} kit", "{count} kits", ["ui/page.py:11"]),
    ]


def test_a_complete_catalogue_has_no_problems(checkout: Path) -> None:
    assert problems(checkout) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('"Visita"', '""', "ui/page.py:4: es: missing: Visit"),
        ("Hola {name}", "Hola {nombre}", "ui/page.py:9: es: other {placeholders}"),
        ('"{count} kits"\n\n', '""\n', "ui/page.py:11: es: 2 forms are needed"),
        ('msgid "Visit"', '#, fuzzy\nmsgid "Visit"', "ui/page.py:4: es: marked as a guess"),
        ('"Visita"', '"Visita "', "ui/page.py:4: es: begins or ends with other spaces"),
        ('"Visita"', '"&Visita"', "another number of &shortcuts"),
        ("# by: machine", "# by: -", "does not say who translated it"),
        ("source: ", "source: x", "does not say from which wording it was made"),
        ("source: ", "source: 00000000; was ", "made from another wording"),
    ],
)
def test_each_fault_is_listed(checkout: Path, old: str, new: str, problem: str | None) -> None:
    text = (checkout / "translations/es/app.po").read_text(encoding="utf-8") + "\n"
    (checkout / "translations/es/app.po").write_text(text, encoding="utf-8")
    edit(checkout, old, new)
    found = "\n".join(problems(checkout))
    assert (problem or "") in found
    assert bool(found) == bool(problem)


def test_a_text_formatted_before_it_is_looked_up_is_listed(checkout: Path) -> None:
    path = checkout / "ui" / "page.py"
    path.write_text(path.read_text(encoding="utf-8") + 'print(_(f"Hi {LABEL}"))\n', "utf-8")
    assert problems(checkout) == [
        "ui/page.py:12: an f-string is never found in a catalogue; use .format()"
    ]


def test_no_translation_that_ships_is_wrong() -> None:
    root = shipped.translations().parent
    # What waits for its translator is listed by `strings check`; until then the window shows it in
    # English, and a packet says so before it is printed.
    pending = ("missing: ", "not in translations/", "no longer in ", "made from another wording")
    assert [line for line in problems(root) if not any(word in line for word in pending)] == []


def test_texts_that_came_and_went_are_listed(checkout: Path) -> None:
    edit(checkout, 'N_("Visit")', 'N_("Home visit")', "ui/page.py")
    assert problems(checkout) == [
        "ui/page.py:4: not in translations/app.pot: Home visit",
        "translations/app.pot: no longer in the code: Visit",
        "ui/page.py:4: es: missing: Home visit",
    ]


def test_updating_keeps_what_is_translated(checkout: Path) -> None:
    spanish = read_po((checkout / "translations/es/app.po").read_text(encoding="utf-8"))
    edit(checkout, 'N_("Visit")', 'N_("Visit"), N_("Kit")', "ui/page.py")
    now = merged(interface_texts(checkout), spanish)
    assert {m.source: m.forms for m in now} == {
        "Visit": ("Visita",),
        "Kit": ("",),
        "Hello {name}, how are you?": ("Hola {name}, ¿cómo está?",),
        "{count} kit": ("un kit", "{count} kits"),
    }
    assert now == merged(now, PoFile(spanish.header, now))


def test_extracting_twice_gives_the_same_bytes(checkout: Path) -> None:
    assert po_text([], HEADER, interface_texts(checkout)) == po_text(
        [], HEADER, interface_texts(checkout)
    )
