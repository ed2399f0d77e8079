"""A family's real packet, from records to paper: read back from the file as an eye does."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from liaison_app.actions import packets
from liaison_app.packets.content import Paper, Profile
from liaison_app.records.governance import StaffMember
from liaison_app.records.partnership import Commitment, Note, Owner
from liaison_app.records.people import Address, ContactPoint, Household, Person
from tests.packets import eyes, made
from tests.packets.columns import line_boxes, outside, touching
from tests.packets.copied import READERS, bare, stands
from tests.packets.home import Home
from tests.packets.reading import read
from tests.packets.searching import Searched
from tests.packets.spoken import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.actions.packets import Prepared
    from tests.packets.reading import Glyph

NUMBER = "(206) 555-0142"
NUMBERS = (NUMBER, "(206) 555-0101", "(206) 555-0111", "(206) 555-0119", "(206) 555-0120")
TURNED = re.compile(r"[0-9]{4}-[0-9]{3}|[0-9]{3}-[0-9]{4} \([0-9]{3}\)|(?<![0-9])51:80?(?![0-9])")

LARGE = 29  # points: no heading is so large

WELCOMES = [
    *((tag, "en", Profile.STANDARD) for tag in made.LANGUAGES[1:]),
    *((tag, "", Profile.STANDARD) for tag in ("en", "ar-EG", "ar-IQ", "ur")),
    *((tag, "", Profile.LARGE_PRINT) for tag in ("ar", "ur", "km")),
    *((tag, "", Profile.PICTURE) for tag in ("ar", "ar-IQ", "ur", "am")),
]


@pytest.fixture(scope="module")
def amiras(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """Amira's family, for tests that change nothing."""
    home = Home(tmp_path_factory.mktemp("amira") / "workspace")
    yield home
    home.workspace.close()


def prepared(home: Home, **wishes: Any) -> Prepared:
    return packets.prepare(home.workspace, home.family, **wishes)


@dataclass(frozen=True)
class Seen:
    """A packet that was prepared, and what is on its pages."""

    welcome: Prepared
    glyphs: list[Glyph]


@pytest.fixture(
    scope="class",
    params=WELCOMES,
    ids=lambda given: "-".join(filter(None, map(str, given))),
)
def seen(request: pytest.FixtureRequest, amiras: Home) -> Seen:
    """Amira's packet in each language."""
    language, beside, profile = request.param
    found = prepared(amiras, language=language, beside=beside, profile=profile, paper="letter")
    return Seen(found, read(found.pdf))


class TestAWelcome:
    def test_says_its_numbers_from_left_to_right(self, seen: Seen) -> None:
        assert eyes.times_seen(seen.glyphs, NUMBER) >= seen.welcome.pages  # it is at every foot
        if seen.welcome.profile is not Profile.PICTURE:
            unseen = [number for number in NUMBERS if not eyes.times_seen(seen.glyphs, number)]
            assert unseen == []
            assert eyes.times_seen(seen.glyphs, "8:15") + eyes.times_seen(seen.glyphs, "08:15")
        assert [row for row in eyes.all_rows(seen.glyphs) if TURNED.search(row)] == []

    def test_has_a_glyph_for_everything(self, seen: Seen) -> None:
        assert not seen.welcome.red, seen.welcome.problems
        assert [glyph for glyph in seen.glyphs if glyph.number == 0] == []

    def test_keeps_to_its_columns_and_the_paper(self, seen: Seen) -> None:
        assert touching(line_boxes(spoken(seen.welcome.pdf, seen.glyphs))) == []
        assert [glyph for glyph in seen.glyphs if outside(glyph, Paper.LETTER)] == []

    def test_names_nobody_outside_its_pages(self, seen: Seen) -> None:
        reader = PdfReader(io.BytesIO(seen.welcome.pdf))
        about = [str(reader.metadata), *map(str, _titles(reader.outline))]
        if reader.xmp_metadata:
            about.append(reader.xmp_metadata.stream.get_data().decode())
        said = " ".join(about)
        assert [
            name for name in ("Amira", "Haddad", "Yusuf", "Sana", "أميرة") if name in said
        ] == []
        first = "".join(glyph.text for glyph in seen.glyphs if glyph.page == 1)
        assert seen.welcome.code in first


@pytest.mark.parametrize("profile", [Profile.STANDARD, Profile.LARGE_PRINT])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_large_number_of_the_first_page_has_its_extension(
    home: Home, language: str, profile: Profile
) -> None:
    home.put(StaffMember, home.workspace.person, phone="206 555 0142 x 31")
    pdf = prepared(home, language=language, beside="", profile=profile, paper="letter").pdf
    large = [one.words for one in spoken(pdf) if one.glyphs and one.glyphs[0].size >= LARGE]
    assert [bare(words) for words in large if "0142" in words] == [bare(f"{NUMBER} ext. 31")]


@pytest.mark.parametrize("language", made.LEFT_TO_RIGHT)
def test_words_of_a_welcome_can_be_copied(amiras: Home, language: str) -> None:
    """Of right-to-left words every reader guesses the order in its own way: they are spoken."""
    pdf = prepared(amiras, language=language, beside="en", paper="a4").pdf
    said = {bare(one.words) for one in spoken(pdf) if one.glyphs}
    assert len(said) > 80
    for copied in READERS.values():
        pages = copied(pdf)
        assert [words for words in said if not stands(words, pages)] == []


def _titles(outline: Any) -> Iterator[str]:
    for entry in outline:
        if isinstance(entry, list):
            yield from _titles(entry)
        else:
            yield entry.title


UNSAID = {
    "given name": "Karim",
    "own script": "كريم",
    "pet name": "Kimotello",
    "telephone": "+1 206 555 0172",
    "another telephone": "206-555-0187",
    "mail": "karim.h@example.org",
    "street": "7 Fir Street",
    "the order": "case 12-3347",
    "what a note says": "shouted at the door",
    "the family's own street": "18 Juniper Street",
}


@pytest.mark.parametrize(
    ("language", "profile"),
    [
        *((tag, Profile.STANDARD) for tag in ("en", "ar", "km")),
        ("ar", Profile.PICTURE),
        ("es", Profile.LARGE_PRINT),
    ],
)
def test_a_restricted_adult_never_appears(home: Home, language: str, profile: Profile) -> None:
    home.put(Person, home.karim, native_name="كريم حدّاد", preferred_name="Kimotello")
    home.add(
        ContactPoint(person=home.karim, value=UNSAID["another telephone"]),
        ContactPoint(person=home.karim, value=UNSAID["mail"]),
        ContactPoint(household=home.fathers, value=UNSAID["telephone"]),
        Note(household=home.family, text="Karim shouted at the door. Kimotello 206-555-0187"),
    )
    home.put(Household, home.family, name="Haddad / Karim")
    assert home.workspace.all(Address, household=home.fathers)[0].line_1 == UNSAID["street"]
    promise = Commitment(
        household=home.family, what="Call the nurse", who="Karim", owner=Owner.FAMILY, language="en"
    )
    home.add(promise)
    home.restrict(home.karim, why="No contact: case 12-3347")
    found = prepared(home, language=language, profile=profile, beside="")
    assert found.recipient == home.amira
    assert found.pages > 1
    searched = Searched(found.pdf)
    places = {what: searched.places(words) for what, words in UNSAID.items()}
    assert {what: where for what, where in places.items() if where} == {}
    assert len(searched.places(NUMBER)) > found.pages, "the search finds what is there"


def test_a_protected_address_is_nowhere(home: Home) -> None:
    home.hide()
    found = prepared(home, language="ar", in_hand=True)
    assert found.pages
    searched = Searched(found.pdf)
    assert searched.places("Juniper") + searched.places("98000") == []
