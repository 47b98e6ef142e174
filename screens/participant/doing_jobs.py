"""What can be done in stages 4 and 5: the search, jobs and their support, benefits; closing and opening again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar
from uuid import UUID

from textual.binding import BindingType

from ips_tui.casework import jobs
from ips_tui.casework.case import CaseView
from ips_tui.casework.job_views import JobView, due_milestones
from ips_tui.casework.session import StoreProblem
from ips_tui.domain.jobs import NewSearch
from ips_tui.domain.stages import Stage
from ips_tui.forms.asking import BadEntry
from screens import entries
from screens.desk import desk_of
from screens.follow_along.wording import job_name
from screens.keys import bind, key_label
from screens.participant.doing_support import SupportDoing
from screens.participant.recordable import Recordable
from screens.widgets.chooser import Chooser, ChooserItem

ANOTHER, START, TERMS, ABSENCE, ENDING, JOB = "another", "start", "terms", "absence", "ending", "job"
LASTS = "lasts_"
"""Begins the answer that a job lasts; the weeks follow."""


class JobsDoing(SupportDoing):
    """The keys of job development and follow-along."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Both here: a key of a class takes the place of the same key of the class below it.
        bind("y", "outreach_here", "participant.outreach"),
        bind("y", "application_here", "participant.application"),
        bind("j", "job", "participant.job"),
        bind("f", "follow_along", "participant.follow_along"),
        bind("i", "in_work_plan", "participant.in_work_plan"),
        bind("b", "benefits", "participant.benefits"),
    ]
    RECORDABLES: ClassVar[tuple[Recordable, ...]] = (
        Recordable("application", "participant.application", Stage.JOB_DEVELOPMENT),
        Recordable("cv", stage=Stage.JOB_DEVELOPMENT),
        Recordable("interview", stage=Stage.JOB_DEVELOPMENT),
        Recordable("search_activity", stage=Stage.JOB_DEVELOPMENT),
        Recordable("benefits", "participant.benefits", Stage.JOB_DEVELOPMENT),
        Recordable("office_contact", stage=Stage.JOB_DEVELOPMENT),
        Recordable("accept_job", stage=Stage.JOB_DEVELOPMENT),
        Recordable("follow_along", "participant.follow_along", Stage.FOLLOW_ALONG),
        Recordable("job", "participant.job", Stage.FOLLOW_ALONG),
        Recordable("in_work_plan", "participant.in_work_plan", Stage.FOLLOW_ALONG),
        Recordable("close_case"),
        Recordable("open_again"),
    )

    def offers(self, action: str, view: CaseView) -> bool:
        """Support is given in a job; a case is closed once, and opened again after that."""
        if action in ("follow_along", "in_work_plan"):
            return bool(self._current(view))
        if action in ("close_case", "open_again"):
            return (view.stages.closed_on is not None) == (action == "open_again")
        return super().offers(action, view)

    # The search

    def action_application_here(self) -> None:
        """Y, but in the first stage."""
        self.action_application()

    def action_application(self) -> None:
        """Y: an application."""
        self._open(lambda: entries.application_form(self.app, self.person))

    def action_cv(self) -> None:
        """A curriculum vitae: the first, or another version."""
        self._open(lambda: entries.cv_form(self.app, self.person))

    def action_interview(self) -> None:
        """An interview."""
        self._open(lambda: entries.interview_form(self.app, self.person))

    def action_search_activity(self) -> None:
        """Something else that was done to find work."""
        self._open(lambda: entries.search_activity_form(self.app, self.person))

    def action_office_contact(self) -> None:
        """A contact with the benefit or employment office about the person."""
        self._open(lambda: entries.office_contact_form(self.app, self.person))

    # Jobs

    def action_accept_job(self) -> None:
        """A job that was accepted."""
        self._open(lambda: entries.job_form(self.app, self.person), self._accepted)

    async def _accepted(self, record: str | None) -> None:
        await self._noted(record)
        if record is not None:
            words = self.app.words
            self.say(words("participant.job.accepted", plan=key_label("i", words), benefits=key_label("b", words)))

    def action_job(self) -> None:
        """J: whatever there is to note of a job; without one, a job that was accepted."""
        view = self.view
        if view is None:
            return
        past = self._past_job_here(view)
        if past is not None:
            self._ask_about(view, past)
        elif self._current(view):
            self._with_job(lambda job: self._ask_about(view, job))
        else:
            self.action_accept_job()

    def _ask_about(self, view: CaseView, job: JobView) -> None:
        words = self.app.words
        items = [ChooserItem(answer, label) for answer, label in _answers(self, view, job)]

        def chosen(answer: str | None) -> None:
            if answer is not None:
                self._do(answer, job)

        self.app.push_screen(Chooser(words("participant.job.question", job=job_name(job)), items), chosen)

    def _do(self, answer: str, job: JobView) -> None:
        app, person = self.app, self.person
        if answer == ANOTHER:
            self.action_accept_job()
        elif answer == START:
            self._open(lambda: entries.job_start_form(app, person, job.id), lambda record: self._began(record, job.id))
        elif answer == TERMS:
            self._open(lambda: entries.job_terms_form(app, person, job_id=job.id), self._changed_terms)
        elif answer == ABSENCE:
            self._open(lambda: entries.absence_form(app, person, job_id=job.id))
        elif answer == ENDING:
            self._open(lambda: entries.job_ending_form(app, person, job_id=job.id), self._ended)
        elif answer == JOB:
            self._open(lambda: entries.job_form(app, person, record_id=job.id))
        elif answer.startswith(LASTS):
            self._confirm_milestone(job, int(answer.removeprefix(LASTS)))

    async def _began(self, record: str | None, job: UUID) -> None:
        await self._noted(record)
        view = self.view
        if record is None or view is None:
            return
        words = self.app.words
        now = next((one for one in view.stages.jobs if one.id == job), None)
        if now is not None and now.fell_through_on is not None:
            self.say(words("participant.job.fell_through", key=key_label("j", words)))
        elif now is not None and view.person.stage != Stage.FOLLOW_ALONG:
            self.say(words("participant.job.began", key=key_label("g", words)))

    async def _changed_terms(self, record: str | None) -> None:
        await self._noted(record)
        if record is not None:
            self.say(self.app.words("participant.job.changed", key=key_label("b", self.app.words)))

    async def _ended(self, record: str | None) -> None:
        """What comes next: a new search is offered without delay, and benefits change."""
        await self._noted(record)
        if record is None or (view := self.view) is None:
            return
        words = self.app.words
        ending = jobs.ending_entry(desk_of(self.app), UUID(record))
        benefits, stage = key_label("b", words), key_label("g", words)
        if ending.new_search is NewSearch.NOW and view.person.stage != Stage.JOB_DEVELOPMENT:
            self.say(words("participant.job.ended_search", stage=stage, benefits=benefits))
        else:
            self.say(words("participant.job.ended", benefits=benefits))

    def _confirm_milestone(self, job: JobView, weeks: int) -> None:
        words = self.app.words
        try:
            jobs.confirm_milestone(desk_of(self.app), job.id, weeks)
        except BadEntry as bad:
            self.say(words(bad.problems[0].message_id), problem=True)
        except StoreProblem as problem:
            self.say(words(problem.message_id), problem=True)
        else:
            self.catch_up()
            self.say(words("participant.job.lasts", weeks=weeks, job=job_name(job)))

    # Closing

    def action_close_case(self) -> None:
        """The case closes, for one of the reasons there are."""
        self._open(lambda: entries.closure_form(self.app, self.person), self._case_closed)

    async def _case_closed(self, record: str | None) -> None:
        await self._noted(record)
        if record is not None:
            self.say(self.app.words("participant.closed.done", key=key_label("n", self.app.words)))

    def action_open_again(self) -> None:
        """A closed case is opened again."""
        self._open(lambda: entries.reopening_form(self.app, self.person), self._case_reopened)

    async def _case_reopened(self, record: str | None) -> None:
        await self._noted(record)
        if record is not None:
            self.say(self.app.words("participant.closed.reopened"))

    def _past_job_here(self, view: CaseView) -> JobView | None:
        """The job under the cursor when it ended or fell through, which no list of current ones would offer."""
        item = self.item
        past = (job for job in view.stages.jobs if not job.current)
        return next((job for job in past if item is not None and job.id == item.id), None)


def _answers(screen: JobsDoing, view: CaseView, job: JobView) -> Iterator[tuple[str, str]]:
    """What applies to a job now, the likeliest first, each with its words."""
    words, today = screen.app.words, screen.app.desk.clock.today()
    noted = job.confirmed_on is not None or job.fell_through_on is not None
    if not job.held_at_referral and not noted:
        yield START, words("participant.job.start")
    if job.current:
        for weeks in due_milestones(view.due, job.id):
            yield f"{LASTS}{weeks}", words("participant.job.milestone", weeks=weeks)
        yield TERMS, words("participant.job.terms")
        if job.held_at_referral or job.begun(today):
            yield ABSENCE, words("participant.job.absence")
            yield ENDING, words("participant.job.ending")
    if noted:
        yield START, words("participant.job.correct_start")
    yield JOB, words("participant.job.correct")
    yield ANOTHER, words("participant.job.another")
