"""An exchange that moves every attached file, a slice at a time: words go between the slices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.sync import remote_exchange

if TYPE_CHECKING:
    from liaison_app.remotes.protocol import Remote
    from liaison_app.store.writing import Progress
    from liaison_app.sync.remote_exchange import Exchanged
    from liaison_app.workspace import Workspace


def exchange(
    workspace: Workspace, remote: Remote, n: int, progress: Progress | None, *, all_files: bool
) -> Exchanged:
    """Exchange with a shared place; with `all_files` again, until no attached file waits.

    Each time what people wrote meanwhile goes first. Files that do not go now are left.

    Args:
        workspace: this laptop's.
        remote: the place.
        n: its local number.
        progress: as `remote_exchange.exchange` has it.
        all_files: somebody asked for it and waits.

    Raises:
        As `remote_exchange.exchange`.
    """
    done = remote_exchange.exchange(workspace, remote, n, progress, eager=all_files)
    while all_files and done.files.more:
        _add(done, remote_exchange.exchange(workspace, remote, n, progress))
    return done


def _add(done: Exchanged, more: Exchanged) -> None:
    """Count what a further slice did as well."""
    done.bundles.new += more.bundles.new
    done.bundles.duplicates += more.bundles.duplicates
    done.bundles.apart |= more.bundles.apart
    done.bundles.waiting, done.bundles.unreadable = more.bundles.waiting, more.bundles.unreadable
    done.sent.changes += more.sent.changes
    done.conflicts += more.conflicts
    done.joined += more.joined
    done.requests += more.requests
    done.alarms += more.alarms
    done.removed, done.lets_in = more.removed, more.lets_in
    done.left, done.lacking = more.left, more.lacking
    done.files.put += more.files.put
    done.files.fetched += more.files.fetched
    done.files.deleted += more.files.deleted
    done.files.moved += more.files.moved
    done.files.more = more.files.more
