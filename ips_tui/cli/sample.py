"""`ips-tui sample build`: the invented people, told again from their stories."""

from __future__ import annotations

from pathlib import Path

import ips_tui
from ips_tui.cli.parser import Asked
from ips_tui.cli.printing import words_of, write_json, write_lines
from ips_tui.cli.refusal import Refusal
from ips_tui.paths import Paths, make_private, sample
from ips_tui.store.files import discard, move_into_place, temporary_name


def run(asked: Asked, paths: Paths) -> int:
    """Build the sample into a new file, or in place of the one that came with the program; the exit status.

    Raises Refusal when something stands at the place that was given, StoreProblem or OSError of the disk.
    """
    from ips_tui.casework.practice import build_sample

    words = words_of(paths)
    target = (asked.to or _own_place()).absolute()
    make_private(paths.state)
    if asked.to is not None:
        try:
            build_sample(target, paths.state)
        except FileExistsError:
            raise Refusal(words("cli.sample.exists", path=target)) from None
    else:
        # Built beside it first: the old sample stays until there is a whole new one.
        fresh = temporary_name(target)
        try:
            build_sample(fresh, paths.state)
            # Invented people only, and everyone who works on this computer may practise with them.
            fresh.chmod(0o644)
            move_into_place(fresh, target)
        finally:
            discard(fresh)
    if asked.json:
        write_json({"sample": str(target)})
    else:
        write_lines([words("cli.sample.built", path=target)])
    return 0


def _own_place() -> Path:
    """Where the sample of this installation is, or belongs: beside the package."""
    try:
        return sample()
    except FileNotFoundError:
        return Path(ips_tui.__file__).resolve().parents[1] / "ips_tui.db.sample"
