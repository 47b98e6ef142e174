"""What can be done about support in a job: contacts, its plan, its employer, benefits; and which job is meant."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from ips_tui.casework import jobs
from ips_tui.casework.case import CaseView
from ips_tui.casework.job_views import JobView
from ips_tui.domain.benefits import BenefitsOccasion
from ips_tui.domain.contacts import AppointmentFor
from ips_tui.domain.employers import Purpose
from screens import entries
from screens.desk import desk_of
from screens.entries.opening import EntryScreen
from screens.follow_along.wording import job_name, jobs_in_order
from screens.keys import key_label
from screens.participant import which_job
from screens.participant.doing import DoingScreen
from screens.widgets.confirm import Answer, Confirm

CHANGE, NEXT_VERSION, LEAVE = "change", "next_version", "leave"
Then = Callable[[JobView], None]


class SupportDoing(DoingScreen):
    """What is done about support in a job; the keys of stages 4 and 5 are its subclass's."""

    def employer_spoken_to(self) -> None:
        """With the employer of the job that a check-in is due for, where one is."""
        view = self.view
        due = {line.source_id for line in view.due if line.kind == "employer_check_in"} if view is not None else set()
        if view is None or not (about := [job for job in self._current(view) if job.id in due]):
            super().employer_spoken_to()
            return

        def form(job: JobView) -> Callable[[], EntryScreen]:
            return lambda: entries.employer_contact_form(
                self.app, participant_id=self.person, employer_id=job.employer_id, purpose=Purpose.IN_WORK_SUPPORT
            )

        which_job.which_job(self.app, about, lambda job: self._open(form(job)))

    def action_follow_along(self) -> None:
        """F: a contact about a job."""
        self._with_job(lambda job: self._open(lambda: entries.follow_along_form(self.app, self.person, job_id=job.id)))

    def action_in_work_plan(self) -> None:
        """I: the support plan of a job: a first one, the draft gone on with, or what is agreed changed."""
        view = self.view
        if view is not None:
            self._with_job(lambda job: self._plan_of(view, job))

    def _plan_of(self, view: CaseView, job: JobView) -> None:
        app, words, person = self.app, self.app.words, self.person
        plan = dict(view.stages.support).get(job.id)
        if plan is None:
            self._open(lambda: entries.support_plan_form(app, person, job_id=job.id))
            return
        if plan.agreed_on is None:
            self._open(lambda: entries.support_plan_form(app, person, record_id=plan.id))
            return

        def chosen(answer: str | None) -> None:
            if answer == CHANGE:
                self._open(lambda: entries.support_plan_form(app, person, record_id=plan.id))
            elif answer == NEXT_VERSION:
                self._open(lambda: entries.support_plan_form(app, person, job_id=job.id, after=plan.id))

        answers = [
            Answer(NEXT_VERSION, words("participant.in_work_plan.next_version")),
            Answer(CHANGE, words("participant.in_work_plan.change")),
            Answer(LEAVE, words("participant.in_work_plan.leave"), safe=True),
        ]
        app.push_screen(Confirm(words("participant.in_work_plan.question", job=job_name(job)), answers), chosen)

    def took_place(self, purpose: AppointmentFor, appointment: UUID, answered: Any) -> None:
        """A planned contact with somebody in work was one about the job."""
        begun = self._begun()
        if purpose is not AppointmentFor.CONTACT or not begun:
            super().took_place(purpose, appointment, answered)
            return

        def form(job: JobView) -> Callable[[], EntryScreen]:
            return lambda: entries.follow_along_form(self.app, self.person, job_id=job.id, appointment_id=appointment)

        which_job.which_job(self.app, begun, lambda job: self._open(form(job), answered))

    # Benefits

    def action_benefits(self) -> None:
        """B: a benefits talk about the job that it is due for, else about the one that is meant."""
        if (view := self.view) is None:
            return
        due = self._benefits_due(view)
        if about := [job for job in self._current(view) if job.id in due]:
            which_job.which_job(self.app, about, lambda job: self._talk_benefits(job, due[job.id]))
        elif self._current(view):
            self._with_job(lambda job: self._talk_benefits(job, None))
        else:
            self._open(lambda: entries.benefits_form(self.app, self.person))

    def _benefits_due(self, view: CaseView) -> Mapping[UUID, BenefitsOccasion]:
        """The jobs that such a talk is due for, each with the occasion that is due first."""
        desk, current = desk_of(self.app), {job.id for job in self._current(view)}
        found: dict[UUID, BenefitsOccasion] = {}
        for line in view.due:
            if line.kind != "benefits_review":
                continue
            if line.source_id in current:
                found.setdefault(line.source_id, BenefitsOccasion.BEFORE_START)
                continue
            hours = jobs.terms_entry(desk, line.source_id).hours is not None
            occasion = BenefitsOccasion.CHANGE_OF_HOURS if hours else BenefitsOccasion.CHANGE_OF_PAY
            found.setdefault(jobs.job_of_terms(desk, line.source_id), occasion)
        return found

    def _talk_benefits(self, job: JobView, due: BenefitsOccasion | None) -> None:
        ahead = not job.held_at_referral and not job.begun(self.app.desk.clock.today())
        occasion = due or (BenefitsOccasion.BEFORE_START if ahead else None)
        self._open(lambda: entries.benefits_form(self.app, self.person, job_id=job.id, occasion=occasion))

    # Which job

    def _with_job(self, then: Then) -> None:
        """Go on with the only current job, else with the one that is chosen."""
        if (view := self.view) is None:
            return
        if current := self._current(view):
            which_job.which_job(self.app, current, then)
        else:
            words = self.app.words
            self.say(words("participant.job.none", key=key_label("j", words)))

    def _begun(self) -> tuple[JobView, ...]:
        today = self.app.desk.clock.today()
        return tuple(job for job in self._current(self.view) if job.begun(today)) if self.view is not None else ()

    def _current(self, view: CaseView) -> tuple[JobView, ...]:
        return jobs_in_order(view.stages, self.app.desk.clock.today())
