"""The card "what I may say": what employers may hear about one person, to have at hand on the telephone.

It says what the screen of the same name says, from the same answer: the agreed words and no others.
"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from ips_tui.casework.caseload import lines
from ips_tui.casework.disclosure import MaySay, may_say
from ips_tui.casework.session import Desk
from ips_tui.dates import full_date, say_date
from ips_tui.domain.disclosure import Scope
from ips_tui.forms.disclosure import DisclosureAgreementEntry
from ips_tui.forms.kit import fields_of
from ips_tui.reports.document import Block, Document, Field, Fields, Heading, Paragraph
from ips_tui.reports.registry import PaperKind, PaperRequest

EMPLOYER = "employer"
"""Option: the id of one employer, to say what holds for that one."""


def make(desk: Desk, request: PaperRequest) -> Document:
    """The card of one person. Raises LookupError for somebody who is not there, and a StoreProblem."""
    if request.participant_id is None:
        raise LookupError("participant")
    words, today = desk.words, desk.clock.today()
    person = lines(desk, [request.participant_id.bytes]).get(request.participant_id)
    if person is None:
        raise LookupError("participant")
    asked = request.options.get(EMPLOYER)
    may = may_say(desk, request.participant_id, None if asked is None else UUID(asked))
    return Document(
        kind=PaperKind.MAY_SAY,
        title=words("papers.kind.may_say"),
        subtitle=words("papers.may_say.subtitle", name=person.name, day=full_date(today, words.dates)),
        made_on=today,
        blocks=tuple(_blocks(desk, may)),
        ref=person.ref,
        foot=words("papers.may_say.foot"),
    )


def _blocks(desk: Desk, may: MaySay) -> Iterator[Block]:
    words = desk.words
    # As loud as it can be said: it is looked for while one speaks.
    yield Heading(_answer(desk, may))
    if may.allowed:
        yield from _may_be_said(desk, may)
    else:
        yield Paragraph(words(f"gate.{may.why}"))
        yield Paragraph(words("may_say.general_instead"))
        yield Paragraph(words("may_say.own_visit"))
    if may.never_words:
        yield Heading(words("papers.may_say.never"))
        yield Paragraph(may.never_words, strong=True)
    held = tuple(_held(desk, may))
    if held:
        yield Heading(words("papers.may_say.holds"))
        yield Fields(held)


def _answer(desk: Desk, may: MaySay) -> str:
    words = desk.words
    if not may.allowed:
        return words("papers.may_say.no_to", employer=may.employer) if may.employer else words("papers.may_say.no")
    whom = "named_employers" if may.scope is Scope.NAMED else "any_employer"
    return words("papers.may_say.yes", whom=may.employer or words(f"papers.may_say.{whom}"))


def _may_be_said(desk: Desk, may: MaySay) -> Iterator[Block]:
    """The fields an employer may hear, and no others: they are marked on the entry."""
    words = desk.words
    yield Heading(words("papers.may_say.words"))
    shareable = [spec for spec in fields_of(DisclosureAgreementEntry) if spec.shareable]
    texts = [(words(spec.label_id), str(getattr(may, spec.name))) for spec in shareable]
    if not any(text for _, text in texts):
        yield Paragraph(words("may_say.no_words"))
    for place, (label, text) in enumerate(texts):
        if not text:
            continue
        if place:
            yield Paragraph(label, quiet=True)
        yield Paragraph(text)


def _held(desk: Desk, may: MaySay) -> Iterator[Field]:
    words = desk.words

    def field(label: str, value: str) -> Field:
        return Field(words(f"may_say.{label}"), value)

    if may.allowed:
        named = may.scope is Scope.NAMED
        yield field("employers", ", ".join(may.employers) if named else words.choice("scope", str(may.scope)))
        people = ", ".join(words.choice("to_whom", who) for who in may.to_whom)
        yield field("to_whom", people or words("may_say.anyone"))
        if may.who_tells:
            yield field("who_tells", words.choice("who_tells", may.who_tells))
        if may.when_told:
            yield field("when_told", words.choice("when_told", may.when_told))
        if may.in_work_contact is not None:
            yield field("in_work", words.choice("in_work_contact", may.in_work_contact))
    if may.decided_on is not None:
        day = full_date(may.decided_on, words.dates)
        yield field("decision", f"{words.choice('decision', may.decision)}, {day}")
    if may.allowed and may.valid_until is not None:
        yield field("valid_until", full_date(may.valid_until, words.dates))
    if may.agreement_id is not None:
        yield field("next_talk", _next_talk(desk, may))


def _next_talk(desk: Desk, may: MaySay) -> str:
    words, today = desk.words, desk.clock.today()
    day = may.next_talk_on or may.next_talk_by
    if day is None:
        return words("may_say.no_next_talk")
    if day < today:
        return words("may_say.next_talk_late", day=say_date(day, today, words.dates))
    told = full_date(day, words.dates)
    return told if may.next_talk_on is not None else words("may_say.next_talk_by", day=told)
