"""Whatever the bytes of an export are, a person gets a roster or help, never a crash."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liaison_app.errors import UnreadableInput
from liaison_app.interchange.families import households_of
from tests.interchange.exports import folder_files, roster, workbook

if TYPE_CHECKING:
    from pathlib import Path

BOOK = workbook(
    {
        "List": [
            ["Student ID", "First Name", "Last Name", "DOB", "Guardian 1 Name", "Guardian 1 Phone"],
            [1, "Amina", "Hassan", "2016-04-02", "Fatima Hassan", "555-0101"],
            [2, "José", "Peña", 42088, "Ana Peña", 5550102],
        ],
        "Notes": [["Read me"]],
    }
)
with zipfile.ZipFile(io.BytesIO(BOOK)) as opened:
    PARTS = {name: opened.read(name) for name in opened.namelist()}
PACKAGES = {name: folder_files(name) for name in ("oneroster_1_1", "oneroster_1_2", "sds_2_1")}
fuzz = settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
edits = st.lists(st.tuples(st.integers(0, 2**16), st.binary(min_size=1, max_size=6)), max_size=8)


def read(path: Path) -> None:
    try:
        households_of(roster(path))
    except UnreadableInput:
        return


def changed(data: bytes, edits: list[tuple[int, bytes]]) -> bytes:
    bent = bytearray(data)
    for at, new in edits:
        place = at % (len(bent) + 1)
        bent[place : place + len(new)] = new
    return bytes(bent)


@fuzz
@given(edits=edits, cut=st.integers(0, 2**16))
def test_a_bent_workbook(tmp_path: Path, edits: list[tuple[int, bytes]], cut: int) -> None:
    path = tmp_path / "list.xlsx"
    bent = changed(BOOK, edits)
    path.write_bytes(bent if cut % 3 else bent[: cut % len(bent)])
    read(path)


@fuzz
@given(part=st.sampled_from(sorted(PARTS)), edits=edits)
def test_a_workbook_with_one_bent_part(
    tmp_path: Path, part: str, edits: list[tuple[int, bytes]]
) -> None:
    path = tmp_path / "list.xlsx"
    with zipfile.ZipFile(path, "w") as made:
        for name, data in PARTS.items():
            made.writestr(name, changed(data, edits) if name == part else data)
    read(path)


@fuzz
@given(
    package=st.sampled_from(sorted(PACKAGES)),
    which=st.integers(0, 9),
    edits=edits,
    whole=st.none()
    | st.binary(max_size=200)
    | st.text(alphabet='",\n\r;sourcedId', max_size=80).map(str.encode),
)
def test_a_package_with_one_bent_file(
    tmp_path: Path, package: str, which: int, edits: list[tuple[int, bytes]], whole: bytes | None
) -> None:
    files = PACKAGES[package]
    name = sorted(files)[which % len(files)]
    bent = changed(files[name], edits) if whole is None else whole
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as made:
        for each, data in files.items():
            made.writestr(each, bent if each == name else data)
    read(path)


@fuzz
@given(edits=edits, cut=st.integers(1, 2**16))
def test_a_bent_archive(tmp_path: Path, edits: list[tuple[int, bytes]], cut: int) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for each, data in PACKAGES["sds_2_1"].items():
            made.writestr(each, data)
    bent = changed(path.read_bytes(), edits)
    path.write_bytes(bent if cut % 3 else bent[: cut % len(bent)])
    read(path)
