"""A specialist's whole caseload for a colleague who takes over: the brief of each person, on pages of their own."""

from __future__ import annotations

from ips_tui.casework.caseload import everyone
from ips_tui.casework.hand_over import hand_over
from ips_tui.casework.session import Desk, Looked
from ips_tui.dates import full_date
from ips_tui.reports.document import Block, Document, Heading, PageBreak, Paragraph
from ips_tui.reports.named import whose
from ips_tui.reports.papers.hand_over import blocks_of
from ips_tui.reports.registry import PaperKind, PaperRequest


def make(desk: Desk, request: PaperRequest) -> Document:
    """The briefs by reference, each noted as a look at that person's record: all of it may leave on paper.

    Raises LookupError where nobody is asked for or works here, and a StoreProblem.
    """
    words, member = desk.words, whose(desk, request)
    people = everyone(desk, specialist=member.id)
    blocks: list[Block] = []
    for person in people:
        desk.note_look(Looked.PRINTED, person.id, PaperKind.HAND_OVER_CASELOAD)
        if blocks:
            blocks.append(PageBreak())
        blocks.append(Heading(words("papers_team.hand_over.whom", ref=person.ref, name=person.name)))
        blocks += blocks_of(desk, hand_over(desk, person.id), 2)
    if not blocks:
        blocks.append(Paragraph(words("papers.roster.nobody")))
    day = full_date(desk.clock.today(), words.dates)
    return Document(
        kind=PaperKind.HAND_OVER_CASELOAD,
        title=words("papers.kind.hand_over_caseload"),
        subtitle=words("papers_team.hand_over.subtitle", name=member.name, day=day),
        made_on=desk.clock.today(),
        blocks=tuple(blocks),
        foot=words("papers_team.hand_over.foot"),
    )
