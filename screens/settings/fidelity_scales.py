"""By which fidelity scale: the program's own, and those of the team that are on this computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ips_tui.casework import scales
from ips_tui.casework.session import StoreProblem
from screens.desk import desk_of
from screens.settings.rows import Row
from screens.widgets.chooser import Chooser, ChooserItem

if TYPE_CHECKING:
    from screens.settings.screen import SettingsScreen


async def choose(screen: SettingsScreen, row: Row) -> None:
    """Ask for another one; reviews that were begun keep theirs."""
    from ips_tui.reports.fidelity_words import scale_line

    words, desk = screen.app.words, desk_of(screen.app)
    items = [ChooserItem(one.id, scale_line(one, words)) for one in scales.scales(desk)]
    answer = await screen.app.push_screen_wait(Chooser(row.cells[0], items))
    if answer is None or answer == scales.chosen_scale(desk):
        return
    try:
        scales.set_scale(desk, answer)
    except StoreProblem as refused:
        screen.say(words(refused.message_id), problem=True)
    else:
        screen.catch_up()
        screen.say(words("settings.saved"))
