"""Stages 2 to 5: what they will hold, and what is already kept there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.content import Content

from ips_tui.casework.case import CaseView
from ips_tui.dates import say_date, short_date
from ips_tui.domain.stages import Stage
from screens.participant.block import wrapped
from screens.participant.stage_body import StageBody

LABEL = 14
"""Cells of the labels beside what was agreed."""


class LaterBody(StageBody):
    """A stage whose own screen comes with a later version; says so, and shows what is kept already."""

    def own_lines(self, view: CaseView, width: int) -> Iterator[Content]:
        """What it will hold."""
        text = self.house.words(f"stage.{self.stage}.will_hold")
        yield from (Content.styled(line, "$quiet") for line in wrapped(text, width))


class JobDevelopmentBody(LaterBody):
    """Stage 4: what may be said to employers, and every contact with them about this person."""

    footer_keys: ClassVar[tuple[str, ...]] = (
        "participant.employer",
        "participant.decide",
        "participant.talk",
        "participant.contact",
    )

    def __init__(self) -> None:
        super().__init__(int(Stage.JOB_DEVELOPMENT))

    def own_lines(self, view: CaseView, width: int) -> Iterator[Content]:
        """The agreement as it stands today; the header says whether contact is allowed at all."""
        words, said = self.house.words, view.may_say
        today = self.house.desk.clock.today()
        if said.decided_on is not None:
            taken_back = f", {words('timeline.withdrawn')}" if said.why == "withdrawn" else ""
            day = short_date(said.decided_on, today, words.dates)
            decided = f"{words.choice('decision', said.decision.value)}, {day}{taken_back}"
            yield self._labelled("decision", decided, width)
        if said.allowed:
            yield self._labelled("agreed_words", said.agreed_words, width)
            if said.employers:
                yield self._labelled("scope", ", ".join(said.employers), width)
            if said.in_work_contact is not None:
                yield self._labelled("in_work", words.choice("in_work_contact", said.in_work_contact.value), width)
            if said.when_told:
                yield self._labelled("when_told", words.choice("when_told", said.when_told), width)
            if said.valid_until is not None:
                yield self._labelled("valid_until", say_date(said.valid_until, today, words.dates), width)
        if said.never_words:
            yield self._labelled("never_words", said.never_words, width)
        if said.next_talk_on is not None:
            yield self._labelled("next_talk", short_date(said.next_talk_on, today, words.dates), width)
        elif said.next_talk_by is not None:
            by = words("participant.next_talk_by", day=short_date(said.next_talk_by, today, words.dates))
            yield self._labelled("next_talk", by, width)
        if view.without_agreement:
            one = "_one" if view.without_agreement == 1 else ""
            without = words(f"participant.without_agreement{one}", count=view.without_agreement)
            yield Content.styled(words("shell.problem_sign") + without, "bold $late")
        if not self.items(view):
            yield from super().own_lines(view, width)

    def _labelled(self, label: str, text: str, width: int) -> Content:
        line = wrapped(text, width - LABEL, 1)[0]
        return Content.assemble((f"{self.house.words(f'participant.{label}'):<{LABEL}}", "$quiet"), line)
