"""Entries of the vocational profile: a section of the interview at a time, research, the talk, the goal (4.3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Annotated, Any, ClassVar, Self

from pydantic import create_model, model_validator

from ips_tui.domain import profile as choices
from ips_tui.domain.action_plan import StepWho
from ips_tui.domain.disclosure import Decision
from ips_tui.domain.employers import Sector
from ips_tui.domain.job_search import JobRoute
from ips_tui.domain.jobs import EndingReason
from ips_tui.domain.questions import STATE, Question, Section
from ips_tui.forms.asking import LONGEST_TEXT, Ask, Kind, Only, StateOf, broken
from ips_tui.forms.kit import (
    Amount,
    Choice,
    Choices,
    Day,
    Entry,
    GoalRef,
    Group,
    Hours,
    JobRef,
    Minutes,
    Notes,
    PastDay,
    Rating,
    RowEntry,
    Text,
    YesNo,
)

OF_A_JOB = (choices.ProfileOccasion.JOB_START.value, choices.ProfileOccasion.JOB_ENDING.value)
"""The occasions of a version that are about one job."""
State = Annotated[choices.AnswerState, Ask(Kind.HIDDEN)]


class LicenceEntry(RowEntry):
    """A licence or certificate."""

    form: ClassVar[str] = "licence"
    kind: Choice[choices.LicenceKind]
    name: Text | None = None
    expires_on: Day | None = None


class PastJobEntry(RowEntry):
    """A job before IPS, as the person remembers it."""

    form: ClassVar[str] = "past_job"
    title: Text
    employer_name: Text | None = None
    started: Text | None = None
    ended: Text | None = None
    hours: Hours | None = None
    pay: Text | None = None
    duties: Notes | None = None
    how_found: Choice[JobRoute] | None = None
    liked: Notes | None = None
    disliked: Notes | None = None
    why_left: Choices[EndingReason] = ()
    helped: Notes | None = None


class BarrierEntry(RowEntry):
    """Something in the way of work, and what is being done about it."""

    form: ClassVar[str] = "barrier"
    kind: Choice[choices.BarrierKind]
    what: Notes | None = None
    being_done: Notes | None = None
    by_whom: Choice[StepWho] | None = None
    since_on: PastDay | None = None
    state: Choice[choices.BarrierState] = choices.BarrierState.OPEN


class SkillGapEntry(RowEntry):
    """A skill that is missing and how it is bridged."""

    form: ClassVar[str] = "skill_gap"
    gap: Text
    bridge: Notes | None = None
    quickest_route: Notes | None = None


class ProfileSourceEntry(RowEntry):
    """Who gave information, and since when the person allows it."""

    form: ClassVar[str] = "profile_source"
    kind: Choice[choices.ProfileSourceKind]
    who: Text | None = None
    permission_on: PastDay | None = None


class ProfileSectionEntry(Entry):
    """One section of the guided interview; its open questions come from the question set in use."""

    form: ClassVar[str] = "profile_section"
    section: ClassVar[str] = ""


class _Education(ProfileSectionEntry):
    licences: Group[LicenceEntry] = ()


class _WorkHistory(ProfileSectionEntry):
    past_jobs: Group[PastJobEntry] = ()


class _Preferences(ProfileSectionEntry):
    sectors: Choices[Sector] = ()
    tasks: Notes | None = None
    fewest_hours: Hours | None = None
    most_hours: Hours | None = None
    times: Choices[choices.WorkTime] = ()
    pace: Choice[choices.WorkPace] | None = None
    public_contact: Choice[choices.PublicContact] | None = None
    surroundings: Choice[choices.Surroundings] | None = None
    most_travel_minutes: Minutes | None = None
    pay_floor: Amount | None = None
    not_with: Notes | None = None

    @model_validator(mode="after")
    def _fewest_first(self) -> Self:
        if self.fewest_hours is not None and self.most_hours is not None and self.most_hours < self.fewest_hours:
            raise broken("most_hours", "problem.most_below_fewest")
        return self


class _Barriers(ProfileSectionEntry):
    barriers: Group[BarrierEntry] = ()


class _Gaps(ProfileSectionEntry):
    skill_gaps: Group[SkillGapEntry] = ()


class _Sources(ProfileSectionEntry):
    sources: Group[ProfileSourceEntry] = ()


_KEPT_IN_TABLES: Mapping[str, type[ProfileSectionEntry]] = {
    "education": _Education,
    "work_history": _WorkHistory,
    "preferences": _Preferences,
    "barriers": _Barriers,
    "gaps": _Gaps,
    "sources": _Sources,
}
"""What a section keeps in tables of its own, beside its open questions."""
PREFERENCES = tuple(name for name in _Preferences.model_fields)
"""The fields of the section `preferences` that are one row of one table."""
_TYPES: Mapping[str, Any] = {"notes": Notes, "text": Text, "rating": Rating, "yes_no": YesNo}


def kept_in_tables(section_id: str) -> tuple[str, ...]:
    """The fields of a section that are no open questions: its groups, or the preferences."""
    return tuple(_KEPT_IN_TABLES.get(section_id, ProfileSectionEntry).model_fields)


def question_fields(questions: Sequence[Question]) -> dict[str, Any]:
    """The fields of open questions for pydantic's `create_model`: each with the one that says why it has no answer."""
    fields: dict[str, Any] = {}
    for question in questions:
        fields[question.id] = (_TYPES[question.kind] | None, None)
        fields[question.id + STATE] = (Annotated[State | None, StateOf(question.id)], None)
    return fields


@lru_cache(maxsize=64)
def section_entry(section: Section) -> type[ProfileSectionEntry]:
    """The entry of one section: its open questions with their states, then what it keeps in tables.

    Kept, since making one takes longer than reading the section.
    """
    fields = question_fields(section.questions)
    made = create_model(f"Section_{section.id}", __base__=ProfileSectionEntry, __module__=__name__, **fields)
    made.section = section.id
    made.wording = {q.id: (q.ask, q.probe) for q in section.questions}
    if (kept := _KEPT_IN_TABLES.get(section.id)) is not None:
        # The fields of the last base come first: a talk begins with a question, not with a list to fill in.
        made = create_model(f"Section_{section.id}", __base__=(kept, made), __module__=__name__)
    return made


def answer_of(entry: Entry, question: Question) -> tuple[str | None, choices.AnswerState | None]:
    """What an entry says to one question: its text, or why there is none; two times None when it says nothing."""
    said, state = getattr(entry, question.id), getattr(entry, question.id + STATE)
    if said is None or said == "":
        return None, state
    return ("yes" if said else "no") if isinstance(said, bool) else str(said), None


def fits(question: Question, value: str | None) -> bool:
    """Whether a kept answer can stand in the field that asks this question now."""
    if value is None or question.kind == "notes":
        return True
    if question.kind == "rating":
        return value in _RATINGS
    if question.kind == "yes_no":
        return value in ("yes", "no")
    return "\n" not in value and len(value) <= LONGEST_TEXT


_RATINGS = frozenset(str(number) for number in range(11))


class VocationalProfileEntry(Entry):
    """A version of the profile: when it was begun, and what made a new one needed."""

    form: ClassVar[str] = "vocational_profile"
    begun_on: PastDay
    occasion: Choice[choices.ProfileOccasion] | None = None
    job: Annotated[JobRef | None, Only("occasion", OF_A_JOB)] = None
    why: Notes | None = None


class LabourMarketResearchEntry(Entry):
    """What was found out about a kind of work (G2)."""

    form: ClassVar[str] = "labour_market_research"
    happened_on: PastDay
    role: Text
    goal: GoalRef | None = None
    sources: Choices[choices.ResearchSource]
    demand: Notes | None = None
    requirements: Notes | None = None
    pay: Text | None = None
    hours: Text | None = None
    travel: Text | None = None
    hidden_market: Notes | None = None
    conclusion: Notes
    talked_through_on: PastDay | None = None


class PersonalInformationTalkEntry(Entry):
    """The talk about what, if anything, employers are told (G3)."""

    form: ClassVar[str] = "personal_information_talk"
    happened_on: PastDay
    first_wish: Choice[Decision] | None = None
    note: Notes | None = None


class GoalEntry(Entry):
    """The vocational goal. Where a gate is not met, a reason lets it pass and stays visible (G2, G3)."""

    form: ClassVar[str] = "goal"
    name: Text
    job_type: Choice[choices.JobType]
    agreed_on: PastDay
    without_research_why: Notes | None = None
    without_talk_why: Notes | None = None
