"""The `liaison` command: everything the window does, for programs and people at a terminal.

Exit 0 done, 1 a known problem said in a sentence on standard error, 2 wrong usage. Never a
traceback for bad input. Each module here adds its commands to `group`.
"""

from __future__ import annotations

import io
import os
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from liaison_app import faults
from liaison_app.cli.session import Session
from liaison_app.errors import LiaisonError
from liaison_app.language import catalogues
from liaison_app.language.catalogues import _

if TYPE_CHECKING:
    from collections.abc import Sequence


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    invoke_without_command=False,
)
@click.option(
    "--workspace",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="LIAISON_WORKSPACE",
    help="Folder of the workspace (default: the platform's data folder).",
)
@click.option(
    "--passphrase-file",
    type=click.Path(path_type=Path, dir_okay=False, exists=True, readable=True),
    help="Read the passphrase from the first line of this file.",
)
@click.version_option(package_name="liaison")
@click.pass_context
def group(context: click.Context, workspace: Path | None, passphrase_file: Path | None) -> None:
    """Home-visit notes, promises and kits for family liaisons, encrypted on this computer."""
    context.obj = Session(workspace, passphrase_file)
    context.call_on_close(context.obj.close)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    faults.leave_no_dump()
    catalogues.use(catalogues.SOURCE)
    _write_any_script()
    try:
        return _done(arguments)
    finally:
        _let_go_of_broken_output()


def _done(arguments: Sequence[str] | None) -> int:
    """Run a command; whatever goes wrong becomes a sentence and an exit code."""
    try:
        given = list(arguments) if arguments is not None else None
        code = group.main(args=given, standalone_mode=False)
    except click.Abort:
        click.echo(_("Stopped. Nothing was changed."), err=True)
        return 1
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except LiaisonError as error:
        click.echo(str(error), err=True)
        return 1
    except BrokenPipeError:
        return 1
    except Exception as error:  # noqa: BLE001  (a bug: say so without showing anybody's data)
        click.echo(_unsaid() if _in_saying(error) else faults.words_of(error), err=True)
        return 1
    return code if isinstance(code, int) else 0  # of a command that ended with `Exit`


def _in_saying(error: Exception) -> bool:
    """Whether what failed was to write the answer: a full disk, a closed or broken device."""
    frames = traceback.walk_tb(error.__traceback__)
    return isinstance(error, OSError) and any(
        frame.f_code is click.echo.__code__ for frame, _line in frames
    )


def _unsaid() -> str:
    return _(
        "The answer could not be written: what takes it is full or closed. The command itself may"
        " have been done; look before you do it again."
    )


def _let_go_of_broken_output() -> None:
    """Throw away an answer that nothing takes: Python would complain of it once more at its end."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:  # as it is after `>&-`
                stream.flush()
        except (OSError, ValueError):
            with suppress(OSError, ValueError):
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, stream.fileno())
                os.close(nowhere)


def _write_any_script() -> None:
    """Let every name be printed: Windows gives a program's pipe or file an 8-bit code page.

    Programs read UTF-8; a terminal that cannot show a letter shows its number instead.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and not stream.encoding.lower().startswith("utf"):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def run() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(main())


# Each adds its commands to the group.
from liaison_app.cli import (  # noqa: E402
    attachments,  # noqa: F401
    bundles,  # noqa: F401
    care,  # noqa: F401
    day,  # noqa: F401
    device_apart,  # noqa: F401
    device_care,  # noqa: F401
    device_escrow,  # noqa: F401
    device_lost,  # noqa: F401
    device_retire,  # noqa: F401
    devices,  # noqa: F401
    differences,  # noqa: F401
    erasing,  # noqa: F401
    exporting,  # noqa: F401
    families,  # noqa: F401
    finding,  # noqa: F401
    goals,  # noqa: F401
    hand_over,  # noqa: F401
    health,  # noqa: F401
    importing,  # noqa: F401
    keys,  # noqa: F401
    kits,  # noqa: F401
    packets,  # noqa: F401
    protecting,  # noqa: F401
    questions,  # noqa: F401
    records,  # noqa: F401
    remotes,  # noqa: F401
    sections,  # noqa: F401
    shared,  # noqa: F401
    sharing,  # noqa: F401
    signing,  # noqa: F401
    text_reading,  # noqa: F401
    text_review,  # noqa: F401
    today,  # noqa: F401
    visits,  # noqa: F401
    workspaces,  # noqa: F401
)
