"""A person's own copy: what is left out of it is chosen here, text by text, and then it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from ips_tui.casework import own_copy
from ips_tui.casework.case import CaseView
from ips_tui.casework.own_copy import Passage
from ips_tui.casework.session import StoreProblem
from ips_tui.dates import short_date
from screens.desk import desk_of
from screens.keys import bind
from screens.participant.list_screen import PersonListScreen
from screens.settings.ask import AskLine
from screens.widgets.block import wrapped
from screens.widgets.record_list import Column

MARK, DAY, KIND, LABEL = 9, 10, 16, 22
LONGEST_PATH = 400
"""Characters of a folder's path that can be typed."""


class OwnCopyScreen(PersonListScreen):
    """Every text somebody typed about the person; Space leaves the one under the cursor out."""

    help_id = "own_copy"
    title_id = "own_copy.screen"
    below: ClassVar[int] = 6
    footer_keys = ("own_copy.mark", "own_copy.write", "screen.back")
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("space", "mark", "own_copy.mark"),
        bind("w", "write", "own_copy.write"),
    ]

    def __init__(self, participant_id: str) -> None:
        """About this participant. Raises ValueError for text that is no id."""
        super().__init__(participant_id)
        self._passages: dict[str, Passage] = {}

    def read(self) -> None:
        """The person and the texts about them as they are now."""
        super().read()
        found = () if self.view is None else own_copy.passages(desk_of(self.app), self.person)
        self._passages = {f"{one.row_id}.{one.column}": one for one in found}

    def columns(self, width: int) -> tuple[Column, ...]:
        """Whether it is left out, the day, what kind of entry, which text, and its beginning."""
        words = self.app.words
        return (
            Column("mark", "", MARK),
            Column("day", words("own_copy.column.day"), DAY),
            Column("kind", words("own_copy.column.kind"), KIND),
            Column("label", words("own_copy.column.label"), LABEL, from_width=100),
            Column("text", words("own_copy.column.text"), 0),
        )

    def lines_above(self, view: CaseView, width: int) -> Iterator[Content]:
        """What is done here, and how many texts are left out."""
        words = self.app.words
        said = words("own_copy.about") if self._passages else words("own_copy.empty")
        yield from (Content.styled(line, "$quiet") for line in wrapped(said, width, 2))
        marked = sum(one.marked for one in self._passages.values())
        yield Content.styled(words("own_copy.count", count=len(self._passages), marked=marked), "bold")

    def rows_of(self, view: CaseView) -> Mapping[str, tuple[str, ...]]:
        """The texts in the order of the copy."""
        words, today = self.app.words, self.app.desk.clock.today()
        return {
            key: (
                words("own_copy.marked") if one.marked else "",
                "" if one.on is None else short_date(one.on, today, words.dates),
                words(f"cli.section.{one.table}"),
                one.label,
                one.text,
            )
            for key, one in self._passages.items()
        }

    def lines_below(self, view: CaseView, row_id: str, width: int) -> Iterator[Content]:
        """The text in full, so far as it fits."""
        if (one := self._passages.get(row_id)) is not None:
            yield Content.styled(one.label, "bold")
            yield from (Content(line) for line in wrapped(one.text, width, self.below - 1))

    def style_of(self, row_id: str, column: int, cell: str) -> str:
        """What is left out steps back."""
        one = self._passages.get(row_id)
        return "$quiet" if one is not None and one.marked and column else ""

    def action_mark(self) -> None:
        """Space: leave the text under the cursor out, or put it in again."""
        if self.view is None or (one := self._passages.get(self.list.cursor_id or "")) is None:
            return
        try:
            own_copy.mark(desk_of(self.app), self.person, one, confidential=not one.marked)
        except StoreProblem as problem:
            self.say(self.app.words(problem.message_id), problem=True)
            return
        self.catch_up()

    def action_write(self) -> None:
        """W: ask for a folder and write the copy into it."""
        if self.view is None:
            return
        words = self.app.words
        question = f"{words('own_copy.folder')}\n{words('own_copy.not_protected')}"

        def problem(answer: str) -> str:
            return "" if _folder(answer) is not None else words("own_copy.no_folder")

        self.app.push_screen(AskLine(question, str(Path.home()), words, problem, LONGEST_PATH), self._write)

    def _write(self, answer: str | None) -> None:
        folder = None if answer is None else _folder(answer)
        if folder is None:
            return
        words = self.app.words
        try:
            text, _ = own_copy.write_files(desk_of(self.app), self.person, folder)
        except StoreProblem as problem:
            self.say(words(problem.message_id), problem=True)
        except OSError:
            self.say(words("own_copy.not_written"), problem=True)
        else:
            self.say(words("own_copy.written", name=text.stem))


def _folder(answer: str) -> Path | None:
    """The folder that was typed, if it is one."""
    try:
        folder = Path(answer).expanduser()
        return folder if answer and folder.is_absolute() and folder.is_dir() else None
    except (OSError, RuntimeError, ValueError):
        return None
