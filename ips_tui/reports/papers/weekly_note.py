"""A week of one person as text to paste into the clinical record: what happened, what comes next (domain.md 4.12)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ips_tui.casework.clinical_notes import MEETINGS, happened, may_hear, planned, read_meeting
from ips_tui.casework.session import Desk
from ips_tui.casework.timeline_item import TimelineItem
from ips_tui.reports.document import Block, Bullets, Document, Fields, Heading, Paragraph
from ips_tui.reports.papers.clinical_note import NOT_ALLOWED, note, titled, told
from ips_tui.reports.person import Page, page
from ips_tui.reports.registry import NotYet, PaperKind, PaperRequest

DAYS = 7


def make(desk: Desk, request: PaperRequest) -> Document:
    """The days of the request, else the last seven.

    Raises NotYet where the person does not want the clinical team to hear, LookupError and a StoreProblem.
    """
    with page(desk, request, instead="") as made:
        if not may_hear(made.db, made.person.id):
            raise NotYet(NOT_ALLOWED)
        until = request.until or (made.today if request.since is None else request.since + timedelta(days=DAYS - 1))
        since = request.since or until - timedelta(days=DAYS - 1)
        return note(made, PaperKind.WEEKLY_NOTE, _blocks(made, since, until))


def missing(desk: Desk, request: PaperRequest) -> str:
    """Whether the clinical team may hear."""
    with page(desk, request) as made:
        return "" if may_hear(made.db, made.person.id) else NOT_ALLOWED


def _blocks(page: Page, since: date, until: date) -> Iterator[Block]:
    words = page.words
    yield from page.fields(
        ("papers.note.days", words("papers.note.from_to", since=page.day(since), until=page.day(until))),
        ("papers.note.by", page.person.specialist),
    )
    found = happened(page.db, page.person.id, since, until)
    if not found:
        yield Paragraph(words("papers.note.quiet_week"))
    for item in found:
        yield Paragraph(words("papers.note.line", day=page.day(item.on), what=_what(page, item)), strong=True)
        if item.kind in MEETINGS:
            said = tuple(told(page, read_meeting(page.db, item)))
            if said:
                yield Fields(said)
    yield Heading(words("papers.note.ahead"))
    ahead = planned(page.db, page.person.id, max(until + timedelta(days=1), page.today))
    yield Bullets(
        tuple(words("papers.note.line", day=page.day(one.on), what=_purpose(page, one)) for one in ahead)
        or (words("papers.note.nothing_planned"),)
    )


def _what(page: Page, item: TimelineItem) -> str:
    return ": ".join(part for part in (titled(page, item), item.text) if part)


def _purpose(page: Page, item: TimelineItem) -> str:
    """What an appointment is for."""
    return page.words(item.detail[0])
