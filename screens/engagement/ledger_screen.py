"""The outreach ledger: the six ways of reaching somebody, which were tried, by whom and when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import ClassVar

from textual.content import Content

from ips_tui.casework.case import CaseView
from ips_tui.casework.outreach_ledger import OutreachLedger, ledger
from ips_tui.dates import short_date
from ips_tui.domain.contacts import TriedBy
from ips_tui.domain.outreach import SEVERAL, Strategy, StrategyTried
from ips_tui.text import shown
from screens.desk import desk_of
from screens.participant.list_screen import PersonListScreen
from screens.widgets.block import wrapped
from screens.widgets.record_list import Column

LAST = 38
"""Cells of the last try: its day, how, by whom."""


class LedgerScreen(PersonListScreen):
    """Each way with how often, the last time; under the list every time."""

    help_id = "outreach"
    title_id = "outreach.title"
    below: ClassVar[int] = 6
    footer_keys = ("screen.back",)

    def __init__(self, participant_id: str) -> None:
        """About this participant. Raises ValueError for text that is no id."""
        super().__init__(participant_id)
        self._ledger: OutreachLedger | None = None

    def read(self) -> None:
        """The person, and their ledger."""
        super().read()
        self._ledger = ledger(desk_of(self.app), self.person) if self.view is not None else None

    def columns(self, width: int) -> tuple[Column, ...]:
        """Which way, how often, when last."""
        words = self.app.words
        return (
            Column("strategy", words("outreach.column.strategy"), 0),
            Column("times", words("outreach.column.times"), 9),
            Column("last", words("outreach.column.last"), LAST),
        )

    def lines_above(self, view: CaseView, width: int) -> Iterator[Content]:
        """How many, and what it is for."""
        words, kept = self.app.words, self._ledger
        if kept is not None:
            yield Content.styled(words("outreach.so_far", count=kept.tried), "bold")
            yield from (Content.styled(line, "$quiet") for line in wrapped(words("outreach.how"), width, 2))

    def rows_of(self, view: CaseView) -> Mapping[str, tuple[str, ...]]:
        """The six, in the order of the scale."""
        kept = self._ledger
        return {} if kept is None else {one.strategy.value: self._row(one, kept) for one in kept.strategies}

    def _row(self, one: StrategyTried, kept: OutreachLedger) -> tuple[str, ...]:
        words = self.app.words
        mark = words("participant.done_mark" if one.tried else "participant.open_mark")
        count = len(one.times)
        often = words("outreach.once") if count == 1 else words("outreach.times", count=count) if count else ""
        last = "" if one.times else words("outreach.none")
        if one.strategy is Strategy.STAYED_OPEN:
            often, last = words("outreach.always"), ""
        elif one.strategy is Strategy.FAMILY and kept.family_refused_on is not None and not one.times:
            last = words("outreach.refused", day=self._day(kept.family_refused_on))
        elif one.strategy is Strategy.HOME_COMMUNITY and 0 < count < SEVERAL:
            last = words("outreach.visits_one")
        elif one.times:
            last = self._time(one, 0)
        return (f"{mark} {words.choice('strategy', one.strategy)}", often, last)

    def _time(self, one: StrategyTried, place: int) -> str:
        words, at = self.app.words, one.times[place]
        by = words.choice("tried_by", at.tried_by) if at.tried_by is TriedBy.CLINICAL_STAFF else shown(at.by, 24)
        parts = [self._day(at.on), words.choice("mode", at.mode), by]
        return ", ".join(part for part in parts if part)

    def _day(self, day: date) -> str:
        return short_date(day, self.app.desk.clock.today(), self.app.words.dates)

    def lines_below(self, view: CaseView, row_id: str, width: int) -> Iterator[Content]:
        """What the way is, then every time it was tried."""
        words, kept = self.app.words, self._ledger
        if kept is None:
            return
        about = wrapped(words(f"outreach.about.{row_id}"), width, 2)
        yield from (Content.styled(line, "$quiet") for line in about)
        one = next(one for one in kept.strategies if one.strategy == row_id)
        times = "; ".join(self._time(one, place) for place in range(len(one.times)))
        yield from (Content(line) for line in wrapped(times, width, self.below - len(about)))

    def style_of(self, row_id: str, column: int, cell: str) -> str:
        """The way stands out from what is said of it."""
        return "" if column == 0 else "$quiet"
