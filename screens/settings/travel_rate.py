"""Changing what the team is paid for travel: one line, an amount for a mile or a kilometre."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ips_tui.casework import settings
from ips_tui.casework.session import StoreProblem
from ips_tui.domain.travel import UnreadableRate, read_rate
from screens.desk import desk_of
from screens.settings.ask import AskLine
from screens.settings.rows import Row

if TYPE_CHECKING:
    from screens.settings.screen import SettingsScreen


async def change(screen: SettingsScreen, row: Row) -> None:
    """Ask for the rate; an empty line sets nothing. To be awaited in a worker of the screen."""
    words, desk = screen.app.words, desk_of(screen.app)
    currency, unit = settings.currency(desk), words.distance

    def wrong(said: str) -> str:
        try:
            if said:
                read_rate(said, currency, unit)
        except UnreadableRate:
            return words("settings.travel.rate.wrong", currency=currency, unit=unit)
        return ""

    question = "\n".join((row.cells[0], row.told[0]))
    answer = await screen.app.push_screen_wait(AskLine(question, row.value, words, wrong))
    if answer is None or answer == row.value:
        return
    try:
        settings.set_travel_rate(desk, read_rate(answer, currency, unit) if answer else None)
    except StoreProblem as refused:
        screen.say(words(refused.message_id), problem=True)
    else:
        screen.catch_up()
        screen.say(words("settings.saved"))
