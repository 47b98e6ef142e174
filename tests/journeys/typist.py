"""A person at the keyboard: fills a form in by the fields of its entry, with the keys a person has."""

from __future__ import annotations

from collections.abc import Mapping

from benchmarks.terminal import Terminal
from ips_tui.content.words import Words
from ips_tui.forms.kit import Entry, FieldSpec, Kind, asked_values, fields_of

_EMPTY_LINE = ("end", "ctrl+u")


class Typist:
    """Types into the program under a terminal, knowing the words it shows."""

    def __init__(self, terminal: Terminal, words: Words) -> None:
        self.terminal = terminal
        self.words = words

    def fill(self, entry: type[Entry], values: Mapping[str, str], *, pasted: bool = False) -> None:
        """Go through the fields of the form in front and give each the value named for it, raw.

        A value of several lines is typed with Enter between them. With `pasted` texts arrive by bracketed paste, as
        from another window. Leaves the focus on the last field; saves nothing.
        """
        specs = fields_of(entry)
        asked = asked_values(specs, values)
        shown = [spec for spec in specs if spec.name in asked]
        wanted = [place for place, spec in enumerate(shown) if spec.name in values]
        for place, spec in enumerate(shown[: wanted[-1] + 1] if wanted else []):
            if place:
                self.terminal.press("tab")
            if spec.name in values:
                self.answer(spec, values[spec.name], pasted=pasted)

    def answer(self, spec: FieldSpec, value: str, *, pasted: bool = False) -> None:
        """Answer the field that has the focus."""
        terminal = self.terminal
        if spec.kind is Kind.NOTES:
            self._text(value, pasted)
        elif spec.kind in (Kind.TEXT, Kind.NUMBER, Kind.DATE, Kind.TIME):
            terminal.press(*_EMPTY_LINE)
            self._text(value, pasted and spec.kind is Kind.TEXT)
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

    def _text(self, value: str, pasted: bool) -> None:
        if pasted:
            self.terminal.paste(value)
            return
        for number, line in enumerate(value.split("\n")):
            if number:
                self.terminal.press("enter")
            self.terminal.type(line)
