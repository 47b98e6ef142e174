"""Whom the figures are about: M25, by ethnicity, gender and age (domain.md 5.2)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from ips_tui.domain.outcomes.base import Base
from ips_tui.domain.outcomes.facts import PersonFacts
from ips_tui.domain.outcomes.figure import Figure, LeftOut, Part, Why, refs
from ips_tui.domain.outcomes.served import m1_served, m24_access
from ips_tui.domain.outcomes.starts import m5_into_work, m8_rate
from ips_tui.domain.people import AgeBand

_FROM_AGE = (
    (65, AgeBand.A65_UP),
    (55, AgeBand.A55_64),
    (45, AgeBand.A45_54),
    (35, AgeBand.A35_44),
    (25, AgeBand.A25_34),
    (0, AgeBand.A16_24),
)


def age_on(born_on: date, day: date) -> int:
    """Whole years; who was born on 29 February is a year older on 1 March of other years."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def age_band_on(person: PersonFacts, day: date) -> AgeBand | None:
    """The age band on that day, from the date of birth where it is held; the youngest band takes in the younger."""
    if person.born_on is None:
        return person.age_band
    age = max(age_on(person.born_on, day), 0)
    return next(band for least, band in _FROM_AGE if age >= least)


def m25_equity(base: Base) -> Figure:
    """M25: people whose ethnicity, gender and age are known, of everyone served.

    Its parts are M1, M5, M8 and M24 for each group; those of whom it is not known are a group of their own.
    """
    of: Mapping[str, Callable[[PersonFacts], str | None]] = {
        "ethnicity": lambda person: person.ethnicity_group,
        "gender": lambda person: person.gender,
        "age": lambda person: age_band_on(person, base.period.last),
    }
    groups = {name: {c.ref: str(group(c.person) or "") for c in base.cases} for name, group in of.items()}
    known = refs(c.ref for c in base.cases if all(found[c.ref] for found in groups.values()))
    figures = (m1_served(base), m5_into_work(base), m8_rate(base), m24_access(base))
    parts = tuple(part for name, found in groups.items() for figure in figures for part in _cut(figure, name, found))
    without = tuple(LeftOut(c.ref, Why.GROUP_MISSING) for c in base.cases if c.ref not in known)
    return Figure("M25", len(known), len(base.cases), base.refs, base.refs, known, parts=parts, besides=without)


def _cut(figure: Figure, name: str, found: Mapping[str, str]) -> Iterator[Part]:
    """The figure for each group that somebody is in; counts of people, so that the parts come to the whole."""
    for group in sorted(set(found.values()), key=lambda one: (not one, one)):
        people = tuple(ref for ref in figure.people if found[ref] == group)
        counted = tuple(ref for ref in figure.counted if found[ref] == group)
        denominator = None if figure.denominator is None else len(counted)
        yield Part(figure.id, len(people), denominator, name, group, people, counted)
