"""Every copy that the store remembers, and one more taken by hand."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from ips_tui.casework import copies, copy_words
from ips_tui.casework.session import StoreProblem
from ips_tui.config import LONGEST_PLACE, is_place
from ips_tui.content.words import Words
from ips_tui.dates import short_date
from ips_tui.domain.copies import CopyKind
from ips_tui.text import shown
from screens.base import HouseScreen
from screens.desk import desk_of
from screens.keys import bind
from screens.settings.ask import AskLine
from screens.widgets.record_list import Column, RecordList
from screens.widgets.record_source import RereadSource

EXAMPLE = r"E:\copies" if sys.platform == "win32" else "/media/stick"


class CopiesScreen(HouseScreen[None]):
    """One line for each copy, the newest first: when, how long ago, why, where."""

    DEFAULT_CSS = """
    CopiesScreen RecordList { height: 1fr; background: $background; }
    """
    footer_keys = ("copies.take", "screen.back")
    help_id = "copies"
    BINDINGS: ClassVar[list[BindingType]] = [bind("n", "take", "copies.take")]

    def trail(self) -> Sequence[str]:
        """Settings, and its copies."""
        return self.app.words("shell.area.settings"), self.app.words("copies.screen.title")

    def compose_body(self) -> ComposeResult:
        """One list."""
        words = self.app.words
        columns = (
            Column("made", words("copies.column.made"), 16),
            Column("age", words("copies.column.age"), 13),
            Column("kind", words("copies.column.kind"), 20),
            Column("where", words("copies.column.where"), 0),
            Column("size", words("copies.column.size"), 10),
        )
        self.list = RecordList(columns, RereadSource(self.rows), empty=words("copies.none"))
        yield self.list

    def on_mount(self) -> None:
        """The list is where one begins."""
        self.list.focus()

    def reread(self) -> None:
        """A copy was taken."""
        self.list.reload()

    def rows(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """What the store remembers; a copy that cannot be reached now says so."""
        words, desk = self.app.words, desk_of(self.app)
        today = desk.clock.local(desk.clock.now()).date()
        for copy in copies.lines(desk):
            made = f"{short_date(copy.made.date(), today, words.dates)} {copy.made:%H:%M}"
            where = words("copies.outside" if copy.outside else "copies.inside")
            where = where if copy.there else f"{where}, {words('copies.away')}"
            age, size = copy_words.how_long_ago(words, copy.days), copy_words.size(words, copy.size)
            yield str(copy.folder), (made, age, words(f"copies.kind.{copy.kind}"), where, size)

    def action_take(self) -> None:
        """n: one more, into a folder."""
        self.run_worker(self._take(), exclusive=True)

    async def _take(self) -> None:
        app, words, desk = self.app, self.app.words, desk_of(self.app)
        question = f"{words('key.copies.take.does')}\n{words('copies.screen.where')}\n{words('copies.screen.about')}"
        ask = AskLine(question, desk.config.copies, words, lambda typed: place_problem(words, typed), LONGEST_PLACE)
        answer = await app.push_screen_wait(ask)
        if answer is None:
            return
        self.say(words("copies.screen.taking"))
        try:
            # A link that the person named leads where they want it.
            place = Path(answer).expanduser().resolve()
            taken = await asyncio.to_thread(copies.take, desk, CopyKind.BY_HAND, place)
        except StoreProblem as problem:
            self.say(words(problem.message_id), problem=True)
        except copies.Abandoned:
            return
        else:
            self.catch_up()
            said = "copies.screen.taken" if taken.outside else "copies.screen.taken_same"
            self.say(words(said, folder=shown(str(taken.folder))))


def place_problem(words: Words, typed: str) -> str:
    """What is wrong with this as a folder for copies; empty for nothing."""
    if not is_place(typed):
        return words("settings.here.second.wrong", example=EXAMPLE)
    try:
        there = Path(typed).expanduser().is_dir()
    except (OSError, RuntimeError):
        there = False
    return "" if there else words("settings.here.second.not_there")
