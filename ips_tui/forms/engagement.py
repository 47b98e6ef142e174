"""Entries of getting to know each other: what was talked through, natural supports, satisfaction, pauses (4.12)."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Self

from pydantic import create_model, model_validator

from ips_tui.domain import engagement as choices
from ips_tui.domain.people import ConsentState
from ips_tui.domain.questions import QuestionSet
from ips_tui.forms.asking import Needed, Only, broken
from ips_tui.forms.kit import Choice, Choices, Count, Entry, Notes, PastDay, StaffRef, Text
from ips_tui.forms.profile import question_fields

GIVEN = (ConsentState.GIVEN.value, ConsentState.WITHDRAWN.value)
WITHDRAWN = (ConsentState.WITHDRAWN.value,)
GROUP = (choices.SatisfactionHow.GROUP.value,)


class RapportEntry(Entry):
    """What was talked through, topic by topic; its questions come from the question set in use."""

    form: ClassVar[str] = "rapport"
    talked_on: PastDay


class NaturalSupportEntry(Entry):
    """Somebody who matters to the person, and whether one may be in touch with them, since when, about what."""

    form: ClassVar[str] = "natural_support"
    name: Text
    relation: Choice[choices.Relation]
    consent: Choice[ConsentState]
    said_on: PastDay
    contact_about: Annotated[
        Choices[choices.ContactAbout], Only("consent", GIVEN), Needed("consent", GIVEN, "problem.about_what")
    ] = ()
    withdrawn_on: Annotated[
        PastDay | None, Only("consent", WITHDRAWN), Needed("consent", WITHDRAWN, "problem.when_was_it_said")
    ] = None
    telephone: Text | None = None
    email: Text | None = None
    helps_with: Notes | None = None
    note: Notes | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.withdrawn_on is not None and self.withdrawn_on < self.said_on:
            raise broken("withdrawn_on", "problem.ends_before_it_starts")
        return self


class SatisfactionEntry(Entry):
    """The questions about satisfaction, asked of one person, or of a group whose answers have no names."""

    form: ClassVar[str] = "satisfaction"
    happened_on: PastDay
    how: Choice[choices.SatisfactionHow]
    people: Annotated[Count | None, Only("how", GROUP), Needed("how", GROUP)] = None
    specialist: StaffRef | None = None


class PauseEntry(Entry):
    """A time in which work together rests."""

    form: ClassVar[str] = "pause"
    from_on: PastDay
    reason: Choice[choices.PauseReason]
    to_on: PastDay | None = None
    note: Notes | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.to_on is not None and self.to_on < self.from_on:
            raise broken("to_on", "problem.ends_before_it_starts")
        return self


def _with_questions(base: type[Any], asked: QuestionSet) -> type[Any]:
    questions = [question for section in asked.sections for question in section.questions]
    made = create_model(base.__name__, __base__=base, __module__=__name__, **question_fields(questions))
    made.wording = {q.id: (q.ask, q.probe) for q in questions}
    return made


def rapport_entry(asked: QuestionSet) -> type[RapportEntry]:
    """The entry of what was talked through, with the topics of that set."""
    return _with_questions(RapportEntry, asked)


def satisfaction_entry(asked: QuestionSet) -> type[SatisfactionEntry]:
    """The entry of the questions about satisfaction in that set."""
    return _with_questions(SatisfactionEntry, asked)
