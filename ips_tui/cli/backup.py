"""`ips-tui backup DIR`: a checked copy of the team's store, with its key slots."""

from __future__ import annotations

from ips_tui.casework import copy_words
from ips_tui.casework.copies import take
from ips_tui.cli import opening
from ips_tui.cli.parser import Asked
from ips_tui.cli.printing import complain, words_of, write_json, write_lines
from ips_tui.cli.refusal import Refusal
from ips_tui.domain.copies import CopyKind
from ips_tui.paths import Paths


def run(asked: Asked, paths: Paths) -> int:
    """Take the copy and say what it is; the exit status. Raises StoreProblem and Refusal."""
    assert asked.place is not None, "the parser asks for it"
    words = words_of(paths)
    # A link that the person named leads where they want it.
    place = asked.place.resolve()
    if not place.is_dir():
        raise Refusal(words("cli.backup.no_folder", folder=place))
    with opening.opened(asked, paths) as desk:
        taken = take(desk, CopyKind.BY_HAND, place)
    if asked.json:
        write_json(
            {
                "folder": str(taken.folder),
                "size": taken.size,
                "seconds": round(taken.seconds, 3),
                "verified": True,
                "outside": taken.outside,
            }
        )
    else:
        size, seconds = copy_words.size(words, taken.size), f"{taken.seconds:.1f}"
        write_lines(
            (
                words("cli.backup.done", folder=taken.folder),
                words("cli.backup.checked", size=size, seconds=seconds),
                words("cli.backup.how", folder=taken.folder),
            )
        )
    if not taken.outside:
        complain(words("cli.backup.same_disk"))
    return 0
