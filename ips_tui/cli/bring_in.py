"""`ips-tui bring-in KIND FILE`: a list from elsewhere; said first, and with --yes brought in, all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ips_tui.casework.session import Desk
from ips_tui.cli import opening
from ips_tui.cli.parser import Asked
from ips_tui.cli.printing import write_json, write_lines
from ips_tui.cli.refusal import NOT_FOUND, Refusal
from ips_tui.content.words import Words
from ips_tui.exchange import columns as deciding
from ips_tui.exchange import rejected
from ips_tui.exchange.bring_in import BroughtIn, NotBroughtIn, Preview, RowState, bring_in, preview
from ips_tui.exchange.columns import Columns, ListOf
from ips_tui.exchange.matching import Matcher
from ips_tui.exchange.table_file import Table, Unreadable, read_table
from ips_tui.paths import Paths
from ips_tui.store.problems import DiskTrouble, StoreProblem


def run(asked: Asked, paths: Paths) -> int:
    """Say what would come of the list, and do it with --yes; 1 where rows stay out that nobody asked for.

    Raises StoreProblem, and Refusal for a list that cannot be read, columns that are not decided, rows that would stay
    out in silence, and for the sample, which is only read.
    """
    assert asked.file is not None
    of = ListOf(asked.list_of)
    with opening.opened(asked, paths) as desk:
        if asked.demo and asked.yes:
            raise Refusal(desk.words("cli.bring_in.sample_stays"))
        table, decided = _read(asked, of, desk.words)
        if missing := deciding.missing(decided):
            fields = ", ".join(f"{spec.name} ({desk.words(spec.label_id)})" for spec in missing)
            raise Refusal(desk.words("cli.bring_in.missing", fields=fields))
        seen = preview(desk, table, decided)
        chosen = seen.possible if asked.alike else seen.new
        done = _bring_in(asked, desk, seen, chosen) if asked.yes else None
        left = len(seen.rows) - len(chosen)
        if asked.json:
            write_json(_shape(seen, chosen, done, asked, desk.words))
        else:
            write_lines(_lines(asked, desk, seen, chosen, done))
    return NOT_FOUND if left and (done is None or asked.rejected is None) else 0


def _read(asked: Asked, of: ListOf, words: Words) -> tuple[Table, Columns]:
    """The list, and which column holds what. Raises Refusal."""
    assert asked.file is not None
    try:
        table = read_table(asked.file.absolute())
    except Unreadable as wrong:
        raise Refusal(words(wrong.message_id, **wrong.values)) from None
    if asked.columns is None:
        return table, deciding.guessed(of, table)
    try:
        return table, deciding.fitting(deciding.read_columns(asked.columns.absolute(), of), table)
    except Unreadable as wrong:
        raise Refusal(words("cli.bring_in.columns_wrong", why=words(wrong.message_id, **wrong.values))) from None


def _bring_in(asked: Asked, desk: Desk, seen: Preview, chosen: frozenset[int]) -> BroughtIn:
    """Write what stays out, then bring in what was chosen. Raises Refusal; nothing is stored then."""
    words = desk.words
    if not chosen:
        raise Refusal(words("cli.bring_in.nothing"), NOT_FOUND)
    if len(chosen) < len(seen.rows):
        if asked.rejected is None:
            raise Refusal(words("cli.bring_in.needs_rejected"), NOT_FOUND)
        _write(asked.rejected.absolute(), seen, chosen, words)
    try:
        return bring_in(desk, seen, chosen)
    except NotBroughtIn as changed:
        why = "  ".join(rejected.said(seen, one, words) for one in changed.problems)
        raise Refusal(words("bring_in.not_brought_in", row=changed.row, why=why), NOT_FOUND) from None


def _write(place: Path, seen: Preview, chosen: frozenset[int], words: Words) -> None:
    try:
        rejected.write_rejected(seen, chosen, words, place)
    except FileExistsError:
        raise Refusal(words("cli.bring_in.rejected_there", path=place)) from None
    except (OSError, StoreProblem):
        raise Refusal(words("cli.bring_in.rejected_not_written"), DiskTrouble.status) from None


def _lines(asked: Asked, desk: Desk, seen: Preview, chosen: frozenset[int], done: BroughtIn | None) -> Iterator[str]:
    words, table, decided = desk.words, seen.table, seen.columns
    if asked.demo:
        yield words("cli.practice")
    named = words(f"bring_in.list.{decided.of}")
    yield words("cli.bring_in.heading", path=asked.file, rows=len(table.rows), list=named)
    matcher = Matcher(desk, decided)
    labels = {spec.name: words(spec.label_id) for spec in matcher.specs}
    for field, heading in decided.columns:
        yield words("cli.bring_in.column", field=labels[field], column=heading)
    for field, said in decided.same:
        yield words("cli.bring_in.for_all", field=labels[field], said=said)
    for word in matcher.words_said(table):
        if not word.meant.sure and not word.meant.problem:
            label = labels[word.field]
            yield words("cli.bring_in.word", field=label, said=word.said, meant=word.meant.label)
    counts = {state.value: seen.count(state) for state in RowState}
    yield words("cli.bring_in.counts", **counts)
    for one in seen.rows:
        if one.state is not RowState.NEW:
            yield words("cli.bring_in.row", row=one.row.number, name=one.name, why=rejected.why(seen, one, words))
    if done is None:
        yield words("cli.bring_in.not_yet")
        return
    if asked.rejected is not None and len(chosen) < len(seen.rows):
        yield words("cli.bring_in.rejected", count=len(seen.rows) - len(chosen), path=asked.rejected.absolute())
    if done.copy is not None:
        yield words("cli.bring_in.copy", path=done.copy.folder)
    yield words("cli.bring_in.done", count=done.count)


def _shape(
    seen: Preview, chosen: frozenset[int], done: BroughtIn | None, asked: Asked, words: Words
) -> dict[str, object]:
    """What scripts are given (docs/kinds.md)."""
    written = done is not None and asked.rejected is not None and len(chosen) < len(seen.rows)
    return {
        "list": seen.columns.of.value,
        "columns": dict(seen.columns.columns),
        "same": dict(seen.columns.same),
        "rows": [
            {
                "row": one.row.number,
                "name": one.name,
                "state": one.state.value,
                "chosen": one.row.number in chosen,
                "why": list(rejected.sentences(seen, one, words)),
            }
            for one in seen.rows
        ],
        "counts": {state.value: seen.count(state) for state in RowState},
        "brought_in": 0 if done is None else done.count,
        "copy": None if done is None or done.copy is None else str(done.copy.folder),
        "rejected": str(asked.rejected.absolute()) if written and asked.rejected is not None else None,
    }
