"""A form with every kind of field, its words, and a keeper in memory, for tests of the form kit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, ClassVar
from uuid import UUID

from pydantic import create_model, model_validator

from ips_tui.content.words import Words, load_words
from ips_tui.forms import kit
from screens.widgets.form.plan import FormPlan, KeptDraft, Option, Refused

TODAY = date(2026, 10, 8)
BAKERY, BUS, TEAM_A, TEAM_B, NURSE, DOCTOR = (str(UUID(int=n)) for n in range(1, 7))
OPTIONS = {
    "employer": [Option(BAKERY, "Fenland Bakery"), Option(BUS, "Ødegård Buses [/oops]")],
    "clinical_team": [Option(TEAM_A, "North team"), Option(TEAM_B, "South team")],
}


class Kind(StrEnum):
    VISIT = "visit"
    CALL = "call"
    LETTER = "letter"


class Topic(StrEnum):
    MONEY = "money"
    TRAVEL = "travel"
    HEALTH = "health"


class Feeling(StrEnum):
    GLAD = "glad"
    WORRIED = "worried"
    TIRED = "tired"
    CROSS = "cross"
    CALM = "calm"
    OTHER = "other"


class VisitEntry(kit.Entry):
    """Every kind of field once."""

    form: ClassVar[str] = "visit"
    on: kit.PastDay
    at: kit.Time | None = None
    kind: kit.Choice[Kind]
    place: kit.Text | None = None
    minutes: kit.Minutes | None = None
    took_place: kit.YesNo
    reason: Annotated[kit.Text | None, kit.Only("took_place", ("no",))] = None
    topics: kit.Choices[Topic] = ()
    feeling: kit.Choice[Feeling] | None = None
    employer: kit.EmployerRef | None = None
    clinical_team: kit.ClinicalTeamRef | None = None
    care_coordinator: kit.CareCoordinatorRef | None = None
    heard_of: kit.EmployerRefs = ()
    notes: kit.Notes | None = None
    next_on: kit.FutureDay | None = None

    @model_validator(mode="after")
    def _reason_given(self) -> VisitEntry:
        if not self.took_place and not self.reason:
            raise kit.broken("reason", "problem.reason_needed")
        return self


class SecretEntry(kit.Entry):
    form: ClassVar[str] = "secret"
    name: kit.Text
    passphrase: kit.Text


_LONG: dict[str, Any] = {f"field_{n}": (kit.Text | None, None) for n in range(1, 45)}
_LONG["field_45"] = (kit.Text, ...)
LongEntry: type[kit.Entry] = create_model("LongEntry", __base__=kit.Entry, **_LONG)
LongEntry.form = "long"

WORDS = {
    "form.yes": "Yes",
    "form.no": "No",
    "form.not_answered": "not answered",
    "form.needed_sign": "* must be filled in",
    "form.page": "page {number} of {count}",
    "form.problems": "{count} fields need another look before this can be saved",
    "form.problems_one": "One field needs another look before this can be saved",
    "form.nothing_found": "nothing has this in its name; fewer letters find more",
    "form.reference_gone": "(no longer in the list)",
    "form.add.employer": "add “{typed}” as a new employer",
    "form.add.employer.plain": "add a new employer",
    "form.said.joined": "{lines} lines were joined into one.",
    "form.said.removed": "{count} hidden characters removed.",
    "form.said.removed_one": "1 hidden character removed.",
    "form.said.cut": "{count} characters did not fit and were left out.",
    "form.help.text": "",
    "form.help.notes": "Enter: new line  Tab: next field",
    "form.help.yes_no": "Y or N  Space: the other  Backspace: empty",
    "form.help.choice": "Left, Right or first letter  Backspace: empty",
    "form.help.choices": "Left, Right, Space: mark",
    "form.help.number": "a whole number",
    "form.help.date": "11/3, 11 mar, fri, today, +7",
    "form.help.time": "14:30, 9, 2pm",
    "form.help.reference": "Type part of a name, Enter chooses",
    "form.help.references": "Type part of a name, Enter marks",
    "form.leave.question": "What you typed is not saved yet.",
    "form.leave.keep": "Keep it as a draft and leave",
    "form.leave.save": "Save it",
    "form.leave.throw": "Throw away what was typed",
    "form.leave.stay": "Go back to the form",
    "form.draft.question": "Continue what you typed at {written}?",
    "form.draft.continue": "Continue with what I typed",
    "form.draft.fresh": "Start fresh",
    "form.draft.record": "Take the record as it is now",
    "form.draft.changed": "The record has been changed since. Both versions, where they differ:",
    "form.draft.typed": "You typed",
    "form.draft.now": "In the record now",
    "form.draft.away_question": "Throw away what you typed at {written}? It cannot be brought back.",
    "form.draft.not_away": "No, keep it",
    "form.draft.away": "Yes, throw it away",
    "form.draft.not_kept": "What you type could not be kept as a draft. Save soon, and make room on the disk.",
    "form.visit.on.label": "Date of the visit",
    "form.visit.at.label": "Time",
    "form.visit.kind.label": "Kind",
    "form.visit.place.label": "Place",
    "form.visit.minutes.label": "Minutes",
    "form.visit.took_place.label": "Did it take place?",
    "form.visit.reason.label": "Why not?",
    "form.visit.topics.label": "What was talked about",
    "form.visit.feeling.label": "How did they feel when you left?",
    "form.visit.employer.label": "Employer",
    "form.visit.clinical_team.label": "Clinical team",
    "form.visit.care_coordinator.label": "Care coordinator",
    "form.visit.heard_of.label": "Employers heard of",
    "form.visit.notes.label": "Notes",
    "form.visit.next_on.label": "Next visit",
    "form.visit.on.hint": "The day it was, not the day you write it down",
    "form.secret.name.label": "Your name",
    "form.secret.passphrase.label": "Passphrase",
    "choice.kind.visit": "Visit",
    "choice.kind.call": "Call",
    "choice.kind.letter": "Letter",
    "choice.topic.money": "Money",
    "choice.topic.travel": "Travel",
    "choice.topic.health": "Health",
    "choice.feeling.glad": "Glad about how it went",
    "choice.feeling.worried": "Worried about what comes next",
    "choice.feeling.tired": "Tired",
    "choice.feeling.cross": "Cross",
    "choice.feeling.calm": "Calm",
    "choice.feeling.other": "Something else",
    "problem.missing": "This must be filled in.",
    "problem.not_a_date": "This is not a date. Write it like 11 mar 2026, 11/3/26, fri or +7.",
    "problem.not_a_number": "This is not a whole number.",
    "problem.out_of_range": "It must be from {lowest} to {highest}.",
    "problem.too_long": "This has {length} characters; at most {longest} fit.",
    "problem.not_a_choice": "Choose one from the list: type a few letters, then Enter.",
    "problem.reason_needed": "Say why it did not take place.",
    "problem.no_agreement": "There was no agreement in force with this employer on that day.",
}


@cache
def words() -> Words:
    """The pack of the program with the words of these forms over it."""
    pack = load_words()
    labels = {f"form.long.field_{n}.label": f"Question {n}" for n in range(1, 46)}
    return Words(pack.pack, {}, {**pack.texts, **WORDS, **labels})


@dataclass
class Keeper:
    """Keeps a draft in memory; `kept` is what was kept last, `times` how often."""

    offered: KeptDraft | None = None
    kept: dict[str, str] | None = None
    times: int = 0
    dropped: int = 0
    full: bool = False

    def load(self) -> KeptDraft | None:
        return self.offered

    def keep(self, values: Mapping[str, str]) -> None:
        if self.full:
            raise OSError("no space")
        self.kept = dict(values)
        self.times += 1

    def drop(self) -> None:
        self.kept = None
        self.dropped += 1


@dataclass
class Desk:
    """Takes what is saved; says no when told to."""

    saved: list[Any] = field(default_factory=list)
    refuses: tuple[kit.Problem, ...] = ()
    breaks: bool = False

    def save(self, entry: Any) -> str:
        if self.breaks:
            raise RuntimeError("broken")
        if self.refuses:
            raise Refused(self.refuses)
        self.saved.append(entry)
        return f"record-{len(self.saved)}"


def options(of: str, others: Mapping[str, str]) -> Sequence[Option]:
    """Care coordinators depend on the team; the rest stands still."""
    if of == "care_coordinator":
        return {
            TEAM_A: [Option(NURSE, "Nurse Nilsen")],
            TEAM_B: [Option(DOCTOR, "Doctor Dahl")],
        }.get(others.get("clinical_team", ""), [])
    return OPTIONS.get(of, [])


def plan(desk: Desk, keeper: Keeper | None = None, **more: Any) -> FormPlan:
    """A plan for the form with every kind of field."""
    return FormPlan(
        **{
            "entry": VisitEntry,
            "title": "Visit",
            "save": desk.save,
            "today": TODAY,
            "keeper": keeper,
            "options": options,
            **more,
        }
    )
