"""The first step: what the list holds, and where it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from ips_tui.exchange import columns, table_file
from ips_tui.exchange.columns import ListOf
from ips_tui.exchange.table_file import Reading, Stopped, Table, Unreadable
from screens.bring_in.step import LONGEST_PATH, Line, StepScreen, Wizard
from screens.settings.ask import AskLine
from screens.widgets.record_list import Column
from screens.widgets.working import Working

MANY_BYTES = 2 * 1024 * 1024
"""Bytes from which a file is read on a thread."""


class FileScreen(StepScreen):
    """Enter on people, employers or contacts asks for the file."""

    step = "file"
    writes: ClassVar[bool] = True
    footer_keys = ("list.open", "screen.back")

    def __init__(self) -> None:
        """Nothing decided yet."""
        super().__init__(Wizard())

    def columns(self) -> tuple[Column, ...]:
        """What a list may hold, and what is needed for it."""
        return (Column("what", "", 20), Column("needs", "", 0))

    def lines(self) -> Iterator[Line]:
        """People, employers, contacts."""
        for of in ListOf:
            yield of.value, "lists", (self.app.words(f"bring_in.list.{of}"), self.app.words(f"bring_in.needs.{of}"))

    def sentences(self) -> Iterator[str]:
        """What this is."""
        yield self.app.words("bring_in.about")

    def told(self, row_id: str) -> Iterator[str]:
        """What such a list brings in, and what not."""
        yield self.app.words(f"bring_in.told.{row_id}")

    def opened(self, row_id: str) -> None:
        """Enter: ask where the file is."""
        self.run_worker(self._ask(ListOf(row_id)), exclusive=True)

    async def _ask(self, of: ListOf) -> None:
        words, wizard = self.app.words, self.wizard

        def problem(answer: str) -> str:
            return "" if answer and _there(answer) else words("bring_in.file.missing")

        start = wizard.typed or f"{Path.home()}/"
        question = f"{words('bring_in.which_file')}\n{words('bring_in.which_file_about')}"
        answer = await self.app.push_screen_wait(AskLine(question, start, words, problem, LONGEST_PATH))
        if answer is None:
            return
        same = (of, answer) == (wizard.of, wizard.typed) and wizard.table is not None
        wizard.of, wizard.typed, wizard.path = of, answer, Path(answer).expanduser()
        if not same:
            wizard.reading, wizard.columns, wizard.preview = Reading(), None, None
        await self._read()

    async def _read(self) -> None:
        from screens.bring_in.reading_screen import ReadingScreen

        if await read_again(self):
            try:
                self.wizard.encodings = table_file.encodings_of(self.wizard.path)
            except Unreadable as wrong:
                self.say(self.app.words(wrong.message_id, **wrong.values), problem=True)
                return
            self.next(ReadingScreen(self.wizard))


async def read_again(screen: StepScreen) -> bool:
    """Read the file as was decided and keep what came of it; False, and why was said, when it cannot be read.

    To be awaited in a worker of the screen.
    """
    wizard, words = screen.wizard, screen.app.words
    found: list[Table] = []

    def work(_: object, stopped: object) -> None:
        assert callable(stopped)
        found.append(table_file.read_table(wizard.path, wizard.reading, stopped=stopped))

    try:
        if wizard.path.stat().st_size < MANY_BYTES:
            work(None, lambda: False)
        elif wrong := await screen.app.push_screen_wait(Working(words("bring_in.working.reading"), words, work)):
            raise wrong
    except OSError:
        screen.say(words("bring_in.file.missing"), problem=True)
    except Unreadable as unreadable:
        screen.say(words(unreadable.message_id, **unreadable.values), problem=True)
    except Stopped:
        screen.say(words("bring_in.stopped"))
    else:
        before = wizard.table
        wizard.table = found[0]
        anew = before is None or wizard.columns is None or before.headings != wizard.table.headings
        if anew and (wrong_id := take_columns(wizard)):
            screen.say(words(wrong_id, field=""), problem=True)
        return True
    return False


def take_columns(wizard: Wizard) -> str:
    """The columns as they were decided, else as they were kept beside the list, else as they are guessed.

    Gives the id of what is wrong with the kept file; empty where it is good, or there is none.
    """
    assert wizard.table is not None
    fresh, before = columns.guessed(wizard.of, wizard.table), wizard.columns
    if before is not None:
        # Cells that are parted otherwise have other headings; what else was decided stays.
        fitted = columns.fitting(before, wizard.table)
        wizard.columns = fitted if fitted.columns else replace(before, columns=fresh.columns)
        return ""
    wizard.columns, wizard.remembered = fresh, None
    kept = wizard.path.parent / columns.file_name(wizard.of)
    if not kept.is_file():
        return ""
    try:
        wizard.columns = columns.fitting(columns.read_columns(kept, wizard.of), wizard.table)
    except Unreadable as wrong:
        return wrong.message_id
    wizard.remembered = kept
    return ""


def _there(answer: str) -> bool:
    try:
        return Path(answer).expanduser().is_file()
    except (OSError, RuntimeError, ValueError):
        return False
