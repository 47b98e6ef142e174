"""Stage 2, vocational profile: what suits the person, and what is on offer nearby (domain.md 1.4)."""

from __future__ import annotations

from typing import ClassVar

from ips_tui.domain.stages import Stage
from screens.participant.stage_body import StageBody


class VocationalProfileBody(StageBody):
    """The guided interview, labour market research, the talk about personal information, the goal."""

    footer_keys: ClassVar[tuple[str, ...]] = (
        "participant.record",
        "participant.contact",
        "participant.review",
        "participant.talk",
    )

    def __init__(self) -> None:
        super().__init__(int(Stage.VOCATIONAL_PROFILE))
