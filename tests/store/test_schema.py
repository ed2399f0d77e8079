"""What the file looks like inside, and that files of other versions are treated as they deserve."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import finding, workspaces
from liaison_app.errors import NewerFile
from liaison_app.records import TYPES
from liaison_app.records.people import Person
from liaison_app.store import checking, schema
from liaison_app.workspace import Add
from tests.fixtures import make_workspace
from tests.store.laptops import PASSPHRASE, new, unlock

if TYPE_CHECKING:
    from liaison_app.store.driver import Connection
    from liaison_app.workspace import Workspace

GOLDEN = Path(__file__).parent.parent / "golden" / "schema.sql"
RENEW = "RENEW_GOLDEN"

# Digests of the workspaces that each schema left behind: what they say must never change.
LEFT_BEHIND = {
    "schema-1": "4e37701fab51fefc212a5503c99d812e4b3571cc6ff09f0f4d739a62c9559881",
    "schema-2": "93f1ac5d3d470633ea8d7445bf5435052c6ad296d8c9050997b722a2ea8132a5",
    "schema-3": "4d6d32a657350cb023c5009e96da73346317966ad60f9b52cadac90265b3a1bd",
    "schema-4": "03fea3fc89366a0be21bbb8f0d78fc9dfc7b26fad80dd2de6b87e0ae8f3166fa",
    "schema-5": "1baf1c903b9b94d4eed6042f2c699eb345f2754f35da359fc3645e04b954647d",
}


def described(conn: Connection) -> str:
    """Every table and index of our own, as SQLite keeps them."""
    rows = conn.execute(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
        " AND name NOT LIKE '%\\_index\\_%' ESCAPE '\\' AND name NOT LIKE '\\_sqlite%' ESCAPE '\\'"
        " ORDER BY type DESC, name"
    )
    return "".join(f"{row[0].replace(', ', ',' + chr(10) + '  ')};\n" for row in rows)


def test_the_file_is_laid_out_as_written_down(workspace: Workspace) -> None:
    """A change here is a change of the schema: raise `SCHEMA`, leave a fixture, renew this file."""
    found = described(workspace.conn)
    if RENEW in os.environ:
        GOLDEN.write_text(found, encoding="utf-8")
    assert found == GOLDEN.read_text(encoding="utf-8")


def test_there_is_no_trigger_and_every_table_is_strict(workspace: Workspace) -> None:
    kinds = {row["type"] for row in workspace.read("SELECT type FROM sqlite_master")}
    assert kinds == {"table", "index"}
    loose = workspace.read(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
        " AND NOT strict AND name NOT LIKE 'sqlite%' AND name <> '_sqlite_migrations'"
    )
    assert [row["name"] for row in loose] == []


def test_every_reference_has_an_index(workspace: Workspace) -> None:
    indexed = {row["name"] for row in workspace.read("SELECT name FROM sqlite_master")}
    wanted = {f"{t.name}_{field}" for t in TYPES.values() for field in t.references}
    assert wanted <= indexed


def test_opening_again_changes_nothing(workspace: Workspace) -> None:
    before = described(workspace.conn)
    version = workspace.read("PRAGMA schema_version")[0][0]
    schema.prepare(workspace.conn)
    assert described(workspace.conn) == before
    assert workspace.read("PRAGMA schema_version")[0][0] == version


def test_a_file_of_a_newer_schema_is_refused_in_words(tmp_path: Path) -> None:
    workspace = new(tmp_path / "w")
    workspace.conn.execute(f"PRAGMA user_version = {schema.SCHEMA + 1}")
    workspace.close()
    with pytest.raises(NewerFile):
        unlock(tmp_path / "w")


def test_what_a_newer_program_declares_appears_at_unlock(tmp_path: Path) -> None:
    """As if this program had declared a field, an index and a type that the file lacks."""
    workspace = new(tmp_path / "w")
    person = workspace.commit("add", [Add(Person(given_name="Ana"))]).ids[0]
    conn = workspace.conn
    conn.execute("ALTER TABLE person DROP COLUMN pronunciation")
    conn.execute("DROP INDEX person_birth_date")
    conn.execute("DROP TABLE loan")
    workspace.close()
    again = unlock(tmp_path / "w")
    assert again.get(Person, person).pronunciation == ""
    assert again.read("SELECT * FROM loan") == []
    names = {row["name"] for row in again.read("SELECT name FROM sqlite_master")}
    assert {"person_birth_date", "loan_household"} <= names
    assert checking.check(again.conn).ok
    again.close()


def test_an_update_cut_short_is_done_at_the_next_unlock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = new(tmp_path / "w")
    workspace.conn.execute("DROP TABLE loan")
    workspace.close()
    whole = schema.table_sql
    with monkeypatch.context() as failing:
        failing.setattr(schema, "table_sql", lambda t: [*whole(t), "CREATE NONSENSE x"])
        with pytest.raises(Exception, match="NONSENSE"):
            unlock(tmp_path / "w")
    again = unlock(tmp_path / "w")
    names = {row["name"] for row in again.read("SELECT name FROM sqlite_master")}
    assert {"loan", "loan_household"} <= names
    again.close()


@pytest.mark.parametrize("name", LEFT_BEHIND)
def test_every_schema_s_workspace_opens_and_says_what_it_said(tmp_path: Path, name: str) -> None:
    source = make_workspace.FOLDER / f"{name}.liaison"
    workspace = workspaces.restore(source, tmp_path / "w", make_workspace.PASSPHRASE)
    assert workspaces.check(workspace, deep=True).problems == ()
    assert checking.digest(workspace.conn) == LEFT_BEHIND[name]
    assert [hit.type for hit in finding.find(workspace, "Mohamed alahmad")] == []
    assert [hit.title for hit in finding.find(workspace, "ahmad", 1)] == ["الأحمد"]
    assert len(workspace.drafts()) == 1
    assert not finding.find(workspace, "wrong family")
    workspace.commit("add", [Add(Person(given_name="Ana"))])
    assert workspaces.check(workspace).ok
    workspace.close()


def test_every_schema_left_a_workspace_behind() -> None:
    kept = {path.stem for path in make_workspace.FOLDER.glob("*.liaison")}
    assert kept == set(LEFT_BEHIND) == {f"schema-{n}" for n in range(1, schema.SCHEMA + 1)}


def test_the_passphrase_of_tests_is_strong_enough() -> None:
    workspaces.check_passphrase(PASSPHRASE)
