"""The field with fixed answers: yes or no, one of several, or some of several."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from ips_tui.forms.asking import FieldSpec, Kind
from ips_tui.text import fold, shown
from screens.widgets.form.plan import FieldHost, Option

NOWHERE = -1
GAP = "  "


class ChoiceControl(Widget, can_focus=True):
    """Answers side by side where they fit, else the chosen one with a list under it.

    Left, right and first letters (of a label, else of a word in it) move; where one answer is asked they choose it
    too, and where several are asked and do not fit they open the list. Space chooses or takes back, in an open list
    Enter too; Backspace empties, Enter and Down open the list.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {
        "choice-control--cursor",
        "choice-control--chosen",
        "choice-control--quiet",
        "choice-control--state",
    }
    DEFAULT_CSS = """
    ChoiceControl {
        height: 1; width: 1fr;
        & > .choice-control--chosen { text-style: bold; }
        & > .choice-control--quiet { color: $quiet; }
        & > .choice-control--state { color: $accent; }
        &:focus { background: $cursor; }
        &:focus > .choice-control--cursor { background: $foreground; color: $background; text-style: bold; }
        &:focus > .choice-control--quiet { color: $foreground; }
    }
    """

    def __init__(self, spec: FieldSpec, host: FieldHost, raw: str, answers: Sequence[Option]) -> None:
        super().__init__(id=f"field-{spec.name}")
        self.spec = spec
        self.host = host
        self.answers = tuple(answers)
        self.several = spec.kind is Kind.CHOICES
        self.chosen: tuple[str, ...] = ()
        self.place = NOWHERE
        self.is_open = False
        self._letters = ""
        self._state = ""
        self.show_raw(raw)

    def show_raw(self, raw: str) -> None:
        """Show this raw text; a value that is no answer any more is shown and kept until another is chosen."""
        self.chosen = tuple(v for v in raw.split("\n") if v)
        self.place = NOWHERE if self.several or not self.chosen else self._place_of(self.chosen[0])
        self.refresh()

    def show_state(self, state: str) -> None:
        """Show why there is no answer, as long as there is none."""
        self._state = state
        self.refresh()

    @property
    def how(self) -> str:
        """Names the words `form.help.<how>` that say how to answer."""
        return self.spec.kind if self._inline is not None else f"{self.spec.kind}_list"

    def echo(self) -> str:
        """The answers say it themselves."""
        return ""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Letters are for finding an answer, never the keys of a screen around."""
        return character is not None and character.isprintable()

    # Keys

    def on_key(self, event: events.Key) -> None:
        if self._take(event):
            event.stop()
            event.prevent_default()

    def _take(self, event: events.Key) -> bool:
        key, count = event.key, len(self.answers)
        letters, self._letters = self._letters, ""
        if self.is_open and key in ("escape", "enter", "up", "down", "home", "end"):
            if key == "escape":
                self.close()
            elif key == "enter":
                self._enter()
            else:
                steps = {"up": self.place - 1, "down": self.place + 1, "home": 0, "end": count - 1}
                self._go(min(max(steps[key], 0), count - 1))
        elif key in ("left", "right"):
            if self.several and self._inline is None and not self.is_open:
                self.open()
                return True
            self._go(min(max(self.place + (1 if key == "right" else -1), NOWHERE), count - 1))
            self._follow()
        elif key == "space":
            self._space()
        elif key in ("backspace", "delete"):
            self._choose(())
            self._go(NOWHERE)
        elif key in ("enter", "down"):
            if self._inline is not None:
                self.host.step(1)
            else:
                self.open()
        elif key == "up":
            self.host.step(-1)
        elif event.is_printable and event.character is not None:
            self._seek(letters, fold(event.character))
        else:
            return False
        return True

    def on_click(self, event: events.Click) -> None:
        """A click chooses the answer under it, or opens the list."""
        event.stop()
        if self._inline is None:
            self.open()
            return
        at = 0
        for place, piece in enumerate(self._inline):
            at += cell_len(piece) + len(GAP)
            if event.x < at:
                self._go(place)
                self._toggle()
                return

    def on_blur(self) -> None:
        """Going elsewhere closes the list and changes nothing."""
        self._letters = ""
        self.close()
        self.refresh()

    def on_focus(self) -> None:
        self.refresh()

    # The list

    def open(self) -> None:
        """Open the list of all answers."""
        self.is_open = True
        self.place = max(self.place, 0)
        self._refresh()

    def close(self) -> None:
        """Close the list; the answer is what it was."""
        if self.is_open:
            self.is_open = False
            self.host.close_list(self)
            if not self.several:
                self.place = self._place_of(self.chosen[0]) if self.chosen else NOWHERE
            self.refresh()

    def pick(self, place: int) -> None:
        """The row at this place was clicked."""
        self.place = place
        self._enter()

    def _enter(self) -> None:
        if self.several:
            self._toggle()
            return
        self._choose((self.answers[self.place].id,))
        self.close()

    # What the keys do

    def _space(self) -> None:
        if self.is_open and not self.several:
            self._enter()
        elif self.several:
            if self.place == NOWHERE and self._inline is None:
                self.open()
            else:
                self.place = max(self.place, 0)
                self._toggle()
        else:
            self._go((self.place + 1) % len(self.answers))
            self._follow()

    def _toggle(self) -> None:
        value = self.answers[self.place].id
        if not self.several:
            self._choose((value,))
        elif value in self.chosen:
            self._choose(tuple(v for v in self.chosen if v != value))
        else:
            order = {answer.id: n for n, answer in enumerate(self.answers)}
            self._choose(tuple(sorted((*self.chosen, value), key=lambda v: order.get(v, len(order)))))

    def _seek(self, before: str, letter: str) -> None:
        labels = [fold(answer.label) for answer in self.answers]
        for typed in (before + letter, letter):
            begins = (place for place, label in enumerate(labels) if label.startswith(typed))
            # Else a later word of it: of "at home" that is what somebody thinks of.
            inside = (place for place, label in enumerate(labels) if f" {typed}" in label)
            place = next(begins, next(inside, None)) if typed else None
            if place is not None:
                self._letters = typed
                if self.several and self._inline is None and not self.is_open:
                    self.open()
                self._go(place)
                self._follow()
                return

    def _go(self, place: int) -> None:
        self.place = place
        self._refresh()

    def _follow(self) -> None:
        """With one answer to give and no list open, moving chooses."""
        if not self.several and not self.is_open:
            self._choose(() if self.place == NOWHERE else (self.answers[self.place].id,))

    def _choose(self, chosen: tuple[str, ...]) -> None:
        if chosen != self.chosen:
            self.chosen = chosen
            self.host.typed(self.spec.name, "\n".join(chosen))
        self._refresh()

    def _refresh(self) -> None:
        self.refresh()
        if self.is_open:
            marks = [answer.id in self.chosen for answer in self.answers] if self.several else []
            self.host.open_list(self, [answer.label for answer in self.answers], self.place, marks)

    def _place_of(self, value: str) -> int:
        return next((n for n, answer in enumerate(self.answers) if answer.id == value), NOWHERE)

    # Painting

    @property
    def _inline(self) -> list[str] | None:
        """The answers side by side, each with its sign; None when they do not fit."""
        signs = ("[x] ", "[ ] ") if self.several else ("● ", "○ ")
        pieces = [signs[answer.id not in self.chosen] + shown(answer.label) for answer in self.answers]
        known = {answer.id for answer in self.answers}
        state = [] if self.chosen or not self._state else [self._state]
        wide = sum(map(cell_len, pieces + state)) + len(GAP) * (len(pieces) + len(state) - 1)
        return pieces if wide <= self.size.width and known.issuperset(self.chosen) else None

    def render_line(self, y: int) -> Strip:
        """The answers, or the chosen ones."""
        width, plain = self.size.width, self.rich_style
        cursor = self.get_component_rich_style("choice-control--cursor")
        chosen = self.get_component_rich_style("choice-control--chosen")
        quiet = self.get_component_rich_style("choice-control--quiet")
        state = self.get_component_rich_style("choice-control--state")
        if (pieces := self._inline) is not None:
            segments = []
            for place, piece in enumerate(pieces):
                style = chosen if self.answers[place].id in self.chosen else quiet
                if place == self.place and self.has_focus:
                    style = cursor
                segments += [Segment(piece, style), Segment(GAP, plain)]
            if self._state and not self.chosen:
                segments.append(Segment(self._state, state))
            return Strip(segments).adjust_cell_length(width, plain)
        labels = {answer.id: answer.label for answer in self.answers}
        text = ", ".join(labels.get(value, value) for value in self.chosen)
        style = chosen if text else state if self._state else quiet
        text = shown(text or self._state or self.host.words("form.not_answered"), max(width - 2, 1))
        return Strip([Segment("▾ ", quiet), Segment(text, style)]).adjust_cell_length(width, plain)
