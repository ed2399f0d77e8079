"""Names of files on remotes: told from what is none before any place is asked."""

from __future__ import annotations

import pytest

from liaison_app.remotes import names
from tests.remotes.contract import NO_NAMES


@pytest.mark.parametrize(
    "name", ["a", "a/b.c", "0-1.flb", "-", "remote.json", "a" * 80, "heads/1f-0000000001.flb"]
)
def test_a_name_is_taken_apart_and_given_back(name: str) -> None:
    assert "/".join(names.parts(name)) == name
    assert names.checked(name) == name


@pytest.mark.parametrize("name", NO_NAMES)
def test_what_leads_out_of_the_place_or_means_another_file_elsewhere_is_no_name(name: str) -> None:
    with pytest.raises(ValueError, match="no name"):
        names.checked(name)


def test_the_whole_place_is_a_folder_without_a_name() -> None:
    assert names.parts("") == ()
