"""The rules of the house that no linter knows, told as they are broken."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
CODE = sorted(
    path for room in ("liaison_app", "ui", "packaging") for path in (CHECKOUT / room).rglob("*.py")
)
TESTS = sorted((CHECKOUT / "tests").rglob("*.py"))


def places(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(CHECKOUT)) for path in paths]


def test_the_library_needs_no_window() -> None:
    question = """
import importlib, pkgutil, sys
import liaison_app
for module in pkgutil.walk_packages(liaison_app.__path__, "liaison_app."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
print(sorted({name.split(".")[0] for name in sys.modules} & {"PySide6", "shiboken6", "ui"}))
"""
    answer = subprocess.run(
        [sys.executable, "-W", "error", "-c", question],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.stderr == ""
    assert answer.stdout.strip() == "[]"


def test_the_command_line_starts_without_loading_the_window() -> None:
    question = "import sys, ui.start; print('PySide6' in sys.modules)"
    answer = subprocess.run(
        [sys.executable, "-W", "error", "-c", question],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (answer.stderr, answer.stdout.strip()) == ("", "False")


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        path for path in CODE + TESTS if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    # A package file without code has nothing to say.
    assert places([path for path in silent if path.read_text("utf-8").strip()]) == []


def test_no_file_needs_a_table_of_contents() -> None:
    long = [path for path in CODE + TESTS if len(path.read_text("utf-8").splitlines()) > 400]
    assert places(long) == []


CLOCKS_AND_DICE = re.compile(
    r"""
    (datetime\.)?(datetime|date)\.(now|utcnow|today)
    | time\.(time|time_ns|localtime|gmtime)
    | uuid\.uuid[14] | random\.\w+ | secrets\.\w+ | os\.urandom
    | (QtCore\.)?Q(DateTime|Date|Time)\.current\w+
    | (QtCore\.)?QRandomGenerator\.\w+
    """,
    re.VERBOSE,
)


def test_only_the_workspace_reads_the_clock_and_throws_dice() -> None:
    """Else what a laptop does cannot be replayed in a test, nor proved the same on fourteen."""
    found = [
        f"{path.relative_to(CHECKOUT)}:{line}: {name}"
        for path in CODE
        if path != CHECKOUT / "liaison_app" / "workspace.py"
        for line, name in calls(path)
        if CLOCKS_AND_DICE.fullmatch(name)
    ]
    assert found == []


def calls(path: Path) -> list[tuple[int, str]]:
    """Each dotted name that is used or imported from, with the alias undone."""
    tree = ast.parse(path.read_text("utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    aliases = {name.asname: name.name for node in imports for name in node.names if name.asname}
    named = [
        (node.lineno, f"{node.module}.{name.name}")
        for node in imports
        if isinstance(node, ast.ImportFrom)
        for name in node.names
    ]
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            first, _, rest = ast.unparse(node).partition(".")
            named.append((node.lineno, f"{aliases.get(first, first)}.{rest}"))
    return named


def test_packaging_is_no_package() -> None:
    """With an `__init__.py` it would hide the library of that name from everything here."""
    assert not (CHECKOUT / "packaging" / "__init__.py").exists()


NOT_FOR_OTHERS = re.compile(
    r"pypi\.(org|python)|pythonhosted\.|npm"
    r"js\.org|deb\.debian\.|snapshot\.debian\."
    r"|(?<![\w.>*-])/(root|work|opt/wheels|opt/pypi)(/|\b)"
)


def test_nothing_names_this_machine_or_a_package_index() -> None:
    """Districts install from indexes of their own, and a path of one desk is no use at another."""
    found = [
        f"{path.relative_to(CHECKOUT)}:{number}: {line.strip()[:80]}"
        for path in tracked()
        if path != Path(__file__) and b"\0" not in path.read_bytes()
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1)
        if NOT_FOR_OTHERS.search(line)
    ]
    assert found == []


def tracked() -> list[Path]:
    """The files of the project: what git tracks, or all of an unpacked archive."""
    listed = subprocess.run(
        ["git", "-c", f"safe.directory={CHECKOUT}", "ls-files", "-z"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode != 0:
        return CODE + TESTS + sorted((CHECKOUT / "docs").rglob("*.md"))
    paths = [CHECKOUT / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file()]
