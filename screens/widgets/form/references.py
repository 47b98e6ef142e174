"""The field that points at records: type to narrow what can be chosen, Enter chooses."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from textual import events
from textual.binding import BindingType

from ips_tui.forms.asking import FieldSpec, Kind
from ips_tui.text import fold, shown
from screens.widgets.form.lines import LineControl
from screens.widgets.form.plan import FieldHost, Option


class ReferenceControl(LineControl):
    """One record or several, by name. What is typed and not chosen stays as text and is no answer."""

    DEFAULT_CSS = """
    ReferenceControl { background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, spec: FieldSpec, host: FieldHost, raw: str) -> None:
        self.several = spec.kind is Kind.REFERENCES
        self.chosen: list[str] = []
        self.place = 0
        self.is_open = False
        self._options: tuple[Option, ...] = ()
        self._folded: tuple[str, ...] = ()
        self._labels: dict[str, str] = {}
        self._found: list[Option] = []
        self.of = spec.of
        self.host = host
        super().__init__(spec, host, self._taken_apart(raw))

    # Raw text and back

    def show_raw(self, raw: str) -> None:
        """Show this raw text: ids by their names, anything else as it was typed."""
        with self.prevent(ReferenceControl.Changed):
            self.value = self._taken_apart(raw)
        self.refresh()

    def _taken_apart(self, raw: str) -> str:
        """Note which ids are chosen; what remains is the text of the line."""
        parts = [part for part in raw.split("\n") if part.strip()]
        if parts:
            self._load()
        ids = [part for part in parts if part in self._labels or _is_id(part)]
        typed = [part for part in parts if part not in ids]
        self.chosen = ids if self.several else ids[:1]
        if self.chosen and not self.several:
            return self._label(self.chosen[0])
        return " ".join(typed)

    def tell(self, value: str) -> None:
        """Tell the form: the id while the line shows its name, else what is typed."""
        if self.several:
            self.host.typed(self.spec.name, "\n".join([*self.chosen, *([value] if value.strip() else [])]))
            return
        if self.chosen and value != self._label(self.chosen[0]):
            self.chosen = []
        self.host.typed(self.spec.name, self.chosen[0] if self.chosen else value)

    @property
    def how(self) -> str:
        """Names the words `form.help.<how>` that say how to answer."""
        return self.spec.kind

    def echo(self) -> str:
        """The names of those chosen, where there may be several; how many, since not all of them may fit."""
        if not self.several or not self.chosen:
            return ""
        names = ", ".join(map(self._label, self.chosen))
        return self.host.words("form.chosen", count=len(self.chosen), names=names) if len(self.chosen) > 1 else names

    def _label(self, option_id: str) -> str:
        return self._labels.get(option_id) or self.host.words("form.reference_gone")

    def _load(self) -> None:
        self._options = tuple(self.host.options(self.of))
        self._folded = tuple(fold(option.label) for option in self._options)
        # Names once seen stay known, also when another field has since narrowed what can be chosen.
        self._labels.update((option.id, shown(option.label)) for option in self._options)

    # The list

    def open(self) -> None:
        """Open the list, narrowed by what is typed unless that is a chosen name."""
        if not self.is_open:
            self._load()
        self.is_open = True
        typed = "" if self.chosen and not self.several else fold(self.value)
        words = typed.split()
        pairs = zip(self._options, self._folded, strict=True)
        self._found = [option for option, text in pairs if all(word in text for word in words)]
        # Somebody who typed the beginning of a name means that one before those that hold it further on.
        self._found.sort(key=lambda option: not fold(option.label).startswith(typed))
        if self.several:
            # Who looks wants to see those chosen together; who types means one that is not chosen yet.
            self._found.sort(key=lambda option: (option.id in self.chosen) == bool(typed))
        self.place = next((n for n, option in enumerate(self._found) if option.id in self.chosen and not typed), 0)
        self._show()

    def close(self) -> None:
        """Take the list away."""
        if self.is_open:
            self.is_open = False
            self.host.close_list(self)

    def pick(self, place: int) -> None:
        """Choose the row at this place; the last one adds what is missing."""
        if place < len(self._found):
            self._take(self._found[place].id)
        elif self.host.can_add(self.of):
            typed = "" if self.chosen and not self.several else self.value.strip()
            self.close()
            self.host.add(self.of, typed, self._added)

    def _show(self) -> None:
        rows = [option.label for option in self._found]
        marks = [option.id in self.chosen for option in self._found] if self.several else []
        if self.host.can_add(self.of):
            typed = "" if self.chosen and not self.several else self.value.strip()
            message = f"form.add.{self.of}" if typed else f"form.add.{self.of}.plain"
            rows.append("+ " + self.host.words(message, typed=typed))
            marks += [False] if marks else []
        elif not rows:
            rows = [self.host.words("form.nothing_found")]
            marks = []
        if len(marks) != len(rows):
            marks = []
        self.host.open_list(self, rows, self.place, marks)

    def _take(self, option_id: str) -> None:
        if not self.several:
            self.chosen = [option_id]
            self.close()
            self._put(self._label(option_id))
            return
        self._mark(option_id)
        self.close()

    def _mark(self, option_id: str) -> None:
        """Choose this one of several, or choose it no longer."""
        if option_id in self.chosen:
            self.chosen.remove(option_id)
        else:
            self.chosen.append(option_id)
        self._put("")

    def _put(self, text: str) -> None:
        """Show this text and tell the form even if the text was there before."""
        self.value = text
        self.cursor_position = len(text)
        self.tell(text)

    def _added(self, option_id: str) -> None:
        self._load()
        if option_id not in self.chosen:
            self._take(option_id)
        self.focus()

    # Keys

    def watch_value(self, value: str) -> None:
        """A key in the line narrows the list in the same message."""
        super().watch_value(value)
        if self.is_open:
            self.open()

    def on_key(self, event: events.Key) -> None:
        key = event.key
        last = len(self._found) - (0 if self.host.can_add(self.of) else 1)
        if key == "escape" and self.is_open:
            self.close()
        elif key in ("up", "down") and self.is_open:
            self.place = min(max(self.place + (1 if key == "down" else -1), 0), max(last, 0))
            self._show()
        elif key == "down" or (key == "enter" and not self.is_open):
            self._enter_or_open(key)
        elif key == "enter" and self._at_marked:
            # Who marked with the space bar and means to be done takes nobody out again.
            self._put("")
            self.close()
        elif key == "enter":
            self.pick(self.place)
        elif key == "space" and self._looks_at_boxes:
            # The list stays open and as it is sorted: somebody goes down it and marks one after the other.
            self._mark(self._found[self.place].id)
            self._show()
        elif key == "backspace" and self.several and not self.value and self.chosen:
            self.chosen.pop()
            self._put("")
        else:
            if event.is_printable and not self.is_open:
                self.is_open = True
                self._load()
            return
        event.stop()
        event.prevent_default()

    @property
    def _looks_at_boxes(self) -> bool:
        """Whether the open list shows people to be marked and nothing is typed that a space would belong to."""
        return self.several and self.is_open and not self.value and self.place < len(self._found)

    @property
    def _at_marked(self) -> bool:
        """Whether the place in a list of several is at one that is chosen."""
        return self.several and self.place < len(self._found) and self._found[self.place].id in self.chosen

    def _enter_or_open(self, key: str) -> None:
        """Enter on a field that has its answer goes on; else the list opens."""
        if key == "enter" and self.chosen and not (self.several and self.value):
            self.host.step(1)
        else:
            self.open()

    def on_blur(self) -> None:
        """Going elsewhere closes the list; a name typed in full is that one, anything less stays unchosen."""
        self.close()
        typed = fold(self.value)
        if typed and (self.several or not self.chosen):
            same = [option for option, text in zip(self._options, self._folded, strict=True) if text == typed]
            if len(same) == 1 and same[0].id not in self.chosen:
                self._take(same[0].id)


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
