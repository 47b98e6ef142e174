"""The Reports area: what can be looked at, over which period, of whose people, and counted by whose rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget

from ips_tui.reports.asked import Asking, ReportKind
from ips_tui.text import shown
from screens.desk import desk_of
from screens.place import Place
from screens.reports.base import LOW, ReportScreen, styled
from screens.widgets.record_list import Column, ListSource, RecordList

PAPERS = "papers"
REPORTS = (*ReportKind, PAPERS)
NAME = 26


class ReportsScreen(ReportScreen):
    """The list of reports; Enter opens one."""

    help_id = "reports"
    footer_keys = ("list.open", "reports.period", "reports.whose")
    writes = False

    def trail(self) -> Sequence[str]:
        """The area."""
        return (self.app.words("shell.area.reports"),)

    def compose_found(self) -> ComposeResult:
        """The reports."""
        words = self.app.words
        self.list = RecordList(
            (
                Column("name", words("reports.column.report"), NAME),
                Column("told", words("reports.column.shows"), 0, from_width=60),
            ),
            ListSource([(r, (words(f"reports.report.{r}.name"), words(f"reports.report.{r}.told"))) for r in REPORTS]),
            empty="",
            style_of=lambda _, column, cell: "$quiet" if column else "",
        )
        yield self.list

    @property
    def first_widget(self) -> Widget | None:
        """The list."""
        return self.list

    def head(self, width: int) -> Iterator[Content]:
        """By whose rules figures are counted, and where that is changed."""
        from ips_tui.casework import settings

        words = self.app.words
        if self.size.height < LOW:
            return
        pack = settings.rule_pack(desk_of(self.app))
        yield from styled(
            words(
                "reports.counted_by",
                name=words(f"rule_pack.{pack.id}"),
                version=pack.version,
                counts=words(f"rule_pack.counts_from.{pack.rules.counts_from}"),
            ),
            width,
            "$quiet",
            2,
        )
        yield Content.styled(shown(words("reports.rules_where"), width), "$quiet")

    def on_record_list_opened(self, event: RecordList.Opened) -> None:
        """Enter: that report."""
        event.stop()
        if event.record_id == PAPERS:
            from screens.papers.list_screen import team_papers

            self.app.push_screen(team_papers())
        else:
            self.app.push_screen(report_screen(event.record_id, self.asking))

    async def stand_at(self, place: Place) -> None:
        """After a lock the period is what it was, and whose people."""
        period, whose = place.ids
        self.asking.change(period=period, whose=whose)
        self.count()
        await super().stand_at(place)


def report_screen(kind: str, asking: Asking) -> ReportScreen:
    """The page of one report."""
    from screens.reports.blanks_screen import BlanksScreen
    from screens.reports.charts_screen import ChartsScreen
    from screens.reports.fidelity_screen import FidelityScreen
    from screens.reports.figures_screen import EngagementScreen, OutcomesScreen
    from screens.reports.principles_screen import PrinciplesScreen

    pages: dict[str, type[ReportScreen]] = {
        ReportKind.OUTCOMES: OutcomesScreen,
        ReportKind.PRINCIPLES: PrinciplesScreen,
        ReportKind.FIDELITY: FidelityScreen,
        ReportKind.ENGAGEMENT: EngagementScreen,
        ReportKind.BLANKS: BlanksScreen,
        ReportKind.CHARTS: ChartsScreen,
    }
    return pages[kind](asking=asking)
