"""The field of many lines. It grows from three lines to eight, then scrolls."""

from __future__ import annotations

from dataclasses import replace

from textual.content import Content
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from ips_tui.forms.asking import LONGEST_NOTE, FieldSpec
from screens.widgets.form.gate import many_lines
from screens.widgets.form.plan import FieldHost

FEWEST_LINES, MOST_LINES = 3, 8


class NotesControl(TextArea):
    """A note; laid out again only when it has another number of lines."""

    DEFAULT_CSS = """
    NotesControl { background: $surface; padding: 0; width: 1fr; height: 3; scrollbar-size-vertical: 1; }
    NotesControl:focus { background: $cursor; }
    NotesControl .text-area--placeholder, NotesControl:focus .text-area--placeholder { color: $accent; }
    """

    def __init__(self, spec: FieldSpec, host: FieldHost, raw: str) -> None:
        super().__init__(raw, soft_wrap=True, compact=True, tab_behavior="focus", id=f"field-{spec.name}")
        self.spec = spec
        self.host = host
        self.cursor_blink = False
        self.highlight_cursor_line = False
        self.lines = FEWEST_LINES

    def show_raw(self, raw: str) -> None:
        """Show this raw text."""
        self.load_text(raw)
        self._fit()

    def show_state(self, state: str) -> None:
        """Show why there is no answer, as long as there is none."""
        self.placeholder = Content(state)

    @property
    def how(self) -> str:
        """Names the words `form.help.<how>` that say how to answer."""
        return self.spec.kind

    def echo(self) -> str:
        """A note says nothing about itself."""
        return ""

    def edit(self, edit: Edit) -> EditResult:
        """Everything typed, pasted or deleted comes through here."""
        if edit.text:
            longest = self.spec.longest or LONGEST_NOTE
            replaced = self.document.get_text_range(*sorted((edit.from_location, edit.to_location)))
            arrived = many_lines(edit.text, longest - len(self.text) + len(replaced), self.host.words)
            if arrived.said:
                self.host.say(arrived.said, problem=True)
            edit = replace(edit, text=arrived.text)
        result = super().edit(edit)
        self._tell()
        return result

    def undo(self) -> None:
        """Take the last edit back."""
        super().undo()
        self._tell()

    def redo(self) -> None:
        """Make the edit again that was taken back."""
        super().redo()
        self._tell()

    def on_resize(self) -> None:
        """Another width wraps the text into another number of lines."""
        self._fit()

    def action_cursor_page_down(self) -> None:
        """PageDown moves through a long note, and goes to the next page of the form from a short one."""
        if self._is_long:
            super().action_cursor_page_down()
        else:
            self.host.turn(1)

    def action_cursor_page_up(self) -> None:
        """As PageDown, back."""
        if self._is_long:
            super().action_cursor_page_up()
        else:
            self.host.turn(-1)

    @property
    def _is_long(self) -> bool:
        return self.wrapped_document.height > MOST_LINES

    def _tell(self) -> None:
        self._fit()
        self.host.typed(self.spec.name, self.text)

    def _fit(self) -> None:
        lines = min(max(self.wrapped_document.height, FEWEST_LINES), MOST_LINES)
        if lines != self.lines:
            self.lines = lines
            self.styles.height = lines
            if self.has_focus:
                # The last field of a page grows out of the window, and the line that is typed with it.
                self.call_after_refresh(self._stay_in_sight)

    def _stay_in_sight(self) -> None:
        self.screen.scroll_to_widget(self, animate=False)
