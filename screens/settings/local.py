"""Changing what belongs to this computer: what is asked, and what holds from then on."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ips_tui.casework import ways_in
from ips_tui.casework.session import StoreProblem
from ips_tui.config import MOST_LOCK_MINUTES
from ips_tui.config_file import Value
from ips_tui.content.words import about_pack
from ips_tui.domain.word_packs import WordPack
from screens import this_computer
from screens.desk import desk_of
from screens.settings import rows
from screens.settings.ask import AskLine, number_problem
from screens.settings.keys_screen import KeysScreen
from screens.settings.openers_screen import OpenersScreen
from screens.this_computer import NotChanged
from screens.unlock.change import PassphraseChangeScreen, RecoveryKeyChangeScreen, RememberScreen
from screens.widgets.confirm import Answer

if TYPE_CHECKING:
    from screens.app import IpsApp
    from screens.settings.screen import SettingsScreen

USUAL = "usual"
"""The answer that leaves the order of dates to the words."""


async def change(screen: SettingsScreen, name: str) -> None:
    """Ask for one setting of this computer and let it hold; what cannot be changed here is said to be so.

    To be awaited in a worker of the screen.
    """
    asking = {"words": _words, "theme": _theme, "date_order": _date_order, "lock_minutes": _lock_minutes}
    asking |= {"copying": _copying, "keyring": _keyring}
    opens = {"passphrase": PassphraseChangeScreen, "recovery_key": RecoveryKeyChangeScreen, "openers": OpenersScreen}
    if name in asking:
        await asking[name](screen)
    elif name in opens:
        screen.app.push_screen(opens[name](), lambda _: screen.reread())
    elif name == "keys":
        screen.app.push_screen(KeysScreen(), lambda _: screen.reread())
    else:
        screen.say(screen.app.words("settings.fixed"))


async def _words(screen: SettingsScreen) -> None:
    app = screen.app
    if any(other.dirty for other in app.house_screens()):
        # Its page would have to be made anew, and what is typed there taken away.
        screen.say(app.words("settings.said.open_form"), problem=True)
        return
    packs = {str(pack): app.words.choice("word_pack", pack) for pack in WordPack}
    pack = await _ask(app, "words", packs, app.words.pack)
    if pack is None or pack == app.words.pack or not _let_hold(screen, "words", pack):
        return
    order = rows.order(app.words, app.desk.config.date_order)
    said = f"{app.words('settings.said.words', name=packs[pack])} {app.words('settings.said.order', order=order)}"
    from screens.settings.screen import SettingsScreen

    # Not from here: this worker goes with its screen.
    app.call_later(app.remake, SettingsScreen(at=f"{rows.HERE}:words"), said)


async def _theme(screen: SettingsScreen) -> None:
    app = screen.app
    themes = {theme: app.words(f"settings.here.theme.{theme}") for theme in ("dark", "light")}
    theme = await _ask(app, "theme", themes, rows.theme(app))
    if theme is not None and _let_hold(screen, "theme", theme):
        _say(screen, app.words("settings.said.here"))


async def _date_order(screen: SettingsScreen) -> None:
    app, config = screen.app, screen.app.desk.config
    words = app.words
    usual = rows.order(words, about_pack(words.pack).date_order)
    orders = {USUAL: words("settings.here.date_order.usual", order=usual)}
    orders |= {order: rows.order(words, order) for order in ("dmy", "mdy", "ymd")}
    order = await _ask(app, "date_order", orders, config.date_order if config.own_date_order else USUAL)
    if order is not None and _let_hold(screen, "date_order", None if order == USUAL else order):
        _say(screen, words("settings.said.order", order=rows.order(words, app.desk.config.date_order)))


async def _lock_minutes(screen: SettingsScreen) -> None:
    app = screen.app
    problem = number_problem(app.words, 0, MOST_LOCK_MINUTES)
    start = str(app.desk.config.lock_minutes)
    answer = await app.push_screen_wait(AskLine(_question(app, "lock_minutes"), start, app.words, problem))
    if answer is not None and _let_hold(screen, "lock_minutes", int(answer)):
        _say(screen, app.words("settings.said.here"))


async def _copying(screen: SettingsScreen) -> None:
    app = screen.app
    answers = {yes: app.words(f"settings.here.copying.{yes}") for yes in ("yes", "no")}
    now = "yes" if app.desk.config.copying else "no"
    answer = await _ask(app, "copying", answers, now)
    if answer is not None and _let_hold(screen, "copying", answer == "yes"):
        _say(screen, app.words("settings.said.here"))


async def _keyring(screen: SettingsScreen) -> None:
    """Off is at once; on asks for the passphrase, since it lets in whoever has this computer's own password."""
    app, words = screen.app, screen.app.words
    answers = {yes: words(f"settings.here.keyring.{yes}") for yes in ("no", "yes")}
    now = "yes" if rows.remembers(app) else "no"
    answer = await _ask(app, "keyring", answers, now)
    if answer is None or answer == now:
        return
    try:
        if answer == "no":
            # The slot first: without it nothing is opened, whatever the settings file says.
            await asyncio.to_thread(ways_in.forget, desk_of(app))
            if _let_hold(screen, "keyring", False):
                _say(screen, words("settings.said.here"))
        elif not await asyncio.to_thread(ways_in.keyring_there):
            screen.say(words("store.no_keyring"), problem=True)
        elif _let_hold(screen, "keyring", True):
            app.push_screen(RememberScreen(), lambda _: screen.reread())
    except StoreProblem as problem:
        screen.say(words(problem.message_id), problem=True)


def _question(app: IpsApp, name: str) -> str:
    return f"{app.words(f'settings.here.{name}.name')}\n{app.words(f'settings.here.{name}.does')}"


async def _ask(app: IpsApp, name: str, answers: Mapping[str, str], now: str) -> str | None:
    """One of these answers, by their labels; the one in force is marked, and safe to give."""
    here = f" {app.words('settings.here_now')}"
    given = [
        Answer(value, label + (here if value == now else ""), safe=value == now) for value, label in answers.items()
    ]
    return await app.ask(_question(app, name), given)


def _let_hold(screen: SettingsScreen, name: str, value: Value | None) -> bool:
    """Keep the setting and let it hold; False, with the reason said, when that is not possible."""
    app = screen.app
    try:
        this_computer.change(app, name, value)
    except NotChanged as refused:
        screen.say(refused.said(app.words, app.config_file), problem=True)
        return False
    return True


def _say(screen: SettingsScreen, said: str) -> None:
    screen.reread()
    screen.say(said)
