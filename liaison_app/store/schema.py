"""Tables: those of the store itself by migrations, those of the records from their declarations.

Every record table has `n INTEGER PRIMARY KEY` (local, for search), `id`, one column per field,
`deleted`, and `cells` (the live dots of its fields, `merge.Cells.to_json`). Migrations change
structure only, never what a row says, or a rebuild from the ops would differ from the tables. DDL
is plain SQL: sqlite-utils' `transform()` loses triggers and generated columns without a word.
"""

from __future__ import annotations

from typing import Any

from liaison_app.errors import NewerFile
from liaison_app.language.catalogues import _
from liaison_app.language.folding import FTS_TOKENIZER
from liaison_app.records import TYPES, FieldSpec, RecordType
from liaison_app.records.values import Stored, default_stored
from liaison_app.store.driver import Connection, database, transaction

SCHEMA = 5
"""Rises with any declaration or migration; a file and ops of a newer one are left for later."""

_LAYOUT = "liaison"

# Orders that screens ask for by range; every reference has an index already. What Today lists is
# open and by date, so that the many that are settled are never read.
_ORDERED = (
    ("visit", "planned_start"),
    ("visit", "outcome", "planned_start"),
    ("visit", "debriefed"),
    ("commitment", "state", "due"),
    ("follow_up", "state", "due"),
    ("loan", "state", "due"),
    ("contact_log", "at"),
    ("question", "told_at", "due"),
    ("packet_issue", "code"),
    ("person", "birth_date"),
    ("household", "name"),
    ("external_id", "key"),
    ("contact_point", "value"),
    ("stock_movement", "kit", "deleted", "change"),  # the stock of every kit, read from here alone
)

# What is left of removed families, people and visits is asked after every change; few are removed.
_REMOVED = ("household", "person", "visit")


def prepare(conn: Connection) -> None:
    """Make or update every table, all of it or nothing. Cheap when nothing is to be done.

    Raises:
        NewerFile: the file was written by a newer version.
    """
    found = conn.execute("PRAGMA user_version").fetchone()[0]
    if found > SCHEMA:
        raise NewerFile(_("This workspace was last used by a newer Liaison. Install that version."))
    _migrations().apply(database(conn))
    missing = _missing(conn)
    if missing or found < SCHEMA:
        with transaction(conn):
            for statement in missing:
                conn.execute(statement)
            conn.execute(f"PRAGMA user_version = {SCHEMA}")


def _missing(conn: Connection) -> list[str]:
    """Give the statements that make what the declarations name and the file does not have."""
    existing = _columns(conn)
    indexes = {r[0] for r in conn.execute("SELECT name FROM sqlite_master WHERE type = 'index'")}
    statements = []
    for record_type in TYPES.values():
        create, *others = table_sql(record_type)
        if record_type.name not in existing:
            statements.append(create)
        else:
            statements += [
                f"ALTER TABLE {record_type.name} ADD COLUMN {_column(spec)}"
                for spec in record_type.fields.values()
                if spec.name not in existing[record_type.name]
            ]
        statements += [sql for sql in others if sql.split()[2] not in indexes]
    return statements


def table_sql(record_type: RecordType) -> list[str]:
    """Give the statements that make the table of a record type."""
    columns = ", ".join(_column(spec) for spec in record_type.fields.values())
    name = record_type.name
    indexed = [[f] for f in record_type.references]
    indexed += [fields for table, *fields in _ORDERED if table == name]
    return [
        (
            f"CREATE TABLE {name} (n INTEGER PRIMARY KEY NOT NULL, id TEXT NOT NULL UNIQUE,"
            f" {columns},"
            " deleted INTEGER DEFAULT 0, cells TEXT DEFAULT '[]') STRICT"
        ),
        *(
            f"CREATE INDEX {name}_{'_'.join(fields)} ON {name} ({', '.join(fields)})"
            for fields in indexed
        ),
        *(
            [f"CREATE INDEX {name}_removed ON {name} (id) WHERE deleted"]
            if name in _REMOVED
            else []
        ),
    ]


def _column(spec: FieldSpec) -> str:
    return f"{spec.name} {spec.column_type} DEFAULT {_literal(default_stored(spec))}"


def _literal(value: Stored) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    return str(int(value))


def _columns(conn: Connection) -> dict[str, set[str]]:
    rows = conn.execute(
        "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c"
        " WHERE m.type = 'table'"
    )
    columns: dict[str, set[str]] = {}
    for table, column in rows:
        columns.setdefault(table, set()).add(column)
    return columns


_STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "0001_ops",
        (
            # Stream and device names are long; inside the file each pair has a small number.
            (
                "CREATE TABLE origin (n INTEGER PRIMARY KEY NOT NULL, stream TEXT NOT NULL,"
                " dev TEXT NOT NULL, UNIQUE (stream, dev)) STRICT"
            ),
            (
                "CREATE TABLE op (n INTEGER PRIMARY KEY NOT NULL, origin INTEGER NOT NULL,"
                " seq INTEGER NOT NULL, hlc INTEGER NOT NULL, act INTEGER NOT NULL,"
                " schema INTEGER NOT NULL, type TEXT NOT NULL, id TEXT NOT NULL,"
                " body TEXT NOT NULL,"
                " action TEXT, UNIQUE (origin, seq)) STRICT"
            ),
            "CREATE INDEX op_id ON op (id)",
            "CREATE INDEX op_action ON op (n, action) WHERE action IS NOT NULL",
            (
                "CREATE TABLE parked (n INTEGER PRIMARY KEY NOT NULL, op INTEGER NOT NULL UNIQUE,"
                " why TEXT NOT NULL) STRICT"
            ),
            (
                "CREATE TABLE conflict (type TEXT NOT NULL, id TEXT NOT NULL, field TEXT NOT NULL,"
                " policy TEXT NOT NULL, PRIMARY KEY (id, field)) STRICT, WITHOUT ROWID"
            ),
            "CREATE TABLE clock (n INTEGER PRIMARY KEY NOT NULL, hlc INTEGER NOT NULL) STRICT",
            "INSERT INTO clock VALUES (1, 0)",
            (
                "CREATE TABLE setting (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT,"
                " WITHOUT ROWID"
            ),
        ),
    ),
    (
        "0002_search",
        (
            (
                "CREATE TABLE search_entry (n INTEGER PRIMARY KEY NOT NULL, type TEXT NOT NULL,"
                " id TEXT NOT NULL UNIQUE) STRICT"
            ),
            (
                "CREATE VIRTUAL TABLE name_index USING fts5 (folded, ascii, skeleton, digits,"
                f" content='', contentless_delete=1, prefix='1 2 3', tokenize='{FTS_TOKENIZER}')"
            ),
            (
                "CREATE VIRTUAL TABLE note_index USING fts5 (text, content='',"
                " contentless_delete=1,"
                f" prefix='2 3', tokenize='{FTS_TOKENIZER}')"
            ),
        ),
    ),
    (
        "0003_audit",
        (
            (
                "CREATE TABLE unlock_log (n INTEGER PRIMARY KEY NOT NULL, at TEXT NOT NULL,"
                " what TEXT NOT NULL) STRICT"
            ),
        ),
    ),
    (
        "0004_sync",  # local to this laptop: never an op, never in a digest (docs of `sync`)
        (
            (
                "CREATE TABLE epoch (stream TEXT NOT NULL, epoch INTEGER NOT NULL,"
                " recipient TEXT NOT NULL, secret TEXT NOT NULL,"
                " PRIMARY KEY (stream, epoch, recipient)) STRICT, WITHOUT ROWID"
            ),
            (
                "CREATE TABLE roster_entry (hash TEXT PRIMARY KEY NOT NULL, n INTEGER NOT NULL,"
                " raw BLOB NOT NULL) STRICT, WITHOUT ROWID"
            ),
            (
                "CREATE TABLE bundle (n INTEGER PRIMARY KEY NOT NULL, hash TEXT NOT NULL UNIQUE,"
                " stream TEXT NOT NULL, dev TEXT NOT NULL, number INTEGER NOT NULL,"
                " state TEXT NOT NULL, spans TEXT NOT NULL, raw BLOB NOT NULL) STRICT"
            ),
            "CREATE INDEX bundle_dev ON bundle (stream, dev, number)",
            (
                "CREATE TABLE peer (dev TEXT PRIMARY KEY NOT NULL, made TEXT NOT NULL,"
                " taken TEXT NOT NULL, ahead INTEGER NOT NULL, have TEXT NOT NULL)"
                " STRICT, WITHOUT ROWID"
            ),
            (
                "CREATE TABLE file_made (n INTEGER PRIMARY KEY NOT NULL, at TEXT NOT NULL,"
                " have TEXT NOT NULL) STRICT"
            ),
            (
                "CREATE TABLE file_taken (hash TEXT PRIMARY KEY NOT NULL, at TEXT NOT NULL)"
                " STRICT, WITHOUT ROWID"
            ),
            (
                "CREATE TABLE invite (id TEXT PRIMARY KEY NOT NULL, state TEXT NOT NULL,"
                " expires TEXT NOT NULL, body TEXT NOT NULL) STRICT, WITHOUT ROWID"
            ),
            (
                "CREATE TABLE alarm (n INTEGER PRIMARY KEY NOT NULL, at TEXT NOT NULL,"
                " what TEXT NOT NULL, about TEXT NOT NULL, seen INTEGER NOT NULL DEFAULT 0) STRICT"
            ),
        ),
    ),
    (
        "0005_ids_by_type",  # a colleague's record of another type may have an id that is taken
        (
            (
                "CREATE TABLE conflict_by_type (type TEXT NOT NULL, id TEXT NOT NULL,"
                " field TEXT NOT NULL, policy TEXT NOT NULL, PRIMARY KEY (id, type, field))"
                " STRICT, WITHOUT ROWID"
            ),
            "INSERT INTO conflict_by_type SELECT type, id, field, policy FROM conflict",
            "DROP TABLE conflict",
            "ALTER TABLE conflict_by_type RENAME TO conflict",
            (
                "CREATE TABLE search_entry_by_type (n INTEGER PRIMARY KEY NOT NULL,"
                " type TEXT NOT NULL, id TEXT NOT NULL, UNIQUE (id, type)) STRICT"
            ),
            "INSERT INTO search_entry_by_type SELECT n, type, id FROM search_entry",
            "DROP TABLE search_entry",
            "ALTER TABLE search_entry_by_type RENAME TO search_entry",
        ),
    ),
    (
        "0006_remotes",  # local to this laptop; with what opens each of them
        (
            (
                "CREATE TABLE remote (n INTEGER PRIMARY KEY NOT NULL, name TEXT NOT NULL UNIQUE,"
                " url TEXT NOT NULL, keys TEXT NOT NULL, state TEXT NOT NULL) STRICT"
            ),
        ),
    ),
    (
        "0007_erased",  # made of the ops again by every rebuild (erasing.py)
        (
            (
                "CREATE TABLE erased (type TEXT NOT NULL, id TEXT NOT NULL, erasure TEXT NOT NULL,"
                " only_type TEXT NOT NULL, PRIMARY KEY (id, type, erasure, only_type))"
                " STRICT, WITHOUT ROWID"
            ),
            (
                "CREATE TABLE moved (type TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (id, type))"
                " STRICT, WITHOUT ROWID"
            ),
            # Records that more than one op says belong to somebody.
            (
                "INSERT INTO moved SELECT type, id FROM op WHERE instr(body, '\"household\":[')"
                " OR instr(body, '\"person\":[') OR instr(body, '\"visit\":[')"
                " OR instr(body, '\"giver\":[') OR instr(body, '\"child\":[')"
                " OR instr(body, '\"adult\":[') GROUP BY type, id HAVING count(*) > 1"
            ),
        ),
    ),
    (
        "0008_snapshots",  # the newest of each stream, as it was signed
        (
            (
                "CREATE TABLE snapshot (stream TEXT PRIMARY KEY NOT NULL, raw BLOB NOT NULL)"
                " STRICT, WITHOUT ROWID"
            ),
        ),
    ),
    (
        "0009_put",  # what was put on a remote is noted as what was put in a file is
        ("ALTER TABLE file_made ADD COLUMN remote TEXT NOT NULL DEFAULT ''",),
    ),
    (
        "0010_guarded",  # what is sealed or restricted is searched for apart
        (
            (
                "CREATE VIRTUAL TABLE guarded_index USING fts5 (text, content='',"
                " contentless_delete=1,"
                f" prefix='2 3', tokenize='{FTS_TOKENIZER}')"
            ),
        ),
    ),
    (
        "0011_files_on_remotes",  # local to this laptop: how attached files are on their way
        (
            (
                "CREATE TABLE blob_put (remote INTEGER NOT NULL, blob TEXT NOT NULL,"
                " place TEXT NOT NULL, state TEXT NOT NULL, why TEXT NOT NULL,"
                " done INTEGER NOT NULL, parts INTEGER NOT NULL, tries INTEGER NOT NULL,"
                " again TEXT NOT NULL, PRIMARY KEY (remote, blob)) STRICT, WITHOUT ROWID"
            ),
            (
                "CREATE TABLE blob_wanted (blob TEXT PRIMARY KEY NOT NULL, asked INTEGER NOT NULL,"
                " state TEXT NOT NULL, why TEXT NOT NULL, done INTEGER NOT NULL,"
                " parts INTEGER NOT NULL, tries INTEGER NOT NULL, again TEXT NOT NULL)"
                " STRICT, WITHOUT ROWID"
            ),
        ),
    ),
    (
        "0012_whole_chains",  # local to this laptop: how far chains of bundles have no holes
        (
            (
                "CREATE TABLE whole_chain (stream TEXT NOT NULL, dev TEXT NOT NULL,"
                " upto INTEGER NOT NULL, PRIMARY KEY (stream, dev)) STRICT, WITHOUT ROWID"
            ),
            "CREATE INDEX bundle_state ON bundle (state)",
        ),
    ),
    (
        "0013_ends_of_epochs",  # local to this laptop: who uses which secrets, and what ended when
        (
            "ALTER TABLE peer ADD COLUMN epochs TEXT NOT NULL DEFAULT '{}'",
            (
                "CREATE TABLE epoch_end (stream TEXT NOT NULL, before INTEGER NOT NULL,"
                " at TEXT NOT NULL, PRIMARY KEY (stream, before)) STRICT, WITHOUT ROWID"
            ),
            "ALTER TABLE bundle ADD COLUMN epoch INTEGER NOT NULL DEFAULT 0",
        ),
    ),
    (
        "0014_holes",  # local to this laptop: what others lack of what they hold, given up by all
        ("ALTER TABLE peer ADD COLUMN holes TEXT NOT NULL DEFAULT '{}'",),
    ),
)


def _migrations() -> Any:
    # sqlite_utils may only be imported after the driver's shim.
    from sqlite_utils import Migrations  # noqa: PLC0415

    migrations = Migrations(_LAYOUT)
    for name, statements in _STEPS:
        migrations(name=name)(_runner(statements))
    return migrations


def _runner(statements: tuple[str, ...]) -> Any:
    def run(db: Any) -> None:
        for statement in statements:
            db.conn.execute(statement)

    return run
