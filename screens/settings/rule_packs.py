"""Who asks for the figures: the rule packs to choose from, each with when a job counts by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ips_tui.casework import settings
from ips_tui.casework.session import StoreProblem
from ips_tui.content.measures import load_rule_packs
from screens.desk import desk_of
from screens.settings.rows import Row
from screens.widgets.chooser import Chooser, ChooserItem

if TYPE_CHECKING:
    from screens.settings.screen import SettingsScreen


async def choose(screen: SettingsScreen, row: Row) -> None:
    """Ask for another one; nothing that is kept changes, only how figures are counted."""
    words = screen.app.words
    items = [
        # Its date and its sources stand below the list of settings, where there is room for them.
        ChooserItem(one.id, words(f"rule_pack.counts_from.{one.rules.counts_from}"), words(f"rule_pack.{one.id}"))
        for one in load_rule_packs().values()
    ]
    answer = await screen.app.push_screen_wait(Chooser(row.cells[0], items))
    if answer is None or answer == row.value:
        return
    try:
        settings.set_rule_pack(desk_of(screen.app), answer)
    except StoreProblem as refused:
        screen.say(words(refused.message_id), problem=True)
    else:
        screen.catch_up()
        screen.say(words("settings.saved"))
