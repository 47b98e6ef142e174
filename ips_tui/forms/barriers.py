"""The entry with which a barrier of the vocational profile becomes a step of the action plan (domain.md 4.3)."""

from __future__ import annotations

from typing import Annotated, ClassVar
from uuid import UUID

from ips_tui.domain.action_plan import StepWho
from ips_tui.forms.asking import Ask, Kind
from ips_tui.forms.kit import Choice, Day, Entry, Text

ObjectiveRef = Annotated[UUID, Ask(Kind.REFERENCE, of="objective")]


class BarrierStepEntry(Entry):
    """What is done about a barrier: in which objective or beside the plan, by whom, by when."""

    form: ClassVar[str] = "barrier_step"
    objective: ObjectiveRef | None = None
    name: Text
    who: Choice[StepWho]
    due_on: Day | None = None
