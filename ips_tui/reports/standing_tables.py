"""Fidelity and the eight principles as tables and as paper. Nothing in them is added up, on purpose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ips_tui.content.words import Words
from ips_tui.dates import full_date
from ips_tui.domain.outcomes.figure import LeftOut, Part
from ips_tui.domain.outcomes.rules import Period
from ips_tui.domain.outcomes.totals import AnyPart
from ips_tui.reports import fidelity_words as told
from ips_tui.reports import figure_words, report_words
from ips_tui.reports.asks import Ask
from ips_tui.reports.document import Block, Cell, Document, Paragraph, Table
from ips_tui.reports.fidelity import FidelityReport
from ips_tui.reports.figure_lines import FigureLine
from ips_tui.reports.principles import PrinciplesReport
from ips_tui.reports.report_tables import number, table
from ips_tui.reports.standing_lines import StandingLine, item_lines, principle_line

Row = tuple[Cell, ...]


def principles_tables(
    report: PrinciplesReport, words: Words, only: str = "", *, outside: bool = False
) -> tuple[Table, ...]:
    """Each principle, or the one `only`, with who is to be looked at, who is left out and how it is counted.

    For outside without people, and without what could point at few of them.
    """
    shown = [one for one in report.principles if only in ("", one.id)]
    figures: list[Row] = []
    left: list[Row] = []
    counted: list[Row] = []
    several = len(report.covers) > 1
    for one in shown:
        line = principle_line(one, words, several=several, outside=outside)
        more = () if outside else (", ".join(one.look_at),)
        figures.append((line.title, line.said, *_said(line.figure, words), *more))
        for _, part in _parts(line, words):
            figures.append((part.title, "", *_said(part, words), *("" for _ in more)))
        left += () if outside else _left(line.title, one.figure.left_out, words)
        above, below = words(f"principle.{one.id}.numerator"), words(f"principle.{one.id}.denominator")
        how = words(f"principle.{one.id}.formula")
        counted.append((line.title, how, above, below, told.met_from(one, words)))
    columns = ("principle", "state", "said", "numerator", "denominator", "value", *(() if outside else ("look_at",)))
    return _whole(
        table("about", ("about", "told"), tuple(_about(report, words, "principles", outside=outside)), words),
        table("principles", columns, figures, words),
        table("not_counted", ("principle", "ref", "what"), left, words),
        table("definitions", ("principle", "how", "above", "below", "met_from"), counted, words),
    )


def fidelity_tables(
    report: FidelityReport, words: Words, only: str = "", *, outside: bool = False
) -> tuple[Table, ...]:
    """Each item, or the one `only`: what the record says, what people rated, who lowers it, how it is counted.

    For outside without people, without single ratings, and without what could point at few people.
    """
    items: list[Row] = []
    evidence: list[Row] = []
    lowered: list[Row] = []
    left: list[Row] = []
    counted: list[Row] = []
    for one, line in item_lines(report, words, only, outside=outside):
        indicator = one.indicator
        rating: Cell = number(one.rating, words)
        more = () if outside else (rating, told.action(indicator, words))
        items.append((one.id, line.title, line.said, *_said(line.figure, words), *more))
        for part, figure in _parts(line, words):
            refs = () if outside else (", ".join(part.people) if isinstance(part, Part) else "",)
            evidence.append((one.id, figure.title, *_said(figure, words), *refs))
        if not outside:
            lowered += [(one.id, low.ref, told.lowering(low, words)) for low in indicator.lowered_by]
            left += _left(one.id, indicator.open_cases, words)
            if indicator.figure is not None:
                left += _left(one.id, (*indicator.figure.left_out, *indicator.figure.besides), words)
        above, below = told.parts_of_formula(one.item, words)
        anchors = "\n".join(
            words("fidelity.of_anchor", anchor=at, words=said) for at, said in told.anchors(one.item, words)
        )
        counted.append((one.id, line.title, told.asks(one.item, words), above, below, anchors))
    numbers = ("said", "numerator", "denominator", "value")
    mine = () if outside else ("rating", "action")
    return _whole(
        table("about", ("about", "told"), tuple(_about_fidelity(report, words, outside=outside)), words),
        table("fidelity", ("id", "item", "state", *numbers, *mine), items, words),
        table("parts", ("id", "what", *numbers, *(() if outside else ("refs",))), evidence, words),
        table("lowered", ("id", "ref", "what"), lowered, words),
        table("not_counted", ("id", "ref", "what"), left, words),
        table("definitions", ("id", "item", "how", "above", "below", "anchors"), counted, words),
    )


def paper_of(
    report: PrinciplesReport | FidelityReport,
    tables: Sequence[Table],
    words: Words,
    what: str,
    team: str,
    *,
    outside: bool = False,
) -> Document:
    """The same on paper: what it is in sentences, then its tables."""
    about, *others = tables
    said: list[Block] = [Paragraph(str(row[1])) for row in about.rows[3:]]
    return Document(
        kind=f"{what}_report",
        title=words(f"cli.report.what.{what}"),
        subtitle=_period(report.asked, words),
        made_on=report.as_of,
        blocks=(*said, *others),
        sheets=tuple(tables),
        foot=team,
        version=Ask.OUTSIDE.value if outside else "",
        wide=True,
    )


def _whole(*tables: Table) -> tuple[Table, ...]:
    return tuple(one for one in tables if one.rows)


def _about(
    report: PrinciplesReport | FidelityReport, words: Words, what: str, *, outside: bool
) -> Iterator[tuple[str, str]]:
    yield words("numbers.about.report"), words(f"cli.report.what.{what}")
    yield words("numbers.about.period"), _period(report.asked, words)
    yield words("numbers.about.as_of"), full_date(report.as_of, words.dates)
    yield words("numbers.about.covers"), report_words.covered(report.covers, words)
    for caution in report_words.standing_cautions(report, words, outside=outside):
        yield words("numbers.about.note"), caution


def _about_fidelity(report: FidelityReport, words: Words, *, outside: bool) -> Iterator[tuple[str, str]]:
    yield from _about(report, words, "fidelity", outside=outside)
    yield words("numbers.about.scale"), told.scale_line(report.scale, words)
    if report.scale_not_here:
        yield words("numbers.about.note"), words("fidelity.scale_not_here", id=report.scale_not_here)
    review = told.review_outside if outside else told.review
    yield words("numbers.about.review"), review(report.review, words)


def _period(asked: Period, words: Words) -> str:
    first, last = (full_date(day, words.dates) for day in (asked.first, asked.last))
    return words("numbers.period", first=first, last=last)


def _parts(line: StandingLine, words: Words) -> Iterator[tuple[AnyPart, FigureLine]]:
    """Every part; those of this laptop alone say so."""
    yield from line.parts
    if line.waiting is not None:
        yield line.waiting
    for part, figure in line.here_only:
        yield part, replace(figure, title=words("numbers.here_only", part=figure.title))


def _said(line: FigureLine | None, words: Words) -> tuple[Cell, Cell, Cell, Cell]:
    """How a figure is read and its numbers; nothing where there is none."""
    if line is None:
        return "", "", "", ""
    numbers = (line.numerator, line.denominator, line.value)
    above, below, value = (number(one, words) for one in numbers)
    return line.said, above, below, value


def _left(name: str, found: Iterable[LeftOut], words: Words) -> Iterator[Row]:
    return ((name, left.ref, figure_words.why(left, words)) for left in found)
