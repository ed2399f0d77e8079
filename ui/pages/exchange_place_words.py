"""What shared places are called and told as: kinds, how one is, what an exchange with it did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.language.catalogues import N_, _, ngettext
from liaison_app.language.names import isolate
from ui.pages import exchange_words

if TYPE_CHECKING:
    import datetime as dates
    from collections.abc import Mapping, Sequence

    from liaison_app.actions.remotes import Finding, RemoteLine, SyncDone

KINDS: Mapping[str, tuple[str, str]] = {
    "folder": (N_("A folder or stick"), "usb"),
    "webdav": (N_("A web address (WebDAV, Nextcloud)"), "world"),
    "s3": (N_("S3 bucket"), "package"),
    "sftp": (N_("SFTP server"), "building"),
    "rclone": (N_("rclone"), "refresh"),
}
"""Each kind as one asks for it, and its picture."""

OPENED_BY: Mapping[str, str] = {
    "folder": N_(
        "A folder that your whole team reaches: on a stick that you pass on, on the school's"
        " network drive, or one that a program keeps the same on every laptop."
    ),
    "webdav": N_(
        "You need the web address of the folder, your user name there, and an app password, which"
        " you make in the settings of that service."
    ),
    "s3": N_(
        "You need the name of the bucket, an access key and its secret key. Whoever looks after it"
        " gives you all three."
    ),
    "sftp": N_(
        "You need the name of the server, the folder on it, your user name, and a password or a"
        " private key."
    ),
    "rclone": N_(
        "For services that the program rclone reaches. Set the service up in rclone first; then"
        " give its name there and the folder."
    ),
}
"""What opens a place of each kind, in a sentence."""

ADDRESSES: Mapping[str, tuple[str, str, str]] = {
    "folder": (N_("F&older"), "", "folder:"),
    "webdav": (N_("&Web address of the folder"), "https://cloud.example.org/…", "webdav+"),
    "s3": (N_("&Bucket, and the folder in it"), "bucket/folder", "s3://"),
    "sftp": (N_("&Server, and the folder on it"), "files.example.org/folder", "sftp://"),
    "rclone": (N_("Its name in &rclone, and the folder"), "name:folder", "rclone:"),
}
"""What the address of each kind is asked as, how one looks, and how it begins when it is kept."""


def address_of(kind: str, typed: str) -> str:
    """Give the address that somebody meant who chose a kind and typed what people type."""
    typed = typed.strip().strip("\"'")
    begins = ADDRESSES[kind][2]
    if not typed or typed.startswith(begins):
        return typed
    if kind == "webdav" and "://" not in typed:
        return f"webdav+https://{typed}"
    return begins + typed


def typed_of(kind: str, url: str) -> str:
    """Give an address as people type it."""
    return url.removeprefix(ADDRESSES[kind][2])


def last(line: RemoteLine, today: dates.date) -> str:
    """When the last exchange that succeeded was."""
    if line.done is None:
        return _("No exchange yet")
    return _("Last exchange: {when}").format(when=exchange_words.moment(line.done, today))


def state(line: RemoteLine) -> tuple[str, str, str]:
    """How a place is, in words, and the picture and the colour beside them.

    That an exchange went well proves nothing about colleagues: no tick, no green.
    """
    if line.words:
        mark = ("clock", "muted") if line.rests else ("alert-triangle", "warn")
        again = _("Nothing is lost. It is tried again by itself.") if line.rests else ""
        return (f"{line.words} {again}".strip(), *mark)
    if line.left:
        said = ngettext(
            "{count} file there is not complete yet. It is looked for again.",
            "{count} files there are not complete yet. They are looked for again.",
            line.left,
        )
        return said.format(count=f"{line.left:,}"), "clock", "muted"
    return (_("It works.") if line.done else _("It was added."), "info-circle", "muted")


def came(done: SyncDone) -> list[str]:
    """What an exchange brought and put there, the most important first."""
    said = []
    if done.applied:
        news = ngettext(
            "{count} change is new here.", "{count} changes are new here.", done.applied
        )
        said.append(news.format(count=f"{done.applied:,}"))
    elif not done.trouble:
        said.append(_("Nothing new came."))
    if done.sent:
        went = ngettext(
            "{count} change was put there. Your colleagues get it when they exchange.",
            "{count} changes were put there. Your colleagues get them when they exchange.",
            done.sent,
        )
        said.append(went.format(count=f"{done.sent:,}"))
    if done.waiting:
        kept = ngettext(
            "{count} change is kept until others arrive.",
            "{count} changes are kept until others arrive.",
            done.waiting,
        )
        said.append(kept.format(count=f"{done.waiting:,}"))
    if done.joined:
        said.append(_("New in the team: {names}.").format(names=exchange_words.people(done.joined)))
    return said


def tried(name: str, findings: Sequence[Finding]) -> str:
    """What a trial of a place came to."""
    place = isolate(name)
    if any(not one.good and one.needed for one in findings):
        return _("{place} cannot be used as it is").format(place=place)
    if any(not one.good for one in findings):
        return _("{place} works, with less comfort").format(place=place)
    return _("{place} does all that it must").format(place=place)
