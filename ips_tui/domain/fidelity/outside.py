"""An item or a principle as a report for outside says it (domain.md 2.1, 6.6 Z6): no people, no specialist.

What could point at one to four people is left out as in every report for outside, and with it what the state or the
anchor would tell of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ips_tui.domain.fidelity.anchors import DECIDES
from ips_tui.domain.fidelity.indicator import JOB_TYPE, OPEN_CASES, Indicator, State
from ips_tui.domain.fidelity.scale import Formula, Seen
from ips_tui.domain.outcomes.figure import Kind
from ips_tui.domain.outcomes.outside import NOTHING, Told, is_small, told
from ips_tui.domain.outcomes.outside_report import differs_by_few, in_report, rest_is_small
from ips_tui.domain.outcomes.totals import AnyPart, Whole

_OF_SINGLE = ("specialist", JOB_TYPE)
"""By what parts are not said outside: they name staff, or are few jobs each."""

_OPEN = frozenset({Formula.CASELOAD, Formula.TEAMS, Seen.TEAM_CONTACT, Seen.DISCLOSURE, Seen.ASSESSMENT})
"""What looks at the cases that are open on the last day."""


@dataclass(frozen=True)
class Outside:
    """What may be said of a figure. `suppressed` also where the figure stands and what it hangs on does not."""

    figure: Told | None
    parts: tuple[tuple[AnyPart, Told], ...] = ()
    waiting: Told | None = None
    """How many cases are open; None where none can be."""
    suppressed: bool = False
    """Whether neither the state nor the anchor may be said."""


def of_figure(whole: Whole) -> Outside:
    """Of a principle."""
    figure, parts = in_report(whole)
    return Outside(figure, _general(parts), suppressed=figure.suppressed)


def of_items(found: Iterable[tuple[Indicator, int]]) -> tuple[Outside, ...]:
    """Of the items of one report, each with how many people were on the books of everything that it covers.

    Several look at the open cases, all of them or nearly all: of those that differ by few people the first is said.
    """
    before: list[Whole | AnyPart] = []
    return tuple(_of_item(one, everyone, before) for one, everyone in found)


def _of_item(one: Indicator, everyone: int, before: list[Whole | AnyPart]) -> Outside:
    whole = one.whole
    if whole is None:
        # What is not added is of one laptop alone, and goes nowhere.
        parts = () if one.state is State.NOT_ADDED else one.parts
        return Outside(None, tuple(_evidence(parts, everyone, before if one.item.evidence in _OPEN else [])))
    figure, known = in_report(whole)
    if one.item.formula in _OPEN:
        if any(differs_by_few(other, whole) for other in before):
            figure, known = NOTHING, tuple((part, NOTHING) for part, _ in known)
        if not figure.suppressed:
            before.append(whole)
    known = tuple((part, said) for part, said in known if part.id != OPEN_CASES)
    hidden = figure.suppressed or any(said.suppressed for part, said in known if part.id in DECIDES)
    return Outside(figure, _general(known), _waiting(one, whole, figure), suppressed=hidden)


def _general(parts: Iterable[tuple[AnyPart, Told]]) -> tuple[tuple[AnyPart, Told], ...]:
    return tuple((part, said) for part, said in parts if part.of not in _OF_SINGLE)


def _waiting(one: Indicator, whole: Whole, figure: Told) -> Told | None:
    if (waiting := one.waiting) is None:
        return None
    rest = whole.base_count - whole.counted_count - waiting.people_count
    return NOTHING if figure.suppressed or is_small(rest) else told(waiting)


def _evidence(parts: Iterable[AnyPart], everyone: int, before: list[Whole | AnyPart]) -> Iterator[tuple[AnyPart, Told]]:
    """Each piece of evidence; of two shares that look at nearly the same people the first is said."""
    for part in parts:
        if part.of in _OF_SINGLE:
            continue
        said = told(part)
        size = part.people_count if part.kind is Kind.COUNT else part.counted_count
        if size and rest_is_small(part, everyone):
            said = NOTHING
        if part.kind is Kind.SHARE:
            if any(differs_by_few(other, part) for other in before):
                said = NOTHING
            if not said.suppressed:
                before.append(part)
        yield part, said
