"""A stage's checklist: each line with its sign, and with its day or that it is still to come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from textual.content import Content

from ips_tui.casework.stage_views import CheckLine
from ips_tui.content.words import Words
from ips_tui.dates import bare_date, short_date
from screens.widgets.block import spread

GAP, SHORT_GAP = "  ", " "
WIDE = 100
"""Cells from which three full lines stand beside each other."""
FEW = 4
"""Lines up to which two full ones stand beside each other in a narrow window; of more, three short ones do."""
NAME, SHORT_NAME = 23, 17
"""Cells of the sign and what a line is about, in full and short; where less is left, that is cut and not its day."""


def checklist(lines: Sequence[CheckLine], words: Words, today: date, width: int) -> Iterator[Content]:
    """The lines in rows of two or three, at most `width` cells wide; eight take no more than three rows."""
    narrow = width < WIDE
    short = narrow and len(lines) > FEW
    columns = 3 if short or not narrow else 2
    gap = SHORT_GAP if short else GAP
    room = (width - len(gap) * (columns - 1)) // columns
    cells = [_cell(line, words, today, room, short) for line in lines]
    for place in range(0, len(cells), columns):
        yield Content(gap).join(cells[place : place + columns])


def _cell(line: CheckLine, words: Words, today: date, room: int, short: bool) -> Content:
    """One line in `room` cells."""
    done = line.done_on is not None
    label = words(f"participant.check.{line.id}" if short else f"check.{line.id}")
    said = words("participant.not_yet")
    if line.done_on is not None:
        said = (bare_date if short else short_date)(line.done_on, today, words.dates)
    mark = words("participant.done_mark" if done else "participant.open_mark")
    named = Content.styled(f"{mark} {label}", "$good" if done else "")
    after = Content.styled(f" {said}", "$quiet" if done else "")
    named_room = min(SHORT_NAME if short else NAME, max(room - after.cell_length, 0))
    return spread(named.truncate(named_room, ellipsis=True, pad=True) + after, Content(""), room)
