"""Which anchor a figure reaches, by the rule of its item (domain.md 3.2): of one laptop's figure, or of several added.

The rules look at nothing but the figure and its parts, so that both are judged alike.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType

from ips_tui.domain.fidelity.indicator import Indicator, Lowering, State
from ips_tui.domain.fidelity.scale import BEST, LOWEST, Formula, ScaleItem
from ips_tui.domain.outcomes.figure import Figure, LeftOut
from ips_tui.domain.outcomes.totals import AnyPart, Whole

TALKED, AT_CHANGE = "benefits_talked", "benefits_at_change"
REVIEWED_WEEKLY, REVIEWED_MONTHLY = "log_weekly", "log_monthly"
KEPT_IN_FULL, KEPT_FOUR_MONTHS, KEPT_SOME_MONTH = "kept_in_full", "kept_four_months", "kept_some_month"
MOST_UNREVIEWED_WEEKS, MOST_UNREVIEWED_MONTH = 3, 2
"""Item 17: the highest anchor where the log is not looked at every week, and where it is not looked at in the month."""
LEAST_OF_TEAMS = 2
"""Item 4: whether the service stands apart from treatment altogether (anchor 1) is nothing that a record shows."""


def by_figure(
    item: ScaleItem, figure: Figure, lowered: tuple[Lowering, ...] = (), waiting: tuple[LeftOut, ...] = ()
) -> Indicator:
    """A computed item: its figure with the anchor that this reaches."""
    state, anchor = reached(item, figure)
    return Indicator(item, state, figure, anchor, lowered if state is not State.NO_DATA else (), waiting)


def reached(item: ScaleItem, whole: Whole) -> tuple[State, int | None]:
    """How far a figure answers its item, and the anchor; None where it reaches none."""
    if whole.value is None:
        return State.NO_DATA, None
    if item.formula is Formula.COMPETITIVE and (whole.denominator or 0) < item.least:
        return State.TOO_FEW, None
    rule = None if item.formula is None else _RULES.get(item.formula)
    return State.ANCHOR, item.anchor(whole.value) if rule is None else rule(item, whole)


def _part(whole: Whole, name: str) -> AnyPart:
    return next(part for part in whole.parts if part.id == name)


def _teams(item: ScaleItem, whole: Whole) -> int | None:
    anchor = item.anchor(whole.value)
    return None if anchor is None else max(anchor, LEAST_OF_TEAMS)


def _benefits(item: ScaleItem, whole: Whole) -> int | None:
    talked, at_change = _part(whole, TALKED), _part(whole, AT_CHANGE)
    # Where nothing changed there was nothing to talk about.
    changes = Fraction(1) if at_change.value is None else at_change.value
    if len(item.limits) == BEST - LOWEST:
        if _least(whole, item.limits[0]) and changes >= item.limits[0]:
            return 5
        if _least(whole, item.limits[1]):
            return 4
        if _least(talked, item.limits[2]):
            return 3
    return 2 if talked.numerator else 1


def _employer_contacts(item: ScaleItem, whole: Whole) -> int | None:
    anchor = item.anchor(whole.value)
    if anchor is None or _everyone(whole, REVIEWED_WEEKLY):
        return anchor
    return min(anchor, MOST_UNREVIEWED_WEEKS if _everyone(whole, REVIEWED_MONTHLY) else MOST_UNREVIEWED_MONTH)


def _follow_along(item: ScaleItem, whole: Whole) -> int | None:
    four = _part(whole, KEPT_FOUR_MONTHS)
    if len(item.limits) == BEST - LOWEST:
        if _least(_part(whole, KEPT_IN_FULL), item.limits[0]):
            return 5
        if _least(whole, item.limits[1]):
            return 4
        if _least(four, item.limits[2]):
            return 3
    return 2 if four.numerator or _part(whole, KEPT_SOME_MONTH).numerator else 1


def _least(found: Whole | AnyPart, limit: Fraction) -> bool:
    return found.value is not None and found.value >= limit


def _everyone(whole: Whole, name: str) -> bool:
    part = _part(whole, name)
    return part.numerator == part.denominator


_RULES: Mapping[Formula, Callable[[ScaleItem, Whole], int | None]] = MappingProxyType(
    {
        Formula.TEAMS: _teams,
        Formula.BENEFITS: _benefits,
        Formula.EMPLOYER_CONTACTS: _employer_contacts,
        Formula.FOLLOW_ALONG: _follow_along,
    }
)
"""Beside the limits alone, which are for every other formula."""
DECIDES = frozenset(
    {TALKED, AT_CHANGE, REVIEWED_WEEKLY, REVIEWED_MONTHLY, KEPT_IN_FULL, KEPT_FOUR_MONTHS, KEPT_SOME_MONTH}
)
"""The parts on which an anchor hangs beside the figure itself."""
