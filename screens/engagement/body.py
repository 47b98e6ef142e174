"""Stage 1, engagement: getting to know each other (domain.md 1.3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.content import Content

from ips_tui.casework.case import CaseView
from ips_tui.casework.engagement import MayContact
from ips_tui.dates import short_date
from ips_tui.domain.people import ConsentState
from ips_tui.domain.stages import Stage
from screens.keys import key_label
from screens.participant.stage_body import TALL, StageBody
from screens.widgets.block import spread, wrapped

LABEL = 24
"""Cells before what was said about expectations, in line with the checklist above it."""


class EngagementBody(StageBody):
    """Contacts and attempts, reviews, appointments and clinical updates of the first stage."""

    footer_keys: ClassVar[tuple[str, ...]] = (
        "participant.contact",
        "participant.rapport",
        "participant.review",
        "participant.appointment",
        "participant.record",
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

    def own_lines(self, view: CaseView, width: int) -> Iterator[Content]:
        """How far the talk is, whom one may be in touch with, and where somebody has gone quiet what was tried."""
        words, engagement = self.house.words, view.stages.engagement
        if view.outreach is not None:
            tried = words(
                "engagement.outreach_said",
                count=view.outreach.tried,
                attempts=view.outreach.attempts,
                key=key_label("y", words),
            )
            yield self.labelled(words("engagement.outreach"), tried, width)
        if self.house.size.height < TALL and view.due:
            # In a low window what is due comes first; the key stands in the footer.
            return
        key = key_label("z", words)
        said = words("engagement.topics_none", key=key)
        if engagement.talked_on is not None:
            day = short_date(engagement.talked_on, self.house.desk.clock.today(), words.dates)
            said = words("engagement.topics_said", count=engagement.topics, of=engagement.topics_of, day=day, key=key)
        yield self.labelled(words("engagement.topics"), said, width)
        if engagement.supports:
            people = "; ".join(self._support(one) for one in engagement.supports)
            yield self.labelled(words("engagement.supports"), people, width)

    def _support(self, one: MayContact) -> str:
        words = self.house.words
        relation = words.choice("relation", one.relation)
        if one.consent is not ConsentState.GIVEN:
            return words("engagement.supports_not", name=one.name, relation=relation)
        about = ", ".join(words.choice("contact_about", about) for about in one.about)
        return words("engagement.supports_may", name=one.name, relation=relation, about=about)
