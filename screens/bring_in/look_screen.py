"""The fourth step: every row, what would come of it, and which are brought in; then all of those or none."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar

from textual.binding import BindingType

from ips_tui.casework.session import StoreProblem
from ips_tui.exchange import bring_in, rejected
from ips_tui.exchange.bring_in import NotBroughtIn, Preview, RowState, Seen
from ips_tui.exchange.table_file import Stopped
from ips_tui.text import shown
from screens.bring_in.columns_screen import folder_of, look
from screens.bring_in.file_screen import read_again
from screens.bring_in.step import GO_ON, LONGEST_PATH, Line, StepScreen
from screens.desk import desk_of
from screens.keys import bind
from screens.settings.ask import AskLine
from screens.widgets.confirm import Answer
from screens.widgets.record_list import Column
from screens.widgets.working import Working

GO, WITH_FILE, LEAVE = "go", "with_file", "leave"


class LookScreen(StepScreen):
    """Rows with problems first, then those that look like somebody who is there, then the new ones."""

    step = "look"
    footer_keys = ("bring_in.go_on", "bring_in.mark", "bring_in.write", "bring_in.again", "screen.back")
    BINDINGS: ClassVar[list[BindingType]] = [
        GO_ON,
        bind("space", "mark", "bring_in.mark"),
        bind("w", "write", "bring_in.write"),
        bind("r", "again", "bring_in.again"),
    ]

    @property
    def preview(self) -> Preview:
        """What would come of the list."""
        assert self.wizard.preview is not None
        return self.wizard.preview

    @property
    def left_out(self) -> int:
        """Rows that are not brought in."""
        return len(self.preview.rows) - len(self.wizard.chosen)

    # What it shows

    def columns(self) -> tuple[Column, ...]:
        """Whether it is brought in, which row, whom it is about, and what is to be minded."""
        words = self.app.words
        return (
            Column("in", words("bring_in.column.in"), 10),
            Column("row", words("bring_in.column.row"), 5, align="right"),
            Column("name", words("bring_in.column.name"), 24),
            Column("why", words("bring_in.column.why"), 0),
        )

    @cached_property
    def _seen(self) -> dict[str, Seen]:
        return {str(seen.row.number): seen for seen in self.preview.rows}

    def lines(self) -> Iterator[Line]:
        """Every row, by its state."""
        words = self.app.words
        for state in (RowState.PROBLEM, RowState.ALIKE, RowState.NEW):
            for seen in self.preview.rows:
                if seen.state is state:
                    mark = words("bring_in.in" if seen.row.number in self.wizard.chosen else "bring_in.out")
                    why = "  ".join(self._why(seen))
                    yield str(seen.row.number), state.value, (mark, str(seen.row.number), self.person(seen.name), why)

    def sentences(self) -> Iterator[str]:
        """How many are brought in, and how many not."""
        words, chosen = self.app.words, len(self.wizard.chosen)
        yield words("bring_in.counts", chosen=chosen, left=self.left_out)
        if self.preview.count(RowState.PROBLEM):
            yield words("bring_in.mend")

    def told(self, row_id: str) -> Iterator[str]:
        """Everything that is wrong with the row, or what stands in it."""
        seen = self._seen[row_id]
        found = list(self._why(seen))
        if found:
            yield from found
        else:
            pairs = zip(self.preview.table.headings, seen.row.cells, strict=True)
            yield "  ".join(f"{heading}: {shown(self.person(cell), 40)}" for heading, cell in pairs if cell)

    def style_of(self, row_id: str, column: int, cell: str) -> str:
        """What stays out steps back."""
        return "" if row_id in self._seen and int(row_id) in self.wizard.chosen else "$quiet"

    def _why(self, seen: Seen) -> Iterator[str]:
        return rejected.sentences(self.preview, seen, self.app.words, self.app.name_of)

    # What can be done

    def opened(self, row_id: str) -> None:
        """Enter does what Space does."""
        self.action_mark()

    def action_mark(self) -> None:
        """Space: bring the row in or leave it out; one with a problem stays out."""
        seen = self._seen.get(self.list.record_id or "") if self.list is not None else None
        if seen is None:
            return
        if seen.state is RowState.PROBLEM:
            self.say(self.app.words("bring_in.stays_out"), problem=True)
            return
        self.wizard.chosen ^= {seen.row.number}
        self.decided_anew()

    def action_write(self) -> None:
        """W: write what is left out into a file, to be mended."""
        self.run_worker(self._write(), exclusive=True)

    def action_again(self) -> None:
        """R: read the file again, once it was mended."""
        self.run_worker(self._again(), exclusive=True)

    def action_go_on(self) -> None:
        """G: ask, then bring in what was chosen."""
        if self.wizard.chosen:
            self.run_worker(self._go_on(), exclusive=True)
        else:
            self.say(self.app.words("bring_in.nothing_chosen"), problem=True)

    async def _again(self) -> None:
        if await read_again(self) and await look(self):
            self.__dict__.pop("_seen", None)
            self.draw()
            self.say(self.app.words("bring_in.read_again"))

    async def _write(self) -> bool:
        """Ask for a folder and write the rows that are left out; False when nothing was written."""
        words, wizard, desk = self.app.words, self.wizard, desk_of(self.app)
        if not self.left_out:
            self.say(words("bring_in.nothing_left_out"))
            return False

        def problem(answer: str) -> str:
            return "" if folder_of(answer) is not None else words("own_copy.no_folder")

        question = f"{words('bring_in.write_where')}\n{words('own_copy.not_protected')}"
        ask = AskLine(question, str(wizard.path.absolute().parent), words, problem, LONGEST_PATH)
        answer = await self.app.push_screen_wait(ask)
        folder = folder_of(answer or "")
        if folder is None:
            return False
        place = rejected.free_name(folder, wizard.of, desk.clock.today())
        try:
            rejected.write_rejected(self.preview, wizard.chosen, words, place)
        except (StoreProblem, OSError):
            self.say(words("own_copy.not_written"), problem=True)
            return False
        wizard.rejected = place
        self.say(words("bring_in.written", count=self.left_out, file=place.name))
        return True

    async def _go_on(self) -> None:
        words, left = self.app.words, self.left_out
        count = len(self.wizard.chosen)
        question = words(f"bring_in.question.{self.wizard.of}", count=count)
        answers = [Answer(LEAVE, words("bring_in.not_yet"), safe=True)]
        if left:
            question = f"{question}\n{words('bring_in.left_told', count=left)}"
            answers.insert(0, Answer(WITH_FILE, words("bring_in.yes_with_file", count=count, left=left)))
            answers.insert(1, Answer(GO, words("bring_in.yes_without", count=count, left=left)))
        else:
            answers.insert(0, Answer(GO, words("bring_in.yes", count=count)))
        # Practice takes no copies.
        before = words("bring_in.undo_told" if self.app.desk.practice else "bring_in.copy_first")
        answer = await self.app.ask(f"{question}\n\n{before}", answers)
        if answer in (None, LEAVE) or (answer == WITH_FILE and not await self._write()):
            return
        if answer == GO:
            self.wizard.rejected = None
        await self._bring_in()

    async def _bring_in(self) -> None:
        from screens.bring_in.done_screen import DoneScreen

        words, wizard, desk, preview = self.app.words, self.wizard, desk_of(self.app), self.preview
        chosen = frozenset(wizard.chosen)
        done: list[bring_in.BroughtIn] = []
        wrong = await self.app.push_screen_wait(
            Working(
                words("bring_in.working.bringing"),
                words,
                lambda told, stopped: done.append(
                    bring_in.bring_in(desk, preview, chosen, progress=told, stopped=stopped)
                ),
            )
        )
        if isinstance(wrong, Stopped):
            self.say(words("bring_in.stopped"))
        elif isinstance(wrong, NotBroughtIn):
            told = "  ".join(rejected.said(preview, one, words) for one in wrong.problems)
            self.say(words("bring_in.not_brought_in", row=wrong.row, why=told), problem=True)
        elif isinstance(wrong, StoreProblem):
            self.say(words(wrong.message_id), problem=True)
        elif wrong is not None:
            raise wrong
        else:
            wizard.done = done[0]
            self.next(DoneScreen(wizard))
