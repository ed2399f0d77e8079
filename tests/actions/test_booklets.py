"""A booklet leaves the program for paper, with a file beside it that can be read on a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pytest

from liaison_app.actions import packets
from liaison_app.actions.packets import reading_beside, save
from liaison_app.errors import InvalidValue, NotAllowed, WorkspaceExists
from liaison_app.records.packets import PacketIssue
from liaison_app.store.durable import put_in_place
from tests.packets.home import Home

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    made = Home(tmp_path / "workspace")
    yield made
    made.workspace.close()


def test_the_file_to_read_lies_beside_the_folded_one(home: Home, tmp_path: Path) -> None:
    made = home.prepare(booklet=True)
    target = tmp_path / "welcome.pdf"
    save(home.workspace, made, target)
    beside = reading_beside(target)
    assert beside.name == "welcome-reading.pdf"
    assert (target.read_bytes(), beside.read_bytes()) == (made.pdf, made.reading)
    assert beside.stat().st_mode & 0o077 == 0
    with pypdfium2.PdfDocument(made.pdf) as document:
        assert document[0].get_width() > document[0].get_height()
    (issue,) = home.workspace.all(PacketIssue)
    assert issue.pages == made.pages == len(pypdfium2.PdfDocument(made.pdf))


def test_neither_file_replaces_another_unless_somebody_says_so(home: Home, tmp_path: Path) -> None:
    made = home.prepare(booklet=True)
    target = tmp_path / "welcome.pdf"
    reading_beside(target).write_bytes(b"mine")
    with pytest.raises(WorkspaceExists):
        save(home.workspace, made, target)
    assert not target.exists()
    assert not home.workspace.all(PacketIssue)
    save(home.workspace, made, target, force=True)
    assert reading_beside(target).read_bytes() == made.reading


def test_what_cannot_be_written_leaves_neither_file(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = home.prepare(booklet=True)
    target = tmp_path / "welcome.pdf"

    def full(part: Path, place: Path) -> None:
        if place == target:
            raise OSError(28, "No space left on device")
        put_in_place(part, place)

    monkeypatch.setattr("liaison_app.actions.packet_places.put_in_place", full)
    with pytest.raises(Exception, match="full"):
        save(home.workspace, made, target)
    assert [one.name for one in tmp_path.iterdir()] == ["workspace"]
    assert not home.workspace.all(PacketIssue)


def test_a_print_of_one_page_is_not_folded(home: Home, tmp_path: Path) -> None:
    made = home.prepare(booklet=True, kind="door-note")
    assert made.red
    assert "one-page" in {one.code for one in made.problems}
    with pytest.raises(NotAllowed):
        save(home.workspace, made, tmp_path / "note.pdf")


@pytest.mark.parametrize("profile", ["large-print", "picture", "economy", "read-aloud"])
def test_other_styles_would_be_too_small_when_folded(home: Home, profile: str) -> None:
    with pytest.raises(InvalidValue, match="standard style"):
        home.prepare(booklet=True, profile=profile)
    with pytest.raises(InvalidValue, match="standard style"):
        packets.prepare(home.workspace, kind="labels", booklet=True)


def test_who_would_get_pictures_can_have_a_booklet(home: Home) -> None:
    assert home.prepare(booklet=True).profile == "standard"
    assert not home.prepare().booklet


def test_the_spine_is_where_her_language_wants_it(home: Home) -> None:
    for language, side in (("es", 1), ("ar", 0)):
        made = home.prepare(booklet=True, language=language, beside="none")
        with pypdfium2.PdfDocument(made.pdf) as document:
            page = document[0]
            text = page.get_textpage()
            half = page.get_width() / 2
            first = text.get_text_bounded(*((0, 0, half) if side == 0 else (half, 0)))
        assert "555" in first
