"""A family with all that a family has, under words that are nowhere else, and where to look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.actions import erasing, finding
from liaison_app.records.governance import Consent, ConsentState
from liaison_app.records.keeping import ErasureRule
from liaison_app.records.packets import IssueMeans, PacketIssue
from liaison_app.records.partnership import Commitment, Note, Visit, VisitParticipant
from liaison_app.records.people import (
    Address,
    ContactPoint,
    ExternalId,
    Household,
    HouseholdMember,
    Person,
)
from liaison_app.workspace import Add, Put
from tests.store.pages import PAGE, every_page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from liaison_app.workspace import Workspace

WORD = "Quorrelzeb"


def family(workspace: Workspace, name: str = f"{WORD} family") -> dict[str, str]:
    """A family with all that a family has."""
    new_id = workspace.new_id
    ids = {
        one: new_id()
        for one in ("home", "child", "adult", "visit", "note", "phone", "kit", "loan", "issue")
    }
    workspace.commit(
        "family.add",
        [
            Add(Household(id=ids["home"], name=name, best_times=f"after {WORD}")),
            Add(Person(id=ids["child"], given_name=f"{WORD} child", is_child=True)),
            Add(Person(id=ids["adult"], given_name=f"{WORD} adult")),
            Add(HouseholdMember(household=ids["home"], person=ids["child"])),
            Add(HouseholdMember(household=ids["home"], person=ids["adult"])),
            Add(ContactPoint(id=ids["phone"], person=ids["adult"], value=f"{WORD}@example.org")),
            Add(Address(household=ids["home"], line_1=f"1 {WORD} Street")),
            Add(Visit(id=ids["visit"], household=ids["home"], family_said=f"said {WORD}")),
            Add(VisitParticipant(visit=ids["visit"], name=f"aunt {WORD}")),
            Add(Note(id=ids["note"], household=ids["home"], text=f"note {WORD}")),
            Add(Commitment(household=ids["home"], what=f"promise {WORD}")),
            Add(Consent(giver=ids["adult"], purpose=WORD, state=ConsentState.GIVEN)),
            Add(ExternalId(record_type="person", record=ids["child"], system="s", key=WORD)),
            Add(
                PacketIssue(
                    id=ids["issue"],
                    household=ids["home"],
                    recipient=ids["adult"],
                    code="K7-0042",
                    kind="welcome",
                    pages=6,
                    means=IssueMeans.PRINTED,
                    subject=WORD,
                )
            ),
        ],
    )
    workspace.commit("edit", [Put(Note, ids["note"], {"text": f"again {WORD}"})])
    return ids


def erase(workspace: Workspace, home: str, only: str = "", kind: str = "household") -> str:
    seen = erasing.preview(workspace, kind, home, only)
    return erasing.erase(workspace, seen, seen.name, ErasureRule.ASKED).code


def nowhere(workspace: Workspace) -> None:
    """Nothing in the clear anywhere in the files, though whoever looks has the key."""
    folder = workspace.shared.opened.folder
    key = workspace.shared.opened.key
    for name in ("liaison.db", "drafts.db"):
        log = folder.path / f"{name}-wal"
        pages = [*every_page(folder.path / name, key), *_pages_of_log(log, key)]
        assert not [page for page in pages if WORD.lower().encode() in page.lower()], name
    assert finding.find(workspace, WORD) == []
    for row in workspace.conn.execute("SELECT body FROM op"):
        assert WORD not in row[0]


def _pages_of_log(log: Path, key: bytes) -> Iterator[bytes]:
    """The pages in the log file beside a database: a head of 32 bytes, then 24 before each page."""
    if log.exists() and log.stat().st_size:
        frames, size = log.read_bytes()[32:], 24 + PAGE
        pages = [frames[at + 24 : at + size] for at in range(0, len(frames), size)]
        plain = log.with_suffix(".pages")
        plain.write_bytes(b"".join([bytes(PAGE), *pages]))
        yield from every_page(plain, key)
        plain.unlink()
