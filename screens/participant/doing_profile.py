"""What can be done in stages 1 to 3: getting to know each other; interview and goal; plan, steps, education."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from textual.binding import BindingType

from ips_tui.casework.case import CaseView
from ips_tui.domain.stages import Stage
from screens import entries
from screens.action_plan import next_offer, steps
from screens.keys import bind, key_label
from screens.participant.doing import DoingScreen
from screens.participant.recordable import Recordable
from screens.vocational_profile.resolved import ask_resolved


class ProfileDoing(DoingScreen):
    """The keys of engagement, vocational profile and action plan."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("z", "rapport_here", "participant.rapport"),
        bind("q", "guided_interview", "participant.guided_interview"),
        bind("m", "research", "participant.research"),
        bind("l", "plan", "participant.plan"),
        bind("s", "step", "participant.step"),
        bind("z", "barriers_here", "participant.barriers"),
    ]
    RECORDABLES: ClassVar[tuple[Recordable, ...]] = (
        Recordable("rapport", "participant.rapport", Stage.ENGAGEMENT),
        Recordable("outreach", "participant.outreach", Stage.ENGAGEMENT),
        Recordable("natural_support", stage=Stage.ENGAGEMENT),
        Recordable("satisfaction"),
        Recordable("pause"),
        Recordable("guided_interview", "participant.guided_interview", Stage.VOCATIONAL_PROFILE),
        Recordable("research", "participant.research", Stage.VOCATIONAL_PROFILE),
        Recordable("information_talk", "participant.information_talk", Stage.VOCATIONAL_PROFILE),
        Recordable("step_beside"),
        Recordable("goal", stage=Stage.VOCATIONAL_PROFILE),
        Recordable("profile_version", stage=Stage.VOCATIONAL_PROFILE),
        Recordable("compare_versions", stage=Stage.VOCATIONAL_PROFILE),
        Recordable("barriers", "participant.barriers", Stage.VOCATIONAL_PROFILE),
        Recordable("plan", "participant.plan", Stage.ACTION_PLAN),
        Recordable("objective", stage=Stage.ACTION_PLAN),
        Recordable("plan_agreement", stage=Stage.ACTION_PLAN),
        Recordable("step", "participant.step", Stage.ACTION_PLAN),
        Recordable("education", stage=Stage.ACTION_PLAN),
        Recordable("review_alone", stage=Stage.ACTION_PLAN),
    )

    def offers(self, action: str, view: CaseView) -> bool:
        """Objectives belong to a plan; steps are noted while one is open; a version follows a profile."""
        plan = view.stages.plan
        if action == "plan_agreement":
            return plan is not None and not plan.was_agreed
        if action in ("objective", "review_alone"):
            return plan is not None
        if action == "step":
            return bool(steps.open_steps(view))
        if action == "profile_version":
            return view.stages.profile.version > 0
        if action == "compare_versions":
            return view.stages.profile.version > 1
        return super().offers(action, view)

    # Engagement

    def action_rapport(self) -> None:
        """Z: what was talked through, in the person's words."""
        self._open(lambda: entries.rapport_form(self.app, self.person))

    def action_rapport_here(self) -> None:
        """Z in the first stage; elsewhere the same key shows what is in the way."""
        self.action_rapport()

    def action_outreach_here(self) -> None:
        """Y in the first stage; elsewhere the same key is for an application."""
        self.action_outreach()

    def action_barriers_here(self) -> None:
        """Z in every other stage."""
        self.action_barriers()

    def action_outreach(self) -> None:
        """Y: the ways of reaching the person that were tried."""
        from screens.engagement.ledger_screen import LedgerScreen

        self._open(lambda: LedgerScreen(self.participant_id))

    def action_natural_support(self) -> None:
        """Somebody in the person's life, and whether one may be in touch."""
        self._open(lambda: entries.natural_support_form(self.app, self.person))

    def action_satisfaction(self) -> None:
        """How the person finds the support."""
        self._open(lambda: entries.satisfaction_form(self.app, self.person))

    def action_pause(self) -> None:
        """Work together rests; what goes on already is ended in its own form."""
        self._open(lambda: entries.pause_form(self.app, self.person))

    # Vocational profile

    def action_guided_interview(self) -> None:
        """Q: the sections of the guided interview."""
        from screens.vocational_profile.interview import InterviewScreen

        self._open(lambda: InterviewScreen(self.participant_id))

    def action_research(self) -> None:
        """M: labour market research."""
        self._open(lambda: entries.research_form(self.app, self.person))

    def action_goal(self) -> None:
        """The vocational goal, or the one that takes its place."""
        self._open(lambda: entries.goal_form(self.app, self.person))

    def action_profile_version(self) -> None:
        """The profile brought up to date as a new version."""
        self._open(lambda: entries.version_form(self.app, self.person))

    def action_compare_versions(self) -> None:
        """Two versions of the profile side by side."""
        from screens.vocational_profile.compare_screen import CompareScreen

        self._open(lambda: CompareScreen(self.participant_id))

    def action_barriers(self) -> None:
        """Z: what is in the way of work, and its steps of the plan."""
        from screens.vocational_profile.barriers_screen import BarriersScreen

        self._open(lambda: BarriersScreen(self.participant_id))

    # Action plan

    def action_plan(self) -> None:
        """L: the plan with its objectives and steps, and the steps beside it; without any the first plan is made."""
        from screens.action_plan.plan_screen import PlanScreen

        view = self.view
        if view is None or (view.stages.plan is None and not view.stages.beside):
            self._open(lambda: entries.plan_form(self.app, self.person))
        else:
            self._open(lambda: PlanScreen(self.participant_id))

    def action_objective(self) -> None:
        """An objective with its steps; under an agreed plan it goes into the next version, which is offered."""
        plan = None if self.view is None else self.view.stages.plan
        if plan is None or not plan.frozen:
            self._open(lambda: entries.objective_form(self.app, self.person))
            return

        async def made(record: str | None) -> None:
            await self._noted(record)
            if record is not None:
                self._open(lambda: entries.objective_form(self.app, self.person))

        def answered(answer: str | None) -> None:
            if answer == next_offer.NEXT:
                self._open(lambda: entries.plan_form(self.app, self.person), made)

        self._open(lambda: next_offer.offer(self.app.words, plan), answered)

    def action_plan_agreement(self) -> None:
        """The person agrees to the latest plan."""
        if self.view is not None and (plan := self.view.stages.plan) is not None:
            self._open(lambda: entries.plan_agreement_form(self.app, self.person, record_id=plan.id))

    def action_step_beside(self) -> None:
        """A step beside the plan, whatever the stage."""
        self._open(lambda: entries.step_beside_form(self.app, self.person))

    def action_step(self) -> None:
        """S: what came of a step: the one that is due, else the one that is chosen."""
        if (view := self.view) is None:
            return
        words = self.app.words
        known = steps.open_steps(view)
        if not known:
            self.say(words("plan.no_step", key=key_label("l", words)))
        elif (one := steps.meant(known)) is not None:
            self._note_step(one.id)
        else:
            ask = steps.which(known, words, self.app.desk.clock.today())
            self.app.push_screen(ask, lambda chosen: None if chosen is None else self._note_step(UUID(chosen)))

    def _note_step(self, step: UUID) -> None:
        self._open(lambda: entries.step_form(self.app, self.person, record_id=step), self._step_noted)

    async def _step_noted(self, record: str | None) -> None:
        """A step has no line of its own; its objective has."""
        if record is None:
            return
        self.catch_up()
        stages = None if self.view is None else self.view.stages
        plans = [plan for plan in (stages.counting, stages.plan) if plan is not None] if stages is not None else []
        objectives = [objective for plan in plans for objective in plan.objectives]
        of = next((o.id for o in objectives if any(str(step.id) == record for step in o.steps)), None)
        await self.show_saved(record if of is None else str(of))
        ask_resolved(self.app)

    def action_education(self) -> None:
        """Education or training beside the search for work."""
        self._open(lambda: entries.education_form(self.app, self.person))

    def action_review_alone(self) -> None:
        """A review that does not look at the plan, such as one of a day before it was agreed."""
        self._open(lambda: entries.review_alone_form(self.app, self.person))
