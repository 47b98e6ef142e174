"""A report as tables, for a spreadsheet and for paper: what it is, its figures, who is behind, what is missing.

The parts take lists, so that a report of other figures is made of the same tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction

from ips_tui.content.words import Words
from ips_tui.dates import full_date
from ips_tui.domain.outcomes import figure
from ips_tui.domain.outcomes.blanks import Blank
from ips_tui.domain.outcomes.by_month import MOST_MONTHS, Month
from ips_tui.domain.outcomes.rules import Rules
from ips_tui.reports import figure_words
from ips_tui.reports.document import Cell, Column, Day, Number, Table
from ips_tui.reports.figure_lines import FigureLine, lines_of
from ips_tui.reports.outcomes import Measure, OutcomeReport
from ips_tui.reports.report_words import facts_of

_SHARES = {
    "how": 3.0,
    "title": 2.2,
    "said": 2.0,
    "what": 2.6,
    "sources": 1.8,
    "refs": 4.0,
    "told": 4.0,
    "job": 1.6,
    "principle": 1.8,
    "item": 2.0,
    "state": 1.6,
    "look_at": 2.0,
    "action": 3.0,
    "above": 2.0,
    "below": 2.0,
    "anchors": 3.0,
}
"""Widths of columns that hold more than a word."""
_RIGHT = frozenset({"numerator", "denominator", "value", "number", "version", "starts", "people", "tenure", "hours"})


def tables_of(
    report: OutcomeReport, words: Words, what: str, months: Sequence[Month] = (), *, outside: bool = False
) -> tuple[Table, ...]:
    """Every table of a report that has rows, in their order. Outside the team none that is about single people."""
    found = [about(report, words, what, outside=outside), figures(report.measures, words, outside=outside)]
    if not outside:
        found += [by_month(months, words), people(report.measures, words), cases(report.measures, words)]
        found += [not_counted(report.measures, words), blanks(report.blanks, words)]
    found.append(definitions(report.measures, report.pack.rules, words))
    return tuple(one for one in found if one.rows)


def about(report: OutcomeReport, words: Words, what: str, *, outside: bool) -> Table:
    """What the report is: its period, how it counts, which laptops it covers, what to know about it."""
    rows = tuple((label, told) for label, told in facts_of(report, words, what, outside=outside))
    return table("about", ("about", "told"), rows, words)


def figures(measures: Iterable[Measure], words: Words, *, outside: bool = False) -> Table:
    """Every figure and its parts: how it is read, and its numbers where they may be said."""
    return figure_table(lines_of(measures, words, outside=outside), words)


def figure_table(lines: Iterable[FigureLine], words: Words) -> Table:
    """The same, of whatever lines."""
    rows = tuple(
        (
            line.id,
            line.title,
            line.said,
            number(line.numerator, words),
            number(line.denominator, words),
            number(line.value, words),
            line.levels,
        )
        for line in lines
    )
    return table("figures", ("id", "title", "said", "numerator", "denominator", "value", "levels"), rows, words)


def people(measures: Iterable[Measure], words: Words) -> Table:
    """Who stands behind each figure, by reference, a row each."""
    rows = ((one.id, figure_words.title(one.definition, words), ref) for one in measures for ref in one.figure.people)
    return table("people", ("id", "title", "ref"), tuple(rows), words)


def cases(measures: Iterable[Measure], words: Words) -> Table:
    """The days or the jobs behind each figure."""
    rows = (
        (one.id, case.ref, case.job, number(case.number, words), words(f"numbers.{'yes' if case.yes else 'no'}"))
        for one in measures
        for case in one.figure.cases
    )
    return table("cases", ("id", "ref", "job", "number", "counts"), tuple(rows), words)


def not_counted(measures: Iterable[Measure], words: Words) -> Table:
    """Who is left out and why, whose further cases are not counted, and who just missed."""
    return table("not_counted", ("id", "ref", "how", "what", "day"), tuple(_not_counted(measures, words)), words)


def _not_counted(measures: Iterable[Measure], words: Words) -> Iterator[tuple[Cell, ...]]:
    for one in measures:
        for how, found in (("left_out", one.figure.left_out), ("besides", one.figure.besides)):
            for left in found:
                yield one.id, left.ref, words(f"numbers.how.{how}"), figure_words.why(left, words), _day(left.on, words)
        for missed in one.figure.just_missed:
            yield one.id, missed.ref, words("numbers.how.just_missed"), figure_words.missed(missed, words), ""


def blanks(found: Iterable[Blank], words: Words) -> Table:
    """What is missing, and for which figures it matters."""
    rows = ((one.ref, figure_words.blank(one, words), _day(one.on, words), ", ".join(one.measures)) for one in found)
    return table("blanks", ("ref", "what", "day", "matters"), tuple(rows), words)


def definitions(measures: Iterable[Measure], rules: Rules, words: Words) -> Table:
    """How each figure is counted, by which version, and who asks for it."""
    rows = []
    for one in measures:
        definition = one.definition
        asked = figure_words.asks(definition, rules, words)
        how = " ".join(filter(None, (figure_words.formula(definition, words), asked)))
        sources = "\n".join(f"{source.title} {source.address}".strip() for source in definition.sources)
        rule = words(f"measure.period.{definition.period}")
        version = Number(definition.version, str(definition.version))
        rows.append((one.id, figure_words.title(definition, words), how, rule, version, sources))
    return table("definitions", ("id", "title", "how", "looks_at", "version", "sources"), tuple(rows), words)


def by_month(months: Sequence[Month], words: Words) -> Table:
    """Starts, tenure, hours and earnings month by month."""
    currencies = sorted({part.group for month in months for part in month.hours.parts if part.of == "currency"})
    rows = tuple(
        (
            month_name(month, words),
            number(month.starts.numerator, words),
            number(len(month.hours.people), words),
            number(month.tenure.value, words),
            number(month.hours.value, words),
            number(next(part.numerator for part in month.hours.parts if part.id == "total_hours"), words),
            *(number(_wages(month, currency), words) for currency in currencies),
        )
        for month in months
    )
    names = ("month", "starts", "people", "tenure", "hours", "all_hours")
    titles = [words(f"numbers.column.{name}") for name in names]
    titles += [words("numbers.column.wages", currency=currency) for currency in currencies]
    columns = tuple(Column(title, 1.4 if not place else 1.0, bool(place)) for place, title in enumerate(titles))
    said = "numbers.table.by_month_last" if len(months) == MOST_MONTHS else "numbers.table.by_month"
    return Table(columns, rows, words(said))


def month_name(month: Month, words: Words) -> str:
    """Such as `Oct 2026`."""
    first = month.period.first
    return f"{words.dates.months_short[first.month - 1]} {first.year}"


def _wages(month: Month, currency: str) -> figure.Number:
    parts = (part for part in month.hours.parts if (part.of, part.group) == ("currency", currency))
    return next((part.numerator or 0 for part in parts), 0)


def number(found: figure.Number | None, words: Words) -> Cell:
    """A number of a sheet, read as a page says it; nothing where there is none."""
    if found is None:
        return ""
    exact = Fraction(found)
    return Number(exact.numerator if exact.denominator == 1 else float(exact), figure_words.rounded(found, words))


def _day(on: date | None, words: Words) -> Cell:
    return "" if on is None else Day(on, full_date(on, words.dates))


def table(name: str, columns: Sequence[str], rows: Sequence[tuple[Cell, ...]], words: Words) -> Table:
    """A table with the words of its name and of its columns; it may have no rows, and is then not to be shown."""
    heads = tuple(
        Column(words(f"numbers.column.{column}"), _SHARES.get(column, 1.0), column in _RIGHT) for column in columns
    )
    return Table(heads, tuple(rows), words(f"numbers.table.{name}"))
