"""Entries of education and training (domain.md 4.10)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import model_validator

from ips_tui.domain import education as choices
from ips_tui.domain.disclosure import Decision
from ips_tui.forms.asking import Needed, Only, broken
from ips_tui.forms.kit import Choice, Choices, Day, Entry, GoalRef, Hours, Notes, PastDay, Text

FINISHED = (choices.EducationStatus.COMPLETED.value, choices.EducationStatus.LEFT.value)
BEGUN = (choices.EducationStatus.ENROLLED.value, choices.EducationStatus.ATTENDING.value, *FINISHED)


class EducationEntry(Entry):
    """A course or other training that serves the goal."""

    form: ClassVar[str] = "education"
    name: Text
    kind: Choice[choices.EducationKind]
    goal: GoalRef | None = None
    link_to_goal: Notes | None = None
    provider: Text | None = None
    status: Choice[choices.EducationStatus]
    noted_on: PastDay
    enrolled_on: Annotated[PastDay | None, Only("status", BEGUN), Needed("status", BEGUN, "problem.enrolled_when")] = (
        None
    )
    starts_on: Day | None = None
    ends_on: Day | None = None
    finished_on: Annotated[PastDay | None, Only("status", FINISHED), Needed("status", FINISHED)] = None
    hours: Hours | None = None
    funding: Choices[choices.EducationFunding] = ()
    supports: Choices[choices.EducationSupport] = ()
    disclosure: Choice[Decision] | None = None
    disclosure_decided_on: PastDay | None = None
    disclosure_words: Notes | None = None
    disclosure_never_words: Notes | None = None
    result: Annotated[Choice[choices.EducationResult] | None, Only("status", FINISHED)] = None
    result_on: Annotated[PastDay | None, Only("status", FINISHED)] = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.starts_on is not None and self.ends_on is not None and self.ends_on < self.starts_on:
            raise broken("ends_on", "problem.ends_before_it_starts")
        if self.enrolled_on is not None and self.finished_on is not None and self.finished_on < self.enrolled_on:
            raise broken("finished_on", "problem.ends_before_it_starts")
        return self
