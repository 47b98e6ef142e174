"""A figure as a whole report for outside says it: there the number of people served stands beside it (M1).

By that a small number is told where a figure looks at nearly everybody: twelve people served and eleven who came
without work is one who came in work. So the rest of everyone is looked at too, and what lies between two figures.
"""

from __future__ import annotations

from ips_tui.domain.outcomes.figure import Kind
from ips_tui.domain.outcomes.outside import NOTHING, Told, is_small, left_out, told, told_parts
from ips_tui.domain.outcomes.totals import AnyPart, Whole

_ABOUT_STAFF = "specialist"
_PEOPLE = ("ethnicity", "gender", "age")
"""By what people are parted, each into one group."""
_SERVED = "M1"


def in_report(figure: Whole) -> tuple[Told, tuple[tuple[AnyPart, Told], ...]]:
    """The figure and its parts as a report for outside says them; parts by specialist, which name staff, are left out.

    Beyond `told` and `told_parts` nothing is said by which one to four people could be told as the difference to
    everyone served, between a figure and its part, or between a group and those of it who are counted.
    """
    parts = tuple((part, said) for part, said in told_parts(figure) if part.of != _ABOUT_STAFF)
    if rest_is_small(figure, figure.base_count):
        return NOTHING, tuple((part, NOTHING) for part, _ in parts)
    gone = {id(part) for part, _ in parts if not part.of and differs_by_few(figure, part)}
    for of in _PEOPLE:
        gone |= _gone_of(figure, of)
    return told(figure), tuple((part, NOTHING if id(part) in gone else said) for part, said in parts)


def rest_is_small(figure: Whole | AnyPart, everyone: int) -> bool:
    """Whether one to four of everyone are not counted, or of a count are not in it."""
    looked_at = figure.people_count if figure.kind is Kind.COUNT else figure.counted_count
    return is_small(everyone - looked_at)


def differs_by_few(figure: Whole | AnyPart, part: Whole | AnyPart) -> bool:
    """Whether a part looks at nearly the same people as the whole, so that those between them could be told."""
    counted, people = figure.counted_count - part.counted_count, figure.people_count - part.people_count
    return counted != 0 and any(is_small(abs(few)) for few in (counted, people, counted - people))


def _gone_of(figure: Whole, of: str) -> set[int]:
    """The parts by which groups of people could be told, by `id`, with what they could be worked out from."""
    parts = [part for part in figure.parts if part.of == of]
    served = {part.group: part.people_count for part in parts if part.id == _SERVED}
    gone: set[int] = set()
    for name in dict.fromkeys(part.id for part in parts):
        row = [part for part in parts if part.id == name]
        shares = row[0].kind is not Kind.COUNT
        cells = [part.counted_count if shares else part.people_count for part in row]
        few = frozenset(
            place for place, part in enumerate(row) if rest_is_small(part, served.get(part.group, cells[place]))
        )
        if is_small(figure.base_count - sum(cells)):
            gone |= {id(part) for part in row}
        elif few:
            gone |= {id(row[place]) for place in left_out(cells, few)}
    return gone
