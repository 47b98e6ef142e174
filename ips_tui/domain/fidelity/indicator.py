"""What the record says of one item: a figure with its anchor, what lowers it, or evidence for whoever rates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ips_tui.domain.fidelity.scale import ItemClass, ScaleItem
from ips_tui.domain.outcomes.figure import Figure, LeftOut, Number, Part


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

    @property
    def id(self) -> str:
        """Such as `F17`."""
        return self.item.id


def by_evidence(item: ScaleItem, evidence: tuple[Part, ...]) -> Indicator:
    """An item that a person rates: with what the record has, if it has anything."""
    # Nothing of nothing tells nothing, and neither does a count of nobody by itself.
    told = any(part.denominator or (part.denominator is None and part.numerator) for part in evidence)
    if told:
        return Indicator(item, State.EVIDENCE, evidence=evidence)
    nothing = State.BY_RATING if item.item_class is ItemClass.HUMAN else State.NO_DATA
    return Indicator(item, nothing, evidence=evidence)
