"""The field that holds several rows: a line for each, and one to add another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.strip import Strip
from textual.widget import Widget

from ips_tui.forms.asking import MOST_ROWS, FieldSpec
from ips_tui.forms.typed import raw_rows, rows_raw
from ips_tui.text import cells, shown
from screens.keys import bind
from screens.widgets.form.plan import FieldHost

MOST_LINES = 8
"""Lines it is high at most; then it scrolls, so that its neighbours stay in sight."""
ADD, GAP = "+ ", "  "


class GroupControl(Widget, can_focus=True):
    """The rows of a group. Enter opens the one under the cursor on a form of its own, behind the last a new one."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"group-control--cursor", "group-control--quiet", "group-control--state"}
    DEFAULT_CSS = """
    GroupControl {
        width: 1fr; height: 1; background: $surface;
        & > .group-control--quiet { color: $quiet; }
        & > .group-control--state { color: $accent; }
        &:focus > .group-control--cursor { background: $cursor; text-style: bold; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("enter", "open", "form.row_open"),
        bind("enter,plus", "add", "form.row_add"),
        bind("delete,backspace", "take_out", "form.row_out"),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("home", "go_to(0)", show=False),
        Binding("end", "go_to(-1)", show=False),
    ]
    footer_keys = ("form.row_open", "form.row_add", "form.row_out")

    def __init__(self, spec: FieldSpec, host: FieldHost, raw: str) -> None:
        super().__init__(id=f"field-{spec.name}")
        self.spec = spec
        self.host = host
        self.place = 0
        """Which line has the cursor; behind the last row it is the one to add another."""
        self.shown: Sequence[str] = ()
        self._raw = ""
        self._why_empty = ""
        self._top = 0
        self.show_raw(raw)

    def show_raw(self, raw: str) -> None:
        """Show this raw text."""
        self._raw = raw
        self.shown = self.host.row_lines(self.spec, raw)
        self.place = min(self.place, self._last)
        height = min(self._last + 1, MOST_LINES)
        if self.styles.height is None or self.styles.height.value != height:
            self.styles.height = height
        self.refresh()

    def show_state(self, state: str) -> None:
        """Show why there are no rows, as long as there are none."""
        self._why_empty = state
        self.refresh()

    @property
    def how(self) -> str:
        """Names the words `form.help.<how>` that say how to answer."""
        return self.spec.kind

    def echo(self) -> str:
        """The lines say it themselves."""
        return ""

    @property
    def at_add(self) -> bool:
        """Whether the cursor is on the line that adds."""
        return self.place == len(self.shown)

    @property
    def _last(self) -> int:
        """The place of the last line: the one that adds, in a group of fixed rows the last row."""
        return max(len(self.shown) - 1, 0) if self.spec.fixed else len(self.shown)

    @property
    def cursor_line(self) -> int:
        """The line of the control, from its top, with the cursor in it."""
        self._keep_in_sight()
        return self.place - self._top

    def enter(self, by: int) -> None:
        """The focus comes from the field above (positive) or below: the cursor is on the line next to it."""
        self.put_cursor(0 if by > 0 else self._last)

    def put_cursor(self, place: int) -> None:
        """Put the cursor on this line, counted from 0; behind the last row it is the one that adds."""
        was_adding = self.at_add
        self.place = min(place, self._last)
        self.refresh()
        if self.has_focus:
            self.host.see_focused()
            if was_adding != self.at_add:
                self.screen.refresh_bindings()

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A row is opened and taken out, the last line adds; in a group of fixed rows they are only opened."""
        if self.spec.fixed and action in ("add", "take_out"):
            return False
        return not self.at_add if action in ("open", "take_out") else True

    def action_move(self, by: int) -> None:
        """Up and Down go from row to row, and on to the field before or behind."""
        if 0 <= self.place + by <= self._last:
            self.put_cursor(self.place + by)
        else:
            self.host.step(by)

    def action_go_to(self, place: int) -> None:
        """Home and End go to the first row and to the line that adds."""
        self.put_cursor(place % (self._last + 1))

    def action_open(self) -> None:
        """Enter on a row."""
        self.host.open_row(self.spec, self.place)

    def action_add(self) -> None:
        """Enter on the last line, and everywhere the sign that stands there."""
        if len(self.shown) < MOST_ROWS:
            self.put_cursor(len(self.shown))
            self.host.open_row(self.spec, self.place)
        else:
            self.host.say(self.host.words("problem.too_many_rows", most=MOST_ROWS), problem=True)

    def action_take_out(self) -> None:
        """Delete asks, and then takes the row out."""
        from screens.widgets.form import questions

        place = self.place

        def answered(answer: str | None) -> None:
            if answer == questions.OUT:
                rows = raw_rows(self._raw)
                del rows[place]
                self.host.typed(self.spec.name, rows_raw(rows))
                self.host.rows_changed(self.spec)

        words = self.host.words
        line = words("form.row.number", number=place + 1, line=shown(self.shown[place]))
        self.app.push_screen(questions.taking_out(words, line), answered)

    def on_click(self, event: events.Click) -> None:
        """A click goes to a line, a second one there does what Enter does."""
        event.stop()
        place = self._top + event.y
        if place == self.place and event.chain > 1 and not (self.at_add and self.spec.fixed):
            self.action_add() if self.at_add else self.action_open()
        elif place <= self._last:
            self.put_cursor(place)

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def _keep_in_sight(self) -> None:
        height = max(self.size.height, 1)
        last_top = max(self._last + 1 - height, 0)
        self._top = max(min(self._top, self.place, last_top), self.place - height + 1)

    # Painting

    def render_line(self, y: int) -> Strip:
        """One row, or the line that adds; at the edges how many more there are."""
        width, plain = self.size.width, self.rich_style
        self._keep_in_sight()
        place = self._top + y
        if place > self._last or (place == len(self.shown) and self.spec.fixed):
            return Strip.blank(width, plain)
        here = place == self.place and self.has_focus
        style = self.get_component_rich_style("group-control--cursor") if here else plain
        quiet = style if here else self.get_component_rich_style("group-control--quiet")
        hidden = self._last - place if y == self.size.height - 1 else 0
        more = f" +{hidden} ▾" if hidden else f" +{self._top} ▴" if y == 0 and self._top else ""
        room = width - len(more)
        if place == len(self.shown):
            segments = self._adding(room, quiet, style if here else None)
        else:
            number = f"{place + 1:>{len(str(len(self.shown)))}}{GAP}"
            segments = [Segment(number, quiet), Segment(shown(self.shown[place], max(room - len(number), 1)), style)]
        strip = Strip(segments).adjust_cell_length(room, style)
        return Strip([*strip, Segment(more, self.get_component_rich_style("group-control--quiet"))])

    def _adding(self, room: int, quiet: Style, here: Style | None) -> list[Segment]:
        """The line that adds, and why there is nothing above it; `here` while the cursor is on it."""
        form = "" if self.spec.rows is None else self.spec.rows.form
        text = shown(ADD + self.host.words("form.row.add", title=self.host.words(f"form.{form}.title")), room)
        if not self._why_empty or self.shown:
            return [Segment(text, quiet)]
        state = here or self.get_component_rich_style("group-control--state")
        why = shown(self._why_empty, max(room - cells(text) - len(GAP), 0))
        return [Segment(text + GAP, quiet), Segment(why, state)]
