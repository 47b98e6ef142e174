"""What the employer gets of an in-work support plan, to be signed by all three (domain.md 4.8, 7.3).

Only where the disclosure agreement of the day allows contact in that job, and with nothing on it that an employer may
not hear: the words agreed, the adjustments to ask for, and who may be rung. It leaves the house, so it carries no
reference of ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

from ips_tui.casework.disclosure import may_say_on
from ips_tui.casework.job_views import JobView
from ips_tui.casework.session import Desk
from ips_tui.casework.support import PLAN, support_plan_view
from ips_tui.domain.disclosure import InWorkContact
from ips_tui.domain.support import SupportRhythm
from ips_tui.reports.document import Block, Document
from ips_tui.reports.papers.in_work_support_plan import NONE_YET, called, planned
from ips_tui.reports.person import Page, about, page
from ips_tui.reports.registry import Choice, NotYet, PaperKind, PaperRequest


def make(desk: Desk, request: PaperRequest) -> Document:
    """The page for the employer of the job in the request, else of the newest that has one.

    Raises NotYet, LookupError and a StoreProblem.
    """
    if why := missing(desk, request):
        raise NotYet(why)
    with page(desk, request) as made:
        known = planned(made.db, made.person.id, made)
        asked = [job for job in known if request.record_id == job.id or (request.record_id is None and _may(job))]
        if not asked:
            raise LookupError("job")
        if not _may(asked[0]):
            raise NotYet(_why_not(asked[0]))
        document = made.document(
            PaperKind.SUPPORT_PLAN_EMPLOYER,
            _blocks(made, asked[0]),
            title=made.words("papers.support.for_employer"),
            subtitle=made.person.called,
            foot=made.person.team,
        )
        return replace(document, ref="")


def missing(desk: Desk, request: PaperRequest) -> str:
    """Why there is none: no plan, no job that goes on, or the person did not agree to contact in it."""
    if request.participant_id is None:
        return NONE_YET
    with about(desk, request.participant_id) as made:
        known = planned(made.db, request.participant_id, made)
    if any(_may(job) for job in known):
        return ""
    return _why_not(known[0]) if known else NONE_YET


def records(desk: Desk, participant_id: UUID) -> tuple[Choice, ...]:
    """The jobs whose employer may get one, the newest first."""
    with about(desk, participant_id) as made:
        return tuple(Choice(job.id, called(job)) for job in planned(made.db, participant_id, made) if _may(job))


def _may(job: JobView) -> bool:
    # Nobody is to sign for a job that is over, under a decision that was made since.
    return job.current and job.disclosure.contact != InWorkContact.NO


def _why_not(job: JobView) -> str:
    return f"gate.{job.disclosure.why}" if job.current else "papers.not_yet.job_over"


def _blocks(page: Page, job: JobView) -> Iterator[Block]:
    words = page.words
    view = support_plan_view(page.db, job.id)
    assert view is not None
    plan = PLAN.read(page.db, view.id)
    may = may_say_on(page.db, page.person.id, page.today, job.employer_id)
    yield from page.head(
        ("papers.support.of", page.person.called),
        ("papers.support.job", called(job)),
        ("papers.support.starts", job.start_on),
        ("papers.support.in_touch", words(f"papers.support.in_touch_how.{job.disclosure.contact}")),
        (
            "papers.support.rhythm",
            None if plan.employer_rhythm is SupportRhythm.NONE_WISHED else plan.employer_rhythm,
        ),
    )
    yield from page.part("papers.support.agreed_words", may.agreed_words)
    yield from page.part("papers.support.adjustments", may.adjustments)
    yield page.signed_by("papers.support.employer_signs")
