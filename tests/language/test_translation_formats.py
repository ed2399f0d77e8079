"""Files for translators: what goes out comes back the same, whatever tool it went through."""

from __future__ import annotations

import codecs
import zipfile
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_app.errors import UnreadableInput
from liaison_app.language.translation_formats import LARGEST, Format, read, written
from liaison_app.language.translation_units import Returned, State, Unit, unit_id

CALL = "Do you have a question? Call **{help_phone}**, {liaison} or {help_phone}."
ARABIC = "هل لديك سؤال؟ اتصل بـ **{help_phone}**، {liaison} أو {help_phone}."
UNITS = (
    Unit(
        unit_id("", CALL),
        "",
        CALL,
        ARABIC,
        State.STALE,
        where=("Where: Welcome packet › Start here",),
        notes=("Keep it short.\nIt is read aloud.",),
        former="A question? Call **{help_phone}**.",
        by="machine",
        places=("welcome/start-here",),
        limit=90,
    ),
    Unit(unit_id("sounds", "I speak {language}."), "sounds", "I speak {language}."),
    Unit(unit_id("", "A & B < C"), "", "A & B < C", '“é” & > \\ "x"', State.DRAFT, by="Ana; Co"),
    Unit(unit_id("", "Yes"), "", "Yes", "نعم", State.REVIEWED, reviewer="Hawa 2026-10-01"),
)


def made(kind: Format, units: tuple[Unit, ...] = UNITS) -> str:
    return written(kind, "ar-IQ", units, ["Plain words."]).decode()


def back(text: str) -> tuple[Returned, ...]:
    return read(text.encode()).units


@pytest.mark.parametrize("kind", Format)
def test_what_goes_out_comes_back_the_same(kind: Format) -> None:
    found = read(made(kind).encode())
    assert found.language == "ar-IQ"
    assert [(one.context, one.source, one.target) for one in found.units] == [
        (one.context, one.source, one.target) for one in UNITS
    ]
    assert [one.done for one in found.units if one.target] == [False, False, True]
    assert not any(one.damage for one in found.units)


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40)


@pytest.mark.parametrize("kind", Format)
@given(before=WORDS, after=WORDS, weight=WORDS)
def test_any_words_come_back(kind: Format, before: str, after: str, weight: str) -> None:
    plain = [" ".join(one.replace("*", "").replace("{", "").split(" ")) for one in (before, after)]
    inside = weight.replace("*", "").replace("{", "")
    target = f"a{plain[0]}**b{inside}b**{{help_phone}}{plain[1]}z"
    target = " ".join(filter(None, target.split(" ")))
    unit = Unit("1", "", "A **b** {help_phone} z", target, State.DRAFT)
    (one,) = read(written(kind, "uk", [unit], [])).units
    expected = "".join(c for c in target if c not in "\ufffe\uffff") if kind == "xliff" else target
    assert one.target == expected


def test_tools_show_what_a_translator_needs() -> None:
    po, xliff = made(Format.PO), made(Format.XLIFF)
    assert '#| msgid "A question? Call **{help_phone}**."' in po
    assert "#, fuzzy, max-length:90, python-brace-format" in po
    assert "#. Where: Welcome packet › Start here" in po
    assert "#. It is read aloud." in po
    assert "#: welcome/start-here" in po
    assert '"Language: ar_IQ\\n"' in po
    assert '<ph id="2" equiv-text="{help_phone}">{help_phone}</ph>' in xliff
    assert '<g id="1" ctype="bold">' in xliff
    assert 'maxwidth="90" size-unit="char"' in xliff
    assert '<alt-trans alttranstype="previous-version">' in xliff
    assert xliff.count('approved="yes"') == 1
    assert 'state="needs-translation"' in xliff


def test_a_po_file_from_poedit() -> None:
    """Poedit 3.4: CRLF, references with lines, its own header fields, previous msgid, obsolete."""
    (one, two, three) = back(
        "\ufeff"
        + """
msgid ""
msgstr ""
"Project-Id-Version: Liaison\\n"
"PO-Revision-Date: 2026-11-02 10:12-0500\\n"
"Language: es_MX\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"X-Generator: Poedit 3.4.4\\n"

#. Keep it short.
#: welcome/start-here:3
#, python-brace-format
msgid ""
"Do you have a question? "
"Call **{help_phone}**."
msgstr ""
"¿Tiene una pregunta? "
"Llame al **{help_phone}**.\\t"
# a translator's remark
#, fuzzy, python-brace-format
#| msgctxt "sounds"
#| msgid ""
#| "I talk "
#| "{language}."
msgctxt "sounds"
msgid "I speak {language}."
msgstr "ai spik {language}."

msgid "No\\u2028t"
msgstr ""

#~ msgid "Old"
#~ msgstr "Viejo"
""".replace("\\u2028", "\u2028").replace("\n", "\r\n")
    )
    assert one.source == "Do you have a question? Call **{help_phone}**."
    assert one.target == "¿Tiene una pregunta? Llame al **{help_phone}**.\t"
    assert (one.done, two.done) == (True, False)
    assert (two.context, two.target) == ("sounds", "ai spik {language}.")
    assert three.source == "No\u2028t"


def test_a_po_file_in_another_encoding_says_so_itself() -> None:
    text = (
        'msgid ""\nmsgstr "Language: uk\\n"\n"Content-Type: text/plain; charset=KOI8-U\\n"\n\n'
        'msgid "Yes"\nmsgstr "Так"\n'
    )
    assert read(text.encode("koi8-u")).units[0].target == "Так"
    assert read(text.encode("utf-16")).units[0].target == "Так"
    assert read(codecs.BOM_UTF8 + text.replace("KOI8-U", "CHARSET").encode()).language == "uk"


FOREIGN = """<?xml version="1.0"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0"
       xmlns:okp="okapi-framework:xliff-extensions" version="1.2">
  <file original="packets" source-language="en-US" target-language="so" datatype="plaintext">
    <header><sdl:ref-files/></header>
    <body>
      <group id="g1"><group id="g2">
        {unit}
      </group></group>
    </body>
  </file>
</xliff>"""


def foreign(unit: str) -> Returned:
    (one,) = back(FOREIGN.replace("{unit}", unit))
    return one


def test_segments_as_trados_writes_them() -> None:
    one = foreign(
        """<trans-unit id="abc"><source>Call <g id="1" ctype="bold"><x id="2"
        equiv-text="{help_phone}"/></g>. It is free.</source>
        <seg-source><mrk mtype="seg" mid="1">Call <g id="1"><x id="2"/></g>.</mrk>
        <mrk mtype="seg" mid="2">It is free.</mrk></seg-source>
        <target><mrk mtype="seg" mid="1">Wac <g id="1"><x id="2"/></g>.</mrk> <mrk mtype="seg"
        mid="2">Waa lacag la'aan.</mrk></target>
        <sdl:seg-defs><sdl:seg id="1" conf="Translated"/></sdl:seg-defs></trans-unit>"""
    )
    assert one.source == "Call **{help_phone}**. It is free."
    assert one.target == "Wac **{help_phone}**. Waa lacag la'aan."
    assert (one.id, one.done) == ("abc", True)


def test_paired_and_single_tags_as_other_tools_write_them() -> None:
    one = foreign(
        """<trans-unit id="abc" xml:space="preserve"><source>Call <bpt id="1" rid="1"
        ctype="bold">**</bpt><ph id="2">{help_phone}</ph><ept id="3" rid="1">**</ept> now.</source>
        <target state="translated" okp:x="1">Hadda wac <bx id="1" ctype="bold"/><it id="2"
        pos="open">{help_phone}</it><ex id="3" rid="1"/><mrk mtype="x-comment">.</mrk></target>
        <alt-trans><source>Old</source><target>Hore</target></alt-trans></trans-unit>"""
    )
    assert one.target == "Hadda wac **{help_phone}**."
    assert one.source == "Call **{help_phone}** now."


@pytest.mark.parametrize(
    ("attributes", "state", "done"),
    [
        ("", "", True),
        ("", 'state="translated"', True),
        ("", 'state="signed-off"', True),
        ("", 'state="new"', False),
        ("", 'state="needs-review-translation"', False),
        ('approved="no"', 'state="needs-translation"', False),
        ('approved="yes"', 'state="needs-review-translation"', True),
    ],
)
def test_what_needs_work_is_not_taken_for_done(attributes: str, state: str, *, done: bool) -> None:
    one = foreign(
        f'<trans-unit id="a" {attributes}><source>Yes</source><target {state}>Haa</target>'
        "</trans-unit>"
    )
    assert one.done is done


def test_the_header_of_a_po_file_turned_into_xliff_is_no_text() -> None:
    unit = '<trans-unit id="1" restype="x-gettext-domain-header"><source>Project</source><target>'
    rest = "Project</target></trans-unit><trans-unit id='2'><source>Yes</source></trans-unit>"
    (one,) = back(FOREIGN.replace("{unit}", unit + rest))
    assert one.source == "Yes"


def test_a_tag_that_a_tool_made_up_is_no_translation() -> None:
    one = foreign(
        '<trans-unit id="a"><source>Yes</source><target>Haa <x id="77"/></target></trans-unit>'
    )
    assert (one.target, one.damage) == ("", "target")
    assert foreign('<trans-unit id="a"><target>Haa</target></trans-unit>').damage == "source"


BOMB = """<?xml version="1.0"?><!DOCTYPE xliff [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>
<xliff version="1.2"><file target-language="so"><body><trans-unit id="1"><source>&b;</source>
</trans-unit></body></file></xliff>"""
THIEF = """<?xml version="1.0"?><!DOCTYPE xliff [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<xliff version="1.2"><file><body><trans-unit id="1"><source>&x;</source></trans-unit></body></file>
</xliff>"""
PACKED = BytesIO()
with zipfile.ZipFile(PACKED, "w") as archive:
    archive.writestr("a.po", 'msgid "a"')


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"\x00" * 50, "neither a PO"),
        (PACKED.getvalue(), "zip"),
        (b"%PDF-1.7 \n%\xe2\xe3\xcf\xd3", "cannot be read as UTF-8"),
        (b"name,school\nAmira,Lincoln\n", "line 1"),
        (b'msgid "a"\nmsgstr "b\n', "line 2"),
        (b'msgid "a" "b"\nmsgstr "b"\n', "line 1"),
        (b'msgid "a\\q"\nmsgstr "b"\n', "line 1"),
        (b'#| oops\nmsgid "a"\nmsgstr "b"\n', "line 1"),
        (b'msgid "a"\nmsgstr "\xe1\xe9"\n', "as UTF-8"),
        (b'msgid ""\nmsgstr "Content-Type: text/plain; charset=hex\\n"\n', "as hex"),
        (b'msgid ""\nmsgstr "Content-Type: text/plain; charset=punycode\\n"\n', "as punycode"),
        (b'msgid ""\nmsgstr "Language: so\\n"\n', "no texts"),
        (BOMB.encode(), "document type"),
        (THIEF.encode(), "document type"),
        (b"<!DOCTYPE xliff SYSTEM 'x.dtd'><xliff version='1.2'/>", "document type"),
        (b"<xliff version='1.2'>" + b"<g>" * 5_000, "document type"),
        (b"<xliff version='1.2'>" + b"<g/>" * 250_000 + b"</xliff>", "document type"),
        (b"<xliff version='1.2'>" + b"<g a='' b=''/>" * 80_000 + b"</xliff>", "document type"),
        (b"<xliff version='1.2'><file>", "line 1"),
        (b"<xliff version='1.2'>\x01</xliff>", "line 1"),
        (b"<?xml version='1.0' encoding='nonsense'?><xliff version='1.2'/>", "damaged"),
        (b"<?xml version='1.0' encoding='utf-8'?><xliff version='1.2'>\xff</xliff>", "line 1"),
        (b"<xliff version='1.2'><file/></xliff>", "no texts"),
        (b"<xliff version='2.1'><file/></xliff>", "XLIFF 2.1"),
        (b"<html><body>Sign in to download</body></html>", "neither a PO"),
        (b"<?xml", "damaged"),
        (b" " * (LARGEST + 1), "too large"),
    ],
)
def test_what_is_no_file_of_translators_is_refused_in_words(data: bytes, why: str) -> None:
    with pytest.raises(UnreadableInput, match=why):
        read(data)


def test_a_text_in_very_many_lines_is_put_together() -> None:
    lines = b'"a\\n"\n' * 100_000
    (unit,) = read(b'msgid "a"\nmsgstr ""\n' + lines).units
    assert unit.target == "a\n" * 100_000


@given(st.binary(max_size=300))
def test_rubbish_is_refused_and_never_breaks_anything(data: bytes) -> None:
    for whole in (data, b"<xliff version='1.2'>" + data, b'msgid "a"\nmsgstr "' + data):
        try:
            read(whole)
        except UnreadableInput:
            continue


@given(st.integers(0, 4_000), st.binary(min_size=1, max_size=3), st.sampled_from(Format))
def test_a_damaged_file_is_refused_or_read(place: int, noise: bytes, kind: Format) -> None:
    data = bytearray(made(kind).encode())
    at = place % len(data)
    data[at : at + len(noise)] = noise
    with suppress(UnreadableInput):
        assert read(bytes(data)).units
