"""Names that are nearly what was typed, for when the index finds few: one letter off, two swapped.

The words of all names are kept in memory, in Latin letters, each with the numbers of the records
that have it: a few megabytes for 40,000 names. They are read again once a name was written.
"""

from __future__ import annotations

import json
from array import array
from collections import defaultdict
from typing import TYPE_CHECKING

from liaison_app.language.folding import fold_ascii
from liaison_app.store import search
from liaison_app.store.search import Hit

if TYPE_CHECKING:
    from liaison_app.workspace import Workspace

_NEAR = 75.0  # of 100: two letters swapped in six, one missing in four
_SHORTEST = 3
_WORDS = 30
_SOUGHT = ("person", "household", "kit", "school")


class NearNames:
    """The words of all names and who has them; keep one as long as its workspace is open."""

    def __init__(self) -> None:
        self._seen = -1
        self._having: dict[str, array[int]] = {}

    def find(self, workspace: Workspace, text: str, limit: int) -> list[Hit]:
        """Give the records whose names have a word near every word of `text`, nearest first.

        Args:
            workspace: the open workspace or a view of it.
            text: what was typed, in any script.
            limit: at most so many.
        """
        from rapidfuzz import fuzz, process  # noqa: PLC0415  (10 ms that few searches need)

        asked = [word for word in fold_ascii(text).split() if len(word) >= _SHORTEST]
        if not asked:
            return []
        self.read(workspace)
        words = list(self._having)
        scores: dict[int, float] = {}
        for place, word in enumerate(asked):
            near = process.extract(word, words, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=_WORDS)
            found: dict[int, float] = {}
            for written, score, _at in near:
                for at in self._having[written]:
                    found[at] = max(score, found.get(at, 0.0))
            scores = (
                {at: scores[at] + score for at, score in found.items() if at in scores}
                if place
                else found
            )
        best = sorted(scores, key=lambda at: (-scores[at], at))
        return [hit for at in best[:limit] for hit in _hit(workspace, at)]

    def read(self, workspace: Workspace) -> None:
        """Read the names, unless none was written since they were read last."""
        newest = workspace.read("SELECT coalesce(max(n), 0) FROM op")[0][0]
        written = workspace.read(
            "SELECT 1 FROM op WHERE n > :seen AND type IN (SELECT value FROM json_each(:sought))"
            " LIMIT 1",
            {"seen": self._seen, "sought": json.dumps(_SOUGHT)},
        )
        self._seen = newest
        if written:
            self._read_all(workspace)

    def _read_all(self, workspace: Workspace) -> None:
        having: dict[str, array[int]] = defaultdict(lambda: array("L"))
        for place, type_name in enumerate(_SOUGHT):
            fields = search.NAMED[type_name]
            rows = workspace.read(
                f"SELECT n, {' || '.join(_SPACED.format(f) for f in fields)} AS name"  # noqa: S608
                f" FROM {type_name} WHERE NOT deleted"
            )
            for n, name in rows:
                for word in set(fold_ascii(name).split()):
                    having[word].append(n * len(_SOUGHT) + place)
        self._having = dict(having)


def _hit(workspace: Workspace, at: int) -> list[Hit]:
    """Find the record that a number stands for; it may be gone since."""
    n, place = divmod(at, len(_SOUGHT))
    sql = f"SELECT id FROM {_SOUGHT[place]} WHERE n = :n"  # noqa: S608  (a declared type's name)
    return [Hit(_SOUGHT[place], row["id"]) for row in workspace.read(sql, {"n": n})]


_SPACED = "coalesce({}, '') || ' '"
