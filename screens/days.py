"""Days that are typed at a question, with what is wrong with one said at its line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from ips_tui.dates import UnreadableDate, full_date, read_date
from ips_tui.domain.outcomes.rules import Period
from screens.base import HouseScreen
from screens.desk import desk_of
from screens.settings.ask import AskLine

LONGEST_DATE = 40


async def ask_day(
    page: HouseScreen[None], question: str, start: date, wrong: Callable[[date], str] = lambda day: ""
) -> date | None:
    """A day that was typed, None for Esc. `wrong` gives the id of what is wrong with one. In a worker: it waits."""
    words, desk = page.app.words, desk_of(page.app)
    today = desk.clock.today()

    def read(answer: str) -> date:
        return read_date(answer, today, order=desk.config.date_order, lean="near", words=words.dates)

    def problem(answer: str) -> str:
        try:
            found = wrong(read(answer))
        except UnreadableDate:
            return words("reports.no_day")
        return words(found) if found else ""

    asked = AskLine(
        f"{question}\n{words('reports.day_how')}", full_date(start, words.dates), words, problem, LONGEST_DATE
    )
    answer = await page.app.push_screen_wait(asked)
    return None if answer is None else read(answer)


async def ask_period(page: HouseScreen[None], now: Period, *, ahead: bool = False) -> Period | None:
    """The first and the last day, `now` standing there; None for Esc. Without `ahead` it begins today at the latest."""
    words, today = page.app.words, page.app.desk.clock.today()

    def too_late(day: date) -> str:
        return "reports.day_later" if day > today and not ahead else ""

    first = await ask_day(page, words("reports.which_first"), now.first, too_late)
    if first is None:
        return None

    def too_early(day: date) -> str:
        return "reports.day_before" if day < first else ""

    last = await ask_day(page, words("reports.which_last"), max(now.last, first), too_early)
    return None if last is None else Period(first, last)
