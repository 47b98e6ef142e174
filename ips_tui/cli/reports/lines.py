"""A report as lines of a terminal, 80 columns wide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import wrap

from ips_tui.content.words import Words
from ips_tui.dates import full_date
from ips_tui.domain.outcomes.figure import LeftOut
from ips_tui.domain.outcomes.rules import Rules
from ips_tui.reports import figure_words
from ips_tui.reports.outcomes import Measure, OutcomeReport

WIDTH = 80
SAME_PEOPLE = "M3"
"""A line under M2: the people behind it stand there."""
IN_SHORT = ("", "specialist", "currency")
"""By what a figure is parted where its parts are few enough to stand in the list of all."""
BELOW = "- "
"""What a line that belongs to the one above begins with: the gate to the terminal takes spaces away."""


def lines(
    report: OutcomeReport, words: Words, what: str, *, practice: bool = False, in_full: bool = False
) -> Iterator[str]:
    """Each measure with the people behind it; `in_full` with its definition, who is left out and who just missed."""
    if practice:
        yield words("cli.practice")
    first, last = (full_date(day, words.dates) for day in (report.asked.first, report.asked.last))
    yield words("cli.report.heading", what=words(f"cli.report.what.{what}"), first=first, last=last)
    pack = report.pack
    yield from wrapped(
        words(
            "cli.report.rules",
            name=words(f"rule_pack.{pack.id}"),
            version=pack.version,
            counts=words(f"rule_pack.counts_from.{pack.rules.counts_from}"),
        )
    )
    if report.runs:
        yield words("cli.report.last_day", day=full_date(report.period.last, words.dates))
    if report.specialist_ref:
        yield words("cli.report.of_specialist", ref=report.specialist_ref)
    for one in report.measures:
        yield from (_in_full(one, pack.rules, words) if in_full else _in_short(one, words))
    if report.blanks and not in_full:
        yield words("cli.report.blanks", count=len(report.blanks))
        for blank in report.blanks:
            what_is = figure_words.blank(blank, words)
            said = words("cli.report.blank", ref=blank.ref, what=what_is, measures=", ".join(blank.measures))
            yield from wrapped(said, BELOW)


def wrapped(text: str, start: str = "") -> Iterator[str]:
    """A text in lines of 80 columns, after `start`."""
    # An address is of use only in one piece.
    yield from wrap(start + text, WIDTH, break_long_words=False, break_on_hyphens=False)


def _in_short(one: Measure, words: Words) -> Iterator[str]:
    figure = one.figure
    said = words(
        "cli.report.line",
        id=one.id,
        title=figure_words.title(one.definition, words),
        figure=figure_words.shown(figure, words),
    )
    yield from wrapped(said)
    if one.benchmarks:
        levels = ", ".join(figure_words.benchmarks(one.benchmarks, words))
        yield from wrapped(words("cli.report.benchmarks", levels=levels), BELOW)
    if figure.base and one.id != SAME_PEOPLE:
        yield from people(figure.people, words)
    # Of a measure cut by groups the whole table is asked for on its own.
    if all(part.of in IN_SHORT for part in figure.parts):
        yield from _parts(one, words)


def people(refs_of: Iterable[str], words: Words) -> Iterator[str]:
    """The people behind a figure."""
    refs = ", ".join(refs_of)
    yield from wrapped(words("cli.report.people", refs=refs) if refs else words("cli.report.nobody"), BELOW)


def _parts(one: Measure, words: Words) -> Iterator[str]:
    for part in one.figure.parts:
        said = figure_words.part_title(part, words), figure_words.shown(part, words)
        yield from wrapped(words("cli.report.part", part=said[0], figure=said[1]), BELOW)


def _in_full(one: Measure, rules: Rules, words: Words) -> Iterator[str]:
    figure, definition = one.figure, one.definition
    yield from _in_short(one, words)
    if not all(part.of in IN_SHORT for part in figure.parts):
        yield from _parts(one, words)
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
