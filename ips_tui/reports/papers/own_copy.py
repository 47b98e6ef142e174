"""A person's own copy on paper, in plain words: what was done first, then everything kept (GDPR article 15).

The same that `casework.own_copy` writes as a text and for programs, set to be printed, also in large letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ips_tui.casework.own_copy import LEFT_OUT, OwnCopy, own_copy
from ips_tui.casework.session import Desk
from ips_tui.casework.show import ShownCell, ShownRow
from ips_tui.reports.document import Block, Bullets, Document, Field, Fields, Heading, Paragraph
from ips_tui.reports.person import Page, page
from ips_tui.reports.registry import PaperKind, PaperRequest
from ips_tui.text import capital

_ANSWERS = frozenset({"answer", "rapport", "satisfaction_answer"})
"""Tables whose rows are answers to open questions."""
_OWNERS = frozenset({"vocational_profile", "satisfaction"})
"""What an answer belongs to, which its day would say again and again."""
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def make(desk: Desk, request: PaperRequest) -> Document:
    """Everything kept about the person, but what others said in confidence. Raises LookupError, a StoreProblem."""
    # Whoever asks: there is no copy of it for staff.
    with page(desk, PaperRequest(participant_id=request.participant_id)) as made:
        copy = own_copy(desk, made.person.id)
        return made.document(
            PaperKind.OWN_COPY,
            _blocks(made, copy),
            title=made.words("own_copy.title", day=made.day(copy.made_on)),
            foot=made.words("papers.own_copy.foot"),
        )


def _blocks(page: Page, copy: OwnCopy) -> Iterator[Block]:
    words = page.words
    yield Paragraph(words("own_copy.what"))
    yield Paragraph(words("papers.own_copy.rights"))
    if copy.left_out:
        one = copy.left_out == 1
        yield Paragraph(
            words("own_copy.left_out_one") if one else words("own_copy.left_out", count=copy.left_out), strong=True
        )
    for table in copy.record:
        rows = [fields for row in table.rows if (fields := _fields(page, row))]
        if rows:
            yield Heading(capital(words(f"cli.section.{table.table}")))
            if table.table in _ANSWERS:
                # Each is one question with its answer, so they stand below each other.
                yield Fields(tuple(field for fields in rows for field in fields))
            else:
                yield from (Fields(fields) for fields in rows)
    if copy.earlier:
        yield Heading(words("own_copy.earlier"))
        nothing = words("history.nothing")
        for line in copy.earlier:
            yield Paragraph(_by(page, line.at, line.who, line.what), strong=True)
            yield Fields(
                tuple(
                    Field(cell.label, f"{cell.old or nothing} {words('history.arrow')} {cell.new or nothing}")
                    for cell in line.cells
                )
            )
    if copy.looked:
        yield Heading(words("own_copy.looked"))
        looks = (_by(page, f"{look.at:%Y-%m-%d %H:%M}", look.who, look.what) for look in copy.looked)
        yield Bullets(tuple(looks))


def _by(page: Page, at: str, who: str, what: str) -> str:
    day, _, time = at.partition(" ")
    moment = " ".join(filter(None, (page.day(date.fromisoformat(day)), time)))
    return f"{moment}, {who or page.words('history.nobody')}: {what}"


def _fields(page: Page, row: ShownRow) -> tuple[Field, ...]:
    """What a record says; a text that was left out says so at its place."""
    said = (
        (cell, page.words("own_copy.here_left_out") if cell.column == LEFT_OUT else cell.text)
        for cell in row.cells
        if cell.column not in _OWNERS
    )
    return tuple(Field(cell.label, _plain(page, cell, text)) for cell, text in said if text.strip())


def _plain(page: Page, cell: ShownCell, text: str) -> str:
    """What stands in a cell, a day as a person says it."""
    if cell.typed or not _DAY.fullmatch(text):
        return text
    return page.day(date.fromisoformat(text))
