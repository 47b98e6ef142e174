"""What is missing, so that somebody is not counted: in time to ask for it before the period is over (domain.md 5.4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from ips_tui.dates import full_date
from ips_tui.domain.outcomes.blanks import Blank
from ips_tui.reports.asked import Asking, ReportKind
from ips_tui.text import shown
from screens.reports.listed import RowsScreen
from screens.widgets.record_list import Column, RecordList

WHO = 26
WIDE = 100


class BlanksScreen(RowsScreen):
    """One line for each date or fact that nobody filled in; Enter opens the person it is of."""

    help_id = "blanks"
    footer_keys = ("list.open", "reports.period", "reports.whose", "screen.back")
    kind = ReportKind.BLANKS
    says_runs = False

    def __init__(self, period: str | None = None, whose: str | None = None, **more: Asking) -> None:
        """As every page of reports."""
        super().__init__(period, whose, **more)
        self._lines: dict[str, Blank] = {}

    def trail(self) -> Sequence[str]:
        """Which report."""
        words = self.app.words
        return (words("shell.area.reports"), words("reports.report.blanks.name"))

    def columns(self) -> Sequence[Column]:
        """What is missing of whom, and the measures it matters for."""
        words = self.app.words
        return (
            Column("who", words("reports.column.who"), WHO),
            Column("what", words("reports.column.missing"), 0),
            Column("since", words("reports.column.since"), words.dates.widest, from_width=60),
            Column("measures", words("reports.column.matters"), 24, from_width=WIDE),
        )

    def nothing(self) -> str:
        """That nothing is missing."""
        return self.app.words("reports.nothing_missing")

    def style_of(self, column: int) -> str:
        """Who, and what."""
        return "$quiet" if column > 1 else ""

    def refresh_people(self) -> None:
        """Names or initials."""
        self.list.reload()

    def head(self, width: int) -> Iterator[Content]:
        """Until when there is time."""
        words, report = self.app.words, self.outcomes
        if report is None or not report.blanks:
            return
        last, left = report.asked.last, (report.asked.last - report.as_of).days
        name = "left_one" if left == 1 else "left" if left > 0 else "today" if left == 0 else "over"
        said = words(f"reports.fill_in.{name}", day=full_date(last, words.dates), left=left, count=len(report.blanks))
        yield Content.styled(shown(said, width), "bold" if left >= 0 else "$quiet")

    def on_record_list_opened(self, event: RecordList.Opened) -> None:
        """Enter: where it can be filled in."""
        event.stop()
        if (blank := self._lines.get(event.record_id)) is not None:
            self.open_ref(blank.ref)

    def rows(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """What is missing."""
        words = self.app.words
        self._lines = {}
        for blank in () if (report := self.outcomes) is None else report.blanks:
            number = sum(one.ref == blank.ref and one.kind == blank.kind for one in self._lines.values())
            line_id = f"{blank.ref}.{blank.kind}.{number}"
            self._lines[line_id] = blank
            what = words(f"measure.blank.{blank.kind}")
            what = words("reports.missing_of", what=what, about=blank.about) if blank.about else what
            since = "" if blank.on is None else full_date(blank.on, words.dates)
            yield line_id, (self.name_of_ref(blank.ref), what, since, ", ".join(blank.measures))

    def said_of(self, line_id: str) -> str:
        """What is missing, and every measure it matters for."""
        if (blank := self._lines.get(line_id)) is None:
            return ""
        words = self.app.words
        what = words(f"measure.blank.{blank.kind}")
        return words("reports.blank", what=what, measures=", ".join(blank.measures))
