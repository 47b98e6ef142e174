"""A letter to one employer about one person, to be edited before it is sent.

It holds the fields that the agreement marks as shareable, and the names without which it would be no letter; nothing
else of the record. Where the gate is closed for this employer there is no letter.
"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from ips_tui.casework.letters import JobStands, LetterView, employers_to_write_to, letter_view, why_no_letter
from ips_tui.casework.session import Desk
from ips_tui.content.words import Words
from ips_tui.dates import full_date
from ips_tui.reports.document import Block, Document, Heading, Paragraph
from ips_tui.reports.registry import Choice, NotYet, PaperKind, PaperRequest


def records(desk: Desk, participant_id: UUID) -> tuple[Choice, ...]:
    """The employers that may be written to about this person."""
    return tuple(
        Choice(one.id, ", ".join(part for part in (one.name, one.detail) if part))
        for one in employers_to_write_to(desk, participant_id)
    )


def missing(desk: Desk, request: PaperRequest) -> str:
    """Why there is no letter: the gate is closed, or no employer is known for this person."""
    if request.participant_id is None:
        raise LookupError("participant")
    if request.record_id is None and not records(desk, request.participant_id):
        why = why_no_letter(desk, request.participant_id)
        return f"gate.{why}" if why else "papers.not_yet.employer"
    return ""


def make(desk: Desk, request: PaperRequest) -> Document:
    """The letter. Raises NotYet where the gate is closed, LookupError for who is not there, and StoreProblem."""
    if why := missing(desk, request):
        raise NotYet(why)
    assert request.participant_id is not None
    employer = request.record_id or records(desk, request.participant_id)[0].id
    said, letter = letter_view(desk, request.participant_id, employer)
    if letter is None:
        raise NotYet(f"gate.{said.why}")
    words, today = desk.words, desk.clock.today()
    day = full_date(today, words.dates)
    return Document(
        kind=PaperKind.EMPLOYER_LETTER,
        title=letter.service or letter.specialist,
        subtitle=day,
        made_on=today,
        blocks=tuple(_blocks(letter, words)),
        # It leaves the house: the reference of the person and when it was printed are nobody's there.
        labels={"printed": day},
    )


def _blocks(letter: LetterView, words: Words) -> Iterator[Block]:
    yield Paragraph("\n".join(part for part in (letter.to_whom, letter.employer) if part))
    yield Heading(words("papers.letter.subject", person=letter.person), 2)
    greeting = "papers.letter.dear" if letter.to_whom else "papers.letter.hello"
    yield Paragraph(words(greeting, name=letter.to_whom))
    yield Paragraph(words(f"papers.letter.why.{letter.job}", person=letter.person, employer=letter.employer))
    if letter.agreed_words:
        # They may be in the person's own voice, and the letter is in another's.
        yield Paragraph(words("papers.letter.agreed", person=letter.person))
        yield Paragraph(letter.agreed_words)
    if letter.adjustments:
        yield Paragraph(words("papers.letter.helps"))
        yield Paragraph(letter.adjustments)
    yield Paragraph(words("papers.letter.offer." + ("in_work" if letter.job is JobStands.WORKS else "before_work")))
    yield Paragraph(words("papers.letter.greetings"))
    yield Paragraph("\n".join(part for part in (letter.specialist, letter.service, letter.telephone) if part))
