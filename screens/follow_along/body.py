"""Stage 5, follow-along: the jobs a person works in, and the support that keeps them (domain.md 1.7)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.content import Content

from ips_tui.casework.case import CaseView
from ips_tui.casework.job_views import JobView
from ips_tui.casework.support import SupportPlanView
from ips_tui.dates import bare_date
from ips_tui.domain.stages import Stage
from ips_tui.text import cells
from screens.follow_along.wording import hours, job_name, jobs_in_order, pay, topics_said
from screens.keys import key_label
from screens.participant.stage_body import StageBody
from screens.widgets.block import wrapped


class FollowAlongBody(StageBody):
    """The current jobs with what comes next in each, and every contact about them."""

    footer_keys: ClassVar[tuple[str, ...]] = (
        "participant.follow_along",
        "participant.job",
        "participant.in_work_plan",
        "participant.record",
        "participant.benefits",
    )

    def __init__(self) -> None:
        super().__init__(int(Stage.FOLLOW_ALONG))

    def own_lines(self, view: CaseView, width: int) -> Iterator[Content]:
        """Each job with what comes next; then how it is supported and what was left out at its start."""
        jobs = jobs_in_order(view.stages, self.house.desk.clock.today())
        for job in jobs:
            yield from self._job(job, view, width)
        if not jobs:
            yield from self._no_job(view, width)
        plans = dict(view.stages.support)
        for job in jobs:
            if (plan := plans.get(job.id)) is not None:
                yield from self._support(plan, width, job, named=len(jobs) > 1)
            yield from self._left_out(job, width)

    # A job

    def _job(self, job: JobView, view: CaseView, width: int) -> Iterator[Content]:
        words = self.house.words
        head = Content.styled(wrapped(job_name(job), width, 1)[0], "bold") + "   "
        said = [part for part in (self._since(job), hours(words, job), pay(words, job)) if part]
        if job.pay is not None and head.cell_length + cells(", ".join(said)) > width:
            # The pay is looked up when it matters; since when, and how many hours, is what one goes by.
            del said[-1]
        yield (head + Content.styled(", ".join(said), "$quiet")).truncate(width, ellipsis=True)
        today = self.house.desk.clock.today()
        rung = dict(view.stages.rungs).get(job.id)
        parts = []
        if rung is not None:
            parts.append(words("follow_along.next", day=bare_date(rung, today, words.dates)))
        if not job.held_at_referral:
            parts.append(words(f"follow_along.plan_{self._plan_state(job, view)}"))
        parts.append(words(f"follow_along.employer_{job.disclosure.contact}"))
        if not job.competitive and not job.held_at_referral:
            parts.append(words("follow_along.not_counted"))
        rated = view.stages.satisfaction
        if rated is not None and len(view.stages.current_jobs) == 1:
            parts.append(words("follow_along.satisfied", rating=rated[1]))
        if parts:
            yield Content("  " + "; ".join(parts)).truncate(width, ellipsis=True)

    def _since(self, job: JobView) -> str:
        """Since when, and whether the start is confirmed."""
        words, today = self.house.words, self.house.desk.clock.today()
        if job.held_at_referral:
            return words("timeline.job_held")
        if job.start_on is None:
            return ""
        day = bare_date(job.start_on, today, words.dates)
        if not job.begun(today):
            return words("follow_along.starts", day=day)
        return words("follow_along.since" if job.confirmed_on else "follow_along.not_confirmed", day=day)

    def _plan_state(self, job: JobView, view: CaseView) -> str:
        plan = dict(view.stages.support).get(job.id)
        if plan is None:
            return "agreed" if job.plan_agreed else "none"
        return "agreed" if plan.agreed_on is not None else "changing" if job.plan_agreed else "draft"

    def _no_job(self, view: CaseView, width: int) -> Iterator[Content]:
        words, today = self.house.words, self.house.desk.clock.today()
        ended = [(job.ended_on, job_name(job)) for job in view.stages.jobs if job.ended_on is not None]
        if ended:
            day, name = max(ended)
            last = words("follow_along.last_job", job=name, day=bare_date(day, today, words.dates))
            yield Content(wrapped(last, width, 1)[0])
        yield Content.styled(words("follow_along.no_job", key=key_label("j", words)), "$quiet")

    # Its support

    def _support(self, plan: SupportPlanView, width: int, job: JobView, *, named: bool) -> Iterator[Content]:
        """Early signs, topics, rhythms and the way out of one plan; with `named` the job before each."""
        words, today = self.house.words, self.house.desk.clock.today()
        rhythm = words.choice("support_rhythm", plan.rhythm) if plan.rhythm else ""
        until = bare_date(plan.exit_from_on, today, words.dates) if plan.exit_from_on is not None else ""
        leaving = ", ".join(part for part in (until, plan.exit_to) if part)
        whose = f"{job.name}: " if named else ""
        for label, text in (
            ("signs", plan.early_signs),
            ("what_then", plan.what_then),
            ("topics", topics_said(words, plan)),
            ("rhythm", rhythm),
            ("employer", self._with_employer(plan, job)),
            ("leaving", leaving),
        ):
            if text:
                yield self.labelled(words(f"follow_along.{label}"), whose + text, width)

    def _with_employer(self, plan: SupportPlanView, job: JobView) -> str:
        """How often in touch with the employer, and under which decision; why not, where that rests."""
        words, said = self.house.words, job.disclosure
        if not plan.employer_rhythm:
            return ""
        rhythm = words.choice("support_rhythm", plan.employer_rhythm)
        if said.contact == "no":
            return words("follow_along.employer_rests", rhythm=rhythm, why=words(f"gate.{said.why}"))
        return words("follow_along.employer_under", rhythm=rhythm, decision=words.choice("decision", said.decision))

    def _left_out(self, job: JobView, width: int) -> Iterator[Content]:
        """Why a start counts without what belongs before it (G11, G12)."""
        words = self.house.words
        if job.without_plan_why and not job.plan_agreed:
            yield self.labelled(words("follow_along.no_plan"), job.without_plan_why, width)
        if job.without_benefits_why:
            yield self.labelled(words("follow_along.no_benefits"), job.without_benefits_why, width)
