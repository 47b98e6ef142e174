"""Stage 1, engagement: getting to know each other (domain.md 1.3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.content import Content

from ips_tui.casework.case import CaseView
from ips_tui.domain.stages import Stage
from screens.participant.block import spread, wrapped
from screens.participant.stage_body import StageBody

LABEL = 24
"""Cells before what was said about expectations, in line with the checklist above it."""


class EngagementBody(StageBody):
    """Contacts and attempts, reviews, appointments and clinical updates of the first stage."""

    footer_keys: ClassVar[tuple[str, ...]] = (
        "participant.contact",
        "participant.review",
        "participant.appointment",
        "participant.clinical",
    )

    def __init__(self) -> None:
        super().__init__(int(Stage.ENGAGEMENT))

    def head_lines(self, view: CaseView, width: int) -> Iterator[Content]:
        """Under the checklist what was said about expectations last: the next talk goes on from there."""
        yield from super().head_lines(view, width)
        if view.last_expectations and view.person.stage == self.stage:
            said = wrapped(view.last_expectations, width - LABEL, 1)
            label = f"{'  ' + self.house.words('participant.expectations'):<{LABEL}}"
            yield spread(Content.styled(label, "$quiet") + Content(said[0]), Content(""), width)
