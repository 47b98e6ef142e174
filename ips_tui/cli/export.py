"""`ips-tui export DIR`: the whole store as lines of JSON, which other programs read too (docs/export.md)."""

from __future__ import annotations

from ips_tui.cli import opening
from ips_tui.cli.parser import Asked
from ips_tui.cli.printing import progress, words_of, write_json, write_lines
from ips_tui.cli.refusal import Refusal
from ips_tui.exchange.writing import BadPlace, check_place, export_store
from ips_tui.paths import Paths
from ips_tui.store.problems import DiskTrouble


def run(asked: Asked, paths: Paths) -> int:
    """Write the folder and say where it is; the exit status. Raises StoreProblem and Refusal."""
    assert asked.to is not None, "the parser asks for it"
    words = words_of(paths)
    folder = asked.to.absolute()
    try:
        # Looked at first: nobody should type a passphrase for a place that cannot be written to.
        check_place(folder)
        with opening.opened(asked, paths) as desk:
            made = export_store(desk, folder, sheets=asked.csv, told=progress(words))
    except BadPlace as bad:
        raise Refusal(words(f"export.place.{bad.why.value}", folder=folder)) from None
    except OSError:
        raise Refusal(words("export.not_written", folder=folder), DiskTrouble.status) from None
    if asked.json:
        write_json({"folder": str(made.folder), "tables": made.tables, "rows": made.rows, "csv": made.sheets})
        return 0
    write_lines([words("export.written", folder=made.folder), words("export.holds", rows=made.rows)])
    write_lines([words("export.sheets")] if made.sheets else [])
    write_lines([words("export.not_protected")])
    return 0
