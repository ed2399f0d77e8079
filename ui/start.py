"""The program `liaison`: without a command it opens the window, with one it is the command line.

No Qt is imported before the window is wanted, so the command line works where there is no screen.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

from liaison_app.language.catalogues import _
from ui.screen import has_screen


def main() -> None:
    """Run the program on the arguments of the process; ends the process with its exit code."""
    if getattr(sys, "frozen", False):  # an installed program is started again to lay out packets
        import multiprocessing  # noqa: PLC0415

        multiprocessing.freeze_support()
    arguments = sys.argv[1:]
    if wants_window(arguments):
        sys.exit(open_window(Path(arguments[1]) if arguments else None))
    from liaison_app.cli import main as command_line  # noqa: PLC0415 - the window never needs it
    from ui import commands  # noqa: F401, PLC0415 - adds `demo`

    sys.exit(command_line(arguments))


def wants_window(arguments: list[str]) -> bool:
    """Whether these arguments name no command: none at all, or only a workspace."""
    return not arguments or (len(arguments) == 2 and arguments[0] == "--workspace")


def open_window(folder: Path | None) -> int:
    """Open the window on a workspace folder (None: the default one) and run until it closes."""
    if not has_screen() and "QT_QPA_PLATFORM" not in os.environ:
        words = _(
            "There is no screen here to open a window on. “liaison --help” lists the commands."
        )
        sys.stderr.write(words + "\n")
        return 1
    gc.disable()  # nothing made until the first paint is garbage; looking for it takes 7 ms
    from ui import application, faults  # noqa: PLC0415 - Qt only once a window is wanted
    from ui.main_window import MainWindow  # noqa: PLC0415

    app = application.make()
    window = MainWindow(folder)
    faults.watch(window.trouble)
    window.appear()
    application.after_first_paint(app)
    code = app.exec()
    from ui import jobs  # noqa: PLC0415 - only if a window was open

    if not jobs.wait_for_all():  # a server that does not answer; the workspace is closed by now
        os._exit(code)
    return code
