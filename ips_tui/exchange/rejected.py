"""The rows that were left out, as a file of their own with a column that says why: to be mended and read again.

The file is whole or not there, its owner's alone, and named without anybody's name. A cell that a spreadsheet might
take for a formula gets an apostrophe before it (reliability.md F26), which our own reading takes off again.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Collection, Iterator
from datetime import date
from pathlib import Path

from ips_tui.content.words import Words
from ips_tui.exchange.bring_in import Preview, RowState, Seen
from ips_tui.exchange.columns import PARTICIPANT, ListOf, fields_in
from ips_tui.forms.asking import Problem
from ips_tui.store.files import write_private
from ips_tui.store.problems import translated
from ips_tui.text import safe_cell

Names = Callable[[str], str]


def rejected_csv(preview: Preview, brought_in: Collection[int], words: Words) -> bytes:
    """The rows that were not brought in, as CSV: UTF-8 with a mark at its beginning, everything quoted."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([*map(safe_cell, preview.table.headings), words("bring_in.why")])
    for seen in preview.rows:
        if seen.row.number not in brought_in:
            writer.writerow([*map(safe_cell, seen.row.cells), safe_cell(why(preview, seen, words))])
    return out.getvalue().encode("utf-8-sig")


def write_rejected(preview: Preview, brought_in: Collection[int], words: Words, place: Path) -> None:
    """Put those rows into a new file. Raises FileExistsError where something stands, StoreProblem of the disk."""
    if place.exists() or place.is_symlink():
        raise FileExistsError(str(place))
    with translated():
        write_private(place, rejected_csv(preview, brought_in, words))


def free_name(folder: Path, of: ListOf, today: date) -> Path:
    """A name in that folder which nothing has yet."""
    name = f"left-out-{of.value}-{today.isoformat()}"
    names = (f"{name}.csv", *(f"{name}-{number}.csv" for number in range(2, 1000)))
    return next(folder / one for one in names if not (folder / one).exists())


def why(preview: Preview, seen: Seen, words: Words) -> str:
    """Why a row was left out, in a line."""
    return "  ".join(sentences(preview, seen, words)) or words("bring_in.why_chosen")


def sentences(preview: Preview, seen: Seen, words: Words, name_of: Names = str) -> Iterator[str]:
    """Each problem of a row with its column, or whom it looks like. `name_of` says how a person's name is shown."""
    for problem in seen.problems:
        yield said(preview, problem, words)
    if seen.state is RowState.ALIKE and (like := seen.alike) is not None:
        if like.row:
            yield words("bring_in.alike.row", row=like.row)
        else:
            of = preview.columns.of
            shown = like.name if of is ListOf.EMPLOYERS else name_of(like.name)
            yield words(f"bring_in.alike.{of}", name=f"{shown} {like.detail}".strip())


def said(preview: Preview, problem: Problem, words: Words) -> str:
    """One problem, with the field and the column that it is about."""
    sentence = words(problem.message_id, **dict(problem.values))
    if problem.field is None:
        return sentence
    spec = next((one for one in fields_in(preview.columns.of) if one.name == problem.field), None)
    label = words(spec.label_id) if spec is not None else words(f"bring_in.{PARTICIPANT}.label")
    heading = preview.columns.column(problem.field)
    named = words("bring_in.at_column", field=label, column=heading) if heading else label
    return f"{named}: {sentence}"
