"""A report as a paper: one page of figures first, then who is behind them, then how each is counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ips_tui.content.words import Words
from ips_tui.domain.outcomes.by_month import Month
from ips_tui.reports import figure_words, report_tables, report_words
from ips_tui.reports.asks import Ask
from ips_tui.reports.chart_data import Charts
from ips_tui.reports.document import Block, Column, Document, Heading, PageBreak, Paragraph, Table
from ips_tui.reports.figure_lines import FigureLine, lines_of
from ips_tui.reports.outcomes import OutcomeReport
from ips_tui.reports.registry import PaperKind


def document_of(
    report: OutcomeReport,
    words: Words,
    what: str = "outcomes",
    *,
    months: Sequence[Month] = (),
    charts: Charts | None = None,
    team: str = "",
    outside: bool = False,
) -> Document:
    """The paper of `what`, outcomes or engagement.

    Outside the team it has no references, no charts and nothing by which few people could be told.
    """
    kind = PaperKind.OUTCOME_REPORT if what == "outcomes" else PaperKind.ENGAGEMENT_REPORT
    lines = tuple(lines_of(report.measures, words, outside=outside))
    blocks = (
        *_head(report, words, outside),
        _figures(lines, words),
        *(() if outside or charts is None else (charts.stages, charts.starts)),
        *_parts(lines, words),
        *([] if outside else _behind(report, words, months)),
        PageBreak(),
        Heading(words("numbers.table.definitions")),
        *_definitions(report, words),
    )
    return Document(
        kind=kind,
        title=words(f"papers.kind.{kind}"),
        subtitle=report_words.period(report, words),
        made_on=report.as_of,
        blocks=blocks,
        foot=team,
        version=Ask.OUTSIDE.value if outside else "",
    )


def _head(report: OutcomeReport, words: Words, outside: bool) -> Iterator[Block]:
    yield Paragraph(report_words.covered(report.covers, words))
    yield Paragraph(report_words.rules(report, words))
    for caution in report_words.cautions(report, words, outside=outside):
        yield Paragraph(caution, strong=True)


def _figures(lines: Sequence[FigureLine], words: Words) -> Table:
    columns = _columns(words, ("id", 0.5), ("title", 3.2), ("said", 2.6))
    rows = tuple((line.id, line.title, line.said) for line in lines if not line.part)
    return Table(columns, rows, words("numbers.table.figures"))


def _parts(lines: Sequence[FigureLine], words: Words) -> Iterator[Block]:
    rows = tuple((line.id, line.title, line.said) for line in lines if line.part)
    if rows:
        yield Table(_columns(words, ("id", 0.5), ("title", 3.2), ("said", 2.6)), rows, words("numbers.table.parts"))


def _behind(report: OutcomeReport, words: Words, months: Sequence[Month]) -> Iterator[Block]:
    if months:
        yield report_tables.by_month(months, words)
    rows = tuple((one.id, ", ".join(one.figure.people)) for one in report.measures if one.figure.people)
    if rows:
        yield Table(_columns(words, ("id", 0.5), ("refs", 5.8)), rows, words("numbers.table.people"))
    else:
        yield Paragraph(words("cli.report.nobody"))
    if report.blanks:
        yield report_tables.blanks(report.blanks, words)


def _definitions(report: OutcomeReport, words: Words) -> Iterator[Block]:
    for one in report.measures:
        definition = one.definition
        yield Heading(words("numbers.measure", id=one.id, title=figure_words.title(definition, words)), 2)
        asked = figure_words.asks(definition, report.pack.rules, words)
        yield Paragraph(" ".join(filter(None, (figure_words.formula(definition, words), asked))))
        rule = words(f"measure.period.{definition.period}")
        told = [words("cli.report.period", rule=rule, version=definition.version)]
        told += [
            words("cli.report.source", title=source.title, address=source.address).rstrip()
            for source in definition.sources
        ]
        yield Paragraph("\n".join(told), quiet=True)


def _columns(words: Words, *columns: tuple[str, float]) -> tuple[Column, ...]:
    return tuple(Column(words(f"numbers.column.{name}"), share) for name, share in columns)
