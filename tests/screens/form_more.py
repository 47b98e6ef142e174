"""Forms with amounts, hours, repeated groups and open questions, and their words, for tests of the form kit."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import Annotated, Any, ClassVar
from uuid import UUID

from pydantic import create_model, model_validator

from ips_tui.content.words import Words
from ips_tui.domain.profile import AnswerState
from ips_tui.forms import kit
from tests.screens import form_fake

DREAM = "What would you like to do if nothing stood in the way?"
ASIDE = "[/oops] Is there anything else that you would like me to know, however small it may seem to you just now?"


class Who(StrEnum):
    PARTICIPANT = "participant"
    SPECIALIST = "specialist"
    EMPLOYER = "employer"


class StepEntry(kit.RowEntry):
    """A row with a field of most kinds."""

    form: ClassVar[str] = "step"
    what: kit.Text
    who: kit.Choice[Who]
    due: kit.FutureDay | None = None
    done: kit.YesNo = False
    result: Annotated[kit.Notes | None, kit.Only("done", ("yes",))] = None
    employer: kit.EmployerRef | None = None
    pay: kit.Amount | None = None
    minutes: kit.Minutes | None = None


class LicenceEntry(kit.RowEntry):
    form: ClassVar[str] = "licence"
    name: kit.Text | None = None
    until: kit.Day | None = None


class PlanEntry(kit.Entry):
    """A form with two groups between other fields, and a field nobody sees."""

    form: ClassVar[str] = "plan"
    goal: Annotated[UUID | None, kit.Ask(kit.Kind.HIDDEN)] = None
    title: kit.Text
    steps: kit.Group[StepEntry] = ()
    note: kit.Notes | None = None
    licences: kit.Group[LicenceEntry] = ()
    review_on: kit.FutureDay | None = None

    @model_validator(mode="after")
    def _has_a_step(self) -> PlanEntry:
        if not self.steps and self.review_on:
            raise kit.broken("steps", "problem.reason_needed")
        return self


class WageEntry(kit.Entry):
    form: ClassVar[str] = "wage"
    pay: kit.Amount | None = None
    floor: kit.Amount | None = None
    hours: kit.Hours | None = None
    better_off: kit.Difference | None = None


def _state_of(question: str) -> tuple[Any, None]:
    return Annotated[kit.Choice[AnswerState] | None, kit.StateOf(question)], None  # type: ignore[return-value]


_FIELDS: dict[str, Any] = {
    "dream": (kit.Notes | None, None),
    "dream_state": _state_of("dream"),
    "wanted": (kit.Text | None, None),
    "wanted_state": _state_of("wanted"),
    "importance": (kit.Rating | None, None),
    "importance_state": _state_of("importance"),
    "help_from": (kit.Choice[Who] | None, None),
    "help_from_state": _state_of("help_from"),
    "feeling": (kit.Choice[form_fake.Feeling] | None, None),
    "feeling_state": _state_of("feeling"),
    "has_licence": (kit.YesNo | None, None),
    "licences": (Annotated[kit.Group[LicenceEntry], kit.Only("has_licence", ("yes",))], ()),
    "licences_state": _state_of("licences"),
    "aside": (kit.Text | None, None),
}
InterviewEntry: type[kit.Entry] = create_model("InterviewEntry", __base__=kit.Entry, **_FIELDS)
InterviewEntry.form = "interview"
InterviewEntry.wording = {
    "dream": (
        DREAM,
        "Ask it with time, and let silence be. What people first say is often what they think is possible; ask what "
        "they would do the day after, and write down their own words.",
    ),
    "wanted": ("Job wanted now", "One is enough."),
    "aside": (ASIDE, "[x] Only what the person is happy to see written down."),
}

WORDS = {
    "form.plan.title": "Plan",
    "form.plan.title.label": "Objective",
    "form.plan.steps.label": "Steps",
    "form.plan.steps.hint": "What is done, by whom, by when",
    "form.plan.note.label": "Note",
    "form.plan.licences.label": "Licences",
    "form.plan.review_on.label": "Looked at again on",
    "form.step.title": "Step",
    "form.step.what.label": "What",
    "form.step.who.label": "Who",
    "form.step.due.label": "Due",
    "form.step.done.label": "Done",
    "form.step.result.label": "What came of it",
    "form.step.employer.label": "Employer",
    "form.step.pay.label": "Pay an hour",
    "form.step.minutes.label": "Minutes",
    "form.licence.title": "Licence",
    "form.licence.about": "A licence or certificate the person holds.",
    "form.licence.name.label": "Name",
    "form.licence.until.label": "Valid until",
    "form.wage.title": "Wage",
    "form.wage.pay.label": "Pay",
    "form.wage.floor.label": "Lowest pay",
    "form.wage.hours.label": "Hours a week",
    "form.wage.better_off.label": "Better off by",
    "form.interview.importance.label": "Importance, 0 to 10",
    "form.interview.help_from.label": "Help from",
    "form.interview.feeling.label": "Feeling about work",
    "form.interview.has_licence.label": "Has a licence",
    "form.interview.licences.label": "Licences",
    "choice.who.participant": "the participant",
    "choice.who.specialist": "the specialist",
    "choice.who.employer": "an employer",
}


@cache
def words() -> Words:
    """The pack of the program with the words of these forms over it."""
    from ips_tui.content.words import load_words

    pack = load_words()
    own = {i: text for i, text in form_fake.WORDS.items() if i not in pack.texts}
    return Words(pack.pack, {}, {**pack.texts, **own, **WORDS})
