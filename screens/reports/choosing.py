"""Which period, and whose people: the keys that every page of reports has, and how both are said."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual.binding import BindingType

from ips_tui.content.words import Words
from ips_tui.dates import full_date
from ips_tui.reports.asked import Asking, PeriodName, own_period, period_of
from screens.base import HouseScreen
from screens.days import ask_period
from screens.desk import desk_of
from screens.keys import bind
from screens.widgets.chooser import Chooser, ChooserItem

OWN, EVERYONE = "own", "everyone"


def named_period(name: PeriodName, today: date, words: Words) -> str:
    """A period by what it is called, with its days."""
    period = period_of(name, today)
    first, last = (full_date(day, words.dates) for day in (period.first, period.last))
    dates = words("reports.from_to", first=first, last=last)
    return words("reports.period_of", name=words(f"reports.period.{name}"), dates=dates)


class ChoosingScreen(HouseScreen[None]):
    """P and W; what follows from another answer is told by `count`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("p", "period", "reports.period"),
        bind("w", "whose", "reports.whose"),
    ]

    def __init__(self, asking: Asking) -> None:
        """`asking` holds what is asked for now."""
        super().__init__()
        self.asking = asking

    def count(self) -> None:
        """Count what is asked for now."""

    @property
    def period(self) -> str:
        """The name of the period asked for."""
        return self.asking.asked.period

    @property
    def whose(self) -> str:
        """The id of whose people, empty for everyone's."""
        return self.asking.asked.whose

    def period_said(self) -> str:
        """The period by its name, where there is room, and its days."""
        words, named = self.app.words, self.period
        period = self.asking.period(self.app.desk.clock.today())
        first, last = (full_date(day, words.dates) for day in (period.first, period.last))
        dates = words("reports.from_to", first=first, last=last)
        if words.has(f"reports.period.{named}") and self.size.width >= 60:
            return words("reports.period_of", name=words(f"reports.period.{named}"), dates=dates)
        return dates

    def whose_said(self) -> str:
        """Whose people it is about."""
        words = self.app.words
        if not self.whose:
            return words("reports.everyone")
        name = next((one.name for one in desk_of(self.app).staff() if str(one.id) == self.whose), "")
        return words("reports.people_of", name=name)

    def action_period(self) -> None:
        """P: another period."""
        words, today = self.app.words, self.app.desk.clock.today()
        items = [ChooserItem(name, named_period(name, today, words)) for name in PeriodName]
        items.append(ChooserItem(OWN, words("reports.period.own")))
        self.app.push_screen(Chooser(words("reports.which_period"), items), self._period_chosen)

    def _period_chosen(self, name: str | None) -> None:
        if name == OWN:
            self.run_worker(self._own_dates(), exclusive=True, group="asking")
        elif name is not None:
            self._ask_for(period=name)

    async def _own_dates(self) -> None:
        period = await ask_period(self, self.asking.period(self.app.desk.clock.today()))
        if period is not None:
            self._ask_for(period=own_period(period))

    def action_whose(self) -> None:
        """W: everyone's people, one's own, or those of somebody else."""
        from ips_tui.domain.people import StaffRole

        words, desk = self.app.words, desk_of(self.app)
        items = [ChooserItem(EVERYONE, words("reports.everyone"))]
        if desk.who_id:
            items.append(ChooserItem(desk.who_id, words("reports.mine")))
        items += [
            ChooserItem(str(one.id), words("reports.people_of", name=one.name))
            for one in desk.staff()
            if one.role == StaffRole.EMPLOYMENT_SPECIALIST and str(one.id) != desk.who_id
        ]
        self.app.push_screen(Chooser(words("reports.whose_people"), items), self._whose_chosen)

    def _whose_chosen(self, whose: str | None) -> None:
        if whose is not None:
            self._ask_for(whose="" if whose == EVERYONE else whose)

    def _ask_for(self, *, period: str | None = None, whose: str | None = None) -> None:
        self.asking.change(period=period, whose=whose)
        self.count()
