"""Charts as text, each with its numbers: caseload by stage, job starts by month, weeks in a job."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from ips_tui.reports.asked import ReportKind
from ips_tui.reports.charts import bar_lines, column_lines, curve_lines, pair_lines
from ips_tui.reports.document import Table, said
from screens.reports.base import ReportScreen
from screens.widgets.block import wrapped

if TYPE_CHECKING:
    from ips_tui.reports.chart_data import Charts
    from ips_tui.reports.charts import Curve

WIDEST = 110
"""Cells of the widest chart."""
NARROWEST = 10
TABLE_FROM = 36


class ChartsScreen(ReportScreen):
    """All charts below each other; the arrows move them."""

    help_id = "charts"
    footer_keys = ("reports.period", "reports.whose", "screen.back")
    kind = ReportKind.CHARTS
    DEFAULT_CSS = """
    ChartsScreen .charts--scroll { padding: 0 1; scrollbar-size-vertical: 1; }
    ChartsScreen .charts--text { width: 100%; height: auto; }
    """

    def trail(self) -> Sequence[str]:
        """Which report."""
        words = self.app.words
        return (words("shell.area.reports"), words("reports.report.charts.name"))

    def compose_found(self) -> ComposeResult:
        """One text that scrolls."""
        self.scroll = VerticalScroll(classes="charts--scroll")
        self.charts: Charts | None = None
        with self.scroll:
            yield Static(Content(""), classes="charts--text")

    @property
    def first_widget(self) -> Widget | None:
        """The text."""
        return self.scroll

    def show_found(self) -> None:
        """The charts of these cases."""
        from ips_tui.reports.chart_data import ChartReport

        if isinstance(self.found, ChartReport):
            self.charts = self.found.charts
            self._draw()

    def fit(self) -> None:
        """Charts as wide as the window."""
        self._draw()

    def _draw(self) -> None:
        if self.is_mounted and self.charts is not None:
            width = max(NARROWEST, min(self.size.width - 3, WIDEST))
            lines = list(self._lines(self.charts, width))
            self.query_one(".charts--text", Static).update(Content("\n").join(lines))

    def _lines(self, charts: Charts, width: int) -> Iterator[Content]:
        words = self.app.words
        yield from _titled(charts.stages.title, bar_lines(charts.stages, width), width)
        yield from _titled(charts.starts.title, column_lines(charts.starts, width), width)
        for bars in (charts.hours, *charts.wages):
            yield from _titled(bars.title, column_lines(bars, width), width)
        curve = charts.curve
        drawn = () if curve is None else curve_lines(curve, width, self._end_of(curve))
        yield from _titled(charts.curve_title, drawn, width)
        if curve is None:
            yield from map(Content, wrapped(words("reports.chart.few_jobs", count=charts.jobs), width))
        else:
            yield from (Content.styled(line, "$quiet") for line in wrapped(words("reports.chart.weeks_how"), width))
        yield Content("")
        yield from map(Content, _table_lines(charts.weeks, width))

    def _end_of(self, curve: Curve) -> str:
        """How far the curve goes: in weeks, below two of them in days."""
        days = curve.last_day
        weeks, words = days // 7, self.app.words
        return (
            words("reports.chart.weeks_end", count=weeks) if weeks > 1 else words("reports.chart.days_end", count=days)
        )


def _titled(title: str, lines: Iterator[str] | tuple[()], width: int) -> Iterator[Content]:
    yield from (Content.styled(line, "bold $accent") for line in wrapped(title, width))
    yield from map(Content, lines)
    yield Content("")


def _table_lines(table: Table, width: int) -> Iterator[str]:
    """The table as columns where there is room, else each row as labels and numbers."""
    from ips_tui.reports.layout import padded
    from ips_tui.text import cells

    rows = [[column.title for column in table.columns], *([said(cell) for cell in row] for row in table.rows)]
    widths = [max(cells(row[place]) for row in rows) for place in range(len(table.columns))]
    if sum(widths) + 3 * len(widths) <= width:
        for row in rows:
            yield "   ".join(padded(cell, each, True) for cell, each in zip(row, widths, strict=True))
        return
    for row in rows[1:]:
        yield from pair_lines(tuple(zip(rows[0], row, strict=True)), width)
