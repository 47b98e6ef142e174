"""`ips-tui salvage FILE`: what can be read of a damaged store goes into a new one beside it."""

from __future__ import annotations

from collections.abc import Iterator

from ips_tui.casework.salvaging import needs_secret, salvage_store
from ips_tui.cli.opening import passphrase
from ips_tui.cli.parser import Asked
from ips_tui.cli.printing import words_of, write_json, write_lines
from ips_tui.clock import SystemClock
from ips_tui.content.words import Words
from ips_tui.paths import Paths
from ips_tui.store.files import StoreFiles
from ips_tui.store.salvage import Counted, Salvaged, tables_of

LOST = 1


def run(asked: Asked, paths: Paths) -> int:
    """Salvage, and print what became of each table; the exit status: 0 when all was read, 1 when rows are lost.

    Raises StoreProblem where nothing can be read, and Refusal when no passphrase can be had.
    """
    assert asked.place is not None
    words = words_of(paths)
    files = StoreFiles(asked.place.absolute())
    secret = passphrase(asked, words) if needs_secret(files) else None
    done = salvage_store(files, secret, SystemClock())
    tables = tables_of(done.tables)
    if asked.json:
        said = [
            {"table": t.table, "read": t.read, "told_again": t.told_again, "lost": t.lost, "found": not t.unknown}
            for t in tables
        ]
        write_json(
            {"store": str(done.files.path), "whole": done.whole, "tables": said, "stood_in_for": done.stood_in_for}
        )
    else:
        write_lines(_lines(done, tables, words, str(files.path)))
    return 0 if done.whole else LOST


def _lines(done: Salvaged, tables: tuple[Counted, ...], words: Words, damaged: str) -> Iterator[str]:
    yield words("cli.salvage.heading", damaged=damaged, path=done.files.path)
    for table in tables:
        said = [words("cli.salvage.read", count=table.read)]
        if table.told_again:
            said.append(words("cli.salvage.told_again", count=table.told_again))
        if table.lost:
            said.append(words("cli.salvage.lost", count=table.lost))
        if table.unknown:
            said.append(words("cli.salvage.unknown"))
        yield words("cli.salvage.table", table=table.table, said=", ".join(said))
    if done.stood_in_for:
        yield words("cli.salvage.stood_in_for", count=done.stood_in_for)
    yield words("cli.salvage.whole" if done.whole else "cli.salvage.not_whole")
    yield words("cli.salvage.next", path=done.files.path)
