"""The settings of one machine, in a TOML file that a person may write by hand.

What shapes a record or a figure is not here but in the store, where it has a history.

    theme = "dark"
    lock_minutes = 5          # 0 to 240; 0 never locks
    date_order = "dmy"        # "dmy", "mdy" or "ymd"

    [keys]
    "app.lock" = "ctrl+l"     # a binding's id and the key or keys for it, "f9,ctrl+l"
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeGuard

from ips_tui.text import clean, shown

DateOrder = Literal["dmy", "mdy", "ymd"]

MOST_LOCK_MINUTES = 240
_MOST_BYTES = 256 * 1024
_LONGEST_WORD = 64
_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_LEFT_ALONE = "The program's own settings are used, and the file is left as it is."


@dataclass(frozen=True)
class Config:
    """Settings of this machine.

    `lock_minutes` is 0 to 240, 0 for never; `keys` are pairs of a binding's id and its key or keys.
    """

    theme: str = "dark"
    lock_minutes: int = 5
    keys: tuple[tuple[str, str], ...] = ()
    date_order: DateOrder = "dmy"


def read_config(path: Path) -> tuple[Config, tuple[str, ...]]:
    """The settings in the file, and a sentence for everything in it that was not understood.

    Never raises for what is in the file or for a file that cannot be read, and never writes: a missing file
    gives the defaults without a sentence, a damaged one the defaults with the line, a wrong value the default
    for that value with its name. Whether a theme or a binding exists is for the screens to say.
    """
    try:
        # A file of the wrong kind may be any size; this much is always enough for settings.
        with path.open("rb") as file:
            raw = file.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        return Config(), ()
    except OSError:
        return Config(), (f"{_named(path)} could not be read. {_LEFT_ALONE}",)
    if len(raw) > _MOST_BYTES:
        return Config(), (f"{_named(path)} is too long for a settings file. {_LEFT_ALONE}",)
    try:
        # Some editors put a byte-order mark in front.
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return Config(), (f"{_named(path)}, line {line}: this is not UTF-8 text. {_LEFT_ALONE}",)
    return _read_text(text, path)


def _read_text(text: str, path: Path) -> tuple[Config, tuple[str, ...]]:
    # Most machines have no such file; they do without the parser.
    import tomllib

    try:
        values = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        # The parser's own words may repeat what is in the file; only the line is taken from them.
        where = ""
        if found := _LINE.search(str(error)):
            where = f", line {found[1]}"
        elif "end of document" in str(error):
            where = ", at its end"
        return Config(), (f"{_named(path)}{where}: this is not written as TOML. {_LEFT_ALONE}",)
    return _Reading(_named(path)).config(values)


def _named(path: Path) -> str:
    """The file's name without its folders, which may hold a person's name."""
    return shown(path.name, _LONGEST_WORD)


class _Reading:
    """Goes through the values of one file and collects sentences about those that do not fit."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.sentences: list[str] = []

    def config(self, values: Mapping[str, object]) -> tuple[Config, tuple[str, ...]]:
        default = Config()
        config = Config(
            theme=self._theme(values.get("theme", default.theme)),
            lock_minutes=self._lock_minutes(values.get("lock_minutes", default.lock_minutes)),
            keys=self._keys(values.get("keys", {})),
            date_order=self._date_order(values.get("date_order", default.date_order)),
        )
        for name in values:
            if name not in Config.__dataclass_fields__:
                self._say(f"there is no setting {shown(name, _LONGEST_WORD)}; it is passed over.")
        return config, tuple(self.sentences)

    def _say(self, sentence: str) -> None:
        self.sentences.append(f"{self.file}: {sentence}")

    def _theme(self, value: object) -> str:
        if _is_word(value):
            return value
        self._say(f'theme must be a name in quotation marks; "{Config.theme}" is used.')
        return Config.theme

    def _lock_minutes(self, value: object) -> int:
        # True and false are numbers to Python, not to a person.
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_LOCK_MINUTES:
            return value
        self._say(
            f"lock_minutes must be a whole number from 0 (never) to {MOST_LOCK_MINUTES}; {Config.lock_minutes} is used."
        )
        return Config.lock_minutes

    def _date_order(self, value: object) -> DateOrder:
        if value in ("dmy", "mdy", "ymd"):
            return value
        self._say(f'date_order must be "dmy", "mdy" or "ymd"; "{Config.date_order}" is used.')
        return Config.date_order

    def _keys(self, value: object) -> tuple[tuple[str, str], ...]:
        if not isinstance(value, dict):
            self._say("keys must be a table, [keys], with a line for each key; none is changed.")
            return ()
        pairs: list[tuple[str, str]] = []
        for binding, key in value.items():
            if _is_word(binding) and _is_word(key):
                pairs.append((binding, key))
            else:
                name = shown(binding, _LONGEST_WORD)
                self._say(f'keys.{name} must be a key in quotation marks, like "f3"; it is passed over.')
        return tuple(pairs)


def _is_word(value: object) -> TypeGuard[str]:
    """Is this a name: text on one line, not empty, not long, with nothing hidden in it?"""
    return isinstance(value, str) and bool(value.strip()) and len(value) <= _LONGEST_WORD and clean(value).removed == 0
