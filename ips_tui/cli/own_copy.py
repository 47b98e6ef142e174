"""`ips-tui own-copy REF DIR`: everything about one participant, to be given to them."""

from __future__ import annotations

from ips_tui.casework.own_copy import own_copy, write_files
from ips_tui.cli import opening
from ips_tui.cli.parser import Asked
from ips_tui.cli.printing import write_json, write_lines
from ips_tui.cli.refusal import Refusal
from ips_tui.cli.show import found_person
from ips_tui.paths import Paths
from ips_tui.store.problems import DiskTrouble


def run(asked: Asked, paths: Paths) -> int:
    """Write the two files and say where; the exit status.

    Raises StoreProblem, and Refusal when nobody has the ref, the folder is not there, or for the sample, which only
    shows how it is done.
    """
    assert asked.to is not None
    folder = asked.to.absolute()
    with opening.opened(asked, paths) as desk:
        words = desk.words
        if asked.demo:
            raise Refusal(words("cli.own_copy.sample_stays"))
        person = found_person(desk, asked)
        left_out = own_copy(desk, person.id).left_out
        if not folder.is_dir():
            raise Refusal(words("own_copy.no_folder"))
        try:
            written = write_files(desk, person.id, folder)
        except OSError:
            raise Refusal(words("own_copy.not_written"), DiskTrouble.status) from None
    if asked.json:
        write_json({"files": [str(path) for path in written], "left_out": left_out})
        return 0
    write_lines(words("cli.own_copy.written", path=path) for path in written)
    said = words("cli.own_copy.left_out", count=left_out) if left_out else words("cli.own_copy.marks")
    write_lines([said, words("cli.own_copy.not_protected")])
    return 0
