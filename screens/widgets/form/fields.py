"""One field of a form: its label, its control, what it understood, and what is wrong with it.

The label and the texts are painted by the field itself, so that a field costs two widgets, and a change of a
text paints a line and lays nothing out.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.strip import Strip
from textual.widget import Widget

from ips_tui.forms.asking import FieldSpec, Kind
from ips_tui.text import shown
from screens.widgets.form.choices import ChoiceControl
from screens.widgets.form.groups import GroupControl
from screens.widgets.form.lines import WIDTHS, LineControl
from screens.widgets.form.notes import NotesControl
from screens.widgets.form.plan import FieldHost, Option
from screens.widgets.form.references import ReferenceControl
from screens.widgets.form.wording import Label

Control = LineControl | NotesControl | ChoiceControl | ReferenceControl | GroupControl

# Cells: the marks before a label, and the most a column of labels may take.
MARKS = 2
WIDE_FORM = 100
WIDEST_COLUMN, WIDEST_COLUMN_NARROW = 40, 26
NEEDED = " *"
PROBLEM, ADVICE = "!", "?"
MOST_LINES = 3
"""Lines below a field of what is wrong with it, or of advice."""
_ROUND = MARKS + len(NEEDED) + 1
"""What stands around a label in its column."""
LIST = "▾"


def make_control(spec: FieldSpec, host: FieldHost, raw: str, *, secret: bool) -> Control:
    """The control for a field's kind, showing this raw text."""
    if spec.kind is Kind.NOTES:
        return NotesControl(spec, host, raw)
    if spec.kind in (Kind.YES_NO, Kind.CHOICE, Kind.CHOICES):
        return ChoiceControl(spec, host, raw, answers_of(spec, host))
    if spec.kind in (Kind.REFERENCE, Kind.REFERENCES):
        return ReferenceControl(spec, host, raw)
    if spec.kind is Kind.GROUP:
        return GroupControl(spec, host, raw)
    return LineControl(spec, host, raw, secret=secret)


def answers_of(spec: FieldSpec, host: FieldHost) -> tuple[Option, ...]:
    """The fixed answers of a field with their labels."""
    if spec.kind is Kind.YES_NO:
        return (Option("yes", host.words("form.yes")), Option("no", host.words("form.no")))
    return tuple(Option(value, host.words(f"choice.{spec.choice_id}.{value}")) for value in spec.choices)


def column_width(labels: Sequence[Label], width: int) -> int:
    """How many cells the column of labels takes in a form of that width (cells)."""
    beside = [label.text for label in labels if not stands_above(label, width)]
    longest = max(map(len, beside), default=0)
    return max(min(longest + _ROUND, _widest(width)), MARKS + 8)


def stands_above(label: Label, width: int) -> bool:
    """Whether the label has lines of its own above its field, because it is a question too long for the column."""
    return label.question and len(label.text) + _ROUND > _widest(width)


def _widest(width: int) -> int:
    return WIDEST_COLUMN if width >= WIDE_FORM else min(WIDEST_COLUMN_NARROW, width // 3)


class FormField(Widget, can_focus=False):
    """A label with its control. `problem`, `advice` and the echo are plain text; a problem goes before advice."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    FormField { height: auto; width: 100%; layout: vertical; }
    """

    def __init__(self, spec: FieldSpec, host: FieldHost, raw: str, *, label: Label, secret: bool) -> None:
        super().__init__()
        self.spec = spec
        self.label = label
        self.control = make_control(spec, host, raw, secret=secret)
        self.problem = ""
        self.advice = ""
        self.needed = spec.required
        self._width = self._column = self._left = 0
        self._above = 0
        self._echo = self.control.echo()
        self._label_lines: list[str] = []
        self._lines_below: list[str] = []
        self._has_list = spec.kind in (Kind.REFERENCE, Kind.REFERENCES)

    def compose(self) -> ComposeResult:
        """The control; everything else is painted."""
        yield self.control

    def show_problem(self, problem: str) -> None:
        """Say what is wrong, or nothing any more."""
        if problem != self.problem:
            self.problem = problem
            self.fit(self._width, self._column)

    def show_advice(self, advice: str) -> None:
        """Say what could be better, or nothing any more."""
        if advice != self.advice:
            self.advice = advice
            if not self.problem:
                self.fit(self._width, self._column)

    def show_needed(self, needed: bool) -> None:
        """Say whether it must be filled in now."""
        if needed != self.needed:
            self.needed = needed
            self.fit(self._width, self._column)

    def show_echo(self) -> None:
        """Say what the control understood now; paints only when that changed."""
        echo = self.control.echo()
        if echo != self._echo:
            self._echo = echo
            self.refresh()

    def show_state(self, state: str) -> None:
        """Say why this open question has no answer, as long as it has none; plain text."""
        self.control.show_state(state)
        self.show_echo()

    def fit(self, width: int, column: int) -> None:
        """Arrange the field in that width with a column of labels that wide (cells)."""
        self._width, self._column = width, column
        above = stands_above(self.label, width)
        self._left = MARKS if above else column
        needed = NEEDED if self.needed else ""
        # A mark that would stand alone on a line is bound to the last word.
        label = self.label.text + needed.replace(" ", "\u00a0")
        for_label = (width if above else column) - MARKS - 1
        self._label_lines = [
            line.replace("\u00a0", " ") for line in textwrap.wrap(label, max(for_label, 8), break_on_hyphens=False)
        ]
        self._above = len(self._label_lines) if above else 0
        room = max(width - self._left - 3, 10)
        said = shown(self.problem or self.advice)
        self._lines_below = textwrap.wrap(said, room, max_lines=MOST_LINES, placeholder=" …") if said else []
        below = len(self._lines_below) + (1 if self.spec.kind is Kind.REFERENCES else 0)
        margin = (self._above, 3 if self._has_list else 1, below, self._left)
        if tuple(self.control.styles.margin) != margin:
            self.control.styles.margin = margin
        least = max(len(self._label_lines), 1)
        if self.styles.min_height is None or self.styles.min_height.value != least:
            self.styles.min_height = least
        self.refresh()

    def on_click(self) -> None:
        """A click on the label goes to the field."""
        self.control.focus()

    def on_descendant_focus(self, _: events.DescendantFocus) -> None:
        self.refresh()

    def on_descendant_blur(self, _: events.DescendantBlur) -> None:
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """What stands around the control in this line."""
        focused = self.control.has_focus
        look = self._look
        below = look("form-field--problem" if self.problem else "form-field--advice")
        parts: list[Segment] = []
        if y == 0:
            parts.append(Segment(self._sign, below))
            parts.append(Segment("▸" if focused else " ", look("form-field--focused")))
        else:
            parts.append(Segment(" " * MARKS, self.rich_style))
        if y < len(self._label_lines):
            parts += self._label(self._label_lines[y], look("form-field--focused" if focused else "form-field--label"))
        if y < self._above:
            return Strip(parts).adjust_cell_length(self.size.width, self.rich_style)
        strip = Strip(parts).adjust_cell_length(self._left, self.rich_style)
        right = self._right(y - self._above, below)
        return Strip([*strip, *right]).adjust_cell_length(self.size.width, self.rich_style)

    @property
    def _sign(self) -> str:
        return PROBLEM if self.problem else ADVICE if self.advice else " "

    def _look(self, part: str) -> Style:
        """The looks stand on the page once; on each field they would cost a third of the time a form opens in."""
        page = self.parent
        return page.get_component_rich_style(part) if isinstance(page, Widget) else self.rich_style

    def _label(self, line: str, style: Style) -> list[Segment]:
        if self.needed and line.endswith(NEEDED.strip()) and line == self._label_lines[-1]:
            return [Segment(line[:-1], style), Segment(line[-1], self._look("form-field--needed"))]
        return [Segment(line, style)]

    def _right(self, y: int, below: Style) -> list[Segment]:
        """What stands in the column of the controls: the echo beside or under one, the problem or advice below."""
        height = self.control.size.height or 1
        look = self._look
        echo = look("form-field--echo")
        room = self.size.width - self._left
        plain = self.rich_style
        if y < height:
            taken = WIDTHS.get(self.spec.kind)
            if y == 0 and self._has_list:
                return [Segment(" " * (room - 2), plain), Segment(LIST, look("form-field--quiet"))]
            if y or not self._echo or taken is None:
                return []
            return [Segment(" " * (taken + 2), plain), Segment(shown(self._echo, room - taken - 3), echo)]
        y -= height
        if self.spec.kind is Kind.REFERENCES:
            if y == 0:
                return [Segment(shown(self._echo, room - 1), echo)]
            y -= 1
        if y < len(self._lines_below):
            return [Segment(f"{self._sign if y == 0 else ' '} {self._lines_below[y]}", below)]
        return []
