"""What was promised prints in the family's language if it is one of the known phrases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from liaison_app.packets.promised import phrase_of
from liaison_app.packets.templates import promise_phrases
from liaison_app.records.packets import SectionText
from liaison_app.records.partnership import Commitment
from tests.packets.composing import composed, table

if TYPE_CHECKING:
    from tests.packets.home import Home


def test_there_are_about_forty_phrases_and_some_with_gaps() -> None:
    assert 40 <= len(promise_phrases()) <= 60
    assert all(phrase_of(one) for one in promise_phrases() if "{" not in one)


@pytest.mark.parametrize(
    ("typed", "phrase", "put_in"),
    [
        ("Call back", "Call back", {}),
        ("  call   BACK. ", "Call back", {}),
        ("Talk with the teacher", "Talk with the teacher", {}),
        ("talk with Ms. Okoye", "Talk with {person}", {"person": "Ms. Okoye"}),
        (
            "Call Ms. Okoye at 206 555 0142",
            "Call {person} at {phone}",
            {"person": "Ms. Okoye", "phone": "206 555 0142"},
        ),
        ("Bring the red folder", "Bring {thing}", {"thing": "the red folder"}),
        ("Bring {help_phone}", "Bring {thing}", {"thing": "{help_phone}"}),
    ],
)
def test_a_phrase_is_known_however_it_was_typed(
    typed: str, phrase: str, put_in: dict[str, str]
) -> None:
    found = phrase_of(typed)
    assert found is not None
    assert (found.phrase, dict(found.put_in)) == (phrase, put_in)


@pytest.mark.parametrize(
    "typed", ["", "Bring", "Bring ", "Sing", "Please bring books", f"Bring {'x' * 61}"]
)
def test_other_words_are_no_phrase(typed: str) -> None:
    assert phrase_of(typed) is None


def test_a_name_stays_as_it_is_in_a_translated_promise(home: Home) -> None:
    home.add(Commitment(household=home.family, what="Talk with Ms. Okoye"))
    home.add(SectionText(source="Talk with {person}", language="ar", text="التحدث مع: {person}"))
    said = [row[1] for row in table(composed(home, "ar"), "promises")]
    assert "التحدث مع: Ms. Okoye" in said
    assert "Ms. Okoye" not in typed_words(home), "nothing of it is in English"


def test_what_staff_put_in_is_said_to_be_as_typed(home: Home) -> None:
    home.add(Commitment(household=home.family, what="Bring the red folder"))
    assert "the red folder" in typed_words(home)


def typed_words(home: Home) -> str:
    made = home.prepare(language="ar")
    return " ".join(one.why for one in made.problems if one.code == "typed")
