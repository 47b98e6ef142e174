"""What came of one review, with what went well first and the person's own words as they were said (domain.md 4.12)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from ips_tui.casework.given_out import achievements
from ips_tui.casework.reviews import read_review, reviews_of
from ips_tui.casework.session import Desk
from ips_tui.forms.action_plan import PlanReviewEntry
from ips_tui.forms.contacts import ReviewEntry
from ips_tui.reports.document import Block, Bullets, Document, Heading, Paragraph
from ips_tui.reports.person import Page, about, page
from ips_tui.reports.registry import Choice, NotYet, PaperKind, PaperRequest

NONE_YET = "papers.not_yet.review"


def make(desk: Desk, request: PaperRequest) -> Document:
    """The review of the request, else the last. Raises NotYet, LookupError and a StoreProblem."""
    with page(desk, request) as made:
        known = reviews_of(made.db, made.person.id)
        if not known:
            raise NotYet(NONE_YET)
        places = [place for place, (row_id, _) in enumerate(known) if request.record_id in (None, row_id)]
        if not places:
            raise LookupError("review")
        before = known[places[0] + 1][1] if places[0] + 1 < len(known) else date.min
        review = read_review(made.db, known[places[0]][0])
        return made.document(PaperKind.REVIEW_SUMMARY, _blocks(made, review, before))


def missing(desk: Desk, request: PaperRequest) -> str:
    """Whether there was a review yet."""
    return "" if request.participant_id is not None and records(desk, request.participant_id) else NONE_YET


def records(desk: Desk, participant_id: UUID) -> tuple[Choice, ...]:
    """A person's reviews, the newest first."""
    with about(desk, participant_id) as made:
        return tuple(Choice(row_id, made.day(day)) for row_id, day in reviews_of(made.db, participant_id))


def _blocks(page: Page, review: ReviewEntry, before: date) -> Iterator[Block]:
    words = page.words
    yield from page.head(
        ("papers.review.held_on", review.happened_on),
        ("papers.review.how", review.mode),
        ("papers.review.together_with", review.together_with),
    )
    yield Heading(words("papers.review.went_well"))
    good = [what for on, what in achievements(page.db, page.person.id) if before < on <= review.happened_on]
    yield Bullets(tuple(good)) if good else Paragraph(words("papers.review.nothing_noted"), quiet=True)
    yield Heading(words("papers.review.own_words"))
    if review.own_words:
        yield Paragraph(review.own_words)
    elif review.rating is None:
        yield Paragraph(words("papers.review.no_words"), quiet=True)
    if review.rating is not None:
        yield Paragraph(words("papers.review.rating", rating=review.rating))
    if isinstance(review, PlanReviewEntry):
        yield from _plan(page, review)
    yield from page.part("papers.review.in_the_way", review.in_the_way)
    yield from page.part("papers.review.to_try", review.to_try)
    yield from page.part("papers.review.expectations", review.expectations)
    yield Heading(words("papers.review.next"))
    day = page.day(review.next_on)
    yield Paragraph(words("papers.review.next_on", day=day) if day else words("papers.review.no_next"))


def _plan(page: Page, review: PlanReviewEntry) -> Iterator[Block]:
    words = page.words
    yield Heading(words("papers.review.plan"))
    rows = [(one.name, one.status or words("papers.review.not_talked_about"), one.why) for one in review.objectives]
    titles = (("papers.review.objective", 1.6), ("papers.review.status", 1), ("papers.review.why", 1.6))
    yield from page.table(titles, rows) or (Paragraph(words("papers.review.no_objectives"), quiet=True),)
    if review.plan_result:
        yield Paragraph(review.plan_result)
