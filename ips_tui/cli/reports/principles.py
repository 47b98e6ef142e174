"""`ips-tui report principles`: the eight principles, one number each, with the people behind it."""

from __future__ import annotations

from collections.abc import Iterator

from ips_tui.cli import opening
from ips_tui.cli.parser import Asked
from ips_tui.cli.printing import words_of, write_json, write_lines
from ips_tui.cli.refusal import Refusal
from ips_tui.cli.reports import asking, files, standing
from ips_tui.cli.reports.lines import BELOW, left_out, people, wrapped
from ips_tui.cli.reports.shape import case, covers, number, part
from ips_tui.cli.reports.shape import left_out as left_out_shape
from ips_tui.content.words import Words
from ips_tui.dates import full_date
from ips_tui.domain.principles import Principle, PrincipleId
from ips_tui.paths import Paths
from ips_tui.reports import fidelity_words as told
from ips_tui.reports import figure_words, report_words
from ips_tui.reports.principles import PrinciplesReport, principles_report
from ips_tui.reports.standing_tables import principles_tables


def run(asked: Asked, paths: Paths) -> int:
    """Print it; the exit status. Raises StoreProblem and Refusal."""
    places = files.asked_for(asked, words_of(paths))
    with opening.opened(asked, paths) as desk:
        words, only = desk.words, asked.measure.casefold()
        if only and only not in set(PrincipleId):
            raise Refusal(words("cli.report.no_principle", id=asked.measure, ids=", ".join(PrincipleId)))
        report = principles_report(
            desk, asking.period(asked, desk), specialist=opening.specialist(desk, asked.specialist)
        )
        tables = principles_tables(report, words, only)
        made = standing.made(places, tables, report, desk, "principles") if places else {}
    if places:
        return files.write(places, made, asked, words)
    if asked.json:
        write_json(shape(report, words, only))
    elif asked.csv:
        files.print_sheet(tables)
    else:
        write_lines(lines(report, words, practice=asked.demo, only=only))
    return 0


def lines(report: PrinciplesReport, words: Words, *, practice: bool = False, only: str = "") -> Iterator[str]:
    """Each principle with its state and who is to be looked at; `only` names one, which is told in full."""
    if practice:
        yield words("cli.practice")
    first, last = (full_date(day, words.dates) for day in (report.asked.first, report.asked.last))
    yield words("cli.report.heading", what=words("cli.report.what.principles"), first=first, last=last)
    yield from wrapped(report_words.covered(report.covers, words))
    yield words("principle.about")
    if report.runs:
        yield words("cli.report.last_day", day=full_date(report.period.last, words.dates))
    if report.specialist_ref:
        yield words("cli.report.of_specialist", ref=report.specialist_ref)
    for one in report.principles:
        if only in ("", one.id):
            said = told.principle_title(one, words), told.principle_state(one, words)
            figure = told.shown(one.figure, words)
            yield from wrapped(words("cli.report.principle_line", title=said[0], state=said[1], figure=figure))
            if one.look_at:
                yield from wrapped(words("cli.report.look_at", refs=", ".join(one.look_at)), BELOW)
            for one_part in one.figure.parts:
                said = figure_words.part_title(one_part, words), told.shown(one_part, words)
                yield from wrapped(words("cli.report.part", part=said[0], figure=said[1]), BELOW)
        if only == one.id:
            yield from _in_full(one, words)


def _in_full(one: Principle, words: Words) -> Iterator[str]:
    yield from wrapped(words("cli.report.formula", formula=words(f"principle.{one.id}.formula")), BELOW)
    yield from wrapped(words("cli.report.above", words=words(f"principle.{one.id}.numerator")), BELOW)
    yield from wrapped(words("cli.report.below", words=words(f"principle.{one.id}.denominator")), BELOW)
    yield BELOW + told.met_from(one, words)
    yield BELOW + words("principle.items", items=", ".join(map(str, one.items)))
    if one.figure.base:
        yield from people(one.figure.people, words)
    yield from left_out("cli.report.left_out", one.figure.left_out, words)


def shape(report: PrinciplesReport, words: Words, only: str = "") -> dict[str, object]:
    """The report as JSON (docs/fidelity.md). Fields may be added; none is renamed or taken away."""
    return {
        "as_of": report.as_of.isoformat(),
        "period": {"from": report.asked.first.isoformat(), "to": report.asked.last.isoformat()},
        "last_day": report.period.last.isoformat(),
        "covers": covers(report.covers),
        "specialist": report.specialist_ref or None,
        "measures": [_principle(one, words) for one in report.principles if only in ("", one.id)],
    }


def _principle(one: Principle, words: Words) -> dict[str, object]:
    figure = one.figure
    return {
        "id": one.id.value,
        "title": told.principle_title(one, words),
        "definition": words(f"principle.{one.id}.formula"),
        "counts": words(f"principle.{one.id}.numerator"),
        "of": words(f"principle.{one.id}.denominator"),
        "state": one.state.value,
        "met_from": number(one.met_from),
        "items": [f"F{item}" for item in one.items],
        "kind": figure.kind.value,
        "numerator": number(figure.numerator),
        "denominator": number(figure.denominator),
        "value": number(figure.value),
        "people": list(figure.people),
        "counted": list(figure.counted),
        "look_at": list(one.look_at),
        "left_out": [left_out_shape(left) for left in figure.left_out],
        "cases": [case(listed) for listed in figure.cases],
        "parts": [part(found, words) for found in figure.parts],
    }
