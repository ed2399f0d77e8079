"""The rules of the house that no linter knows, told as they are broken."""

from __future__ import annotations

import ast
import importlib.metadata
import re
import subprocess
import sys
import tomllib
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
    | uuid\.uuid[14] | random\.(?!Random$)\w+ | secrets\.\w+ | os\.urandom
    | (QtCore\.)?Q(DateTime|Date|Time)\.current\w+
    | (QtCore\.)?QRandomGenerator\.\w+
    """,
    re.VERBOSE,
)


def test_only_the_sources_read_the_clock_and_throw_dice() -> None:
    """Else what a laptop does cannot be replayed in a test, nor proved the same on fourteen."""
    found = [
        f"{path.relative_to(CHECKOUT)}:{line}: {name}"
        for path in CODE
        if path != CHECKOUT / "liaison_app" / "sources.py"
        for line, name in calls(path)
        if CLOCKS_AND_DICE.fullmatch(name)
    ]
    assert found == []


def calls(path: Path) -> list[tuple[int, str]]:
    """Each dotted name that is imported, or used of something imported, with the alias undone."""
    tree = ast.parse(path.read_text("utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    imported = {name.asname or name.name: name.name for node in imports for name in node.names}
    named = [
        (node.lineno, f"{node.module}.{name.name}")
        for node in imports
        if isinstance(node, ast.ImportFrom)
        for name in node.names
    ]
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            first, _, rest = ast.unparse(node).partition(".")
            if first in imported:
                named.append((node.lineno, f"{imported[first]}.{rest}"))
    return named


def test_all_that_runs_is_declared() -> None:
    """A library that only the tests bring along is missing on a liaison's laptop."""
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]
    # Those of other kinds of shared places are asked for when such a place is first used.
    extras = [each for extra in project["optional-dependencies"].values() for each in extra]
    declared = {requirement_name(each) for each in [*project["dependencies"], *extras]}
    owners = importlib.metadata.packages_distributions()
    missing = {
        f"{path.relative_to(CHECKOUT)}: {module}"
        for path in CODE
        if path.is_relative_to(CHECKOUT / "liaison_app") or path.is_relative_to(CHECKOUT / "ui")
        for module in imported_at_run_time(ast.parse(path.read_text("utf-8")))
        if module not in sys.stdlib_module_names | {"liaison_app", "ui"}
        and declared.isdisjoint(requirement_name(owner) for owner in owners.get(module, []))
    }
    assert sorted(missing) == []


def requirement_name(requirement: str) -> str:
    """The name of a distribution as an index compares it."""
    return re.split(r"[^\w.-]", requirement)[0].lower().replace("_", "-")


def imported_at_run_time(node: ast.AST) -> set[str]:
    """The first names of absolute imports, those for type checkers left out."""
    if isinstance(node, ast.Import):
        return {name.name.partition(".")[0] for name in node.names}
    if isinstance(node, ast.ImportFrom):
        return {(node.module or "").partition(".")[0]}
    children = list(ast.iter_child_nodes(node))
    if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
        children = [*node.orelse]
    return {name for child in children for name in imported_at_run_time(child)}


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
