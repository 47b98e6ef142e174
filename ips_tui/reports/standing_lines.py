"""Items and principles line by line, as every way out says them: a terminal, a sheet, a paper, JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ips_tui.content.words import Words
from ips_tui.domain.fidelity.indicator import State
from ips_tui.domain.fidelity.outside import Outside, of_figure, of_items
from ips_tui.domain.outcomes.figure import Kind
from ips_tui.domain.outcomes.outside import Told
from ips_tui.domain.outcomes.totals import AnyPart, Whole
from ips_tui.domain.principles import Met, Principle
from ips_tui.reports import fidelity_words, figure_words
from ips_tui.reports.fidelity import FidelityReport, ItemView
from ips_tui.reports.figure_lines import FigureLine


@dataclass(frozen=True)
class StandingLine:
    """One item or principle of everything that the report covers."""

    id: str
    title: str
    said: str
    """How it stands, in words."""
    state: State | Met | None
    """None where that is left out."""
    figure: FigureLine | None
    """None for an item that people rate, and for what is not added."""
    parts: tuple[tuple[AnyPart, FigureLine], ...]
    anchor: int | None = None
    here: FigureLine | None = None
    """The figure of this laptop, where there are several."""
    here_only: tuple[tuple[AnyPart, FigureLine], ...] = ()
    """Parts of this laptop that cannot be added."""
    waiting: tuple[AnyPart, FigureLine] | None = None
    """Of how many the answer is not in yet; None where there can be nobody."""


def principle_line(one: Principle, words: Words, *, several: bool = False, outside: bool = False) -> StandingLine:
    """A principle; `several` laptops are covered, and for `outside` nothing is said that could point at few people."""
    title, told = fidelity_words.principle_title(one, words), of_figure(one.whole) if outside else None
    hidden = told is not None and told.suppressed
    figure, parts = _numbers(one.id, title, one.whole, one.whole.parts, told, words)
    here = several and not outside
    own = [part for part in one.figure.parts if part.of == "specialist"] if here else []
    return StandingLine(
        one.id,
        title,
        words("measure.suppressed") if hidden else fidelity_words.principle_state(one, words),
        None if hidden else one.state,
        figure,
        parts,
        here=_line(one.id, title, one.figure, None, words) if here else None,
        here_only=_lines(one.id, own, words),
    )


def item_lines(
    report: FidelityReport, words: Words, only: str = "", *, outside: bool = False
) -> Iterator[tuple[ItemView, StandingLine]]:
    """The items of the report, or the one `only`; as `principle_line`."""
    told: Sequence[Outside | None] = [None] * len(report.items)
    if outside:
        # All of them also where one is asked for, so that asking one by one says no more.
        told = of_items((one.indicator, _everyone(report, one)) for one in report.items)
    for one, said in zip(report.items, told, strict=True):
        if only in ("", one.id):
            yield one, _item_line(report, one, said, words)


def _everyone(report: FidelityReport, one: ItemView) -> int:
    return report.here_count if one.indicator.added is None else one.indicator.added.base_count


def _item_line(report: FidelityReport, one: ItemView, told: Outside | None, words: Words) -> StandingLine:
    indicator, title = one.indicator, fidelity_words.title(one.item, words)
    hidden = told is not None and told.suppressed and indicator.state is State.ANCHOR
    said = fidelity_words.state(indicator, words)
    if hidden and told is not None and told.figure is not None:
        said = words("measure.suppressed" if told.figure.suppressed else "fidelity.anchor_left_out")
    figure, parts = _numbers(one.id, title, indicator.whole, indicator.parts, told, words)
    here = len(report.covers) > 1 and told is None
    waiting, waits = indicator.waiting, None if told is None else told.waiting
    return StandingLine(
        one.id,
        title,
        said,
        None if hidden else indicator.state,
        figure,
        parts,
        None if hidden else indicator.anchor,
        _line(one.id, title, indicator.figure, None, words) if here and indicator.figure is not None else None,
        _lines(one.id, indicator.here_only, words) if here else (),
        None if waiting is None else (waiting, _part_line(one.id, waiting, waits, words)),
    )


def _numbers(
    name: str, title: str, whole: Whole | None, parts: Sequence[AnyPart], told: Outside | None, words: Words
) -> tuple[FigureLine | None, tuple[tuple[AnyPart, FigureLine], ...]]:
    figure = None if whole is None else _line(name, title, whole, None if told is None else told.figure, words)
    if told is None:
        return figure, _lines(name, parts, words)
    return figure, tuple((part, _part_line(name, part, said, words)) for part, said in told.parts)


def _lines(name: str, parts: Sequence[AnyPart], words: Words) -> tuple[tuple[AnyPart, FigureLine], ...]:
    return tuple((part, _part_line(name, part, None, words)) for part in parts)


def _part_line(name: str, part: AnyPart, told: Told | None, words: Words) -> FigureLine:
    line = _line(name, figure_words.part_title(part, words), part, told, words)
    return replace(line, part=part.id, of=part.of, group=part.group)


def _line(name: str, title: str, figure: Whole | AnyPart, told: Told | None, words: Words) -> FigureLine:
    kind = figure.kind
    if told is not None and told.suppressed:
        said = words("measure.suppressed")
        return FigureLine(name, title, said, kind, told.numerator, told.denominator, told.value, suppressed=True)
    # A share of too few people has no value; of nobody, as of hours, it has one.
    few = kind is Kind.SHARE and figure.small and bool(figure.counted_count)
    value = None if few else figure.value
    said = fidelity_words.shown(figure, words)
    return FigureLine(name, title, said, kind, figure.numerator, figure.denominator, value)
