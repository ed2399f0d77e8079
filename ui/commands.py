"""The commands that need a window: `demo` and `self-test`, added to those of the library."""

from __future__ import annotations

import os
from pathlib import Path

import click

from liaison_app.actions import practice, workspaces
from liaison_app.cli import group
from liaison_app.language.catalogues import _
from ui.screen import has_screen


@group.command()
@click.option("--families", default=40, show_default=True, help="How many families to invent.")
@click.option("--seed", default=7, show_default=True, help="The same seed invents the same ones.")
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("demo-output"),
    show_default=True,
    help="Where screenshots and packets go when there is no screen.",
)
def demo(families: int, seed: int, output: Path) -> None:
    """Make a practice caseload (passphrase "demo") and open the window on it.

    With no screen the same window is driven off-screen through a day's work, and a second laptop
    joins and exchanges files with it. Screenshots of each step, the packets of three families and
    the files that went between the laptops are left in the output folder.
    """
    if has_screen():
        folder = workspaces.practice_folder()
        if not workspaces.exists(folder):
            practice.make(folder, families=families, seed=seed)
        said = _("The practice caseload is in {folder}; its passphrase is “demo”.")
        click.echo(said.format(folder=folder))
        from ui.start import open_window  # noqa: PLC0415  (Qt only once a window is wanted)

        raise click.exceptions.Exit(open_window(folder))
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from ui import demo as journey  # noqa: PLC0415  (after the platform is chosen)

    shown = journey.run(output, families=families, seed=seed)
    said = _(
        "No screen here: the window was driven off-screen; {count} pictures and the packets of"
        " three families are in {folder}."
    )
    click.echo(said.format(count=len(shown.pictures), folder=output.resolve()))
    ours, theirs = shown.digests
    if ours == theirs:
        both = _("Two laptops exchanged files and hold the same: {digest}")
        click.echo(both.format(digest=ours))
    else:
        differ = _("Two laptops exchanged files and hold different things: {one}, {other}")
        click.echo(differ.format(one=ours, other=theirs))
