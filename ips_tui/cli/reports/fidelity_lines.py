"""Indicators of fidelity as lines of a terminal, 80 columns wide. They are never added up."""

from __future__ import annotations

from collections.abc import Iterator

from ips_tui.cli.reports.lines import BELOW, left_out, people, wrapped
from ips_tui.cli.reports.standing_lines import heading, parts
from ips_tui.content.words import Words
from ips_tui.domain.fidelity.indicator import JOB_TYPE
from ips_tui.domain.outcomes.figure import LeftOut
from ips_tui.reports import fidelity_words as told
from ips_tui.reports import figure_words
from ips_tui.reports.fidelity import FidelityReport, ItemView
from ips_tui.reports.standing_lines import StandingLine, item_lines


def lines(report: FidelityReport, words: Words, only: str = "", *, outside: bool = False) -> Iterator[str]:
    """Each item with what lowers it and what would raise it; `only` names one, which is told in full.

    For outside without people, without single ratings, and without what could point at few people.
    """
    yield from heading(report, words, "fidelity", outside=outside)
    if report.scale_not_here:
        yield from wrapped(words("fidelity.scale_not_here", id=report.scale_not_here))
    yield from wrapped(words("cli.report.scale", scale=told.scale_line(report.scale, words)))
    yield from wrapped((told.review_outside if outside else told.review)(report.review, words))
    for one, line in item_lines(report, words, only, outside=outside):
        yield from _item(one, line, words, whole=only == one.id)
        # Inside the team those who wait are named, where they are this laptop's alone.
        if line.waiting is not None and (outside or one.indicator.added is not None):
            yield from wrapped(words("cli.report.open_cases", who=line.waiting[1].said), BELOW)
        if not outside:
            yield from _of_people(one, report, words)
        if only:
            yield from _definition(one, words)
            yield from () if outside else _behind(one, words)


def _item(one: ItemView, line: StandingLine, words: Words, *, whole: bool) -> Iterator[str]:
    state = line.said
    if line.figure is not None and not line.figure.suppressed:
        state = words("cli.report.fidelity_figure", state=state, figure=line.figure.said)
    yield from wrapped(words("cli.report.fidelity_line", id=one.id, title=line.title, state=state))
    if line.here is not None:
        yield from wrapped(words("numbers.here", figure=line.here.said), BELOW)
    # The kinds of work are as many lines as there are kinds.
    yield from parts(line, words, without=() if whole else (JOB_TYPE,))


def _of_people(one: ItemView, report: FidelityReport, words: Words) -> Iterator[str]:
    """Who lowers it and who is not in it yet, what people rated, and what would raise it."""
    indicator = one.indicator
    if indicator.lowered_by:
        who = ", ".join(dict.fromkeys(low.ref for low in indicator.lowered_by))
        yield from wrapped(words("cli.report.lowered_in_short", who=who), BELOW)
    several = indicator.added is not None
    if indicator.open_cases:
        who = ", ".join(_waiting(case, words) for case in indicator.open_cases)
        said = words("numbers.here", figure=who) if several else words("cli.report.open_cases", who=who)
        yield from wrapped(said, BELOW)
    if report.review is not None:
        yield from wrapped(told.rated(one, report.review, words), BELOW)
    if action := told.action(indicator, words):
        yield from wrapped(words("cli.report.action", action=action), BELOW)


def _waiting(case: LeftOut, words: Words) -> str:
    return case.ref if case.days is None else words("cli.report.open_case", ref=case.ref, days=case.days)


def _definition(one: ItemView, words: Words) -> Iterator[str]:
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


def _behind(one: ItemView, words: Words) -> Iterator[str]:
    indicator = one.indicator
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
