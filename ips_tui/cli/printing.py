"""What commands print: lines of text or one JSON object, never a character that a terminal would obey."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TextIO

from ips_tui.config import read_config
from ips_tui.content.words import Words, load_words
from ips_tui.paths import Paths
from ips_tui.text import clean, shown


def words_of(paths: Paths) -> Words:
    """The words that the person has chosen for this computer."""
    return load_words(read_config(paths.config_file)[0].words)


def write_lines(lines: Iterable[str]) -> None:
    """Print each text as one line, through the text gate. Raises OSError when it cannot be written."""
    out = _output()
    for line in lines:
        out.write(shown(line) + "\n")


def write_laid_out(lines: Iterable[str]) -> None:
    """Print lines whose spaces are meant, as in a table, without what a terminal would obey.

    Raises OSError when they cannot be written.
    """
    out = _output()
    for line in lines:
        out.write(clean(line).text + "\n")


def write_json(value: object) -> None:
    """Print one JSON object in UTF-8, keys in the order given. Raises OSError when it cannot be written."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    _output(json=True).write(_UNUSUAL.sub(_visible, text) + "\n")


def write_sheet(data: bytes) -> None:
    """Print a sheet as it would stand in a file; a terminal gets it as text, without the mark that tells what it is.

    Raises OSError when it cannot be written.
    """
    out = _output()
    if out.isatty():
        write_laid_out(data.decode("utf-8-sig").splitlines())
    elif isinstance(out, io.TextIOWrapper):
        out.flush()
        # As bytes, so that no system makes other line ends of them.
        out.buffer.write(data)
    else:
        out.write(data.decode())


def complain(sentence: str) -> None:
    """Print a sentence on the error stream, through the text gate; nobody can be told when that is full."""
    if sys.stderr is not None:
        try:
            sys.stderr.write(shown(sentence, _LONGEST_COMPLAINT) + "\n")
            sys.stderr.flush()
        except OSError:
            give_up(sys.stderr)


def progress(words: Words) -> Callable[[int], None]:
    """Tells on the error stream how many rows are done; nobody but a person in front of a terminal."""

    def told(rows: int) -> None:
        if sys.stderr is not None and sys.stderr.isatty():
            complain(words("cli.so_far", rows=rows))

    return told


def give_up(stream: TextIO | None) -> None:
    """Let what is still to be written go nowhere, so that Python does not complain while it ends."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())  # type: ignore[union-attr]
        os.close(nowhere)


def days(words: Words, count: int) -> str:
    """A number of days (any) in words."""
    return words("cli.days_one") if count == 1 else words("cli.days", days=count)


_LONGEST_COMPLAINT = 1000
"""Cells; an argument that is repeated in a complaint may be any length."""


_UNUSUAL = re.compile(r"[^\n -~]")


def _visible(found: re.Match[str]) -> str:
    """A character of JSON text, escaped where it is drawn as nothing or obeyed: the value stays the same."""
    character = found.group()
    return character if character.isprintable() else json.dumps(character)[1:-1]


def _output(*, json: bool = False) -> TextIO:
    out = sys.stdout
    if out is None:
        raise OSError("there is no output")
    if isinstance(out, io.TextIOWrapper):
        # A pipe or a file gets UTF-8 on every system; a terminal knows best what it can show.
        if json or not out.isatty():
            out.reconfigure(encoding="utf-8", errors="replace")
        else:
            out.reconfigure(errors="replace")
    return out
