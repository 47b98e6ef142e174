"""The items of a fidelity scale over a period: what the record says, people's ratings beside it, never a total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from ips_tui.domain.fidelity.scale import BEST
from ips_tui.reports.asked import ReportKind
from ips_tui.reports.charts import points
from ips_tui.text import shown
from screens.reports.base import LOW, styled
from screens.reports.listed import ListedScreen
from screens.reports.rating import RatingScreen
from screens.widgets.grouped_list import GroupedList, GroupedSource
from screens.widgets.record_list import Column, RecordList

if TYPE_CHECKING:
    from ips_tui.reports.fidelity import FidelityReport, ItemView

ID, POINTS, STATE, FIGURE = 4, 5, 26, 22
WIDE = 100


class FidelityScreen(RatingScreen, ListedScreen[GroupedList]):
    """One line an item; Enter shows what lowers it, and the one action that would raise it."""

    help_id = "fidelity"
    footer_keys = (
        "list.open",
        "fidelity.rate",
        "fidelity.review",
        "fidelity.complete",
        "reports.period",
        "screen.back",
    )
    kind = ReportKind.FIDELITY
    below_lines = 3

    def trail(self) -> Sequence[str]:
        """Which report."""
        words = self.app.words
        return (words("shell.area.reports"), words("reports.report.fidelity.name"))

    def make_list(self) -> GroupedList:
        """The items by their sections."""
        words = self.app.words
        self._source = GroupedSource()
        items = GroupedList(
            (
                Column("id", words("reports.column.id"), ID),
                Column("title", words("reports.column.item"), 0),
                Column("points", "", POINTS),
                Column("state", words("reports.column.state"), STATE, from_width=60),
                Column("figure", words("reports.column.figure"), FIGURE, "right", from_width=WIDE),
            ),
            self._source,
            on_record=lambda _: self.show_below(),
            no_match="",
            style_of=lambda _, column, cell: "bold" if column == 2 else "$quiet" if column == 0 else "",
        )
        items.set_empty(words("reports.counting"))
        return items

    @property
    def item_at_hand(self) -> tuple[str, str] | None:
        """The item under the cursor."""
        from ips_tui.reports import fidelity_words

        one = self._item()
        return None if one is None else (one.id, f"{one.id} {fidelity_words.title(one.item, self.app.words)}")

    def show_found(self) -> None:
        """What the record says; the cursor stays on its item."""
        from ips_tui.reports import fidelity_words

        words = self.app.words
        rows = []
        for one in () if (report := self._report()) is None else report.items:
            indicator = one.indicator
            figure = "" if indicator.figure is None else fidelity_words.shown(indicator.figure, words)
            title, state = fidelity_words.title(one.item, words), fidelity_words.state(indicator, words)
            signs = "" if indicator.anchor is None else points(indicator.anchor, BEST)
            rows.append((one.id, one.item.section, (one.id, title, signs, state, figure)))
        self._source.fill(rows, lambda section, _: self._section(section))
        self.list.reload()

    def head(self, width: int) -> Iterator[Content]:
        """Which scale, and what people rated with it."""
        from ips_tui.reports import fidelity_words

        if (report := self._report()) is None:
            return
        words = self.app.words
        said = [words("fidelity.about"), fidelity_words.review(report.review, words)] if self.size.height >= LOW else []
        said += [words("fidelity.scale_not_here", id=report.scale_not_here)] if report.scale_not_here else []
        for one in said:
            yield Content.styled(shown(one, width), "$quiet")

    def on_record_list_opened(self, event: RecordList.Opened) -> None:
        """Enter: what lowers it."""
        from screens.reports.item_screen import ItemScreen

        event.stop()
        self.app.push_screen(ItemScreen(event.record_id, ReportKind.FIDELITY, asking=self.asking))

    def said_below(self, width: int) -> Iterator[Content]:
        """The figure with what people rated, and the action that would raise it."""
        from ips_tui.reports import fidelity_words

        one, report = self._item(), self._report()
        if one is None or report is None:
            return
        words, indicator = self.app.words, one.indicator
        state = fidelity_words.state(indicator, words)
        if indicator.figure is not None:
            figure = fidelity_words.shown(indicator.figure, words)
            state = words("cli.report.fidelity_figure", state=state, figure=figure)
        for said in (state, fidelity_words.rated(one, report.review, words)):
            if said:
                yield from styled(said, width, "", 1)
        if action := fidelity_words.action(indicator, words):
            yield from styled(words("cli.report.action", action=action), width, "", 2)

    def _section(self, section: str) -> str:
        # A scale of the team's own has sections that are called as they are.
        name = f"fidelity.section.{section}"
        return self.app.words(name) if self.app.words.has(name) else section

    def _report(self) -> FidelityReport | None:
        from ips_tui.reports.fidelity import FidelityReport

        return self.found if isinstance(self.found, FidelityReport) else None

    def _item(self) -> ItemView | None:
        report, chosen = self._report(), self.list.record_id
        return None if report is None else next((one for one in report.items if one.id == chosen), None)
