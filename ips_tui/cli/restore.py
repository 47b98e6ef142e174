"""`ips-tui restore FILE`: a copy in the place of the team's store, which is put aside whole."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from ips_tui.casework import copy_words
from ips_tui.casework.copies import Comparison, Restored, compare, restore
from ips_tui.casework.session import Desk
from ips_tui.cli import opening
from ips_tui.cli.parser import Asked
from ips_tui.cli.printing import complain, write_json, write_lines
from ips_tui.cli.refusal import USAGE
from ips_tui.paths import Paths
from ips_tui.store.copies import copy_files

LEFT = 1


def run(asked: Asked, paths: Paths) -> int:
    """Say what will be missing, ask, and bring the copy back; the exit status, 1 when the answer was no.

    Raises StoreProblem and Refusal.
    """
    assert asked.place is not None, "the parser asks for it"
    desk = opening.closed(asked, paths)
    words = desk.words
    copy_files(asked.place)
    # What was begun earlier comes first: it may be what this is asked for.
    _ = desk.state
    found = compare(desk, asked.place, opening.passphrase(asked, words))
    if not asked.json:
        write_lines(copy_words.comparison(found, words, desk.clock))
    if not asked.yes:
        if asked.json or sys.stdin is None or not sys.stdin.isatty():
            if asked.json:
                write_json(_shape(desk, found, None))
            complain(words("cli.restore.not_asked"))
            return USAGE
        write_lines([words("cli.restore.asked")])
        sys.stdout.flush()
        if sys.stdin.readline().strip().casefold() != words("cli.restore.yes"):
            write_lines([words("cli.restore.left")])
            return LEFT
    done = restore(desk, found)
    if asked.json:
        write_json(_shape(desk, found, done))
    else:
        write_lines(_lines(desk, done))
    return 0


def _lines(desk: Desk, done: Restored) -> Iterator[str]:
    words = desk.words
    yield words("copies.back.done")
    if done.aside is not None:
        yield words("copies.back.aside", folder=done.aside)
    if done.before is not None:
        yield words("copies.back.before", folder=done.before)


def _shape(desk: Desk, found: Comparison, done: Restored | None) -> dict[str, object]:
    newest, here = found.found.newest, found.newest
    return {
        "restored": done is not None,
        "store": str(desk.files.path),
        "present": found.present,
        "newest_in_copy": None if newest is None else newest.isoformat(),
        "newest_here": None if here is None else here.isoformat(),
        "actions_missing": found.later,
        "drafts_missing": found.drafts,
        "erased_again": len(found.erased),
        "aside": _place(None if done is None else done.aside),
        "copy_before": _place(None if done is None else done.before),
    }


def _place(path: Path | None) -> str | None:
    return None if path is None else str(path)
