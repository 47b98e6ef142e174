"""A person at the keyboard: fills a form in by the fields of its entry, with the keys a person has."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from benchmarks.terminal import Terminal
from ips_tui.content.words import Words
from ips_tui.forms.asking import FieldSpec, Kind
from ips_tui.forms.kit import Entry, asked_values, fields_of
from ips_tui.text import clean

Answer = str | Callable[[], None]

_EMPTY_LINE = ("end", "ctrl+u")


class Typist:
    """Types into the program under a terminal, knowing the words it shows."""

    def __init__(self, terminal: Terminal, words: Words) -> None:
        self.terminal = terminal
        self.words = words
        self.cleaned = 0
        """How often the form said that it took something hidden out."""

    def fill(self, entry: type[Entry], values: Mapping[str, Answer]) -> None:
        """Go through the fields of the form in front and give each the value named for it, raw.

        Texts arrive by bracketed paste, as from another window. A value may be something to do instead, with the
        focus on its field. Leaves the focus on the last field; saves nothing.
        """
        specs = fields_of(entry)
        asked = asked_values(specs, {name: value for name, value in values.items() if isinstance(value, str)})
        shown = [spec for spec in specs if spec.name in asked and not spec.hidden]
        last = max(place for place, spec in enumerate(shown) if spec.name in values)
        for place, spec in enumerate(shown[: last + 1]):
            if place:
                self.terminal.press("tab")
            value = values.get(spec.name)
            if isinstance(value, str):
                self.answer(spec, value)
            elif value is not None:
                value()

    def answer(self, spec: FieldSpec, value: str) -> None:
        """Answer the field that has the focus."""
        terminal = self.terminal
        if spec.kind is Kind.NOTES:
            self._paste(value)
        elif spec.kind is Kind.TEXT:
            terminal.press(*_EMPTY_LINE)
            self._paste(value)
        elif spec.kind in (Kind.NUMBER, Kind.DATE, Kind.TIME, Kind.MONEY, Kind.HOURS):
            terminal.press(*_EMPTY_LINE)
            terminal.type(value)
        elif spec.kind is Kind.YES_NO:
            terminal.press("backspace", *(["right"] * (("yes", "no").index(value) + 1)))
        elif spec.kind is Kind.CHOICE:
            terminal.press("backspace", *(["right"] * (spec.choices.index(value) + 1)))
        elif spec.kind is Kind.CHOICES:
            terminal.press("backspace")
            at = -1
            for wanted in sorted(spec.choices.index(one) for one in value.split("\n")):
                terminal.press(*(["right"] * (wanted - at)), "space")
                at = wanted
        else:
            for name in value.split("\n"):
                if spec.kind is Kind.REFERENCE:
                    terminal.press(*_EMPTY_LINE)
                terminal.type(name)
                terminal.settle()
                terminal.press("enter")

    def _paste(self, value: str) -> None:
        """Paste a text; where something hidden was in it, the form must say that it took it out."""
        self.terminal.paste(value)
        if removed := clean(value, lines=True).removed:
            many = self.words("form.said.removed", count=removed)
            self.terminal.wait_for(self.words("form.said.removed_one") if removed == 1 else many)
            self.cleaned += 1
