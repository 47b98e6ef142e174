"""`ips-tui verify FILE`: whether a copy or a store opens and is sound. Writes nothing into it."""

from __future__ import annotations

from collections.abc import Iterator

from ips_tui.casework import copy_words
from ips_tui.casework.copies import verify
from ips_tui.casework.session import Desk
from ips_tui.cli import opening
from ips_tui.cli.parser import Asked
from ips_tui.cli.printing import write_json, write_lines
from ips_tui.paths import Paths, make_private
from ips_tui.store.checked import Checked
from ips_tui.store.copies import copy_files
from ips_tui.store.problems import Damaged

NOT_WHOLE = 1


def run(asked: Asked, paths: Paths) -> int:
    """Print what was found; the exit status: 13 for damage, 1 where only the journal's chain is not whole.

    Raises StoreProblem and Refusal.
    """
    assert asked.place is not None, "the parser asks for it"
    desk = opening.closed(asked, paths)
    # Looked at first: nobody should type a passphrase for a copy that is not there.
    copy_files(asked.place)
    typed = opening.passphrase(asked, desk.words)
    make_private(paths.state)
    found = verify(desk, asked.place, typed, paths.state)
    if asked.json:
        write_json(
            {
                "sound": found.sound and found.broken is None,
                "schema": found.version,
                "problems": list(found.problems),
                "journal_whole": (found.broken is None) if found.chained else None,
                "people": found.people,
                "actions": found.actions,
                "newest": None if found.newest is None else found.newest.isoformat(),
            }
        )
    else:
        write_lines(_lines(found, desk))
    if not found.sound:
        return Damaged.status
    return 0 if found.broken is None else NOT_WHOLE


def _lines(found: Checked, desk: Desk) -> Iterator[str]:
    words = desk.words
    for problem in found.problems:
        yield words("cli.verify.problem", problem=problem)
    if not found.sound:
        yield words("cli.verify.damaged")
        return
    if found.broken is not None:
        yield words("cli.verify.chain", number=found.broken.number)
    else:
        yield words("cli.verify.sound" if found.chained else "cli.verify.sound_unchained")
    if found.newest is None:
        yield words("cli.verify.holds_nothing")
    else:
        newest = copy_words.moment(words, desk.clock, found.newest)
        yield words("cli.verify.holds", people=found.people, actions=found.actions, newest=newest)
