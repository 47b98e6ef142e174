"""One paper as it reads, and the keys that save it: what is seen here is what is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import ClassVar
from uuid import UUID

from textual.binding import BindingType
from textual.content import Content

from ips_tui.casework.session import Looked, StoreProblem
from ips_tui.forms.asking import BadEntry
from ips_tui.reports.asks import Ask
from ips_tui.reports.document import Document
from ips_tui.reports.registry import About, Format, NotYet, Paper, PaperKind, paper
from ips_tui.reports.writers.out import sheet_of, warnings, write_paper
from ips_tui.reports.writers.sheet import Sheet
from ips_tui.reports.writers.text import lines_of
from screens.desk import desk_of
from screens.keys import bind
from screens.papers.page import WrittenPage
from screens.widgets.block import wrapped

_SAVES = {
    "save_pdf": Format.PDF,
    "save_word": Format.DOCX,
    "save_sheet": Format.XLSX,
    "save_csv": Format.CSV,
    "save_text": Format.TXT,
}


class PaperScreen(WrittenPage):
    """One paper; a letter saves it as one of the formats that it has."""

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
        bind("c", "copy", "paper.copy"),
        bind("m", "mine", "paper.mine"),
        bind("i", "initials", "paper.initials"),
    ]
    footer_keys = (
        "paper.options",
        "paper.pdf",
        "paper.word",
        "paper.sheet",
        "paper.large",
        "paper.folder",
        "paper.copy",
        "paper.text",
        "screen.back",
    )

    def __init__(self, kind: str, participant_id: str | None = None, record_id: str | None = None) -> None:
        """The paper of that kind, about this participant and this record of theirs.

        Raises ValueError for text that is no kind and no id, LookupError for a kind that cannot be made.
        """
        found = paper(PaperKind(kind))
        if found is None:
            raise LookupError("paper")
        super().__init__(found.asks, found.usual_id)
        self.paper: Paper = found
        self.kind: str = found.kind.value
        self.participant_id = participant_id
        self.record_id = record_id
        self._person = None if participant_id is None else UUID(participant_id)
        self._record = None if record_id is None else UUID(record_id)
        self._initials = False
        self._large = False
        self._document: Document | None = None
        self._missing = ""

    def trail(self) -> Sequence[str]:
        """What it is."""
        words = self.app.words
        ref = () if self._document is None or not self._document.ref else (self._document.ref,)
        return (words("papers.title"), *ref, words(self.paper.name_id))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this paper can be written as, and only while there is one."""
        if action in _SAVES:
            return self.ready and _SAVES[action] in self.paper.formats
        if action == "initials":
            return self.paper.about is About.TEAM or self.paper.short
        if action == "mine":
            return Ask.PEOPLE in self.asks
        if action in ("copy", "large", "size"):
            return self.ready
        return super().check_action(action, parameters)

    def on_mount(self) -> None:
        """It is read as soon as it stands there."""
        self.call_after_refresh(self._note_look)

    def _note_look(self) -> None:
        """That it was read is kept with the person; a full disk must not keep anybody from reading."""
        desk = desk_of(self.app)
        if self._person is not None and self._document is not None and desk.state == "open":
            with suppress(StoreProblem):
                desk.note_look(Looked.OPENED, self._person, self.kind)

    # Making and showing

    def make(self) -> None:
        """Make the paper as it is asked for, or say why it cannot be made."""
        desk = desk_of(self.app)
        request = replace(
            self.asked,
            participant_id=self._person,
            record_id=self._record,
            options={**self.asked.options, **self.paper.called(otherwise=self._initials)},
        )
        self._document, self._missing = None, ""
        try:
            self._document = self.paper.make(desk, request)
        except NotYet as nothing:
            self._missing = nothing.message_id
        except LookupError as missing:
            if isinstance(missing, (KeyError, IndexError)):
                raise  # a mistake of the program, not a record that is gone
            self._missing = "papers.ask.nobody" if self.paper.about is About.STAFF else "participant.record_gone"

    @property
    def ready(self) -> bool:
        """Whether it could be made."""
        return self._document is not None

    def how(self) -> str:
        """On what, how large, and where."""
        words = self.app.words
        printed = words("papers.large" if self._large else "papers.ordinary")
        return words("papers.how", size=words(f"papers.size.{self._sheet}"), printed=printed, folder=self.folder)

    def text(self, width: int) -> Iterator[Content]:
        """The paper, or why there is none; where names are hidden nothing of it: any line may have one."""
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
            written = write_paper(
                desk_of(self.app),
                self._document,
                format,
                self.folder,
                about=about,
                sheet=self._sheet,
                large=self._large,
            )
        except StoreProblem as problem:
            self.say(words(problem.message_id), problem=True)
        except BadEntry as wrong:
            self.say(words(wrong.problems[0].message_id), problem=True)
        else:
            self.was_written(written.path, tuple(warnings(words, written)))

    # How and whose

    def action_large(self) -> None:
        """L: large print, or ordinary print again."""
        self._large = not self._large
        self.draw()

    def action_size(self) -> None:
        """S: A4 or US Letter, on this computer from now on."""
        other = Sheet.LETTER if self._sheet is Sheet.A4 else Sheet.A4
        self.keep("sheet", other.value)
        self.draw()

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
        own = None if self.asked.staff_id is not None else desk_of(self.app).own_people_of
        if own is None and self.asked.staff_id is None:
            self.say(self.app.words("caseload.none_of_mine"))
            return
        self.asked = replace(self.asked, staff_id=own)
        self.reread()

    def action_initials(self) -> None:
        """I: people by their initials, or by their names again."""
        self._initials = not self._initials
        self.reread()
