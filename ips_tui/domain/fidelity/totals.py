"""What travels of an item from one laptop to another, and how it is added (domain.md 3.3): counts, and never a rating.

What is about people or about specialists adds up, since each is known to one laptop. How many different employers,
weeks or sides there are does not, since two laptops may know the same one; nor do meetings of the unit, which two may
both have noted. Such an item says that it is not added.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from ips_tui.domain.fidelity.anchors import DECIDES, reached
from ips_tui.domain.fidelity.indicator import (
    JOB_TYPE,
    JOBS_OF_KIND,
    OPEN_CASES,
    Indicator,
    State,
    answered,
)
from ips_tui.domain.fidelity.scale import Formula, ScaleItem, Seen
from ips_tui.domain.outcomes.figure import Kind
from ips_tui.domain.outcomes.totals import PartTotal, Total, added, total_of
from ips_tui.domain.outreach import Strategy

VERSION = 1
"""Rises when what an item counts or its parts change, else counts of two ways would be added."""
STAYS = ("median", "specialist", "employer", "unit", "rating")
"""What of the items does not travel."""
_PARTS = DECIDES | {"in_time", "waiting_past_limit", "with_waiting", JOBS_OF_KIND}
_COUNT, _SHARE = Kind.COUNT, Kind.SHARE
EVIDENCE: Mapping[Seen, Mapping[str, Kind]] = MappingProxyType(
    {
        Seen.GENERALISTS: {"seen_by_another": _COUNT},
        Seen.TEAM_CONTACT: {"team_updated": _SHARE, "in_clinical_record": _SHARE},
        Seen.OFFICES: {"office_contacts": _COUNT, "office_face_to_face": _COUNT},
        Seen.ZERO_EXCLUSION: {"people_came": _COUNT, "search_after_loss": _SHARE, "cases_closed": _COUNT},
        Seen.RATE: {"working": _SHARE},
        Seen.DISCLOSURE: {
            "served_without_telling": _COUNT,
            "pros_and_cons": _SHARE,
            "words_agreed": _SHARE,
            "looked_at_again": _SHARE,
        },
        Seen.ASSESSMENT: {"has_profile": _SHARE, "profile_followed_job": _SHARE, "learnt_from_ending": _SHARE},
        Seen.PREFERENCES: {"contacts_that_suit": _SHARE, "some_did_not_suit": _COUNT},
        Seen.SUPPORT: {
            "supported": _SHARE,
            "varied_support": _SHARE,
            "several_supporters": _SHARE,
            "career_help": _SHARE,
        },
        Seen.OUTREACH: {**{f"way_{way}": _SHARE for way in Strategy}, "family_refused": _COUNT},
    }
)
"""The evidence that adds up, by the kind of its numbers; all other evidence stays, as that of items 2, 7, 8 and 18."""


def item_total(one: Indicator, everyone: int) -> Total:
    """What travels of an item of one laptop; `everyone` is how many people were on its books in the period.

    Of an item without a figure, and of one that is not added, the number itself is 0, and all there is are its parts.
    """
    figure = one.figure
    if figure is None or one.item.formula is Formula.EMPLOYERS:
        return Total(one.id, 0, None, everyone, 0, 0, _evidence(one))
    total = total_of(figure)
    parts = tuple(part for part in total.parts if part.id in _PARTS)
    if one.item.formula is Formula.JOB_TYPES:
        # Kinds of work are counted, and nobody is behind one of them alone.
        total = replace(total, people_count=0)
    if (waiting := one.waiting) is not None:
        people = waiting.people_count
        parts = (PartTotal(OPEN_CASES, waiting.numerator or 0, None, "", "", people, people), *parts)
    # Some figures are measures with ids of their own, and here they are those of an item.
    return replace(total, id=one.id, parts=parts)


def _evidence(one: Indicator) -> tuple[PartTotal, ...]:
    found = {part.id: part for part in one.evidence}
    parts = []
    for name, kind in adds_up(one.item).items():
        part = found.get(name)
        if part is None:
            # Nothing is noted here, which on another laptop something may be.
            parts.append(PartTotal(name, 0, None if kind is Kind.COUNT else 0, "", "", 0, 0))
        else:
            people, counted = part.people_count, part.counted_count
            parts.append(PartTotal(name, part.numerator or 0, part.denominator, "", "", people, counted))
    return tuple(parts)


def adds_up(item: ScaleItem) -> Mapping[str, Kind]:
    """The evidence of an item that adds up, by the kind of its numbers; none for most that people rate alone."""
    return {} if item.evidence is None else EVIDENCE.get(item.evidence, {})


def together(one: Indicator, totals: Sequence[Total]) -> Indicator:
    """The item of this laptop and of others together: the state and the anchor by the same rule, over the sum.

    Raises ValueError for totals that are not those of one item, in one way of counting.
    """
    total = added(totals)
    if one.figure is None:
        whole = replace(one, added=total)
        return replace(whole, state=answered(one.item, (*whole.parts, *whole.here_only)))
    if one.item.formula is Formula.EMPLOYERS:
        return replace(one, added=total, state=State.NOT_ADDED, anchor=None)
    if one.item.formula is Formula.JOB_TYPES:
        total = replace(total, numerator=kinds_of_work(total))
    state, anchor = reached(one.item, total)
    return replace(one, added=total, state=state, anchor=anchor)


def kinds_of_work(total: Total) -> int:
    """How many different kinds of work there are (item 19)."""
    return sum(part.of == JOB_TYPE and bool(part.numerator) for part in total.parts)
