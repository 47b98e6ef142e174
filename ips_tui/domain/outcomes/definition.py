"""What a measure is, apart from its words: its time, its version, where it comes from; and rule packs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ips_tui.domain.outcomes.rules import Benchmark, Rules

STANDARD = "standard"
"""The rule pack of a team that has chosen no other."""


class PeriodRule(StrEnum):
    """What a measure looks at in time (domain.md 6.6 D1, D18)."""

    INSIDE = "inside"
    UNTIL = "until"
    LAST_WEEKS = "last_weeks"


@dataclass(frozen=True)
class Source:
    """Who asks for a figure; the address is empty where there is none to be read by everybody."""

    title: str
    address: str


@dataclass(frozen=True)
class Definition:
    """One measure. Its words are below `measure.<id in small letters>`."""

    id: str
    version: int
    period: PeriodRule
    sources: tuple[Source, ...]
    checked: date
    """The day the sources were last read."""


@dataclass(frozen=True)
class RulePack:
    """Which measures somebody asks for, how they are counted, and what they are measured by."""

    id: str
    version: int
    dated: date
    sources: tuple[Source, ...]
    measures: tuple[str, ...]
    rules: Rules
    benchmarks: tuple[tuple[str, Benchmark], ...] = ()
    """Each with the id of its measure."""

    def benchmarks_of(self, measure: str) -> tuple[Benchmark, ...]:
        """The benchmarks of that measure, in the order of the file."""
        return tuple(benchmark for of, benchmark in self.benchmarks if of == measure)
