"""The in-work support plan on one page: what helps in this job, how often in touch, early signs, who signs (4.8).

What is on it is between the person and those who support them. The employer gets a paper of their own
(`support_plan_employer`), so that no printer puts it on the back of this one.
"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy.orm import Session

from ips_tui.casework.job_told import jobs_told
from ips_tui.casework.job_views import JobView
from ips_tui.casework.session import Desk
from ips_tui.casework.support import PLAN, support_plan_view
from ips_tui.forms.support import InWorkSupportPlanEntry
from ips_tui.reports.document import Block, Document, Heading, Paragraph
from ips_tui.reports.person import Page, about, page
from ips_tui.reports.registry import Choice, NotYet, PaperKind, PaperRequest

NONE_YET = "papers.not_yet.support_plan"
_TOPICS = (
    ("papers.support.topic", 1.0),
    ("papers.support.need", 1.5),
    ("papers.support.support", 1.8),
    ("papers.support.by_whom", 1.1),
    ("papers.support.how_often", 0.9),
)


def make(desk: Desk, request: PaperRequest) -> Document:
    """The newest plan of the job in the request, else of the newest job that has one.

    Raises NotYet, LookupError and a StoreProblem.
    """
    with page(desk, request) as made:
        known = planned(made.db, made.person.id, made)
        if not known:
            raise NotYet(NONE_YET)
        found = [job for job in known if request.record_id in (None, job.id)]
        if not found:
            raise LookupError("job")
        view = support_plan_view(made.db, found[0].id)
        assert view is not None
        plan = PLAN.read(made.db, view.id)
        return made.document(PaperKind.IN_WORK_SUPPORT_PLAN, _blocks(made, found[0], plan))


def missing(desk: Desk, request: PaperRequest) -> str:
    """Whether there is a plan for a job yet."""
    return "" if request.participant_id is not None and records(desk, request.participant_id) else NONE_YET


def records(desk: Desk, participant_id: UUID) -> tuple[Choice, ...]:
    """The jobs that have a plan, the newest first."""
    with about(desk, participant_id) as made:
        return tuple(Choice(job.id, called(job)) for job in planned(made.db, participant_id, made))


def planned(db: Session, participant_id: UUID, page: Page) -> tuple[JobView, ...]:
    """The person's jobs that have a plan, the newest first."""
    known = jobs_told(db, participant_id, page.today)
    return tuple(job for job in known if support_plan_view(db, job.id) is not None)


def called(job: JobView) -> str:
    """What a job is called, and where it is."""
    return ", ".join(part for part in (job.name, job.employer) if part)


def _blocks(page: Page, job: JobView, plan: InWorkSupportPlanEntry) -> Iterator[Block]:
    words = page.words
    if job.ended_on is not None:
        yield Paragraph(words("papers.support.ended", day=page.day(job.ended_on)), strong=True)
    elif plan.agreed_on is None:
        yield Paragraph(words("papers.support.proposed"), strong=True)
    yield from page.head(
        ("papers.support.job", called(job)),
        ("papers.support.starts", job.start_on),
        ("papers.support.made_on", plan.made_on),
        ("papers.support.agreed_on", plan.agreed_on),
        ("papers.support.rhythm", plan.rhythm or words("papers.person.not_yet")),
        ("papers.support.who_supports", plan.who_supports),
    )
    rows = [(one.topic, one.need, one.support, one.by_whom, one.how_often) for one in plan.needs]
    yield Heading(words("papers.support.helps"))
    yield from page.table(_TOPICS, rows) or (Paragraph(words("papers.person.not_yet"), quiet=True),)
    yield from page.part("papers.support.early_signs", plan.early_signs, missing="papers.person.not_yet")
    yield from page.part("papers.support.what_then", plan.what_then, missing="papers.person.not_yet")
    yield from _clinical(page, plan)
    yield from _exit(page, plan)
    if job.current:
        yield Heading(words("papers.support.employer"))
        yield Paragraph(words(f"papers.support.contact.{job.disclosure.contact}"))
    yield page.signed_by()


def _clinical(page: Page, plan: InWorkSupportPlanEntry) -> Iterator[Block]:
    if plan.clinical_input:
        yield Heading(page.words("papers.support.clinical"))
        yield Paragraph(plan.clinical_input)
        told = ", ".join(part for part in (plan.clinical_input_by, page.day(plan.clinical_input_on)) if part)
        if told:
            yield Paragraph(told, quiet=True)


def _exit(page: Page, plan: InWorkSupportPlanEntry) -> Iterator[Block]:
    found = page.fields(
        ("papers.support.exit_from", plan.exit_from_on),
        ("papers.support.exit_to", plan.exit_to),
        ("papers.support.exit_remains", plan.exit_remains),
    )
    if found:
        yield Heading(page.words("papers.support.exit"))
        yield from found
