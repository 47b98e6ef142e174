"""Forms about jobs: accepted, begun, changed, away from, ended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from ips_tui.casework import job_search, jobs
from ips_tui.casework.in_work_gate import employer_gate
from ips_tui.casework.job_views import JobView, job_view
from ips_tui.dates import say_date
from ips_tui.forms.job_search import ApplicationEntry
from ips_tui.forms.jobs import AbsenceEntry, JobEndingEntry, JobEntry, JobStartEntry, JobTermsEntry
from ips_tui.forms.kit import raw_values
from screens.desk import desk_of
from screens.entries.briefed import Fact
from screens.entries.opening import EntryScreen, RecordId, as_id, today_in
from screens.entries.plain import correcting, recording
from screens.follow_along.wording import job_name, terms
from screens.keys import key_label

if TYPE_CHECKING:
    from screens.app import IpsApp

PLAN_WHY, BENEFITS_WHY = "without_plan_why", "without_benefits_why"
_KEYS = {PLAN_WHY: "i", BENEFITS_WHY: "b"}
"""The keys of the person's page that note what is missing."""


def about_job(app: IpsApp, job_id: UUID) -> Fact:
    """Which job a form is about. Raises LookupError when it is gone."""
    return Fact(job_name(job_view(desk_of(app), job_id)))


def given(job_id: RecordId | None) -> UUID:
    """The job that a new record is about. Raises ValueError when none is given."""
    if job_id is None:
        raise ValueError("neither a job nor a record about one")
    return as_id(job_id)


def job_form(app: IpsApp, participant_id: RecordId, *, record_id: RecordId | None = None) -> EntryScreen:
    """A job that was accepted or held at referral, new or to be corrected. Raises LookupError when it is gone.

    A new one starts with what the last application that led to an offer says; what was offered stands above it.
    """
    desk, person = desk_of(app), as_id(participant_id)
    if record_id is not None:
        return correcting(app, JobEntry, person, record_id, jobs.change_job, jobs.job_entry)
    offer = job_search.latest_offer(desk, person)
    return recording(
        app,
        JobEntry,
        person,
        lambda entry, key: jobs.record_job(desk, person, entry, draft=key),
        start={**today_in(app, "accepted_on"), **_offered(offer)},
        facts=[] if offer is None else [Fact(app.words("jobs.offered", offer=offer.offer) if offer.offer else "")],
    )


def _offered(offer: ApplicationEntry | None) -> dict[str, str]:
    if offer is None:
        return {}
    said = raw_values(offer)
    return {
        **{name: said[name] for name in ("name", "employer", "employer_name") if name in said},
        "how_found": said["route"],
    }


def job_start_form(app: IpsApp, participant_id: RecordId, job_id: RecordId) -> EntryScreen:
    """Whether a job began (G11, G12): what is missing is said above, and only its reason is asked for.

    What was noted of the start before is there to be corrected. Raises LookupError when the job is gone.
    """
    desk, job = desk_of(app), as_id(job_id)
    view, noted = job_view(desk, job), jobs.start_entry(desk, job)
    planned, offered = jobs.gates_of_start(desk, job)
    missing = {PLAN_WHY: not planned, BENEFITS_WHY: not offered}
    given = {} if noted is None else raw_values(noted)
    not_asked = frozenset(name for name, is_missing in missing.items() if not is_missing and name not in given)
    facts = [Fact(job_name(view)), *_about_start(app, view, missing)]
    if noted is not None:
        return correcting(
            app,
            JobStartEntry,
            participant_id,
            job,
            jobs.note_start,
            jobs.start_entry,
            facts=facts,
            left_out=not_asked,
        )
    begun = view.start_on is not None and view.start_on <= app.desk.clock.today()
    return recording(
        app,
        JobStartEntry,
        participant_id,
        lambda entry, key: jobs.note_start(desk, job, entry, draft=key),
        start={"start_on": view.start_on.isoformat()} if view.start_on is not None and begun else {},
        of=job,
        facts=facts,
        left_out=not_asked,
    )


def _about_start(app: IpsApp, view: JobView, missing: Mapping[str, bool]) -> Iterator[Fact]:
    words = app.words
    if view.start_on is not None:
        yield Fact(words("jobs.start.agreed", day=say_date(view.start_on, app.desk.clock.today(), app.words.dates)))
    for name, is_missing in missing.items():
        if is_missing:
            yield Fact(words(f"jobs.start.{name}", key=key_label(_KEYS[name], words)), minds=True)
    if not any(missing.values()):
        yield Fact(words("jobs.start.nothing_missing"))


def job_terms_form(
    app: IpsApp, participant_id: RecordId, *, job_id: RecordId | None = None, record_id: RecordId | None = None
) -> EntryScreen:
    """Hours, pay or duties of a job from a day on, or the correction of such a change.

    One of the two ids is given. Raises LookupError when job or change is gone.
    """
    if record_id is not None:
        return correcting(app, JobTermsEntry, participant_id, record_id, jobs.change_terms, jobs.terms_entry)
    desk, job = desk_of(app), given(job_id)
    until_now = terms(app.words, job_view(desk, job))
    return recording(
        app,
        JobTermsEntry,
        participant_id,
        lambda entry, key: jobs.record_terms(desk, job, entry, draft=key),
        start=today_in(app, "from_on"),
        of=job,
        facts=[about_job(app, job), Fact(app.words("jobs.terms_now", terms=until_now) if until_now else "")],
    )


def absence_form(
    app: IpsApp, participant_id: RecordId, *, job_id: RecordId | None = None, record_id: RecordId | None = None
) -> EntryScreen:
    """Days away from a job, new or to be corrected. One of the two ids is given. Raises as `job_terms_form`."""
    if record_id is not None:
        return correcting(app, AbsenceEntry, participant_id, record_id, jobs.change_absence, jobs.absence_entry)
    desk, job = desk_of(app), given(job_id)
    return recording(
        app,
        AbsenceEntry,
        participant_id,
        lambda entry, key: jobs.record_absence(desk, job, entry, draft=key),
        start=today_in(app, "from_on"),
        of=job,
        facts=[about_job(app, job)],
    )


def job_ending_form(
    app: IpsApp, participant_id: RecordId, *, job_id: RecordId | None = None, record_id: RecordId | None = None
) -> EntryScreen:
    """How a job ended, new or to be corrected. One of the two ids is given. Raises as `job_terms_form`."""
    if record_id is not None:
        return correcting(app, JobEndingEntry, participant_id, record_id, jobs.change_ending, jobs.ending_entry)
    desk, job = desk_of(app), given(job_id)
    return recording(
        app,
        JobEndingEntry,
        participant_id,
        lambda entry, key: jobs.record_ending(desk, job, entry, draft=key),
        start=today_in(app, "learnt_on"),
        of=job,
        facts=[about_job(app, job), *_unless_employer_may_be_asked(app, job)],
    )


def _unless_employer_may_be_asked(app: IpsApp, job: UUID) -> Iterator[Fact]:
    """That the employer's view is not to be asked for, where the agreement does not allow it (G5)."""
    answer = employer_gate(desk_of(app), job, app.desk.clock.today())
    if not answer.allowed:
        yield Fact(app.words("support.do_not_ask", why=app.words(f"gate.{answer.why}")), minds=True)
