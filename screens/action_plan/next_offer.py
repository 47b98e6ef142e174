"""A new objective under an agreed plan goes into the next version, which is offered."""

from __future__ import annotations

from ips_tui.casework.plan_views import PlanView
from ips_tui.content.words import Words
from screens.widgets.confirm import Answer, Confirm

NEXT, LEAVE = "next", "leave"


def offer(words: Words, plan: PlanView) -> Confirm:
    """Make the next version? Gives back `NEXT` where that is wished."""
    answers = (
        Answer(NEXT, words("plan.frozen_offer_yes")),
        Answer(LEAVE, words("plan.frozen_offer_no"), safe=True),
    )
    return Confirm(words("plan.frozen_offer", number=plan.number), answers)
