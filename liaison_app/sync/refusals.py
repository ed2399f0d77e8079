"""What a person is told of a file that cannot be taken: what happened, and what to do."""

from __future__ import annotations

from liaison_app.errors import DamagedFile, ForeignFile, NewerFile, NoKey
from liaison_app.language.catalogues import _


def cut_short() -> DamagedFile:
    """The file ends before its contents do."""
    return DamagedFile(
        _(
            "This file is cut short: its end is missing. Copy it again from where it was made,"
            " or ask for a new one."
        )
    )


def damaged() -> DamagedFile:
    """Bytes are not those that were made."""
    return DamagedFile(
        _("This file is damaged. Copy it again from where it was made, or ask for a new one.")
    )


def changed() -> DamagedFile:
    """The signature does not match; nobody can tell an accident from a forgery."""
    return DamagedFile(
        _(
            "This file is damaged, or somebody changed it: its signature does not match."
            " Ask for a new file."
        )
    )


def not_understood() -> DamagedFile:
    """It is signed and whole, but holds what no Liaison writes."""
    return DamagedFile(
        _(
            "Something in this file cannot be understood, so nothing of it was taken. Ask for a"
            " new file, made with an up-to-date Liaison."
        )
    )


def foreign() -> ForeignFile:
    """It is no file of ours at all."""
    return ForeignFile(
        _(
            "This is not a file for exchange between laptops. Choose the file that Liaison made"
            " on the other laptop."
        )
    )


def too_large() -> ForeignFile:
    """A record is larger, or unpacks to more, than any that Liaison makes."""
    return ForeignFile(
        _("This file is too large to be taken: Liaison makes none like it. Ask for a new one.")
    )


def no_key() -> NoKey:
    """It was sealed for others."""
    return NoKey(
        _(
            "This laptop has no key for this file: it was made for other laptops. Ask your"
            " coordinator for a file that is for this one."
        )
    )


def newer() -> NewerFile:
    """A later version of the format, or one that demands to be understood."""
    return NewerFile(
        _("This file needs a newer version of Liaison. Update Liaison, then take it again.")
    )
