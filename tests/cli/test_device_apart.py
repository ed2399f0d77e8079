"""What a removed laptop wrote, from the command line."""

from __future__ import annotations

from tests.cli.test_device_care import let_in
from tests.cli.test_devices import Desks, desks

__all__ = ["desks"]  # a fixture


def test_what_turned_up_is_looked_at_and_taken_in(desks: Desks) -> None:
    let_in(desks, "ben", "Ben Ortiz")
    (desks.folder / "cloud").mkdir()
    assert desks.on("rosa", "device", "apart") == "Nothing is kept apart."
    desks.on("rosa", "remote", "add", "Office cloud", f"folder:{desks.folder / 'cloud'}")
    said = desks.on("rosa", "device", "remove", "Ben Ortiz", "--yes")
    assert "Also change the password or key of: \u2068Office cloud\u2069" in said
    desks.on("ben", "family", "add", "Pham")
    desks.send("ben", "rosa", "late")
    assert "Pham" in desks.on("rosa", "device", "apart")
    (line,) = desks.json("rosa", "device", "apart")
    assert (line["person"], line["aside"]) == ("Ben Ortiz", False)
    assert "Pham" in desks.on("rosa", "device", "apart", "Ben Ortiz")
    desks.on("rosa", "device", "set-aside", "Ben Ortiz")
    assert desks.json("rosa", "device", "apart")[0]["aside"]
    assert "add --yes" in desks.on("rosa", "device", "take-in", "Ben Ortiz", code=1)
    done = desks.json("rosa", "device", "take-in", "Ben Ortiz", "--yes")
    assert done["applied"] == line["changes"]
    assert [one["name"] for one in desks.json("rosa", "family", "list")] == ["Pham"]
    assert "called that" in desks.on("rosa", "device", "take-in", "Ben Ortiz", "--yes", code=1)
