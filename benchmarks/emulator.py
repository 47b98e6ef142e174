"""What a program wrote, drawn on a screen kept in memory, and the answers a terminal gives.

pyte keeps the cells. It stumbles over much of what programs write today (private prefixes, the
alternate screen, joiners inside text), so sequences are split here and only those it can do are
handed on; the rest is read over, as a terminal does with what it does not know.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import pyte
from pyte import modes as mo
from pyte.charsets import LAT1_MAP
from pyte.screens import Char
from wcwidth import wcwidth

_TOKEN = re.compile(
    r"\x1b\[(?P<parameters>[0-?]*)(?P<middle>[ -/]*)(?P<final>[@-~])"
    r"|\x1b\](?P<command>[^\x07\x1b]*)(?P<end>\x07|\x1b\\)"
    r"|(?P<string>\x1b[PX^_][^\x1b]*\x1b\\)"
    r"|\x1b(?P<between>[ -/]*)(?P<escape>[0-OQ-WYZ\\`-~])"
    r"|(?P<control>[\x00-\x1a\x1c-\x1f\x7f])"
    r"|(?P<words>[^\x00-\x1f\x7f]+)"
)
_UNFINISHED = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|\][^\x07\x1b]*\x1b?|[PX^_][^\x1b]*\x1b?|[ -/]*)")
_QUESTION = re.compile(rb"\x1b\[(?:[0-9]*[cn]|\?[0-9]+\$p)|\x1b\]1[01];\?")

_ALTERNATE_SCREENS = {47, 1047, 1049}
_REPORTED_MODES = {1, 7, 25, 1000, 1002, 1003, 1004, 1006, 1015, 1049, 2004, 2026}
_PYTE_MODES = {6, 7, 25}
_COLOURS = {"10": "dddd/dddd/dddd", "11": "1111/1111/1111"}


def asks(data: bytes) -> bool:
    """Whether `data` holds a question that a terminal answers."""
    return _QUESTION.search(data) is not None


class Emulator:
    """The screen of a terminal of `size` (columns, lines), and what it says back.

    `answers` gathers the bytes to be sent to the program; `frames` counts finished synchronised
    updates (mode 2026); `modes` holds the private modes the program has switched on; `unknown`
    counts sequences that could not be drawn.
    """

    def __init__(self, size: tuple[int, int]) -> None:
        self.answers = bytearray()
        self.frames = 0
        self.modes: set[int] = {7, 25}
        self.unknown = 0
        self._screen = pyte.Screen(*size)
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._rest = ""
        self._normal: tuple[Any, int, int] | None = None
        self._lines = [""] * size[1]
        self._chars: dict[tuple[Char, str], Char] = {}
        self._styles: dict[tuple[Char, str], Char] = {}

    def steps(self, data: bytes) -> Iterator[None]:
        """Draw `data`, pausing wherever a person could have looked at the screen.

        That is after each synchronised update, and after the last byte unless an update is still
        open. Exhaust the iterator, or part of `data` stays undrawn.
        """
        text = self._rest + self._decode(data)
        self._rest = ""
        at = 0
        while at < len(text):
            token = _TOKEN.match(text, at)
            if token is None:
                if _UNFINISHED.fullmatch(text, at):
                    self._rest = text[at:]
                    break
                self.unknown += 1
                at += 1
                continue
            at = token.end()
            frames = self.frames
            try:
                self._draw(token)
            except Exception:
                # pyte raises many kinds of error on odd parameters. A terminal goes on, so does this.
                self.unknown += 1
            if self.frames > frames:
                yield
        if 2026 not in self.modes:
            yield

    def lines(self) -> list[str]:
        """The text of each line, without the spaces at its end."""
        screen = self._screen
        # pyte notes every line that it writes in; the others are as they were.
        for y in screen.dirty.intersection(range(screen.lines)):
            row = screen.buffer[y]
            self._lines[y] = "".join([row[x].data for x in range(screen.columns)]).rstrip()
        screen.dirty.clear()
        return self._lines.copy()

    def cell(self, x: int, y: int) -> Char:
        """The character and its style at column `x`, line `y`, both from 0. Raises IndexError outside."""
        if not (0 <= x < self._screen.columns and 0 <= y < self._screen.lines):
            raise IndexError(f"No cell {x}, {y} on this screen.")
        return self._screen.buffer[y][x]

    def resize(self, size: tuple[int, int]) -> None:
        """Change the size to `size` (columns, lines)."""
        self._screen.resize(lines=size[1], columns=size[0])
        self._all_anew()

    def _all_anew(self) -> None:
        self._lines = [""] * self._screen.lines
        self._screen.dirty.clear()
        self._screen.dirty.update(range(self._screen.lines))

    def _draw(self, token: re.Match[str]) -> None:
        if words := token["words"]:
            # pyte drops the rest of a run at a character without width that does not combine.
            if not words.isascii():
                words = "".join(c for c in words if wcwidth(c) > 0 or unicodedata.combining(c))
            self._write(words)
        elif token["final"]:
            self._sequence(token["parameters"], token["middle"], token["final"])
        elif control := token["control"]:
            if (event := pyte.Stream.basic.get(control)) and not event.startswith("shift"):
                getattr(self._screen, event)()
        elif token["escape"]:
            if not token["between"] and (event := pyte.Stream.escape.get(token["escape"])):
                getattr(self._screen, event)()
        elif command := token["command"]:
            number, _, value = command.partition(";")
            if value == "?" and number in _COLOURS:
                self._answer(f"\x1b]{number};rgb:{_COLOURS[number]}{token['end']}")

    def _write(self, words: str) -> None:
        """Draw words where the cursor stands. pyte makes a new character of each letter, which is most of its time."""
        screen = self._screen
        plain = not screen.charset and screen.g0_charset == LAT1_MAP and mo.IRM not in screen.mode
        # In a window that became smaller the cursor may stand past its edge.
        plain = plain and mo.DECAWM in screen.mode and screen.cursor.x <= screen.columns
        if not plain or not (words.isascii() or all(wcwidth(c) == 1 for c in words)):
            screen.draw(words)
            return
        while words:
            if screen.cursor.x == screen.columns:
                screen.carriage_return()
                screen.linefeed()
            cursor = screen.cursor
            line = screen.buffer[cursor.y]
            part, words = words[: screen.columns - cursor.x], words[screen.columns - cursor.x :]
            for x, letter in enumerate(part, cursor.x):
                line[x] = self._char(letter)
            screen.dirty.add(cursor.y)
            cursor.x += len(part)

    def _char(self, letter: str) -> Char:
        """The letter in the style that the cursor has."""
        key = (self._screen.cursor.attrs, letter)
        if key not in self._chars:
            self._chars[key] = key[0]._replace(data=letter)
        return self._chars[key]

    def _style(self, parameters: str, numbers: list[int]) -> None:
        """Change the cursor's style, which follows from these and the style before."""
        cursor = self._screen.cursor
        key = (cursor.attrs, parameters)
        if key not in self._styles:
            self._screen.select_graphic_rendition(*numbers)
            self._styles[key] = cursor.attrs
        cursor.attrs = self._styles[key]

    def _sequence(self, parameters: str, middle: str, final: str) -> None:
        private = parameters.startswith("?")
        if private and middle == "$" and final == "p":
            mode = int(parameters[1:])
            state = 0 if mode not in _REPORTED_MODES else 1 if mode in self.modes else 2
            self._answer(f"\x1b[?{mode};{state}$y")
        elif private and not middle and final in "hl":
            for number in parameters[1:].split(";"):
                self._set_mode(int(number), final == "h")
        elif middle or not re.fullmatch(r"[0-9;]*", parameters):
            self.unknown += 1
        else:
            numbers = [int(number or 0) for number in parameters.split(";")] if parameters else []
            if final == "m":
                self._style(parameters, numbers)
            else:
                self._plain_sequence(numbers, final)

    def _plain_sequence(self, numbers: list[int], final: str) -> None:
        if final == "c":
            self._answer("\x1b[?62;22c")
        elif final == "n" and numbers == [5]:
            self._answer("\x1b[0n")
        elif final == "n" and numbers == [6]:
            cursor = self._screen.cursor
            column = min(cursor.x + 1, self._screen.columns)
            self._answer(f"\x1b[{cursor.y + 1};{column}R")
        elif event := pyte.Stream.csi.get(final):
            getattr(self._screen, event)(*numbers)
        else:
            self.unknown += 1

    def _set_mode(self, mode: int, on: bool) -> None:
        if mode == 2026 and not on and mode in self.modes:
            self.frames += 1
        (self.modes.add if on else self.modes.discard)(mode)
        if mode in _ALTERNATE_SCREENS:
            self._alternate(on)
        elif mode in _PYTE_MODES:
            (self._screen.set_mode if on else self._screen.reset_mode)(mode, private=True)

    def _alternate(self, on: bool) -> None:
        screen = self._screen
        if on and self._normal is None:
            self._normal = (screen.buffer, screen.cursor.x, screen.cursor.y)
            screen.buffer = pyte.Screen(screen.columns, screen.lines).buffer
            self._all_anew()
        elif not on and self._normal is not None:
            screen.buffer, screen.cursor.x, screen.cursor.y = self._normal
            self._normal = None
            self._all_anew()

    def _answer(self, text: str) -> None:
        self.answers += text.encode()
