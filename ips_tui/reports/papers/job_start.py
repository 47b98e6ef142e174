"""The report of a job start: what it is, on which terms, and what was settled before the first day (domain.md 4.7).

It goes further than other papers, so it says what was decided about disclosure and not the words, and names nobody at
the employer's.
"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from ips_tui.casework.history import chosen
from ips_tui.casework.job_told import JobTold, job_told, jobs_told
from ips_tui.casework.job_views import JobView
from ips_tui.casework.session import Desk
from ips_tui.domain.disclosure import Decision
from ips_tui.domain.jobs import PayPeriod
from ips_tui.forms.jobs import JobTermsEntry
from ips_tui.reports.document import Block, Document, Heading
from ips_tui.reports.person import Page, about, page
from ips_tui.reports.registry import Choice, NotYet, PaperKind, PaperRequest

NONE_YET = "papers.not_yet.job"


def make(desk: Desk, request: PaperRequest) -> Document:
    """The job of the request, else the newest. Raises NotYet, LookupError and a StoreProblem."""
    with page(desk, request) as made:
        known = jobs_told(made.db, made.person.id, made.today)
        if not known:
            raise NotYet(NONE_YET)
        found = [job for job in known if request.record_id in (None, job.id)]
        if not found:
            raise LookupError("job")
        return made.document(PaperKind.JOB_START, _blocks(made, job_told(made.db, found[0].id, made.today)))


def missing(desk: Desk, request: PaperRequest) -> str:
    """Whether a job was accepted yet."""
    return "" if request.participant_id is not None and records(desk, request.participant_id) else NONE_YET


def records(desk: Desk, participant_id: UUID) -> tuple[Choice, ...]:
    """The jobs of a person that began, or are to, the newest first."""
    with about(desk, participant_id) as made:
        return tuple(Choice(job.id, called(job)) for job in jobs_told(made.db, participant_id, made.today))


def called(job: JobView) -> str:
    """A job by its title and its employer."""
    return ", ".join(part for part in (job.name, job.employer) if part)


def pay(page: Page, terms: JobTermsEntry | None) -> str:
    """The rate of pay and what it is for; empty where none is known."""
    if terms is None or terms.pay is None:
        return ""
    if terms.pay_period is None:
        return str(terms.pay)
    period = chosen(page.desk, PayPeriod, terms.pay_period.value)
    return page.words("papers.job.pay_for", pay=terms.pay, period=period)


def _blocks(page: Page, told: JobTold) -> Iterator[Block]:
    words, job, entry = page.words, told.view, told.entry
    first = told.terms[0] if told.terms else None
    started = job.start_on is not None and job.start_on <= page.today
    yield from page.head()
    yield Heading(words("papers.job.the_job"))
    yield from page.fields(
        ("papers.job.title", job.name),
        ("papers.job.employer", job.employer),
        ("papers.job.type", entry.job_type),
        ("papers.job.accepted_on", job.accepted_on),
        ("papers.job.started_on" if started else "papers.job.starts_on", job.start_on),
        ("papers.job.four_hours", _four_hours(page, told) if started else ""),
        ("papers.job.hours", None if first is None else first.hours),
        ("papers.job.pay", pay(page, first)),
        ("papers.job.duties", None if first is None else first.duties),
        ("papers.job.permanence", entry.permanence),
        ("papers.job.open_to_all", entry.open_to_all),
        ("papers.job.minimum_wage", entry.minimum_wage),
        ("papers.job.same_pay", entry.same_pay),
        ("papers.job.how_found", entry.how_found),
        ("papers.job.matches", entry.matches),
        ("papers.job.shift_pattern", entry.shift_pattern),
        ("papers.job.place", entry.place),
        ("papers.job.travel", _travel(page, told)),
    )
    if len(told.terms) > 1:
        yield Heading(words("papers.job.changes"))
        titles = (("papers.job.from", 1), ("papers.job.hours", 0.8), ("papers.job.pay", 1.2), ("papers.job.duties", 2))
        rows = [(one.from_on, one.hours, pay(page, one), one.duties) for one in told.terms[1:]]
        yield from page.table(titles, rows)
    yield Heading(words("papers.job.before_start"))
    yield from page.fields(
        ("papers.job.support_plan", _planned(page, told)),
        ("papers.job.benefits", _settled(page, told.benefits_on, job.without_benefits_why)),
        ("papers.job.reported", told.reported_on or words("papers.job.not_noted")),
        ("papers.job.told_employer", _disclosure(page, told)),
    )


def _four_hours(page: Page, told: JobTold) -> str:
    return page.day(told.four_hours_on) or page.words("papers.job.not_noted")


def _travel(page: Page, told: JobTold) -> str:
    mode, minutes = page.said(told.entry.travel_mode), told.entry.travel_minutes
    said = "" if minutes is None else page.words("papers.job.minutes", minutes=minutes)
    return ", ".join(part for part in (mode, said) if part)


def _planned(page: Page, told: JobTold) -> str:
    """The day the support plan was agreed on; else how far it is."""
    if told.plan_agreed_on is None and told.plan_made_on is not None and not told.view.without_plan_why:
        return page.words("papers.job.proposed", day=page.day(told.plan_made_on))
    return _settled(page, told.plan_agreed_on, told.view.without_plan_why)


def _settled(page: Page, day: object, why_not: str) -> str:
    """The day something was settled on; else that it was not, and why."""
    if day:
        return page.said(day)
    return page.words("papers.job.without", why=why_not) if why_not else page.words("papers.job.not_noted")


def _disclosure(page: Page, told: JobTold) -> str:
    if told.agreement is None:
        return page.words("papers.job.no_agreement")
    return page.said(Decision(told.agreement.decision))
