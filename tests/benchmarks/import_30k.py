"""How long it takes to bring in a district: 30,000 lines of a list, and of a OneRoster export.

Every line of the list is a child with one or two adults, an address and a language; two children
of three have a sibling. `python -m tests.benchmarks import_30k` prints the figures.
"""

from __future__ import annotations

import csv
import io
import os
import resource
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from liaison_app.actions import importing, workspaces
from tests.benchmarks.measuring import tell

if TYPE_CHECKING:
    from liaison_app.workspace import Workspace

ROWS = 30_000
TARGET = 20.0
LANGUAGES = ("Spanish", "Somali", "Arabic", "Vietnamese", "English", "Hmong", "Ukrainian")
GIVEN = ("Amina", "José", "Linh", "Olena", "Yusuf", "Sofía", "Mei", "Taras", "Thiri", "Kofi", "Ana")
SYLLABLES = ("ba", "ren", "mo", "sar", "ti", "lun", "ka", "vel", "do", "shi", "pra", "nez", "gul")
LIST_COLUMNS = (
    "Student ID",
    "First Name",
    "Last Name",
    "DOB",
    "Grade",
    "School",
    "Home Language",
    "Address",
    "City",
    "State",
    "Zip",
    "Guardian 1 Name",
    "Guardian 1 Phone",
    "Guardian 1 Email",
    "Guardian 2 Name",
    "Guardian 2 Phone",
)
USER_COLUMNS = (
    "sourcedId",
    "status",
    "dateLastModified",
    "enabledUser",
    "orgSourcedIds",
    "role",
    "username",
    "userIds",
    "givenName",
    "familyName",
    "middleName",
    "identifier",
    "email",
    "sms",
    "phone",
    "agentSourcedIds",
    "grades",
    "password",
)
Figure = tuple[str, float, str, float | None]


def run(rows: int = ROWS) -> list[Figure]:
    """Import both, and the list again; prints and gives (name, value, unit, target)."""
    with tempfile.TemporaryDirectory() as folder:
        figures = _list_figures(Path(folder), rows) + _oneroster_figures(Path(folder), rows)
    for name, value, unit, target in figures:
        tell(name, value, unit, target)
    return figures


def district_list(rows: int) -> str:
    """A list of `rows` children as CSV."""
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow(LIST_COLUMNS)
    for child in range(rows):
        family = child * 3 // 5
        name = family_name(family)
        two = family % 3 != 0
        writer.writerow(
            [
                100_000 + child,
                f"{GIVEN[child % 11]} {SYLLABLES[child % 13].title()}",
                name,
                f"{1 + child % 12}/{1 + child % 28}/{2008 + child % 12}",
                child % 12 + 1,
                f"School {family % 40}",
                LANGUAGES[family % 7],
                f"{family % 900 + 1} {SYLLABLES[family // 900 % 13].title()} St {family // 900}",
                "Fresno",
                "CA",
                "93701",
                f"{GIVEN[family % 11]} {SYLLABLES[family // 11 % 13].title()} {name}",
                f"(559) 555-01{family % 100:02d} x{family}",
                f"m{family}@example.org",
                f"{GIVEN[(family + 5) % 11]} {name}" if two else "",
                f"559-555-01{family % 100:02d} x{family}9" if two else "",
            ]
        )
    return made.getvalue()


def family_name(family: int) -> str:
    """One of about 28,000 names."""
    parts = (family % 13, family // 13 % 13, family // 169 % 13, family // 2197 % 13)
    return "".join(SYLLABLES[part] for part in parts).title()


def oneroster_package(folder: Path, rows: int) -> None:
    """A OneRoster 1.1 export with `rows` lines in users.csv, two of five of them children."""
    folder.mkdir()
    (folder / "manifest.csv").write_text(
        "propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\nfile.users,bulk\n"
        "file.orgs,bulk\nfile.demographics,bulk\n"
    )
    schools = "".join(f"s{n},active,,School {n},school,{n},\n" for n in range(40))
    orgs = "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\n"
    (folder / "orgs.csv").write_text(orgs + schools)
    users = io.StringIO()
    births = io.StringIO()
    write, bear = csv.writer(users).writerow, csv.writer(births).writerow
    write(USER_COLUMNS)
    bear(["sourcedId", "status", "dateLastModified", "birthDate", "sex"])
    for n in range(rows):
        family, place = divmod(n, 5)
        name, common = family_name(family), ["active", "", "true"]
        if place < 2:
            agents = ",".join(f"g{family}-{a}" for a in range(3))
            person = ["", "", GIVEN[n % 11], name, "", n, "", "", "", agents, n % 12 + 1, "x"]
            write([f"u{n}", *common, f"s{family % 40}", "student", *person])
            bear([f"u{n}", "active", "", f"{2008 + n % 12}-{1 + n % 12:02d}-{1 + n % 28:02d}", ""])
        else:
            reach = [f"p{n}@example.org", f"555-01{n % 100:02d} x{n}", ""]
            person = ["", "", GIVEN[n % 11], name, "", "", *reach, "", "", ""]
            write([f"g{family}-{place - 2}", *common, "s0", "parent", *person])
    (folder / "users.csv").write_text(users.getvalue(), "utf-8")
    (folder / "demographics.csv").write_text(births.getvalue(), "utf-8")


def _list_figures(folder: Path, rows: int) -> list[Figure]:
    path = folder / "district.csv"
    path.write_text(district_list(rows), "utf-8")
    workspace = _workspace(folder / "list")
    started = time.perf_counter()
    importing.look(path)
    figures: list[Figure] = [("read a list", time.perf_counter() - started, "s", 3.0)]
    seconds, account = _timed(workspace, path)
    records = sum(account.added.values())
    figures += [
        (f"import {rows} lines of a list ({records} records)", seconds, "s", TARGET),
        ("import the same list again", _timed(workspace, path)[0], "s", None),
        ("peak memory", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MB", None),
    ]
    workspace.close()
    return figures


def _oneroster_figures(folder: Path, rows: int) -> list[Figure]:
    package = folder / "package"
    oneroster_package(package, rows)
    workspace = _workspace(folder / "oneroster")
    seconds, account = _timed(workspace, package)
    records = sum(account.added.values())
    workspace.close()
    name = f"import {rows} lines of OneRoster ({records} records)"
    return [(name, seconds, "s", TARGET)]


def _timed(workspace: Workspace, path: Path) -> tuple[float, importing.Account]:
    started = time.perf_counter()
    account = importing.run(workspace, path)
    return time.perf_counter() - started, account


def _workspace(folder: Path) -> Workspace:
    os.environ.setdefault("LIAISON_ALLOW_TEMPORARY_FOLDER", "1")
    os.environ.setdefault("LIAISON_ARGON2_MEMORY", str(8 * 1024 * 1024))
    made = workspaces.create(folder, person="Pat", team="North", passphrase="demo", practice=True)
    return made.workspace
