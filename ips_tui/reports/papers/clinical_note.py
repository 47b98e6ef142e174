"""One meeting as text to paste into the clinical record: short, factual, with nobody named but those who met (4.12)."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from ips_tui.casework.clinical_notes import Meeting, has_met, may_hear, meetings, read_meeting
from ips_tui.casework.session import Desk
from ips_tui.casework.timeline_item import TimelineItem
from ips_tui.domain.contacts import Result
from ips_tui.forms.contacts import ContactCorrectionEntry, ReviewEntry
from ips_tui.forms.support import FollowAlongContactEntry
from ips_tui.reports.document import Block, Document, Field, Fields
from ips_tui.reports.person import Page, about, page
from ips_tui.reports.registry import Choice, NotYet, PaperKind, PaperRequest
from ips_tui.text import capital

NONE_YET = "papers.not_yet.contact"
NOT_ALLOWED = "papers.not_yet.clinicians_may_not"
_OFFERED = 10
"""Meetings that a list offers: a note is pasted in the days after."""


def make(desk: Desk, request: PaperRequest) -> Document:
    """The meeting of the request, else the last.

    Raises NotYet, also where the person does not want the clinical team to hear; LookupError and a StoreProblem.
    """
    with page(desk, request, instead="") as made:
        if not may_hear(made.db, made.person.id):
            raise NotYet(NOT_ALLOWED)
        known = meetings(made.db, made.person.id, made.today)
        if not known:
            raise NotYet(NONE_YET)
        found = [item for item in known if request.record_id in (None, item.id)]
        if not found:
            raise LookupError("contact")
        return note(made, PaperKind.CLINICAL_NOTE, _blocks(made, found[0]))


def missing(desk: Desk, request: PaperRequest) -> str:
    """Whether there was a meeting, and the clinical team may hear of it."""
    with page(desk, request) as made:
        if not may_hear(made.db, made.person.id):
            return NOT_ALLOWED
        return "" if has_met(made.db, made.person.id) else NONE_YET


def records(desk: Desk, participant_id: UUID) -> tuple[Choice, ...]:
    """The last meetings with a person, the newest first."""
    with about(desk, participant_id) as made:
        known = meetings(made.db, participant_id, made.today)[:_OFFERED]
        return tuple(
            Choice(item.id, made.words("papers.person.called", what=titled(made, item), day=made.day(item.on)))
            for item in known
        )


def note(page: Page, kind: PaperKind, blocks: Iterator[Block]) -> Document:
    """A note: who it is about in one line, then what is to be pasted, and nothing to be cut away first."""
    subtitle = page.words("papers.person.subtitle", name=page.person.name, ref=page.person.ref)
    return page.document(kind, blocks, subtitle=subtitle, foot=page.words("papers.note.foot", team=page.person.team))


def titled(page: Page, item: TimelineItem) -> str:
    """What happened, with how it was held or what came of it."""
    return capital(", ".join(page.words(one) for one in (item.title, *item.detail)))


def told(page: Page, meeting: Meeting) -> Iterator[Field]:
    """What was said at a meeting, line by line: the person's own words first."""

    def line(label: str, value: object) -> Iterator[Field]:
        if said := page.said(value):
            yield Field(page.words(f"papers.note.{label}"), said)

    if isinstance(meeting, ReviewEntry):
        yield from line("went_well", meeting.went_well)
        yield from line("own_words", meeting.own_words)
        if meeting.rating is not None:
            yield from line("progress", page.words("papers.note.of_ten", rating=meeting.rating))
        yield from line("in_the_way", meeting.in_the_way)
        yield from line("to_try", meeting.to_try)
        yield from line("plan_result", getattr(meeting, "plan_result", None))
    if isinstance(meeting, (ContactCorrectionEntry, FollowAlongContactEntry)):
        yield from line("summary", meeting.summary)
    if isinstance(meeting, FollowAlongContactEntry):
        # What the employer said stays with the person and the specialist.
        yield from line("topics", meeting.topics)
        if meeting.satisfaction is not None:
            yield from line("satisfaction", page.words("papers.note.of_ten", rating=meeting.satisfaction))
        yield from line("satisfaction_words", meeting.satisfaction_words)
        yield from line("to_do", meeting.to_do)
    yield from line("expectations", meeting.expectations)
    if not isinstance(meeting, ContactCorrectionEntry):
        yield from line("next_on", meeting.next_on)


def _blocks(page: Page, item: TimelineItem) -> Iterator[Block]:
    words, meeting = page.words, read_meeting(page.db, item)
    with_others = getattr(meeting, "together_with", ())
    minutes = "" if meeting.minutes is None else words("papers.note.minutes", minutes=meeting.minutes)
    yield from page.fields(
        ("papers.note.on", item.on),
        (
            "papers.note.what",
            ", ".join(part for part in (titled(page, item), page.inside(meeting.place), minutes) if part),
        ),
        ("papers.note.with", with_others),
        ("papers.note.stage", "" if item.stage is None else words(f"stage.{item.stage}.name")),
        ("papers.note.by", item.by),
    )
    said = tuple(told(page, meeting))
    if said:
        yield Fields(said)
    elif getattr(meeting, "result", Result.TOOK_PLACE) is Result.TOOK_PLACE:
        yield from page.part("papers.note.summary", "", missing="papers.note.nothing_noted")
