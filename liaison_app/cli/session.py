"""What one command needs: the workspace it works on, opened when it is first asked for."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any

import click

from liaison_app.errors import InvalidValue, UnreadableInput
from liaison_app.language.catalogues import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from liaison_app.workspace import Workspace

PASSPHRASE = "LIAISON_PASSPHRASE"  # noqa: S105  (the name of a variable)


class Session:
    """The options that every command shares, and the open workspace."""

    def __init__(self, folder: Path | None, passphrase_file: Path | None) -> None:
        self._folder = folder
        self._passphrase_file = passphrase_file
        self._workspace: Workspace | None = None

    @property
    def folder(self) -> Path:
        """The workspace's folder."""
        from liaison_app.actions import workspaces  # noqa: PLC0415  (keeps `--help` fast)

        return self._folder or workspaces.default_folder()

    @property
    def workspace(self) -> Workspace:
        """The open workspace.

        Raises:
            LiaisonError: it cannot be opened.
        """
        if self._workspace is None:
            return self.open()
        return self._workspace

    def open(self, passphrase: str | None = None) -> Workspace:
        """Open the workspace with a passphrase that the command knows, or ask for it.

        Raises:
            LiaisonError: it cannot be opened.
        """
        from liaison_app.actions import workspaces  # noqa: PLC0415

        if not workspaces.exists(self.folder):
            workspaces.unlock(self.folder, "")  # says that there is none, before asking
        if passphrase is None:
            passphrase = self.passphrase()
        self._workspace = workspaces.unlock(self.folder, passphrase)
        return self._workspace

    def keep(self, workspace: Workspace) -> None:
        """Close this workspace, made or opened by the command itself, when the command ends."""
        self._workspace = workspace

    def passphrase(self, prompt: str | None = None, *, new: bool = False) -> str:
        """Read the passphrase: from the file, the environment or the terminal.

        Args:
            prompt: what to ask at the terminal.
            new: a new one, asked twice.

        Raises:
            InvalidValue: there is no terminal to ask at.
            UnreadableInput: the file holds no text.
        """
        if self._passphrase_file is not None:
            return read_secret(self._passphrase_file)
        if PASSPHRASE in os.environ:
            return os.environ[PASSPHRASE]
        return ask_secret(prompt or _("Passphrase"), confirm=new)

    def close(self) -> None:
        """Close the workspace."""
        if self._workspace is not None:
            self._workspace.close()
            self._workspace = None


def read_secret(file: Path) -> str:
    """Read the first line of a file.

    Raises:
        UnreadableInput: it cannot be read, or is not text.
    """
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        raise UnreadableInput(
            _("The file with the passphrase cannot be read as UTF-8 text. Save it again as that.")
        ) from None
    return lines[0] if lines else ""


def ask_secret(prompt: str, *, confirm: bool = False) -> str:
    """Ask for a secret at the terminal without showing it.

    Raises:
        InvalidValue: there is no terminal.
    """
    if not sys.stdin.isatty():
        raise InvalidValue(
            _("No passphrase: use --passphrase-file, LIAISON_PASSPHRASE or a terminal.")
        )
    secret: str = click.prompt(prompt, hide_input=True, confirmation_prompt=confirm, err=True)
    return secret


def print_json(document: object) -> None:
    """Print one JSON document for programs."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


def print_table(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Print a table for people; columns are as wide as their cells."""
    from tabulate import tabulate  # noqa: PLC0415  (only for tables)

    click.echo(
        tabulate(
            [["" if cell is None else str(cell) for cell in row] for row in rows],
            headers=list(headings),
            tablefmt="simple",
            disable_numparse=True,
        )
    )
