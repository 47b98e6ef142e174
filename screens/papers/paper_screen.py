"""One paper as it reads, and the keys that save it: what is seen here is what is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import ClassVar
from uuid import UUID

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ips_tui.casework.session import Looked, StoreProblem
from ips_tui.config import LONGEST_PLACE
from ips_tui.forms.asking import BadEntry
from ips_tui.reports.document import Document
from ips_tui.reports.registry import About, Format, NotYet, Paper, PaperKind, PaperRequest, paper
from ips_tui.reports.writers.out import (
    Written,
    folder_problem,
    sheet_of,
    typed_folder,
    usual_folder,
    warnings,
    watched,
    write_paper,
)
from ips_tui.reports.writers.sheet import Sheet
from ips_tui.reports.writers.text import lines_of
from ips_tui.text import shown
from screens import this_computer
from screens.base import HouseScreen
from screens.desk import desk_of
from screens.keys import bind
from screens.participant.block import Block, wrapped
from screens.settings.ask import AskLine

WIDEST = 100
"""Cells of the longest line of the preview."""
LOW = 16
"""Lines of a window below which only what matters most stands above the preview."""
_SAVES = {
    "save_pdf": Format.PDF,
    "save_word": Format.DOCX,
    "save_sheet": Format.XLSX,
    "save_csv": Format.CSV,
    "save_text": Format.TXT,
}


class PaperScreen(HouseScreen[None]):
    """How it will be written stands above, the text below."""

    help_id = "paper"
    made_of = ("kind", "participant_id", "record_id")
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("p", "save_pdf", "paper.pdf"),
        bind("w", "save_word", "paper.word"),
        bind("x", "save_sheet", "paper.sheet"),
        bind("v", "save_csv", "paper.csv"),
        bind("t", "save_text", "paper.text"),
        bind("l", "large", "paper.large"),
        bind("s", "size", "paper.size"),
        bind("f", "folder", "paper.folder"),
        bind("c", "copy", "paper.copy"),
        bind("m", "mine", "paper.mine"),
        bind("i", "initials", "paper.initials"),
    ]
    footer_keys = ("paper.pdf", "paper.word", "paper.sheet", "paper.large", "paper.folder", "paper.copy", "screen.back")
    DEFAULT_CSS = """
    PaperScreen .paper--above { background: $surface; }
    PaperScreen .paper--scroll { padding: 0 1; scrollbar-size-vertical: 1; }
    PaperScreen .paper--text { width: 100%; height: auto; }
    """

    def __init__(self, kind: str, participant_id: str | None = None, record_id: str | None = None) -> None:
        """The paper of that kind, about this participant and this record of theirs.

        Raises ValueError for text that is no kind and no id, LookupError for a kind that cannot be made.
        """
        super().__init__()
        found = paper(PaperKind(kind))
        if found is None:
            raise LookupError("paper")
        self.paper: Paper = found
        self.kind: str = found.kind.value
        self.participant_id = participant_id
        self.record_id = record_id
        self._person = None if participant_id is None else UUID(participant_id)
        self._record = None if record_id is None else UUID(record_id)
        self._mine = False
        self._initials = False
        self._large = False
        self._chosen: Path | None = None
        self._document: Document | None = None
        self._missing = ""
        self._written: Written | None = None
        self._above = Block(classes="paper--above")

    def trail(self) -> Sequence[str]:
        """What it is."""
        words = self.app.words
        ref = () if self._document is None or not self._document.ref else (self._document.ref,)
        return (words("papers.title"), *ref, words(self.paper.name_id))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this paper can be written as, and only while there is one."""
        if action in _SAVES:
            return self._document is not None and _SAVES[action] in self.paper.formats
        if action == "initials":
            return self.paper.about is About.TEAM or self.paper.short
        if action == "mine":
            return self.paper.about is About.TEAM
        if action in ("copy", "large", "size", "folder"):
            return self._document is not None
        return super().check_action(action, parameters)

    def compose_body(self) -> ComposeResult:
        """How it will be written, and the text."""
        self._make()
        yield self._above
        with VerticalScroll(classes="paper--scroll"):
            yield Static(Content(""), classes="paper--text")

    def on_mount(self) -> None:
        """The text has the focus, so that the arrows move it."""
        self.query_one(VerticalScroll).focus()
        self.refresh_title()
        self._draw()
        self.call_after_refresh(self._note_look)

    def _note_look(self) -> None:
        """That it was read is kept with the person; a full disk must not keep anybody from reading."""
        desk = desk_of(self.app)
        if self._person is not None and self._document is not None and desk.state == "open":
            with suppress(StoreProblem):
                desk.note_look(Looked.OPENED, self._person, self.kind)

    def on_resize(self, event: events.Resize) -> None:
        """The text is broken to the new width."""
        super().on_resize(event)
        self._draw()

    def reread(self) -> None:
        """The record says something else now."""
        self._make()
        self._draw()
        self.refresh_bindings()

    def refresh_people(self) -> None:
        """Names are shown, or the whole text is not: any line of it may have one."""
        self._draw()

    # Making and drawing

    def _make(self) -> None:
        desk = desk_of(self.app)
        staff = desk.who.id if desk.who is not None and (self._mine or self.paper.about is About.STAFF) else None
        request = PaperRequest(
            participant_id=self._person,
            record_id=self._record,
            staff_id=staff,
            options=self.paper.called(otherwise=self._initials),
        )
        self._document, self._missing = None, ""
        try:
            self._document = self.paper.make(desk, request)
        except NotYet as nothing:
            self._missing = nothing.message_id
        except LookupError as missing:
            if isinstance(missing, (KeyError, IndexError)):
                raise  # a mistake of the program, not a record that is gone
            self._missing = "participant.record_gone"

    def _draw(self) -> None:
        if not self.is_mounted:
            return
        width = max(20, min(self.size.width - 3, WIDEST))
        self._above.show(list(self._head(self.size.width - 2)))
        self.query_one(".paper--text", Static).update(Content("\n").join(list(self._text(width))))

    def _head(self, width: int) -> Iterator[Content]:
        """How and where it is saved, then what was written and what to know about it."""
        words, low = self.app.words, self.size.height < LOW
        if self._document is None:
            return
        printed = words("papers.large" if self._large else "papers.ordinary")
        size = words(f"papers.size.{self._sheet}")
        told = words("papers.how", size=size, printed=printed, folder=shown(str(self._folder)))
        yield Content.styled(shown(told, width), "$quiet")
        if self._written is None:
            # Before anything is there, since what was copied once is not taken back.
            for sentence in () if low else watched(words, self._folder):
                yield from (Content.styled(line, "bold $late") for line in wrapped(sentence, width, 3))
            return
        path = self._written.path
        told = words("papers.written", path=path.name if low else path)
        yield from (Content.styled(line, "bold $good") for line in wrapped(told, width, 1 if low else 2))
        if not low:
            for sentence in warnings(words, self._written):
                yield from (Content.styled(line, "bold $late") for line in wrapped(sentence, width, 3))

    def _text(self, width: int) -> Iterator[Content]:
        words = self.app.words
        if self._document is None:
            yield from (Content.styled(line, "bold") for line in wrapped(words(self._missing), width))
        elif self.app.privacy:
            yield from (Content.styled(line, "bold $accent") for line in wrapped(words("papers.hidden"), width))
        else:
            # Laid out already: what a terminal would obey is gone, and the spaces are meant.
            yield from map(Content, lines_of(self._document, width))

    @property
    def _sheet(self) -> Sheet:
        return sheet_of(self.app.desk.config, self.app.words)

    @property
    def _folder(self) -> Path:
        return self._chosen or usual_folder(self.app.desk.config)

    # Saving

    def action_save_pdf(self) -> None:
        """P: as a PDF."""
        self._save(Format.PDF)

    def action_save_word(self) -> None:
        """W: as a Word file that can be edited."""
        self._save(Format.DOCX)

    def action_save_sheet(self) -> None:
        """X: its tables as an Excel file."""
        self._save(Format.XLSX)

    def action_save_csv(self) -> None:
        """V: its tables as CSV."""
        self._save(Format.CSV)

    def action_save_text(self) -> None:
        """T: as plain text."""
        self._save(Format.TXT)

    def _save(self, format: Format) -> None:
        if self._document is None:
            return
        words, about = self.app.words, self._person if self.paper.of_a_person else None
        try:
            self._written = write_paper(
                desk_of(self.app),
                self._document,
                format,
                self._folder,
                about=about,
                sheet=self._sheet,
                large=self._large,
            )
        except StoreProblem as problem:
            self.say(words(problem.message_id), problem=True)
        except BadEntry as wrong:
            self.say(words(wrong.problems[0].message_id), problem=True)
        else:
            self.say(words("papers.saved"))
            self._draw()

    # How and where

    def action_large(self) -> None:
        """L: large print, or ordinary print again."""
        self._large = not self._large
        self._draw()

    def action_size(self) -> None:
        """S: A4 or US Letter, on this computer from now on."""
        other = Sheet.LETTER if self._sheet is Sheet.A4 else Sheet.A4
        self._keep("sheet", other.value)
        self._draw()

    def action_folder(self) -> None:
        """F: ask for the folder, with what is wrong said at the line."""
        words = self.app.words
        question = f"{words('papers.folder')}\n{words('papers.not_protected')}"

        def problem(answer: str) -> str:
            folder = typed_folder(answer)
            wrong = "papers.no_folder" if folder is None else folder_problem(folder)
            return words(wrong) if wrong else ""

        self.app.push_screen(AskLine(question, str(self._folder), words, problem, LONGEST_PLACE), self._chose)

    def _chose(self, answer: str | None) -> None:
        if answer is None:
            return
        self._chosen = typed_folder(answer)
        self._keep("papers", answer)
        self._draw()

    def _keep(self, name: str, value: str) -> None:
        """Let this computer remember it; where it cannot, that is said."""
        try:
            this_computer.change(self.app, name, value)
        except this_computer.NotChanged as why:
            self.say(why.said(self.app.words, self.app.config_file), problem=True)

    def action_copy(self) -> None:
        """C: the text into the clipboard, which this computer forgets again after a while."""
        if self._document is None:
            return
        if self._person is not None and self.paper.of_a_person:
            try:
                desk_of(self.app).note_look(Looked.EXPORTED, self._person, self.kind)
            except StoreProblem as problem:
                self.say(self.app.words(problem.message_id), problem=True)
                return
        self.app.copy_to_clipboard("\n".join(lines_of(self._document)) + "\n")

    def action_mine(self) -> None:
        """M: only the people of whoever works here, or everyone again."""
        if not self._mine and desk_of(self.app).own_people_of is None:
            self.say(self.app.words("caseload.none_of_mine"))
            return
        self._mine = not self._mine
        self.reread()

    def action_initials(self) -> None:
        """I: people by their initials, or by their names again."""
        self._initials = not self._initials
        self.reread()
