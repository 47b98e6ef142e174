"""The agreement on what employers may hear, to be read and signed: it can be taken back at any time (domain.md 4.5)."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from ips_tui.casework.disclosure import AgreementView, agreements, may_say_on
from ips_tui.casework.session import Desk
from ips_tui.domain.disclosure import ALLOWING, Decision, Scope
from ips_tui.reports.document import Block, Document, Field, Fields, Heading, Paragraph
from ips_tui.reports.person import Page, about, page
from ips_tui.reports.registry import Choice, NotYet, PaperKind, PaperRequest

NONE_YET = "papers.not_yet.agreement"
_UNDECIDED = frozenset({Decision.NOT_DISCUSSED, Decision.UNDECIDED})


def make(desk: Desk, request: PaperRequest) -> Document:
    """The agreement of the request, else the last one. Raises NotYet, LookupError and a StoreProblem."""
    with page(desk, request) as made:
        known = agreements(made.db, made.person.id)
        if not known:
            raise NotYet(NONE_YET)
        found = [one for one in known if request.record_id in (None, one.id)]
        if not found:
            raise LookupError("disclosure_agreement")
        return made.document(PaperKind.DISCLOSURE_AGREEMENT, _blocks(made, found[0]))


def missing(desk: Desk, request: PaperRequest) -> str:
    """Whether anything was decided yet."""
    return "" if request.participant_id is not None and records(desk, request.participant_id) else NONE_YET


def records(desk: Desk, participant_id: UUID) -> tuple[Choice, ...]:
    """A person's decisions, the newest first."""
    with about(desk, participant_id) as made:
        words = made.words
        return tuple(
            Choice(
                one.id,
                words("papers.person.called", what=made.said(one.decision), day=made.day(one.decided_on)),
            )
            for one in agreements(made.db, participant_id)
        )


def _blocks(page: Page, agreed: AgreementView) -> Iterator[Block]:
    words = page.words
    if agreed.withdrawn_on is not None:
        yield Paragraph(words("papers.agreement.withdrawn", day=page.day(agreed.withdrawn_on)), strong=True)
    elif agreed.replaced_on is not None:
        yield Paragraph(words("papers.agreement.replaced", day=page.day(agreed.replaced_on)), strong=True)
    elif agreed.valid_until is not None and agreed.valid_until < page.today:
        yield Paragraph(words("papers.agreement.run_out", day=page.day(agreed.valid_until)), strong=True)
    yield from page.head(
        ("papers.agreement.decided_on", agreed.decided_on),
        ("papers.agreement.form", agreed.agreement_form),
    )
    yield Heading(words("papers.agreement.decision"))
    yield Paragraph(words(f"papers.agreement.decided.{agreed.decision}"), strong=True)
    if agreed.pros_and_cons_on is not None:
        yield Paragraph(words("papers.agreement.talked_through", day=page.day(agreed.pros_and_cons_on)))
    elif agreed.decision not in _UNDECIDED:
        yield Paragraph(words("papers.agreement.not_talked_through"))
    if agreed.decision in ALLOWING:
        yield from _allowed(page, agreed)
    yield from page.part("papers.agreement.never", agreed.never_words, missing="papers.agreement.no_never")
    yield Heading(words("papers.agreement.afterwards"))
    yield Paragraph(words("papers.agreement.any_time"), strong=True)
    yield Paragraph(_again(page, agreed))
    if agreed.valid_until is not None:
        yield Paragraph(words("papers.agreement.until", day=page.day(agreed.valid_until)))
    yield page.signed_by("papers.agreement.witness")


def _again(page: Page, agreed: AgreementView) -> str:
    """When it is looked at again: on the day agreed, else by the day that the team's rhythm asks for it."""
    words, may = page.words, may_say_on(page.db, page.person.id, page.today)
    by = may.next_talk_by if may.agreement_id == agreed.id else None
    if agreed.next_talk_on is not None and agreed.next_talk_on >= page.today:
        return words("papers.agreement.again_on", day=page.day(agreed.next_talk_on))
    if by is not None and by >= page.today:
        return words("papers.agreement.again_by", day=page.day(by))
    return words("papers.agreement.again")


def _allowed(page: Page, agreed: AgreementView) -> Iterator[Block]:
    words = page.words
    if agreed.decision is not Decision.SERVICE_ONLY or agreed.agreed_words:
        yield from page.part("papers.agreement.words", agreed.agreed_words, missing="papers.person.not_yet")
    yield from page.part("papers.agreement.adjustments", agreed.adjustments)
    named = agreed.scope is Scope.NAMED
    # What was not said stands there to be talked about, and filled in by hand.
    yield Heading(words("papers.agreement.who_hears"))
    yield Fields(
        tuple(
            Field(words(label), page.said(value))
            for label, value in (
                ("papers.agreement.employers", agreed.employers if named else agreed.scope),
                ("papers.agreement.who_tells", agreed.who_tells),
                ("papers.agreement.when", agreed.when_told),
                ("papers.agreement.to_whom", agreed.to_whom),
                ("papers.agreement.in_work", agreed.in_work_contact),
            )
        )
    )
