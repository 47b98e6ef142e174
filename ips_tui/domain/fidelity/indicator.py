"""What the record says of one item: a figure with its anchor, what lowers it, or evidence for whoever rates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ips_tui.domain.fidelity.scale import Formula, ItemClass, ScaleItem
from ips_tui.domain.outcomes.figure import Figure, LeftOut, Number, Part, refs
from ips_tui.domain.outcomes.totals import AnyPart, Total, Whole

OPEN_CASES = "open_cases"
"""The part of a total that says how many cases are open."""
WAITS = (Formula.RAPID_SEARCH, Formula.FOLLOW_ALONG)
"""Items of which the answer may not be in yet; open cases of theirs are in no mean and stand apart."""
JOBS_OF_KIND, JOB_TYPE = "jobs_of_kind", "job_type"
"""A part of item 19, and by what it is one."""


class State(StrEnum):
    """How far the record answers an item."""

    ANCHOR = "anchor"
    """It reaches an anchor."""
    TOO_FEW = "too_few"
    NO_DATA = "no_data"
    EVIDENCE = "evidence"
    """There is something for a person to rate by."""
    BY_RATING = "by_rating"
    """Only a person can tell."""
    NOT_ADDED = "not_added"
    """Of several laptops: what only one of them can tell of its own, such as how many different employers there are."""


class Lowers(StrEnum):
    """In what way somebody, or a week, lowers an item; its words are `fidelity.lowers.<value>`."""

    MORE_PEOPLE = "more_people"
    """A specialist has so many people for a full-time post."""
    OTHER_TEAM = "other_team"
    """Somebody is with a clinical team that is none of their specialist's two largest."""
    NO_TEAM = "no_team"
    NO_BENEFITS = "no_benefits"
    """No advice about benefits before a job began."""
    NOT_TRAINED = "not_trained"
    """There was advice, and not by a trained adviser."""
    NO_CHANGE_TALK = "no_change_talk"
    """None after hours or pay changed, on `on`."""
    DAYS = "days"
    """So many days to the first meeting with an employer."""
    FEW_CONTACTS = "few_contacts"
    """A specialist's week with so many contacts."""
    NOT_REVIEWED = "not_reviewed"
    """A specialist's week that the leader did not look at."""
    SAME_TYPE = "same_type"
    SAME_EMPLOYER = "same_employer"
    NOT_COMPETITIVE = "not_competitive"
    NOT_PERMANENT = "not_permanent"
    PERMANENCE_UNKNOWN = "permanence_unknown"
    BEFORE_START = "before_start"
    FIRST_DAYS = "first_days"
    WEEKS = "weeks"
    """So many of the first four weeks without a contact."""
    MONTHS = "months"
    AFTER_ENDING = "after_ending"
    LITTLE_OUTSIDE = "little_outside"
    """A specialist's week with such a share of hours outside, in percent."""


@dataclass(frozen=True)
class Lowering:
    """Somebody, or a specialist's week, that lowers the value; also where the anchor is the highest all the same."""

    ref: str
    """A person's reference, or a specialist's where `staff` is set."""
    why: Lowers
    on: date | None = None
    """The day it hangs on, or the first day of the week."""
    number: Number | None = None
    job: str = ""
    staff: bool = False


@dataclass(frozen=True)
class Indicator:
    """One item over one period. An indicator, which is never added to another and has no band."""

    item: ScaleItem
    state: State
    figure: Figure | None = None
    """Of a computed item; its parts are the specialists, where the scale looks at each first."""
    anchor: int | None = None
    lowered_by: tuple[Lowering, ...] = ()
    open_cases: tuple[LeftOut, ...] = ()
    """Those of whom the answer is not in yet, such as people still waiting; they are in no mean (domain.md 3.3)."""
    evidence: tuple[Part, ...] = ()
    added: Total | None = None
    """What several laptops have of it together; None where it is of this laptop alone. All else but the state and the
    anchor stays this laptop's."""

    @property
    def id(self) -> str:
        """Such as `F17`."""
        return self.item.id

    @property
    def whole(self) -> Whole | None:
        """The figure of everything it covers; None for an item that people rate, and for what is not added."""
        if self.added is None:
            return self.figure
        return None if self.figure is None or self.state is State.NOT_ADDED else self.added

    @property
    def parts(self) -> tuple[AnyPart, ...]:
        """The parts of the figure, or the evidence, of everything it covers."""
        if self.added is None:
            return self._own_parts
        found = tuple(part for part in self.added.parts if part.id != OPEN_CASES)
        return found if self.figure is not None or tells(found) else ()

    @property
    def here_only(self) -> tuple[Part, ...]:
        """Where several laptops are added: the parts that cannot be, which are this laptop's."""
        if self.added is None:
            return ()
        known = {(part.id, part.of) for part in self.added.parts}
        return tuple(part for part in self._own_parts if (part.id, part.of) not in known and part.of != JOB_TYPE)

    @property
    def waiting(self) -> AnyPart | None:
        """How many cases are open of everything it covers, and how many people these are; None where none can be."""
        if self.item.formula not in WAITS:
            return None
        if self.added is not None:
            return next(part for part in self.added.parts if part.id == OPEN_CASES)
        people = refs(one.ref for one in self.open_cases)
        return Part(OPEN_CASES, len(self.open_cases), people=people, counted=people)

    @property
    def _own_parts(self) -> tuple[Part, ...]:
        return (*(() if self.figure is None else self.figure.parts), *self.evidence)


def by_evidence(item: ScaleItem, evidence: tuple[Part, ...]) -> Indicator:
    """An item that a person rates: with what the record has, if it has anything."""
    return Indicator(item, answered(item, evidence), evidence=evidence)


def answered(item: ScaleItem, evidence: Iterable[AnyPart]) -> State:
    """How far evidence answers an item that a person rates."""
    if tells(evidence):
        return State.EVIDENCE
    return State.BY_RATING if item.item_class is ItemClass.HUMAN else State.NO_DATA


def tells(evidence: Iterable[AnyPart]) -> bool:
    """Whether there is anything in it: nothing of nothing tells nothing, and neither does a count of nobody."""
    return any(part.denominator or (part.denominator is None and part.numerator) for part in evidence)
