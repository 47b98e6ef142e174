"""What a paper for outside may say of a figure: nothing by which fewer than five people could be told (Z6).

A small number is left out together with what it could be worked out from: the rest of the whole, or a second part.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ips_tui.domain.outcomes.figure import SMALL, Kind, Number, value_of
from ips_tui.domain.outcomes.totals import AnyPart, Whole


@dataclass(frozen=True)
class Told:
    """A figure as a paper for outside says it. What is None beside `suppressed` is left out on purpose."""

    numerator: Number | None
    denominator: Number | None
    suppressed: bool = False

    @property
    def value(self) -> Fraction | None:
        """As `Figure.value`."""
        return value_of(self.numerator, self.denominator)


NOTHING = Told(None, None, suppressed=True)


def is_small(count: int) -> bool:
    """Whether so few people are behind a number that it could point at one of them; nobody is no one to point at."""
    return 0 < count < SMALL


def told(figure: Whole | AnyPart) -> Told:
    """The figure itself. Its size is judged by people, also where jobs or days are counted.

    About staff there is nobody to be told by it (M22), so nothing is left out there.
    """
    people, counted = figure.people_count, figure.counted_count
    whole = Told(figure.numerator, figure.denominator)
    if figure.kind is Kind.COUNT:
        return NOTHING if is_small(people) else whole
    if is_small(counted):
        return NOTHING
    if figure.kind is Kind.SHARE and (is_small(people) or is_small(counted - people)):
        return Told(None, figure.denominator, suppressed=True)
    return whole


def told_parts(figure: Whole) -> tuple[tuple[AnyPart, Told], ...]:
    """Each part as a paper for outside says it: those by which a whole is parted are looked at together.

    Where the figure itself is left out, so are its parts.
    """
    if told(figure).suppressed:
        return tuple((part, NOTHING) for part in figure.parts)
    found = {id(part): told(part) for part in figure.parts}
    for parts in _cuts(figure.parts):
        people, counted = [part.people_count for part in parts], [part.counted_count for part in parts]
        rest = [whole - some for whole, some in zip(counted, people, strict=True)]
        for cells in (people, counted, rest):
            for place in left_out(cells):
                found[id(parts[place])] = NOTHING
        # One that was left out for its own numerator could be worked out when it is the only one.
        gone = [part for part in parts if found[id(part)].suppressed]
        if len(gone) == 1:
            others = [part for part in parts if part is not gone[0]]
            if others:
                found[id(min(others, key=lambda part: (not part.people_count, part.people_count)))] = NOTHING
    return tuple((part, found[id(part)]) for part in figure.parts)


def _cuts(parts: Iterable[AnyPart]) -> Iterable[list[AnyPart]]:
    cuts: dict[tuple[str, str], list[AnyPart]] = {}
    for part in parts:
        # Parts by specialist are about staff.
        if part.of and part.of != "specialist":
            cuts.setdefault((part.id, part.of), []).append(part)
    return cuts.values()


def left_out(cells: Sequence[int], also: Collection[int] = ()) -> frozenset[int]:
    """Which cells of a row whose sum is known are left out, by their places.

    Every small one, and those in `also`; and as many of the smallest others as it takes until at least two are gone
    that come to at least five people together, so that no single one can be worked out from the sum.
    """
    gone = {place for place, count in enumerate(cells) if is_small(count)} | set(also)
    if not gone:
        return frozenset()
    rest = sorted(
        (place for place in range(len(cells)) if place not in gone), key=lambda p: (not cells[p], cells[p], p)
    )
    for place in rest:
        if len(gone) > 1 and sum(cells[one] for one in gone) >= SMALL:
            break
        gone.add(place)
    return frozenset(gone)
