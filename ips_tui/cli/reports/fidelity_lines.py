"""Indicators of fidelity as lines of a terminal, 80 columns wide. They are never added up."""

from __future__ import annotations

from collections.abc import Iterator

from ips_tui.cli.reports.lines import BELOW, left_out, people, wrapped
from ips_tui.content.words import Words
from ips_tui.dates import full_date
from ips_tui.reports import fidelity_words as told
from ips_tui.reports import figure_words, report_words
from ips_tui.reports.fidelity import FidelityReport, ItemView


def lines(report: FidelityReport, words: Words, *, practice: bool = False, only: str = "") -> Iterator[str]:
    """Each item with what lowers it and what would raise it; `only` names one, which is told in full."""
    if practice:
        yield words("cli.practice")
    first, last = (full_date(day, words.dates) for day in (report.asked.first, report.asked.last))
    yield words("cli.report.heading", what=words("cli.report.what.fidelity"), first=first, last=last)
    yield from wrapped(report_words.covered(report.covers, words))
    yield from wrapped(words("fidelity.about"))
    if report.scale_not_here:
        yield from wrapped(words("fidelity.scale_not_here", id=report.scale_not_here))
    yield from wrapped(words("cli.report.scale", scale=told.scale_line(report.scale, words)))
    yield from wrapped(told.review(report.review, words))
    if report.runs:
        yield words("cli.report.last_day", day=full_date(report.period.last, words.dates))
    if report.specialist_ref:
        yield words("cli.report.of_specialist", ref=report.specialist_ref)
    for one in report.items:
        if only in ("", one.id):
            yield from _item(one, report, words)
        if only == one.id:
            yield from _in_full(one, words)


def _item(one: ItemView, report: FidelityReport, words: Words) -> Iterator[str]:
    indicator = one.indicator
    state = told.state(indicator, words)
    if indicator.figure is not None:
        figure = told.shown(indicator.figure, words)
        state = words("cli.report.fidelity_figure", state=state, figure=figure)
    yield from wrapped(words("cli.report.fidelity_line", id=one.id, title=told.title(one.item, words), state=state))
    if indicator.figure is not None:
        for part in indicator.figure.parts:
            said = figure_words.part_title(part, words), told.shown(part, words)
            yield from wrapped(words("cli.report.part", part=said[0], figure=said[1]), BELOW)
    for part in indicator.evidence:
        said = figure_words.part_title(part, words), told.shown(part, words)
        yield from wrapped(words("cli.report.evidence", part=said[0], figure=said[1]), BELOW)
    if indicator.lowered_by:
        who = ", ".join(dict.fromkeys(low.ref for low in indicator.lowered_by))
        yield from wrapped(words("cli.report.lowered_in_short", who=who), BELOW)
    if indicator.open_cases:
        waiting = ", ".join(
            case.ref if case.days is None else words("cli.report.open_case", ref=case.ref, days=case.days)
            for case in indicator.open_cases
        )
        yield from wrapped(words("cli.report.open_cases", who=waiting), BELOW)
    if report.review is not None:
        yield from wrapped(told.rated(one, report.review, words), BELOW)
    if action := told.action(indicator, words):
        yield from wrapped(words("cli.report.action", action=action), BELOW)


def _in_full(one: ItemView, words: Words) -> Iterator[str]:
    indicator = one.indicator
    if asks := told.asks(one.item, words):
        yield from wrapped(words("cli.report.formula", formula=asks), BELOW)
    above, below = told.parts_of_formula(one.item, words)
    if above:
        yield from wrapped(words("cli.report.above", words=above), BELOW)
        yield from wrapped(words("cli.report.below", words=below), BELOW)
    if told_anchors := list(told.anchors(one.item, words)):
        yield words("cli.report.anchors")
        for rating, said in told_anchors:
            yield from wrapped(words("fidelity.of_anchor", anchor=rating, words=said), BELOW)
    if indicator.lowered_by:
        yield words("cli.report.lowered_by")
        for low in indicator.lowered_by:
            yield from wrapped(words("cli.report.lowering", who=low.ref, why=told.lowering(low, words)), BELOW)
    figure = indicator.figure
    if figure is not None:
        if figure.base:
            yield from people(figure.people, words)
        yield from left_out("cli.report.left_out", figure.left_out, words)
        yield from left_out("cli.report.besides", figure.besides, words)
    for part in indicator.evidence:
        if part.people:
            refs = ", ".join(part.people)
            said = words("cli.report.evidence", part=figure_words.part_title(part, words), figure=refs)
            yield from wrapped(said, BELOW)
