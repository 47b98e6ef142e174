"""Figures line by line, as every way out says them: a terminal, a sheet, a paper, JSON; inside the team or outside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from ips_tui.content.words import Words
from ips_tui.domain.outcomes.figure import Kind, Number
from ips_tui.domain.outcomes.outside import Told
from ips_tui.domain.outcomes.outside_report import in_report
from ips_tui.domain.outcomes.totals import AnyPart, Whole
from ips_tui.reports import figure_words
from ips_tui.reports.outcomes import Measure


@dataclass(frozen=True)
class FigureLine:
    """One figure, or one part of it.

    `said` is how it is read. A number is None where there is none, where it is suppressed, and `value` also where a
    share is of too few people for a percentage.
    """

    id: str
    title: str
    said: str
    kind: Kind
    numerator: Number | None
    denominator: Number | None
    value: Fraction | None
    suppressed: bool = False
    part: str = ""
    """The id of the part; empty for the figure itself."""
    of: str = ""
    group: str = ""
    levels: str = ""
    """What it is measured by, in words."""


def lines_of(measures: Iterable[Measure], words: Words, *, outside: bool = False) -> Iterator[FigureLine]:
    """Every figure with its parts behind it."""
    for one in measures:
        whole = one.whole
        told: Told | None = None
        parts: tuple[tuple[AnyPart, Told | None], ...] = tuple((part, None) for part in whole.parts)
        if outside:
            told, parts = in_report(whole)
        line = _line(one.id, figure_words.title(one.definition, words), whole, told, words)
        yield replace(line, levels=", ".join(figure_words.benchmarks(one.benchmarks, words)))
        for part, said in parts:
            line = _line(one.id, figure_words.part_title(part, words), part, said, words)
            yield replace(line, part=part.id, of=part.of, group=part.group)


def _line(name: str, title: str, figure: Whole | AnyPart, told: Told | None, words: Words) -> FigureLine:
    kind = figure.kind
    if told is not None:
        said = figure_words.shown_outside(told, kind, words)
        return FigureLine(name, title, said, kind, told.numerator, told.denominator, told.value, told.suppressed)
    value = None if figure.small and kind is Kind.SHARE else figure.value
    said = figure_words.shown(figure, words)
    return FigureLine(name, title, said, kind, figure.numerator, figure.denominator, value)
