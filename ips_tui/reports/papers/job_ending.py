"""The report of a job's ending, without blame: how it was, each one's own view, what was learnt, what next (4.9).

An ending is no end of support, and no fault: what the job was comes first, and each view is told as its teller said it.
"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from ips_tui.casework.job_told import JobTold, job_told, jobs_told
from ips_tui.casework.job_views import JobView
from ips_tui.casework.session import Desk
from ips_tui.domain.jobs import NewSearch
from ips_tui.forms.jobs import JobEndingEntry
from ips_tui.reports.document import Block, Document, Heading, Paragraph
from ips_tui.reports.papers.job_start import called, pay
from ips_tui.reports.person import Page, about, page
from ips_tui.reports.registry import Choice, NotYet, PaperKind, PaperRequest

NONE_YET = "papers.not_yet.ended_job"


def make(desk: Desk, request: PaperRequest) -> Document:
    """The ended job of the request, else the one that ended last. Raises NotYet, LookupError and a StoreProblem."""
    with page(desk, request) as made:
        known = _ended(made)
        if not known:
            raise NotYet(NONE_YET)
        found = [job for job in known if request.record_id in (None, job.id)]
        if not found:
            raise LookupError("job_ending")
        told = job_told(made.db, found[0].id, made.today)
        assert told.ending is not None
        return made.document(PaperKind.JOB_ENDING, _blocks(made, told, told.ending))


def missing(desk: Desk, request: PaperRequest) -> str:
    """Whether a job ended yet."""
    return "" if request.participant_id is not None and records(desk, request.participant_id) else NONE_YET


def records(desk: Desk, participant_id: UUID) -> tuple[Choice, ...]:
    """The jobs of a person that ended, the last first."""
    with about(desk, participant_id) as made:
        return tuple(Choice(job.id, called(job)) for job in _ended(made))


def _ended(page: Page) -> list[JobView]:
    ended = [job for job in jobs_told(page.db, page.person.id, page.today) if job.ended_on is not None]
    return sorted(ended, key=lambda job: (job.ended_on or page.today, job.id.int), reverse=True)


def _blocks(page: Page, told: JobTold, ending: JobEndingEntry) -> Iterator[Block]:
    words, job = page.words, told.view
    last = told.terms[-1] if told.terms else None
    yield from page.head()
    yield Heading(words("papers.job.the_job"))
    yield from page.fields(
        ("papers.job.title", job.name),
        ("papers.job.employer", job.employer),
        ("papers.job.started_on", job.start_on),
        ("papers.ending.last_day", ending.last_day_on),
        ("papers.ending.lasted", _lasted(page, told, ending)),
        ("papers.job.hours", job.hours),
        ("papers.job.pay", pay(page, last)),
    )
    yield Heading(words("papers.ending.learnt"))
    yield Paragraph(ending.learnt) if ending.learnt else Paragraph(words("papers.person.not_yet"), quiet=True)
    yield from page.part("papers.ending.differently", ending.differently)
    yield Heading(words("papers.ending.how"))
    yield from page.fields(("papers.ending.ended", ending.how), ("papers.ending.reasons", ending.reasons))
    yield Paragraph(words("papers.ending.views_differ"), quiet=True)
    for name in ("persons_view", "employers_view", "specialists_view"):
        said = str(getattr(ending, name) or "")
        yield Heading(words(f"papers.ending.{name}"), level=2)
        yield Paragraph(said) if said else Paragraph(words("papers.ending.no_view"), quiet=True)
        if name == "employers_view" and said and ending.employers_view_on is not None:
            yield Paragraph(words("papers.ending.said_on", day=page.day(ending.employers_view_on)), quiet=True)
    yield Heading(words("papers.ending.next"))
    yield from page.fields(
        ("papers.ending.new_search", _new_search(page, ending)),
        ("papers.ending.in_touch", ending.contacted_on or words("papers.job.not_noted")),
        ("papers.ending.benefits", ending.benefits_informed_on or words("papers.job.not_noted")),
    )
    yield Paragraph(words("papers.ending.support_goes_on"))


def _lasted(page: Page, told: JobTold, ending: JobEndingEntry) -> str:
    if told.view.start_on is None:
        return ""
    days = (ending.last_day_on - told.view.start_on).days + 1
    # Whole weeks say how long it was at once; a job of some days is told in days.
    return (
        page.words("papers.ending.weeks", weeks=days // 7)
        if days >= 14
        else page.words("papers.ending.days", days=days)
        if days > 1
        else page.words("papers.ending.one_day")
    )


def _new_search(page: Page, ending: JobEndingEntry) -> str:
    if ending.new_search is NewSearch.LATER and ending.new_search_on is not None:
        return page.words("papers.ending.later", day=page.day(ending.new_search_on))
    return page.said(ending.new_search)
