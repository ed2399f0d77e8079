"""What a person meets when `make demo` or `make test` cannot go on by itself."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

PACKAGING = Path(__file__).resolve().parent.parent / "packaging"


@pytest.fixture
def bootstrap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script, with a folder of its own for the environment."""
    spec = importlib.util.spec_from_file_location("bootstrap", PACKAGING / "bootstrap.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "ENVIRONMENT", tmp_path / ".venv")
    monkeypatch.setattr(module, "UNFINISHED", tmp_path / ".venv" / "unfinished")
    return module


def test_without_a_fitting_python_it_names_those_that_fit(tmp_path: Path) -> None:
    python = tmp_path / "python3"
    python.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.2" && exit 0\nexit 1\n')
    python.chmod(0o755)
    for name in ("python3.11", "python3.12", "python3.13"):
        (tmp_path / name).symlink_to(python)
    script = shutil.copy(PACKAGING / "bootstrap.sh", tmp_path)
    answer = subprocess.run(
        [script, "run"],
        env={"PATH": f"{tmp_path}:{os.defpath}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 1
    assert "Liaison needs Python 3.11, 3.12 or 3.13" in answer.stderr
    assert "This computer has Python 3.9.2." in answer.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="the libraries are those of Linux")
def test_a_person_who_may_not_install_gets_the_one_command(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(bootstrap.OFF_SCREEN_LIBRARIES, "libnowhere.so.7", ["libnowhere7"])
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: f"/usr/bin/{name}")
    with pytest.raises(SystemExit) as stopped:
        bootstrap.main("run")
    assert "sudo apt-get update && sudo apt-get install libnowhere7" in str(stopped.value)
    assert capsys.readouterr().out == ""


@pytest.mark.skipif(sys.platform != "linux", reason="the programs are those of Linux")
def test_the_programs_that_tests_run_are_named_too_but_only_for_tests(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    found = {"apt-get": "/usr/bin/apt-get"}  # and none of the programs

    def which(name: str, path: str | None = None) -> str | None:
        return found.get(name)

    monkeypatch.setattr(bootstrap.shutil, "which", which)
    with pytest.raises(SystemExit) as stopped:
        bootstrap.main("check")
    assert "sudo apt-get update && sudo apt-get install age zstd apache2-bin" in str(stopped.value)
    assert bootstrap.missing_packages("run") == []


@pytest.mark.skipif(sys.platform != "linux", reason="the programs are those of Linux")
def test_a_server_is_found_where_systems_keep_it_and_the_path_does_not_lead(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path, servers = tmp_path / "bin", tmp_path / "sbin"
    for folder, name in ((path, "age"), (path, "zstd"), (servers, "apache2")):
        folder.mkdir(exist_ok=True)
        (folder / name).symlink_to("/bin/true")
    monkeypatch.setenv("PATH", str(path))
    monkeypatch.setattr(bootstrap, "SERVER_PROGRAMS", str(servers))
    assert bootstrap.missing_packages("check") == []
    (servers / "apache2").unlink()
    assert bootstrap.missing_packages("check") == ["apache2-bin"]


@pytest.mark.skipif(sys.platform != "linux", reason="the programs are those of Linux")
def test_whoever_may_install_gets_the_programs_without_being_asked(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    apt = tools / "apt-get"
    apt.write_text(
        "#!/bin/sh\n"
        f'echo "$*" >> "{tmp_path}/asked"\n'
        'case "$*" in *install*)\n'
        f'    for tool in age zstd apache2; do /bin/ln -s /bin/true "{tools}/$tool"; done\n'
        "esac\n"
    )
    apt.chmod(0o755)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setenv("PATH", str(tools))
    monkeypatch.setattr(bootstrap, "SERVER_PROGRAMS", str(tools))
    bootstrap.require_system_parts("check")
    asked = (tmp_path / "asked").read_text().splitlines()
    assert asked == ["-qq update", "-qq install --yes --no-install-recommends age zstd apache2-bin"]


@pytest.mark.skipif(sys.platform != "linux", reason="the libraries are those of Linux")
def test_a_real_display_asks_for_what_a_real_window_needs(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "libxcb-cursor.so.0" not in bootstrap.needed_libraries()
    monkeypatch.setenv("DISPLAY", ":0")
    assert "libxcb-cursor.so.0" in bootstrap.needed_libraries()


def test_an_interrupted_installation_is_made_anew_and_a_finished_one_left_alone(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed: list[str] = []
    made: list[Path] = []

    def make(folder: Path, **_: object) -> None:
        made.append(folder)

    def pull_the_plug(purpose: str) -> None:
        raise KeyboardInterrupt(purpose)

    monkeypatch.setattr(bootstrap, "require_system_parts", lambda purpose: None)
    monkeypatch.setattr(bootstrap.venv, "create", make)
    monkeypatch.setattr(bootstrap, "environment_works", lambda: bool(made))

    monkeypatch.setattr(bootstrap, "install", pull_the_plug)
    with pytest.raises(KeyboardInterrupt):
        bootstrap.main("run")
    (bootstrap.ENVIRONMENT / "half a library").touch()

    monkeypatch.setattr(bootstrap, "install", installed.append)
    bootstrap.main("run")
    assert not (bootstrap.ENVIRONMENT / "half a library").exists()
    bootstrap.main("run")
    assert installed == ["run"]

    # The lists of versions change: installed into the same environment.
    monkeypatch.setattr(bootstrap, "fingerprint", lambda purpose: f"{purpose}, newer")
    bootstrap.main("run")
    assert installed == ["run", "run"]
    assert len(made) == 2
