"""Giving what a person saw to somebody outside the team: written down first, then written out.

That it is given is written down before anything leaves, with the bytes themselves, encrypted; a
file that then cannot be written is written down as such. Whether a consent still stands is asked
again in the same breath, with no change from another laptop let in between.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.actions import share_pages
from liaison_app.actions.packet_places import refuse_target, write_whole
from liaison_app.actions.share_checks import refuse_red
from liaison_app.actions.sharing import preview
from liaison_app.errors import LiaisonError, NotAllowed
from liaison_app.language.catalogues import _
from liaison_app.language.names import isolate
from liaison_app.records.governance import Attachment
from liaison_app.records.partnership import FollowUp
from liaison_app.records.sharing import Basis, Disclosure, DisclosureStep, Form, Outcome
from liaison_app.store import blobs, keyslots
from liaison_app.sync import passphrase_files
from liaison_app.workspace import Add, Change

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from liaison_app.actions.sharing import Preview
    from liaison_app.workspace import Workspace

_TYPES = {
    Form.PDF: "application/pdf",
    Form.CSV: "text/csv",
    Form.JSON: "application/json",
}


@dataclass(frozen=True)
class Shared:
    """What was given.

    Attributes:
        disclosure: id of the record.
        path: where the file is.
        secret: 26 characters that open it, to be told by phone; "" where anybody can read it. It
            is kept nowhere.
        until: the last day on which they may have it.
    """

    disclosure: str
    code: str
    path: Path
    secret: str
    until: date


def share(
    workspace: Workspace,
    seen: Preview,
    target: Path,
    *,
    sealed: bool = True,
    force: bool = False,
    by: object = None,
) -> Shared:
    """Write down that something is given, then write the file.

    Args:
        workspace: where the family is.
        seen: what the person saw.
        target: where the file goes; its name should name nobody.
        sealed: locked with a new code; else anybody who finds the file can read it.
        force: replace an ordinary file of this name.
        by: handed back in `Touched`.

    Raises:
        NotAllowed: something stops it, or what would be given changed since it was seen.
        WorkspaceExists, UnsafePlace: there can be no file of this name.
        InvalidValue, NoRoom, ReadOnlyPlace: it cannot be written. If that it is given was written
            down already, that no file came of it is written down, too.
    """
    refuse_red(seen.problems)
    refuse_target(workspace, target, force=force, sealed=sealed)
    with workspace.shared.writing:  # no consent is withdrawn from here on until the file is there
        now = preview(workspace, seen.request, code=seen.code)
        refuse_red(now.problems)
        if now.digest != seen.digest:
            raise NotAllowed(
                _("Meanwhile something of this changed. Look at what would be given once more.")
            )
        disclosure = _disclose(workspace, now, sealed=sealed, by=by)
        secret = put_out(
            workspace, disclosure, now.content, target, code=now.code, sealed=sealed, by=by
        )
    return Shared(disclosure, now.code, target, secret, now.until)


def put_out(
    workspace: Workspace,
    disclosure: str,
    content: bytes,
    target: Path,
    *,
    code: str,
    sealed: bool,
    by: object = None,
) -> str:
    """Write the file of a disclosure that is written down, and what became of it.

    Returns:
        the code that opens it, to be told by phone; "" if anybody can read it. It is kept nowhere.

    Raises:
        InvalidValue, NoRoom, ReadOnlyPlace: it cannot be written, and that is written down.
    """
    secret = keyslots.new_code(workspace.random.randbytes) if sealed else ""
    try:
        if secret:
            key = keyslots.read_code(secret)  # as it is typed into stock `age`: no dashes
            content = passphrase_files.sealed(content, key, workspace.random.randbytes)
        write_whole(target, content, code)
    except BaseException as error:
        why = str(error) if isinstance(error, LiaisonError) else ""
        note(workspace, disclosure, Outcome.FAILED, why, by=by)
        raise
    note(workspace, disclosure, Outcome.GIVEN, by=by)
    return secret


def note(
    workspace: Workspace, disclosure: str, outcome: Outcome, why: str = "", *, by: object = None
) -> None:
    """Write down what became of a disclosure.

    Raises:
        UnknownRecord: there is no such disclosure.
    """
    record = workspace.get(Disclosure, disclosure)
    step = DisclosureStep(
        disclosure=disclosure,
        household=record.household,
        outcome=outcome,
        at=workspace.now(),
        staff=workspace.person,
        why=why[:500],
    )
    changes: list[Change] = [Add(step), *share_pages.reminder_after(workspace, record, outcome)]
    workspace.commit("share.outcome", changes, by=by)


def _disclose(workspace: Workspace, made: Preview, *, sealed: bool, by: object) -> str:
    """Write down what is about to be given: the record, the bytes, and when to ask for deletion."""
    request, staff = made.request, workspace.person
    blob = blobs.put(workspace.shared.opened.folder.blobs, made.content)
    kept, reminder, disclosure = (workspace.new_id() for _n in range(3))
    words = _("Ask {recipient} to delete what they were given ({code}).").format(
        recipient=isolate(made.recipient), code=made.code
    )
    ask = FollowUp(
        id=reminder,
        household=request.household,
        what=words,
        staff=staff,
        due=made.until,
    )
    record = Disclosure(
        id=disclosure,
        household=request.household,
        person=request.person,
        recipient=made.recipient,
        reader=made.reader,
        purpose=made.purpose.name,
        named="\n".join(dict.fromkeys(".".join(one.source) for one in made.values)),
        values_given=len(made.values),
        basis=made.ground.basis or Basis.CONSENT,
        consent=made.ground.consent,
        why=made.ground.why,
        staff=staff,
        at=workspace.now(),
        until=made.until,
        form=request.form,
        sealed=sealed,
        code=made.code,
        digest=hashlib.sha256(made.content).hexdigest(),
        kept=kept,
        reminder="" if made.reader else reminder,
    )
    attachment = Attachment(
        id=kept,
        household=request.household,
        name=made.file_name,
        media_type=_TYPES[request.form],
        size=blob.size,
        sha256=blob.sha256,
        blob=blob.name,
        key=blob.key,
    )
    asked: list[Change] = [] if made.reader else [Add(ask)]
    workspace.commit("share.disclose", [Add(attachment), *asked, Add(record)], by=by)
    return disclosure
