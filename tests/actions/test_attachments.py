"""Attaching a file: what it says besides what it shows is not kept, or is told before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import attachments
from liaison_app.errors import InvalidValue, UnreadableInput
from liaison_app.records.governance import Attachment
from tests.interchange import pdfs, photos
from tests.sync.laptops import Team, family

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_what_a_photo_says_is_not_kept(team: Team, tmp_path: Path) -> None:
    rosa = team.first()
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(photos.jpeg())
    looked = attachments.look(photo)
    assert looked.told == ""
    made = attachments.attach(rosa, family(rosa, "Haddad"), looked).ids[0]
    kept = attachments.read(rosa, made)
    assert photos.NEEDLE not in kept
    assert kept.startswith(b"\xff\xd8\xff")
    assert rosa.get(Attachment, made).size == len(kept)
    assert photo.read_bytes() == photos.jpeg()


def test_what_cannot_be_taken_out_is_said_before(tmp_path: Path) -> None:
    letter = tmp_path / "letter.docx"
    letter.write_bytes(b"PK a letter by Rosa")
    told = attachments.look(letter).told
    assert told.startswith("This kind of file may say where and when")
    plain_text = tmp_path / "letter.txt"
    plain_text.write_text("Bring the form.")
    assert attachments.look(plain_text).told == ""
    with pytest.raises(UnreadableInput):
        attachments.look(tmp_path / "none")
    with (tmp_path / "large").open("wb") as large:
        large.truncate(65 * 1024 * 1024)
    with pytest.raises(InvalidValue):
        attachments.look(tmp_path / "large")


@pytest.mark.parametrize(
    ("pdf", "told"),
    [
        (pdfs.scan, ""),
        (pdfs.with_files, "This PDF has other files inside. They will not be kept"),
        (pdfs.locked, "This PDF has a password. It is kept as it is, and may say where and when"),
        (pdfs.signed, "This PDF is signed, and any change would break the signature. It is kept"),
        (lambda: b"%PDF-1.7", "Liaison cannot read all of this PDF. It is kept as it is"),
    ],
)
def test_what_a_pdf_says_is_not_kept_or_is_told(
    team: Team, tmp_path: Path, pdf: Callable[[], bytes], told: str
) -> None:
    rosa = team.first()
    given = tmp_path / "letter.pdf"
    given.write_bytes(pdf())
    looked = attachments.look(given)
    assert looked.told.startswith(told)
    assert bool(looked.told) is bool(told)
    given.unlink()  # what was looked at is what is kept
    made = attachments.attach(rosa, family(rosa, "Haddad"), looked).ids[0]
    kept = attachments.read(rosa, made)
    assert kept == looked.content
    assert rosa.get(Attachment, made).media_type == "application/pdf"
    if not told:
        assert photos.NEEDLE not in pdfs.everything(kept)
