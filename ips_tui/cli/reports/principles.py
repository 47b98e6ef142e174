"""`ips-tui report principles`: the eight principles, one number each, with the people behind it."""

from __future__ import annotations

from collections.abc import Iterator

from ips_tui.casework.session import Desk
from ips_tui.cli import opening
from ips_tui.cli.parser import Asked
from ips_tui.cli.refusal import Refusal
from ips_tui.cli.reports import asking
from ips_tui.cli.reports.lines import BELOW, left_out, people, wrapped
from ips_tui.cli.reports.shape import about, case, number, part
from ips_tui.cli.reports.shape import left_out as left_out_shape
from ips_tui.cli.reports.standing import Ways, tell
from ips_tui.cli.reports.standing_lines import heading, parts
from ips_tui.cli.reports.standing_shape import numbers, without_people
from ips_tui.content.words import Words
from ips_tui.domain.principles import Principle, PrincipleId
from ips_tui.paths import Paths
from ips_tui.reports import fidelity_words as told
from ips_tui.reports import report_words
from ips_tui.reports.principles import PrinciplesReport, principles_report
from ips_tui.reports.standing_lines import StandingLine, principle_line
from ips_tui.reports.standing_tables import principles_tables


def run(asked: Asked, paths: Paths) -> int:
    """Print it or write it; the exit status. Raises StoreProblem and Refusal."""
    return tell(asked, paths, "principles", _counted, Ways(shape, principles_tables, lines))


def _counted(asked: Asked, desk: Desk) -> tuple[PrinciplesReport, str]:
    """The report, and the id of the principle that was asked for. Raises StoreProblem and Refusal."""
    only = asked.measure.casefold()
    if only and only not in set(PrincipleId):
        raise Refusal(desk.words("cli.report.no_principle", id=asked.measure, ids=", ".join(PrincipleId)))
    specialist = opening.specialist(desk, asked.specialist)
    return principles_report(desk, asking.period(asked, desk), specialist=specialist), only


def lines(report: PrinciplesReport, words: Words, only: str = "", *, outside: bool = False) -> Iterator[str]:
    """Each principle with its state and who is to be looked at; `only` names one, which is told in full.

    For outside without people, and without what could point at few of them.
    """
    yield from heading(report, words, "principles", outside=outside)
    for one in report.principles:
        if only in ("", one.id):
            line = principle_line(one, words, several=len(report.covers) > 1, outside=outside)
            yield from _principle(one, line, words, outside=outside)
        if only == one.id:
            yield from _in_full(one, words, outside=outside)


def _principle(one: Principle, line: StandingLine, words: Words, *, outside: bool) -> Iterator[str]:
    suppressed = line.figure is None or line.figure.suppressed
    figure = "" if line.figure is None else line.figure.said
    name = "cli.report.principle_left_out" if suppressed else "cli.report.principle_line"
    yield from wrapped(words(name, title=line.title, state=line.said, figure=figure))
    if line.here is not None:
        yield from wrapped(words("numbers.here", figure=line.here.said), BELOW)
    if one.look_at and not outside:
        yield from wrapped(words("cli.report.look_at", refs=", ".join(one.look_at)), BELOW)
    yield from parts(line, words)


def _in_full(one: Principle, words: Words, *, outside: bool) -> Iterator[str]:
    yield from wrapped(words("cli.report.formula", formula=words(f"principle.{one.id}.formula")), BELOW)
    yield from wrapped(words("cli.report.above", words=words(f"principle.{one.id}.numerator")), BELOW)
    yield from wrapped(words("cli.report.below", words=words(f"principle.{one.id}.denominator")), BELOW)
    yield BELOW + told.met_from(one, words)
    yield BELOW + words("principle.items", items=", ".join(map(str, one.items)))
    if outside:
        return
    if one.figure.base:
        yield from people(one.figure.people, words)
    yield from left_out("cli.report.left_out", one.figure.left_out, words)


def shape(report: PrinciplesReport, words: Words, only: str = "", *, outside: bool = False) -> dict[str, object]:
    """The report as JSON (docs/fidelity.md). Fields may be added; none is renamed or taken away."""
    several = len(report.covers) > 1
    found = [
        _shape(one, principle_line(one, words, several=several, outside=outside), words, outside=outside)
        for one in report.principles
        if only in ("", one.id)
    ]
    return {
        **about(report, report_words.standing_cautions(report, words, outside=outside), outside=outside),
        "measures": found,
    }


def _shape(one: Principle, line: StandingLine, words: Words, *, outside: bool) -> dict[str, object]:
    defined = {
        "id": one.id.value,
        "title": line.title,
        "definition": words(f"principle.{one.id}.formula"),
        "counts": words(f"principle.{one.id}.numerator"),
        "of": words(f"principle.{one.id}.denominator"),
        "state": None if line.state is None else line.state.value,
        "met_from": number(one.met_from),
        "items": [f"F{item}" for item in one.items],
    }
    if outside:
        return {**defined, **without_people(line)}
    figure = one.figure
    return {
        **defined,
        **numbers(one.whole, figure, line, words),
        "parts": [part(some, words) for some, _ in line.parts],
        "look_at": list(one.look_at),
        "left_out": [left_out_shape(left) for left in figure.left_out],
        "cases": [case(listed) for listed in figure.cases],
    }
