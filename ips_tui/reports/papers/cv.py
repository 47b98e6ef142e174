"""A version of the person's CV as it is sent: what they chose for it, and nothing else of the record."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from uuid import UUID

from ips_tui.casework.cv import CvView, cv_view, versions
from ips_tui.casework.session import Desk
from ips_tui.content.words import Words
from ips_tui.dates import full_date
from ips_tui.domain.cv import CvPart
from ips_tui.forms.cv import CvLineEntry
from ips_tui.reports.document import Block, Document, Heading, Paragraph
from ips_tui.reports.registry import Choice, NotYet, PaperKind, PaperRequest

_UNDER_WORK = frozenset({CvPart.WORK, CvPart.GAP})
"""A time without work stands among the work, where the person wants it said at all."""


def records(desk: Desk, participant_id: UUID) -> tuple[Choice, ...]:
    """The versions, the newest first, each with the applications that it was sent with."""
    words = desk.words
    found = []
    for one in versions(desk, participant_id):
        sent = words("papers.cv.sent_with", applications=", ".join(one.sent_with)) if one.sent_with else ""
        day = full_date(one.made_on, words.dates)
        found.append(Choice(one.id, "; ".join(part for part in (one.name, day, sent) if part)))
    return tuple(found)


def missing(desk: Desk, request: PaperRequest) -> str:
    """Why there is none yet."""
    if request.participant_id is None:
        raise LookupError("participant")
    there = request.record_id is not None or versions(desk, request.participant_id)
    return "" if there else "papers.not_yet.cv"


def make(desk: Desk, request: PaperRequest) -> Document:
    """The version. Raises NotYet where there is none, LookupError when it is gone, and StoreProblem."""
    if why := missing(desk, request):
        raise NotYet(why)
    assert request.participant_id is not None
    cv = cv_view(desk, request.record_id or versions(desk, request.participant_id)[0].id)
    words, today = desk.words, desk.clock.today()
    return Document(
        kind=PaperKind.CV,
        title=cv.person,
        subtitle=" · ".join(part for part in (cv.headline, *(said for _, said in cv.reach)) if part),
        made_on=today,
        blocks=tuple(_blocks(cv, words)),
        foot="" if cv.seen_on is not None else words("papers.cv.draft"),
        # It goes to employers: no reference, and no day of printing of ours.
        labels={"printed": ""},
    )


def _blocks(cv: CvView, words: Words) -> Iterator[Block]:
    if cv.own_words:
        yield Paragraph(cv.own_words)
    for part, lines in groupby(cv.lines, key=lambda line: CvPart.WORK if line.part in _UNDER_WORK else line.part):
        yield Heading(words(f"papers.cv.part.{part.value}"))
        for line in lines:
            yield from _line(line)
    if cv.referees:
        yield Heading(words("papers.cv.referees"))
        yield Paragraph(cv.referees)


def _line(line: CvLineEntry) -> Iterator[Block]:
    yield Paragraph(", ".join(part for part in (line.name, line.place) if part), strong=True)
    if line.period:
        yield Paragraph(line.period, quiet=True)
    if line.details:
        yield Paragraph(line.details)
