"""What does what is due, straight from a list of due lines: the form that the key of the person's page would open.

A line names the record it comes from, so that nothing has to be asked that the page would ask: which job, which step,
which appointment.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from ips_tui.casework import appointments, case, disclosure, job_views, support
from ips_tui.casework.today import DueLine
from ips_tui.domain.benefits import BenefitsOccasion
from ips_tui.domain.contacts import AppointmentFor
from screens import entries
from screens.desk import desk_of
from screens.participant import outcome, which_job
from screens.participant.due_lines import DOES
from screens.vocational_profile.resolved import ask_resolved

if TYPE_CHECKING:
    from screens.app import IpsApp
    from screens.entries.opening import EntryScreen

Answered = Callable[[str | None], Any]
Form = Callable[["IpsApp", DueLine], "EntryScreen"]
EMPLOYER, STAFF = "employer", "staff"


def open_for(app: IpsApp, line: DueLine, answered: Answered) -> None:
    """Open it; `answered` hears the record that was saved, or None.

    Raises LookupError when what the line is about is gone.
    """
    if line.subject == STAFF:
        # Each kind is called as the form that does it.
        app.push_screen(entries.supervision_form(app, line.kind, line.subject_id), answered)
    elif line.subject == EMPLOYER:
        app.push_screen(_of_employer(app, line), answered)
    elif (does := DOES[line.kind]) == OUTCOME:
        _ask_outcome(app, line, answered)
    elif does == STEP:
        app.push_screen(_FORMS[does](app, line), _then_resolved(app, answered))
    else:
        app.push_screen(_FORMS[does](app, line), answered)


def _of_employer(app: IpsApp, line: DueLine) -> EntryScreen:
    planned = line.kind not in _NOT_PLANNED
    return entries.employer_contact_form(
        app, employer_id=line.subject_id, appointment_id=line.source_id if planned else None
    )


_NOT_PLANNED = frozenset({"employer_check_in"})
"""What is due with an employer without an appointment."""


def _then_resolved(app: IpsApp, answered: Answered) -> Answered:
    """After a step: is what it was to clear away out of the way?"""

    def noted(record: str | None) -> None:
        answered(record)
        if record is not None:
            ask_resolved(app)

    return noted


# What came of an appointment


def _ask_outcome(app: IpsApp, line: DueLine, answered: Answered) -> None:
    desk, person, appointment = desk_of(app), line.subject_id, line.source_id
    planned = appointments.appointment_entry(desk, appointment)

    def noted(record: str | None) -> None:
        answered(record)
        if record is not None and (form := outcome.afterwards(app, case.case(desk, person), planned.purpose)):
            app.push_screen(form, answered)

    def chosen(answer: str | None) -> None:
        if answer == outcome.TOOK_PLACE:
            _took_place(app, person, appointment, planned.purpose, noted)
        elif answer == outcome.OTHER:
            app.push_screen(entries.appointment_closing_form(app, person, appointment), answered)

    app.push_screen(outcome.question(app, planned.on, planned.purpose), chosen)


def _took_place(app: IpsApp, person: UUID, appointment: UUID, purpose: AppointmentFor, noted: Answered) -> None:
    begun = which_job.begun_jobs(app, person) if purpose is AppointmentFor.CONTACT else ()
    if not begun:
        app.push_screen(outcome.took_place(app, person, appointment), noted)
        return

    def about(job: job_views.JobView) -> None:
        form = entries.follow_along_form(app, person, job_id=job.id, appointment_id=appointment)
        app.push_screen(form, noted)

    which_job.which_job(app, begun, about)


# The forms


def _talk(app: IpsApp, line: DueLine) -> EntryScreen:
    """After a decision was taken back there is none that could stand: a new one."""
    stands = disclosure.may_say(desk_of(app), line.subject_id).may_stand
    return (entries.talk_form if stands else entries.agreement_form)(app, line.subject_id)


def _support_plan(app: IpsApp, line: DueLine) -> EntryScreen:
    """A draft of a plan is gone on with."""
    draft = support.draft_plan(desk_of(app), line.source_id)
    if draft is not None:
        return entries.support_plan_form(app, line.subject_id, record_id=draft)
    return entries.support_plan_form(app, line.subject_id, job_id=line.source_id)


def _follow_along(app: IpsApp, line: DueLine) -> EntryScreen:
    job = job_views.job_of_line(desk_of(app), line)
    return entries.follow_along_form(app, line.subject_id, job_id=job.id)


def _benefits(app: IpsApp, line: DueLine) -> EntryScreen:
    job = job_views.job_of_line(desk_of(app), line)
    occasion = BenefitsOccasion.CHANGE_OF_HOURS
    return entries.benefits_form(app, line.subject_id, job_id=job.id, occasion=occasion)


OUTCOME, STEP = "participant.outcome", "participant.step"
_FORMS: Mapping[str, Form] = {
    "participant.employer": lambda app, line: entries.employer_contact_form(app, participant_id=line.subject_id),
    "participant.review": lambda app, line: entries.review_form(app, line.subject_id),
    STEP: lambda app, line: entries.step_form(app, line.subject_id, record_id=line.source_id),
    "participant.research": lambda app, line: entries.research_form(app, line.subject_id),
    "participant.information_talk": lambda app, line: entries.information_talk_form(app, line.subject_id),
    "participant.clinical": lambda app, line: entries.clinical_update_form(app, line.subject_id),
    "participant.talk": _talk,
    "participant.contact": lambda app, line: entries.contact_form(app, line.subject_id),
    "participant.in_work_plan": _support_plan,
    "participant.job": lambda app, line: entries.job_start_form(app, line.subject_id, line.source_id),
    "participant.follow_along": _follow_along,
    "participant.benefits": _benefits,
}
"""The form about a participant, by the key of their page that does what is due."""
