"""Stage 3, action plan: how the goal will be reached, in steps with names and dates (domain.md 1.5)."""

from __future__ import annotations

from typing import ClassVar

from ips_tui.domain.stages import Stage
from screens.participant.stage_body import StageBody


class ActionPlanBody(StageBody):
    """The plan, its objectives and steps, its reviews, education beside it."""

    footer_keys: ClassVar[tuple[str, ...]] = (
        "participant.record",
        "participant.review",
        "participant.contact",
        "participant.appointment",
    )

    def __init__(self) -> None:
        super().__init__(int(Stage.ACTION_PLAN))
