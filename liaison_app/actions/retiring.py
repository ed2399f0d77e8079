"""Giving a laptop back: nothing goes before a colleague is proved to have it, then all of it does.

Retiring is refused while there is work that no colleague has acknowledged. When everything is with
the others, the keys and files of the workspace are erased here; an admin takes the laptop out of
the team, and is asked to by a record that travels as all others do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.actions import drafts, duties, laptops
from liaison_app.actions.family_hand_over_lists import families_of
from liaison_app.actions.titles import titles
from liaison_app.errors import InvalidValue, NotAllowed
from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.names import isolate
from liaison_app.records.laptops import LaptopLeaving
from liaison_app.store import wiping
from liaison_app.sync import leaving, rosters
from liaison_app.sync.roster_entries import ADMIN
from liaison_app.workspace import Add, Put, Remove

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from liaison_app.workspace import Workspace

_MOST = 12  # families that a sentence names


@dataclass(frozen=True)
class Left:
    """What keeps a laptop from being given back, and what is to be done.

    Attributes:
        laptop: this laptop's id.
        changes: how many changes no colleague is known to have.
        families: name of a family and how many of them are about it, most first.
        others: changes that are about no family.
        files: attached files that lie here only.
        drafts: what was typed and not saved.
        colleagues: names of those who could take it.
        told: when it was said that the laptop goes; None if it was not.
        told_heard: a colleague has heard that.
        only_admin: others would be left without an admin.
        removed: the laptop was taken out of the team already.
        mine: families whose liaison is the person here, and who will need another one.
    """

    laptop: str
    changes: int
    families: tuple[tuple[str, int], ...]
    others: int
    files: int
    drafts: int
    colleagues: tuple[str, ...]
    told: date | None
    told_heard: bool
    only_admin: bool
    removed: bool
    mine: int

    @property
    def count(self) -> int:
        """How many things would be lost: changes, files and drafts."""
        return self.changes + self.files + self.drafts

    @property
    def confirmation(self) -> str:
        """What is typed to go on: the last four characters of the laptop's id."""
        return self.laptop[-4:]

    @property
    def may_go(self) -> bool:
        """Whether nothing would be lost."""
        return self.count == 0 and not self.only_admin


@dataclass(frozen=True)
class Going:
    """A laptop that somebody gives back, for an admin to take out of the team."""

    laptop: str
    person: str
    said_on: date | None


def standing(workspace: Workspace) -> Left:
    """Say what keeps this laptop from being given back."""
    own = duties.own_laptop(workspace)
    roster = rosters.known(workspace.conn)
    found = workspace.reading(lambda conn: leaving.unheard(conn, own))
    names = titles(workspace, "household", found.households)
    families = sorted(
        ((names[home], count) for home, count in found.households.items()), key=lambda one: -one[1]
    )
    others = [one for one in roster.members if one.laptop != own]
    notice = _notice(workspace, own)
    blobs = workspace.shared.opened.folder.blobs
    return Left(
        laptop=own,
        changes=found.changes,
        families=tuple(families),
        others=found.others,
        files=workspace.reading(lambda conn: leaving.files_only_here(conn, own, blobs)),
        drafts=len(drafts.every(workspace)),
        colleagues=tuple(dict.fromkeys(laptops.who_of(workspace, one.laptop) for one in others)),
        told=notice.said_on if notice else None,
        told_heard=notice is not None
        and workspace.reading(lambda conn: leaving.notice_heard(conn, own)),
        only_admin=bool(others)
        and ADMIN in roster.roles_of(own)
        and not any(ADMIN in one.roles for one in others),
        removed=own in roster.laptops and roster.laptops[own].removed,
        mine=len(families_of(workspace, workspace.person)),
    )


def words(left: Left) -> tuple[str, ...]:
    """Say in sentences what is in the way and what to do."""
    said = []
    if left.only_admin:
        said.append(
            _(
                "You are the only admin. Invite somebody else as an admin first: else nobody can"
                " let laptops in or take them out."
            )
        )
    if left.changes:
        said.append(_change_words(left))
    if left.files:
        said.append(
            ngettext(
                "{count} attached file lies on this laptop only. Exchange with a shared place, or"
                " save a copy.",
                "{count} attached files lie on this laptop only. Exchange with a shared place, or"
                " save copies.",
                left.files,
            ).format(count=left.files)
        )
    if left.drafts:
        said.append(
            ngettext(
                "{count} thing that you typed is not saved. Save it or throw it away.",
                "{count} things that you typed are not saved. Save them or throw them away.",
                left.drafts,
            ).format(count=left.drafts)
        )
    if left.changes or left.files:
        said.append(_what_to_do(left))
    return (*said, *_families_words(left), *_done_words(left))


def _families_words(left: Left) -> list[str]:
    if not (left.mine and left.colleagues):
        return []
    words_ = ngettext(
        "You are the liaison of {count} family. If you leave, hand it over first; a coordinator can"
        " do it later.",
        "You are the liaison of {count} families. If you leave, hand them over first; a coordinator"
        " can do it later.",
        left.mine,
    )
    return [words_.format(count=left.mine)]


def _done_words(left: Left) -> list[str]:
    if left.count:
        return []
    said = [_("Everything that was written here is with a colleague.")]
    if not left.told_heard and not left.removed:
        said.append(
            _("Tell your admin that the laptop goes, or exchange once more: they see it then.")
        )
    return said


def erasing_words() -> str:
    """Say what erasing does, and what it cannot do."""
    return _(
        "The keys are written over and all of Liaison's files on this laptop are deleted. A flash"
        " disk may keep old blocks for a while: they are encrypted, and only your passphrase or"
        " recovery sheet would open them, so destroy the sheet. Backups that you made elsewhere"
        " stay there. It cannot be taken back."
    )


def announce(workspace: Workspace) -> None:
    """Write down that this laptop goes, so that the admin hears of it with the next exchange."""
    own = duties.own_laptop(workspace)
    values = {"said_on": workspace.today(), "deleted": False}
    known = workspace.read(
        "SELECT id FROM laptop_leaving WHERE laptop = :own AND staff = :me",
        {"own": own, "me": workspace.person},
    )
    change = (
        Put(LaptopLeaving, known[0]["id"], values)
        if known
        else Add(LaptopLeaving(staff=workspace.person, laptop=own, said_on=workspace.today()))
    )
    workspace.commit("laptop.leave", [change])


def stay(workspace: Workspace) -> None:
    """Take that word back: the laptop stays in use."""
    notice = _notice(workspace, duties.own_laptop(workspace))
    if notice:
        workspace.commit("laptop.stay", [Remove(LaptopLeaving, notice.id)])


def going(workspace: Workspace) -> tuple[Going, ...]:
    """The laptops that are given back and still take part, for admins to take out."""
    members = {one.laptop for one in rosters.known(workspace.conn).members}
    return tuple(
        Going(one.laptop, laptops.who_of(workspace, one.laptop), one.said_on)
        for one in workspace.all(LaptopLeaving)
        if one.laptop in members
    )


def retire(workspace: Workspace, *, confirm: str, force: int | None = None) -> tuple[Path, ...]:
    """Erase this workspace from the laptop; the workspace is closed for good.

    Args:
        workspace: what goes.
        confirm: what the person typed: `Left.confirmation`.
        force: how many things may be lost, by a coordinator's decision: exactly as many as there
            are.

    Returns:
        files in the folder that are not Liaison's; they stay.

    Raises:
        NotAllowed: something would be lost; the message says how much, and whose.
        InvalidValue: the confirmation, or the number, is another one.
        ReadOnlyPlace: not everything could be deleted; what is left opens to nobody.
    """
    left = standing(workspace)
    if confirm.strip().casefold() != left.confirmation:
        raise InvalidValue(
            _("Type {code} to go on: the last four characters of this laptop's id.").format(
                code=isolate(left.confirmation)
            )
        )
    if force is None and not left.may_go:
        raise NotAllowed(" ".join(words(left)))
    if force is not None and force != left.count:
        raise InvalidValue(
            ngettext(
                "{count} thing would be lost. Give this very number if a coordinator has decided"
                " it.",
                "{count} things would be lost. Give this very number if a coordinator has decided"
                " it.",
                left.count,
            ).format(count=left.count)
        )
    place, random = workspace.shared.opened.folder, workspace.random
    workspace.close()
    return wiping.wipe(place, random.randbytes)


def _notice(workspace: Workspace, laptop: str) -> LaptopLeaving | None:
    found = workspace.all(LaptopLeaving, laptop=laptop)
    return found[0] if found else None


def _change_words(left: Left) -> str:
    named = [
        _("{family} ({count})").format(family=isolate(name), count=count)
        for name, count in left.families[:_MOST]
    ]
    if len(left.families) > _MOST:
        more = len(left.families) - _MOST
        words_ = ngettext("{count} other family", "{count} other families", more)
        named.append(words_.format(count=more))
    if left.others:
        named.append(_("about no family ({count})").format(count=left.others))
    said = ngettext(
        "{count} change is not known to be with any colleague: {what}.",
        "{count} changes are not known to be with any colleague: {what}.",
        left.changes,
    )
    return said.format(count=left.changes, what=", ".join(named))


def _what_to_do(left: Left) -> str:
    if not left.colleagues:
        return _("Nobody else is in this team, so nobody can take it. Make a backup and keep it.")
    return _(
        "Exchange with {names}, and take a file of theirs back: it proves that they have it."
    ).format(names=", ".join(isolate(one) for one in left.colleagues[:_MOST]))
