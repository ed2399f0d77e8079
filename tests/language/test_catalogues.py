"""The interface speaks the chosen language, falls back in order, and starts without Babel."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from liaison_app import shipped
from liaison_app.language import catalogues
from liaison_app.language.catalogues import N_, _, ngettext, pgettext
from liaison_app.language.po import MalformedCatalogueError, read_po
from liaison_app.language.po_writing import po_text
from liaison_app.language.pseudo import pseudo

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PO = """
msgid ""
msgstr ""
"Language: xx\\n"
"Plural-Forms: nplurals=3; plural=n==1 ? 0 : n==2 ? 1 : 2;\\n"

# by: Ana; reviewed: -; source: 00000000
#: ui/pages/today.py
msgid "Save"
msgstr "Guardar"

msgctxt "sort"
msgid "Save"
msgstr "Ahorrar"

msgid "{count} family"
msgid_plural "{count} families"
msgstr[0] "one"
msgstr[1] "two"
msgstr[2] ""
"many "
"\\"quoted\\"\\n"

#, fuzzy
msgid "Guess"
msgstr "Adivina"

#~ msgid "Gone"
#~ msgstr "Ido"
"""


@pytest.fixture
def translated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / "app.po").write_text(PO, encoding="utf-8")
    (tmp_path / "yy").mkdir()
    (tmp_path / "yy" / "app.po").write_text("msgid broken", encoding="utf-8")
    monkeypatch.setattr(shipped, "translations", lambda: tmp_path)
    catalogues.catalogue.cache_clear()
    yield "xx"
    catalogues.catalogue.cache_clear()
    catalogues.use("en")


def test_texts_are_translated(translated: str) -> None:
    assert catalogues.use(translated) == "xx"
    assert _("Save") == "Guardar"
    assert pgettext("sort", "Save") == "Ahorrar"
    assert ngettext("{count} family", "{count} families", 2) == "two"
    assert ngettext("{count} family", "{count} families", 7) == 'many "quoted"\n'
    assert N_("Save") == "Save"


def test_what_is_missing_or_only_guessed_is_said_in_english(translated: str) -> None:
    catalogues.use(translated)
    assert _("Guess") == "Guess"
    assert _("Gone") == "Gone"
    assert _("") == ""
    assert ngettext("{count} kit", "{count} kits", 2) == "{count} kits"


def test_languages_fall_back_to_their_parent_and_then_to_english(translated: str) -> None:
    assert catalogues.use("xx-MX") == "xx"
    assert catalogues.use("zz") == "en"
    assert catalogues.best(["zz", "xx-MX", "en"]) == "xx"
    assert catalogues.best(["zz"]) == "en"
    assert catalogues.available() == ["en", "xx", "yy"]


def test_a_damaged_catalogue_keeps_nobody_from_working(
    translated: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert catalogues.use("yy") == "en"
    assert "cannot read app.po" in caplog.text


def test_direction_follows_the_language() -> None:
    catalogues.use("ar")
    assert catalogues.direction() == "rtl"
    catalogues.use("en")
    assert catalogues.direction() == "ltr"


def test_the_pseudo_locale_changes_words_only() -> None:
    catalogues.use(catalogues.PSEUDO)
    text = _("&Give {name} the <b>key</b> && 1 kit")
    catalogues.use("en")
    assert text.startswith("⟦")
    assert text.endswith("⟧")
    assert "&G" in text
    assert "{name}" in text
    assert "<b>" in text
    assert len(pseudo("a" * 100)) == 137


def test_arabic_has_six_plural_forms() -> None:
    arabic = read_po((shipped.translations() / "ar" / "app.po").read_text(encoding="utf-8"))
    from gettext import c2py

    plural = c2py(arabic.plural_rule)
    assert [plural(n) for n in (0, 1, 2, 3, 10, 11, 99, 100, 102, 103)] == [
        *(0, 1, 2, 3, 3, 4, 4, 5, 5, 3)
    ]


def test_what_is_written_reads_the_same() -> None:
    po = read_po(PO)
    again = read_po(po_text(["remark"], po.header, po.messages))
    assert again == po


def test_a_line_that_is_no_catalogue_is_refused() -> None:
    with pytest.raises(MalformedCatalogueError, match="line 2"):
        read_po('msgid "a"\nmsgstr oops')


def test_the_first_page_needs_neither_babel_nor_anyascii() -> None:
    code = (
        "import sys; from liaison_app.language import catalogues, names, folding, languages;"
        "catalogues.use('ar'); catalogues._('Today'); catalogues.direction();"
        "print([m for m in sys.modules if m.split('.')[0] in {'babel', 'anyascii'}])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
