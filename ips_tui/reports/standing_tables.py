"""Fidelity and the eight principles as tables and as paper. Nothing in them is added up, on purpose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ips_tui.content.words import Words
from ips_tui.dates import full_date
from ips_tui.domain.outcomes.figure import Figure, Kind, LeftOut, Part
from ips_tui.domain.outcomes.rules import Period
from ips_tui.reports import fidelity_words as told
from ips_tui.reports import figure_words, report_words
from ips_tui.reports.document import Block, Cell, Document, Paragraph, Table
from ips_tui.reports.fidelity import FidelityReport
from ips_tui.reports.principles import PrinciplesReport
from ips_tui.reports.report_tables import number, table

Row = tuple[Cell, ...]


def principles_tables(report: PrinciplesReport, words: Words, only: str = "") -> tuple[Table, ...]:
    """Each principle, or the one `only`, with who is to be looked at, who is left out and how it is counted."""
    shown = [one for one in report.principles if only in ("", one.id)]
    figures: list[Row] = []
    left: list[Row] = []
    counted: list[Row] = []
    for one in shown:
        title = told.principle_title(one, words)
        looked_at = ", ".join(one.look_at)
        figures.append((title, told.principle_state(one, words), *_said(one.figure, words), looked_at))
        figures += [(figure_words.part_title(part, words), "", *_said(part, words), "") for part in one.figure.parts]
        left += _left(title, one.figure.left_out, words)
        above, below = words(f"principle.{one.id}.numerator"), words(f"principle.{one.id}.denominator")
        how = words(f"principle.{one.id}.formula")
        counted.append((title, how, above, below, told.met_from(one, words)))
    columns = ("principle", "state", "said", "numerator", "denominator", "value", "look_at")
    return _whole(
        table("about", ("about", "told"), tuple(_about(report, words, "principles")), words),
        table("principles", columns, figures, words),
        table("not_counted", ("principle", "ref", "what"), left, words),
        table("definitions", ("principle", "how", "above", "below", "met_from"), counted, words),
    )


def fidelity_tables(report: FidelityReport, words: Words, only: str = "") -> tuple[Table, ...]:
    """Each item, or the one `only`: what the record says, what people rated, who lowers it, how it is counted."""
    items: list[Row] = []
    evidence: list[Row] = []
    lowered: list[Row] = []
    left: list[Row] = []
    counted: list[Row] = []
    for one in report.items:
        if only not in ("", one.id):
            continue
        indicator, title = one.indicator, told.title(one.item, words)
        said = ("", "", "", "") if indicator.figure is None else _said(indicator.figure, words)
        rating: Cell = number(one.rating, words)
        items.append((one.id, title, told.state(indicator, words), *said, rating, told.action(indicator, words)))
        parts = () if indicator.figure is None else indicator.figure.parts
        for part in (*parts, *indicator.evidence):
            refs = ", ".join(part.people)
            evidence.append((one.id, figure_words.part_title(part, words), *_said(part, words), refs))
        lowered += [(one.id, low.ref, told.lowering(low, words)) for low in indicator.lowered_by]
        left += _left(one.id, indicator.open_cases, words)
        if indicator.figure is not None:
            left += _left(one.id, (*indicator.figure.left_out, *indicator.figure.besides), words)
        above, below = told.parts_of_formula(one.item, words)
        anchors = "\n".join(
            words("fidelity.of_anchor", anchor=at, words=said) for at, said in told.anchors(one.item, words)
        )
        counted.append((one.id, title, told.asks(one.item, words), above, below, anchors))
    columns = ("id", "item", "state", "said", "numerator", "denominator", "value", "rating", "action")
    return _whole(
        table("about", ("about", "told"), tuple(_about_fidelity(report, words)), words),
        table("fidelity", columns, items, words),
        table("parts", ("id", "what", "said", "numerator", "denominator", "value", "refs"), evidence, words),
        table("lowered", ("id", "ref", "what"), lowered, words),
        table("not_counted", ("id", "ref", "what"), left, words),
        table("definitions", ("id", "item", "how", "above", "below", "anchors"), counted, words),
    )


def paper_of(
    report: PrinciplesReport | FidelityReport, tables: Sequence[Table], words: Words, what: str, team: str
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
        foot=team,
        wide=True,
    )


def _whole(*tables: Table) -> tuple[Table, ...]:
    return tuple(one for one in tables if one.rows)


def _about(report: PrinciplesReport | FidelityReport, words: Words, what: str) -> Iterator[tuple[str, str]]:
    yield words("numbers.about.report"), words(f"cli.report.what.{what}")
    yield words("numbers.about.period"), _period(report.asked, words)
    yield words("numbers.about.as_of"), full_date(report.as_of, words.dates)
    yield words("numbers.about.covers"), report_words.covered(report.covers, words)
    note = words("numbers.about.note")
    if report.practice:
        yield note, words("cli.practice")
    yield note, words("principle.about" if what == "principles" else "fidelity.about")
    if report.runs:
        yield note, words("cli.report.last_day", day=full_date(report.period.last, words.dates))
    if report.specialist_ref:
        yield note, words("cli.report.of_specialist", ref=report.specialist_ref)


def _about_fidelity(report: FidelityReport, words: Words) -> Iterator[tuple[str, str]]:
    yield from _about(report, words, "fidelity")
    yield words("numbers.about.scale"), told.scale_line(report.scale, words)
    if report.scale_not_here:
        yield words("numbers.about.note"), words("fidelity.scale_not_here", id=report.scale_not_here)
    yield words("numbers.about.review"), told.review(report.review, words)


def _period(asked: Period, words: Words) -> str:
    first, last = (full_date(day, words.dates) for day in (asked.first, asked.last))
    return words("numbers.period", first=first, last=last)


def _said(figure: Figure | Part, words: Words) -> tuple[Cell, Cell, Cell, Cell]:
    """How a figure is read and its numbers; a share of too few people has no value."""
    few = figure.kind is Kind.SHARE and figure.small and bool(figure.counted)
    value = None if few else figure.value
    return (
        told.shown(figure, words),
        number(figure.numerator, words),
        number(figure.denominator, words),
        number(value, words),
    )


def _left(name: str, found: Sequence[LeftOut], words: Words) -> Iterator[Row]:
    return ((name, left.ref, figure_words.why(left, words)) for left in found)
