"""Commands for shared places: add, test, list, forget, and exchange with them."""

from __future__ import annotations

import json
import os
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from liaison_app.actions import automatic, remotes
from liaison_app.actions.titles import shown_moment
from liaison_app.cli import accounts, group
from liaison_app.cli.session import Session, ask_secret, print_json, print_table
from liaison_app.errors import InvalidValue, RemoteTrouble
from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.names import isolate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from liaison_app.actions.remotes import Asked, RemoteLine, SyncDone
    from liaison_app.workspace import Workspace

pass_session = click.make_pass_decorator(Session)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
_ENVIRONMENT = "LIAISON_REMOTE_"


@group.group()
def remote() -> None:
    """Shared places where the team's laptops meet: a folder, a stick, a server."""


def opening(command: Any) -> Any:
    """Options that say what opens a place."""
    command = click.option(
        "--set-file",
        "from_files",
        multiple=True,
        metavar="KEY=FILE",
        help="What opens the place, from the first line of a file (a private key: all of it).",
    )(command)
    return click.option(
        "--set",
        "given",
        multiple=True,
        metavar="KEY=VALUE",
        help=(
            "What opens the place, such as user=ana. Secrets come from --set-file or are asked"
            " for; this laptop's own also from LIAISON_REMOTE_PASSWORD and the like."
        ),
    )(command)


@remote.command()
@click.argument("name")
@click.argument("url")
@opening
@json_option
@pass_session
def add(
    session: Session,
    name: str,
    url: str,
    *,
    given: Sequence[str],
    from_files: Sequence[str],
    as_json: bool,
) -> None:
    """Add the shared place at URL under NAME, after seeing that it lets us in.

    URL is folder:/path, webdav+https://server/path, s3://bucket/prefix, sftp://server/path or
    rclone:name:path.
    """
    keys = _keys(remotes.opens(url), given, from_files)
    try:
        line = remotes.add(session.workspace, name, url, keys)
    except RemoteTrouble as error:
        offered = remotes.host_key_of(error)
        if offered is None or not sys.stdin.isatty():
            raise
        click.echo(str(error), err=True)
        click.confirm(_("Trust this server?"), abort=True, err=True)
        line = remotes.add(session.workspace, name, url, {**keys, "host_key": offered})
    words = _("{name} is added. `sync` exchanges with it.")
    _show_line(line, as_json=as_json, words=words)


@remote.command()
@click.argument("name")
@click.option("--url", default="", help="Another address; the same kind of place or another.")
@opening
@json_option
@pass_session
def change(
    session: Session,
    name: str,
    *,
    url: str,
    given: Sequence[str],
    from_files: Sequence[str],
    as_json: bool,
) -> None:
    """Give a shared place another address, or what opens it now."""
    found = remotes.find(session.workspace, name)
    keys = _keys(remotes.opens(url or found.url), given, from_files, ask=False)
    line = remotes.change(session.workspace, name, url, keys)
    _show_line(line, as_json=as_json, words=_("{name} is changed. `sync` exchanges with it."))


@remote.command("list")
@json_option
@pass_session
def list_(session: Session, *, as_json: bool) -> None:
    """List the shared places and how they are."""
    lines = remotes.remotes(session.workspace)
    if as_json:
        print_json({"remotes": [_said(line) for line in lines]})
        return
    if not lines:
        click.echo(_("There is no shared place yet. Add one first, or exchange files on a stick."))
        return
    print_table(
        [_("Name"), _("Kind"), _("Address"), _("Last exchange"), _("How it is")],
        [
            [
                line.name,
                line.kind,
                line.url,
                shown_moment(line.done) if line.done else _("none yet"),
                line.words or (_("All right") if line.done else _("Nothing was exchanged yet")),
            ]
            for line in lines
        ],
    )


@remote.command()
@click.argument("name")
@json_option
@pass_session
def test(session: Session, name: str, *, as_json: bool) -> None:
    """See whether a shared place does what it must, and say what it does wrong."""
    found = remotes.test(session.workspace, name)
    good = all(one.good for one in found)
    if as_json:
        print_json(
            {
                "good": good,
                "findings": [
                    {
                        "what": one.what,
                        "good": one.good,
                        "advice": one.advice,
                        "needed": one.needed,
                    }
                    for one in found
                ],
            }
        )
    for one in () if as_json else found:
        click.echo(f"{_('Yes') if one.good else _('No')}  {one.what}")
        if one.advice:
            click.echo(f"    {one.advice}")
    if any(not one.good and one.needed for one in found):
        sys.exit(1)


@remote.command()
@click.argument("name")
@json_option
@pass_session
def forget(session: Session, name: str, *, as_json: bool) -> None:
    """Forget a shared place and what opens it. What lies there stays."""
    remotes.forget(session.workspace, name)
    if as_json:
        print_json({"forgotten": name})
    else:
        click.echo(_("Forgotten. What lies there stays, sealed."))


@remote.command()
@click.argument("name")
@json_option
@pass_session
def renew(session: Session, name: str, *, as_json: bool) -> None:
    """Use a place again that is empty now: everything is put there once more."""
    remotes.renew(session.workspace, name)
    if as_json:
        print_json({"renewed": name})
    else:
        click.echo(_("The next exchange puts everything there."))


@group.command()
@click.argument("name", default="")
@click.option("--watch", is_flag=True, help="Go on, as often as is due, until Ctrl+C.")
@json_option
@pass_session
def sync(session: Session, name: str, *, watch: bool, as_json: bool) -> None:
    """Exchange what is new with the shared place NAME, or with all of them."""
    if watch:
        _watch(session.workspace, name, as_json=as_json)
        return
    done = remotes.sync(session.workspace, name, all_files=True)
    if as_json:
        sums = {
            count: sum(getattr(one, count) for one in done) for count in (*accounts.COUNTS, "sent")
        }
        print_json({**sums, "remotes": [_done(one) for one in done]})
    else:
        for one in done:
            for line in _account(one):
                click.echo(line)
    if any(one.trouble or one.full for one in done):
        sys.exit(1)


def _watch(workspace: Workspace, name: str, *, as_json: bool) -> None:
    """Exchange until somebody presses Ctrl+C: with JSON, a document on each line."""

    def tell(done: tuple[SyncDone, ...]) -> None:
        for one in done:
            if as_json:
                click.echo(json.dumps(_done(one), ensure_ascii=False))
                continue
            for line in _account(one):
                click.echo(f"{shown_moment(workspace.now())}  {line}")

    try:
        automatic.watch(workspace, name, tell=tell, sleep=time.sleep)
    except KeyboardInterrupt:
        click.echo(_("Stopped. What was done stays."), err=True)


# --- what opens a place


def invited_keys(
    workspace: Workspace, name: str, given: Sequence[str], from_files: Sequence[str]
) -> dict[str, str]:
    """Give what opens a shared place for another laptop, as it is said in a command.

    What the environment says is this laptop's own, and not looked at.

    Raises:
        InvalidValue: something is said, but no secret that opens the place.
    """
    asked = remotes.opens(remotes.find(workspace, name).url)
    said = bool(given or from_files)
    keys = _keys(asked, given, from_files, ask=said, environment=False)
    secrets = [one.name for one in asked if one.secret]
    if said and secrets and not any(name in keys for name in secrets):
        raise InvalidValue(
            _("A password or key for that laptop is missing. Use --set-file {key}=FILE.").format(
                key=secrets[0]
            )
        )
    return keys


def _keys(
    asked: Sequence[Asked],
    given: Sequence[str],
    from_files: Sequence[str],
    *,
    ask: bool = True,
    environment: bool = True,
) -> dict[str, str]:
    keys = dict(map(_pair, given))
    for one in asked:
        if one.secret and one.name in keys:
            raise InvalidValue(
                _("Others can see what is typed in a command. Use --set-file {key}=FILE.").format(
                    key=one.name
                )
            )
        variable = f"{_ENVIRONMENT}{one.name.upper()}"
        if environment and variable in os.environ:
            keys.setdefault(one.name, os.environ[variable])
    for name, file in map(_pair, from_files):
        text = _whole(Path(file))
        keys[name] = text if name in _WHOLE else text.partition("\n")[0]
    if ask and sys.stdin.isatty():
        keys = _asked(asked, keys)
    return keys


_WHOLE = frozenset({"private_key", "config", "host_key"})


def _asked(asked: Sequence[Asked], keys: Mapping[str, str]) -> dict[str, str]:
    """Ask at the terminal for what opens the place and was not given; Enter leaves it out."""
    found = dict(keys)
    secret_given = any(one.secret and one.name in found for one in asked)
    for one in asked:
        if one.name in found or not (one.needed or (one.secret and not secret_given)):
            continue
        if one.secret:
            found[one.name] = ask_secret(_(one.label))
            secret_given = bool(found[one.name])
        else:
            found[one.name] = click.prompt(_(one.label), default="", err=True, show_default=False)
    return {name: value for name, value in found.items() if value}


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise InvalidValue(_("Write it as KEY=VALUE, such as user=ana."))
    return name.strip(), value


def _whole(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise InvalidValue(_("The file cannot be read as text. Choose another one.")) from None


# --- words


def _show_line(line: RemoteLine, *, as_json: bool, words: str) -> None:
    if as_json:
        print_json(_said(line))
    else:
        click.echo(words.format(name=isolate(line.name)))


def _said(line: RemoteLine) -> dict[str, Any]:
    return {
        "name": line.name,
        "kind": line.kind,
        "url": line.url,
        "done": line.done.isoformat() if line.done else None,
        "tried": line.tried.isoformat() if line.tried else None,
        "trouble": line.trouble,
        "words": line.words,
        "left": line.left,
        "went_back": line.went_back.isoformat() if line.went_back else None,
        "waiting": asdict(line.waiting),
    }


def _done(one: SyncDone) -> dict[str, Any]:
    return {
        "name": one.name,
        **accounts.as_json(one),
        "sent": one.sent,
        "files_put": one.files_put,
        "files_fetched": one.files_fetched,
        "trouble": one.trouble,
        "away": one.away,
        "full": one.full,
    }


def _account(one: SyncDone) -> list[str]:
    """Say what an exchange did."""
    name = isolate(one.name)
    if one.trouble:
        return [f"{name}: {one.trouble}"]
    came = ngettext("{count} change came", "{count} changes came", one.applied)
    went = ngettext("{count} was put there", "{count} were put there", one.sent)
    counts = f"{came.format(count=one.applied)}, {went.format(count=one.sent)}."
    return [f"{name}: {counts}", *accounts.came_of(one)]
