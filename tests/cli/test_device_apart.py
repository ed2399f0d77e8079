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


def test_what_nobody_has_is_given_up(desks: Desks) -> None:
    """One bundle is gone from the place, and with it the laptop that wrote it."""
    let_in(desks, "ben", "Ben Ortiz")
    place = desks.folder / "cloud"
    place.mkdir()
    for who in ("rosa", "ben"):
        desks.on(who, "remote", "add", "Office cloud", f"folder:{place}")
    for who in ("ben", "rosa", "ben"):
        desks.on(who, "sync")
    assert "called that" in desks.on("rosa", "device", "skip", "Ben Ortiz", "--yes", code=1)
    before = set((place / "s").rglob("*.flb"))
    desks.on("ben", "family", "add", "Pham")
    desks.on("ben", "sync")
    for gone in set((place / "s").rglob("*.flb")) - before:
        gone.unlink()
    desks.on("ben", "family", "add", "Osei")
    desks.on("ben", "sync")
    desks.on("rosa", "sync")
    assert "own laptop should have what is missing" in desks.on("rosa", "health")
    assert "own laptop" in desks.on("rosa", "device", "skip", "Ben Ortiz", "--yes", code=1)
    desks.on("rosa", "device", "remove", "Ben Ortiz", "--yes")
    said = desks.on("rosa", "device", "take-in", "Ben Ortiz", "--yes")
    assert "0 changes are taken in." in said
    assert "for earlier ones that are missing" in said
    assert "a coordinator can give it up" in desks.on("rosa", "health")
    assert "add --yes" in desks.on("rosa", "device", "skip", "Ben Ortiz", code=1)
    done = desks.json("rosa", "device", "skip", "Ben Ortiz", "--yes")
    assert done["lost"] > 0
    assert done["applied"] > 0
    assert done["waiting"] == 0
    assert [one["name"] for one in desks.json("rosa", "family", "list")] == ["Osei"]
    assert "for earlier ones" not in desks.on("rosa", "health")
    assert "device skip" in desks.on(
        "rosa", "add", "given_up", "laptop=x", "stream_id=y", "from_number=1", "to_number=2", code=1
    )
