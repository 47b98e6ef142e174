"""Stage 2, vocational profile: what suits the person, and what is on offer nearby (domain.md 1.4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.content import Content

from ips_tui.casework.case import CaseView
from ips_tui.casework.goals import GoalView
from ips_tui.dates import short_date
from ips_tui.domain.stages import Stage
from ips_tui.text import cells, shown
from screens.keys import key_label
from screens.participant.stage_body import LABEL, TALL, StageBody
from screens.vocational_profile.wording import FILLED, far, research_said, since_said

IN_LINE = 15
"""Cells around a reason that stands in the goal's own line."""


class VocationalProfileBody(StageBody):
    """The guided interview, labour market research, the talk about personal information, the goal."""

    footer_keys: ClassVar[tuple[str, ...]] = (
        "participant.guided_interview",
        "participant.research",
        "participant.information_talk",
        "participant.contact",
        "participant.record",
    )

    def __init__(self) -> None:
        super().__init__(int(Stage.VOCATIONAL_PROFILE))

    def own_lines(self, view: CaseView, width: int) -> Iterator[Content]:
        """The goal, and what it passed without; what is in the way of work; how far the interview is."""
        words, profile = self.house.words, view.stages.profile
        if profile.goal is not None:
            yield from self._goal(profile.goal, width)
        # Before the rest, of which a low window may hide some: the keys of that stand in the footer.
        if profile.open_barriers:
            yield self._barriers(view, width)
        yield self._interview(view, width)
        if profile.goal is None:
            yield self.labelled(
                words("profile.goal.label"), words("profile.goal.none", key=key_label("n", words)), width
            )
        today = self.house.desk.clock.today()
        if since := since_said(profile, words, today):
            yield self.labelled(words("profile.since.label"), since, width)
        if profile.research is not None:
            yield self.labelled(words("profile.research.label"), research_said(profile.research, words, today), width)

    def _barriers(self, view: CaseView, width: int) -> Content:
        """What is in the way, by its kinds; with how much of it is a step of the plan, and the key that shows it."""
        words, still = self.house.words, view.stages.profile.open_barriers
        kinds = ", ".join(dict.fromkeys(words.choice("barrier_kind", one.kind) for one in still))
        steps = sum(one.step is not None for one in still)
        key = key_label("z", words)
        said = words("profile.barrier.in_line", kinds=kinds, steps=steps, of=len(still), key=key)
        return self.labelled(words("profile.barriers"), said, width)

    def _goal(self, goal: GoalView, width: int) -> Iterator[Content]:
        """The goal, and why it counts without what belongs before it (G2, G3); in a low window in one line."""
        words = self.house.words
        reasons = [
            (label, reason)
            for label, reason in (("no_research", goal.without_research_why), ("no_talk", goal.without_talk_why))
            if reason
        ]
        if self.house.size.height < TALL and reasons:
            name = shown(goal.name, (width - LABEL) // (len(reasons) + 1))
            room = (width - LABEL - cells(name)) // len(reasons) - IN_LINE
            why = [words(f"profile.goal.{label}_in_line", reason=shown(reason, room)) for label, reason in reasons]
            yield self.labelled(words("profile.goal.label"), "; ".join([name, *why]), width)
            return
        day = short_date(goal.agreed_on, self.house.desk.clock.today(), words.dates)
        yield self.labelled(words("profile.goal.label"), words("profile.goal.said", goal=goal.name, day=day), width)
        for label, reason in reasons:
            yield self.labelled(words(f"profile.goal.{label}"), reason, width)

    def _interview(self, view: CaseView, width: int) -> Content:
        words, profile = self.house.words, view.stages.profile
        filled = sum(far(section) == FILLED for section in profile.sections)
        key = key_label("q", words)
        if profile.begun_on is None and not any(section.said for section in profile.sections):
            return self.labelled(words("profile.interview.label"), words("profile.interview.none", key=key), width)
        said = words("profile.interview.so_far", count=filled, of=len(profile.sections))
        goes_on = words("profile.interview.goes_on", key=key)
        return self.labelled(words("profile.interview.label"), f"{said} {goes_on}", width)
