"""A report as lines of a terminal, 80 columns wide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from ips_tui.content.words import Words
from ips_tui.dates import full_date
from ips_tui.domain.outcomes.figure import LeftOut
from ips_tui.domain.outcomes.rules import Rules
from ips_tui.reports import figure_words, report_words
from ips_tui.reports.figure_lines import FigureLine, lines_of
from ips_tui.reports.outcomes import Measure, OutcomeReport

WIDTH = 80
SAME_PEOPLE = "M3"
"""A line under M2: the people behind it stand there."""
IN_SHORT = ("", "specialist", "currency")
"""By what a figure is parted where its parts are few enough to stand in the list of all."""
BELOW = "- "
"""What a line that belongs to the one above begins with: the gate to the terminal takes spaces away."""


def lines(
    report: OutcomeReport, words: Words, what: str, *, in_full: bool = False, outside: bool = False
) -> Iterator[str]:
    """Each measure with the people behind it; `in_full` with its definition, who is left out and who just missed.

    For outside without people, and without what could point at few of them.
    """
    if report.practice:
        yield words("cli.practice")
    first, last = (full_date(day, words.dates) for day in (report.asked.first, report.asked.last))
    yield words("cli.report.heading", what=words(f"cli.report.what.{what}"), first=first, last=last)
    pack = report.pack
    yield from wrapped(report_words.rules(report, words))
    yield from wrapped(report_words.covered(report.covers, words))
    for caution in report_words.cautions(report, words, outside=outside, practice=False):
        yield from wrapped(caution)
    several = len(report.covers) > 1
    for one in report.measures:
        told = tuple(lines_of((one,), words, outside=outside))
        yield from _in_short(one, told, words, several=several, whole=in_full, outside=outside)
        if in_full:
            yield from _definition(one, pack.rules, words)
            yield from () if outside else _behind(one, words)
    if report.blanks and not in_full and not outside:
        yield words("cli.report.blanks", count=len(report.blanks))
        for blank in report.blanks:
            what_is = figure_words.blank(blank, words)
            said = words("cli.report.blank", ref=blank.ref, what=what_is, measures=", ".join(blank.measures))
            yield from wrapped(said, BELOW)


def wrapped(text: str, start: str = "") -> Iterator[str]:
    """A text in lines of 80 columns, after `start`."""
    # An address is of use only in one piece.
    yield from wrap(start + text, WIDTH, break_long_words=False, break_on_hyphens=False)


def _in_short(
    one: Measure, told: Sequence[FigureLine], words: Words, *, several: bool, whole: bool, outside: bool
) -> Iterator[str]:
    """A figure and its parts; `whole` with all of them, also where they are many."""
    figure = one.figure
    yield from wrapped(words("cli.report.line", id=one.id, title=told[0].title, figure=told[0].said))
    if told[0].levels:
        yield from wrapped(words("cli.report.benchmarks", levels=told[0].levels), BELOW)
    if not outside:
        if several:
            yield from wrapped(words("numbers.here", figure=figure_words.shown(figure, words)), BELOW)
        if figure.base and one.id != SAME_PEOPLE:
            yield from people(figure.people, words)
    # Of a measure cut by groups the whole table is asked for on its own.
    if whole or all(part.of in IN_SHORT for part in told[1:]):
        for part in told[1:]:
            yield from wrapped(words("cli.report.part", part=part.title, figure=part.said), BELOW)


def people(refs_of: Iterable[str], words: Words) -> Iterator[str]:
    """The people behind a figure."""
    refs = ", ".join(refs_of)
    yield from wrapped(words("cli.report.people", refs=refs) if refs else words("cli.report.nobody"), BELOW)


def _definition(one: Measure, rules: Rules, words: Words) -> Iterator[str]:
    definition = one.definition
    above, below = figure_words.parts_of_formula(definition, words)
    yield from wrapped(words("cli.report.formula", formula=figure_words.formula(definition, words)), BELOW)
    yield from wrapped(words("cli.report.above", words=above), BELOW)
    if below:
        yield from wrapped(words("cli.report.below", words=below), BELOW)
    if asked := figure_words.asks(definition, rules, words):
        yield from wrapped(asked, BELOW)
    rule = words(f"measure.period.{definition.period}")
    yield from wrapped(words("cli.report.period", rule=rule, version=definition.version), BELOW)
    for source in definition.sources:
        said = words("cli.report.source", title=source.title, address=source.address)
        yield from wrapped(said.rstrip(), BELOW)


def _behind(one: Measure, words: Words) -> Iterator[str]:
    figure = one.figure
    if figure.cases:
        yield words("cli.report.cases")
        for case in figure.cases:
            number = figure_words.rounded(case.number, words)
            yield BELOW + words("cli.report.case", ref=case.ref, number=number, job=case.job).rstrip()
    yield from left_out("cli.report.left_out", figure.left_out, words)
    yield from left_out("cli.report.besides", figure.besides, words)
    if figure.just_missed:
        yield words("cli.report.just_missed")
        for missed in figure.just_missed:
            said = words("cli.report.person", ref=missed.ref, why=figure_words.missed(missed, words))
            yield from wrapped(said, BELOW)


def left_out(heading: str, left: tuple[LeftOut, ...], words: Words) -> Iterator[str]:
    """Who is not counted, and why, below a heading; nothing where that is nobody."""
    if not left:
        return
    yield words(heading)
    for one in left:
        yield from wrapped(words("cli.report.person", ref=one.ref, why=figure_words.why(one, words)), BELOW)
