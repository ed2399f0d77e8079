"""Files kept with a family: encrypted on their own, opened in memory, saved only where asked.

What a photo or a PDF says of where, when and by whom it was made is taken out before.
"""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from liaison_app.actions.laptops import who_of
from liaison_app.errors import (
    InvalidValue,
    NotHere,
    ReadOnlyPlace,
    UnreadableInput,
    WorkspaceExists,
)
from liaison_app.interchange import metadata
from liaison_app.interchange.metadata.bounds import Left
from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.names import isolate
from liaison_app.records.governance import Attachment
from liaison_app.store import blobs
from liaison_app.sync import remote_state
from liaison_app.sync.peers import laptop_of
from liaison_app.workspace import Add, Touched

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from liaison_app.sync.outbox import Kept
    from liaison_app.workspace import Workspace

_LONGEST_NAME = 200


@dataclass(frozen=True)
class Looked:
    """A file as it will be kept.

    Attributes:
        name: what it is called.
        content: it, without what could be taken out.
        told: what to say before it is attached; "" for nothing.
    """

    name: str
    content: bytes = field(repr=False)
    told: str


def look(path: Path, watch: Callable[[], object] = lambda: None) -> Looked:
    """Look at a file before it is attached: what can be is taken out, the rest is told.

    A PDF takes a second, a long one up to a minute.

    Args:
        path: the file, at most 64 MiB; it is left alone.
        watch: called now and then; raises `Cancelled`.

    Raises:
        UnreadableInput: the file cannot be read.
        InvalidValue: it is larger than 64 MiB.
        Cancelled: a person stopped it.
    """
    stripped = metadata.strip(_content(path), path.name, watch)
    return Looked(path.name, stripped.content, _words(stripped.left))


def attach(
    workspace: Workspace,
    household: str,
    file: Path | Looked,
    *,
    name: str = "",
    visit: str = "",
    by: object = None,
) -> Touched:
    """Keep a copy of a file with a family, without what it says of itself.

    Args:
        workspace: where to.
        household: id of the family.
        file: what was looked at, or a path to look at now.
        name: what it is called; by default as the file is.
        visit: id of the visit it belongs to, if any.
        by: handed back in `Touched`.

    Raises:
        UnreadableInput: the file cannot be read.
        InvalidValue: it is too large, or the family or visit is not there.
        NoRoom, ReadOnlyPlace: nothing was written.
    """
    kept = keep(workspace, file)
    kept["name"] = name.strip() or kept["name"]
    record = Attachment(household=household, visit=visit, **kept)
    return workspace.commit("attachment.add", [Add(record)], by=by)


def keep(workspace: Workspace, file: Path | Looked) -> dict[str, Any]:
    """Encrypt a copy of a file; gives the fields that its record is to carry.

    Raises:
        UnreadableInput: the file cannot be read.
        InvalidValue: it is larger than 64 MiB.
        NoRoom, ReadOnlyPlace: nothing was written.
    """
    looked = file if isinstance(file, Looked) else look(file)
    blob = blobs.put(workspace.shared.opened.folder.blobs, looked.content)
    guessed, _encoding = mimetypes.guess_type(looked.name)
    return {
        "name": looked.name[-_LONGEST_NAME:],
        "media_type": guessed or "application/octet-stream",
        "size": blob.size,
        "sha256": blob.sha256,
        "blob": blob.name,
        "key": blob.key,
    }


def _words(left: Left) -> str:
    """Say what a file may tell besides what it shows; "" if nothing."""
    if left == Left.NOTHING:
        return ""
    if left == Left.NOTHING_BUT_FILES:
        return _(
            "This PDF has other files inside. They will not be kept: if you need one, save it from"
            " the PDF and attach it by itself."
        )
    if left == Left.KIND:
        return _(
            "This kind of file may say where and when it was made, and by whom. Liaison cannot take"
            " that out of it."
        )
    why = {
        Left.LOCKED: _("This PDF has a password."),
        Left.SIGNED: _("This PDF is signed, and any change would break the signature."),
        Left.UNREAD: _("Liaison cannot read all of this PDF."),
    }[left]
    may = _("It is kept as it is, and may say where and when it was made, and by whom.")
    return f"{why} {may}"


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > blobs.MAX_BYTES:
            raise InvalidValue(_("The file is larger than 64 MB. Attach a smaller one."))
        return path.read_bytes()
    except OSError:
        raise UnreadableInput(_("The file cannot be read. Choose another one.")) from None


def read(workspace: Workspace, attachment: str) -> bytes:
    """Decrypt a file into memory.

    Raises:
        UnknownRecord: there is no such attachment.
        NotHere: it is not on this laptop yet; it says where it is.
        DamagedFile: the file is missing or damaged.
    """
    record = workspace.get(Attachment, attachment)
    folder = workspace.shared.opened.folder.blobs
    if record.blob and blobs.lost(folder, [record.blob]):
        elsewhere = holder_of(workspace, record)
        if workspace.reading(remote_state.every):
            raise NotHere(_("This file is not on this laptop yet. Fetch it first."))
        if elsewhere:
            raise NotHere(
                _("This file is still on {name}'s laptop.").format(name=isolate(elsewhere))
            )
    return blobs.get(folder, record.blob, record.key, record.sha256)


def still_on(workspace: Workspace, attachment: str) -> str:
    """Say whose laptop a file came from, as long as it is not here.

    Returns:
        the name of who attached it; "" if it is here, or is missing here where it should be.

    Raises:
        UnknownRecord: there is no such attachment.
    """
    record = workspace.get(Attachment, attachment)
    if blobs.lost(workspace.shared.opened.folder.blobs, [record.blob]):
        return holder_of(workspace, record)
    return ""


def holder_of(workspace: Workspace, record: Attachment) -> str:
    """Give the name of the colleague at whose laptop a file was attached; "" if at this one."""
    dev = _attached_by(workspace, record.id, record.blob)
    return "" if laptop_of(dev) == laptop_of(workspace.device) else who_of(workspace, dev)


def staying(workspace: Workspace, bundles: Sequence[Kept]) -> int:
    """Count the files attached here whose records are in these bundles: they stay, those go."""
    rows = workspace.read(
        "SELECT origin.stream, origin.dev, op.seq FROM attachment"
        " JOIN op ON op.id = attachment.id AND op.type = 'attachment'"
        " JOIN origin ON origin.n = op.origin"
        " WHERE NOT attachment.deleted AND op.body ->> '$.blob[0]' = attachment.blob"
    )
    return sum(
        laptop_of(row["dev"]) == laptop_of(workspace.device)
        and any(
            one.stream == row["stream"] and first <= row["seq"] <= last
            for one in bundles
            for first, last in [one.spans.get(row["dev"], (1, 0))]
        )
        for row in rows
    )


def staying_words(workspace: Workspace, count: int) -> str:
    """Say that files do not travel in files made by hand, and how they do; "" for none."""
    if not count:
        return ""
    if workspace.reading(remote_state.every):
        sentence = ngettext(
            "{count} attached file is not in it: it travels over the shared place.",
            "{count} attached files are not in it: they travel over the shared place.",
            count,
        )
    else:
        sentence = ngettext(
            "{count} attached file stays on this laptop; its name travels. It goes to colleagues"
            " over a shared place: add one, or use a stick as one.",
            "{count} attached files stay on this laptop; their names travel. They go to colleagues"
            " over a shared place: add one, or use a stick as one.",
            count,
        )
    return sentence.format(count=count)


def _attached_by(workspace: Workspace, attachment: str, blob: str) -> str:
    """Give the laptop, and the incarnation of it, that attached a file; this one if none did."""
    rows = workspace.read(
        "SELECT origin.dev FROM op JOIN origin ON origin.n = op.origin"
        " WHERE op.id = :id AND op.body ->> '$.blob[0]' = :blob",
        {"id": attachment, "blob": blob},
    )
    return str(rows[0]["dev"]) if rows else workspace.device


def save(workspace: Workspace, attachment: str, target: Path) -> int:
    """Write a decrypted copy where the person said; gives its size in bytes.

    Raises:
        UnknownRecord, NotHere, DamagedFile: as `read`.
        WorkspaceExists: there is a file of this name already.
        ReadOnlyPlace: it could not be written there.
    """
    content = read(workspace, attachment)
    try:
        out = target.open("xb")
    except FileExistsError:
        raise WorkspaceExists(
            _("There is already a file of this name. Choose another name.")
        ) from None
    except OSError:
        raise _not_there() from None
    try:
        with out:
            out.write(content)
    except OSError:
        target.unlink(missing_ok=True)  # half a file, readable by anybody, helps nobody
        raise _not_there() from None
    return len(content)


def _not_there() -> ReadOnlyPlace:
    return ReadOnlyPlace(_("The copy could not be written there. Choose another folder."))
