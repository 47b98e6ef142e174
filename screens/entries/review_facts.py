"""What stands above a review: what went well so far, and of the plan what was agreed, done, open and unmoved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ips_tui.casework.review_briefing import PlanBriefing, ReviewBriefing
from ips_tui.dates import short_date
from screens.action_plan.wording import plan_facts
from screens.entries.briefed import Fact

if TYPE_CHECKING:
    from screens.app import IpsApp

TALL = 32
"""Lines of a window in which a fact may take three of them; in a lower one the form would have no room."""
FEW, MANY = 2, 5
"""Things named in a line of a low window and of a high one; the others are counted."""


def review_facts(app: IpsApp, briefing: ReviewBriefing, *, of_plan: bool) -> list[Fact]:
    """The list of what went well opens every review, the newest first; below it the plan, in a review of it."""
    words, today = app.words, app.desk.clock.today()
    lines, most = (3, MANY) if app.size.height >= TALL else (1, FEW)
    facts = []
    if briefing.achievements:
        dated = [
            words("review.achievement", what=what, day=short_date(on, today, words.dates))
            for on, what in briefing.achievements
        ]
        facts.append(Fact(words("review.achievements", what=_named(app, dated, most)), lines=lines))
    if of_plan and briefing.plan is not None:
        facts += _of_plan(app, briefing.plan, lines, most)
    return facts


def _of_plan(app: IpsApp, briefing: PlanBriefing, lines: int, most: int) -> list[Fact]:
    words, today = app.words, app.desk.clock.today()
    plan = briefing.plan
    since = short_date(briefing.since, today, words.dates)
    done = [step.name for step in briefing.done]
    still = [step.name for step in briefing.open]
    return [
        Fact(words("plan.review.plan", number=plan.number, facts=plan_facts(plan, words, today)), lines=lines),
        Fact(
            words("plan.review.done", day=since, what=_named(app, done, most))
            if done
            else words("plan.review.none_done", day=since),
            lines=lines,
        ),
        Fact(
            words("plan.review.open", what=_named(app, still, most)) if still else words("plan.review.none_open"),
            lines=lines,
        ),
        *(Fact(words("plan.unmoved", name=one.name), lines=2) for one in briefing.unmoved),
        *([Fact(words("plan.review.version"), lines=lines)] if briefing.version_proposed else []),
    ]


def _named(app: IpsApp, names: Sequence[str], most: int) -> str:
    """The first of them, and how many more there are."""
    # Line ends would take lines that one fact does not have.
    said = "; ".join(" ".join(name.split()) for name in names[:most])
    more = len(names) - most
    return app.words("review.more", what=said, count=more) if more > 0 else said
