"""The settings of one machine, in a TOML file that a person may write by hand.

What shapes a record or a figure is not here but in the store, where it has a history.

    words = "en_GB"           # or "en_US", "en_NZ", "nb_NO"
    theme = "dark"
    lock_minutes = 5          # 0 to 240; 0 never locks
    copying = true            # false: what is copied here stays inside this program
    keyring = false           # true: the computer's own keyring opens the file when the program starts
    date_order = "dmy"        # "dmy", "mdy" or "ymd"; left out: as usual where the words are from
    copies = "/media/stick"   # a folder elsewhere for one more copy a day; left out: none
    papers = "~/Documents"    # the folder papers are written to; left out: that of documents
    sheet = "a4"              # or "letter": what is printed on; left out: as usual where the words are from

    [keys]
    "app.lock" = "ctrl+l"     # a binding's id and the key or keys for it, "f9,ctrl+l"
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeGuard

from ips_tui.content.words import DEFAULT_PACK, Words, about_pack, load_words
from ips_tui.domain.word_packs import WordPack
from ips_tui.text import clean, shown

DateOrder = Literal["dmy", "mdy", "ymd"]

MOST_LOCK_MINUTES = 240
SETTINGS = ("words", "theme", "date_order", "lock_minutes", "copying", "keyring", "copies", "papers", "sheet", "keys")
"""What the file may say."""
_MOST_BYTES = 256 * 1024
_LONGEST_WORD = 64
LONGEST_PLACE = 400
"""Characters of the name of a folder."""
_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_LEFT_ALONE = "config.left_alone"


@dataclass(frozen=True)
class Config:
    """Settings of this machine.

    `lock_minutes` is 0 to 240, 0 for never; `keys` are pairs of a binding's id and its key or keys.
    `own_date_order` says that the file names the order of dates; else it follows from the words. `copying` is whether
    what is copied may leave the program, `keyring` whether the computer's own keyring may open the file at the start.
    `copies` is a folder on another medium for copies, with its whole path or below `~`; empty for none. `papers` is the
    folder for papers, told in the same way; empty for that of documents. `sheet` is empty where the words say it.
    """

    theme: str = "dark"
    lock_minutes: int = 5
    keys: tuple[tuple[str, str], ...] = ()
    date_order: DateOrder = "dmy"
    words: str = DEFAULT_PACK
    own_date_order: bool = False
    copying: bool = True
    keyring: bool = False
    copies: str = ""
    papers: str = ""
    sheet: Literal["", "a4", "letter"] = ""


def read_config(path: Path) -> tuple[Config, tuple[str, ...]]:
    """The settings in the file, and a sentence for everything in it that was not understood.

    Never raises for what is in the file or for a file that cannot be read, and never writes: a missing file
    gives the defaults without a sentence, a damaged one the defaults with the line, a wrong value the default
    for that value with its name. Whether a theme or a binding exists is for the screens to say.
    """
    try:
        text = settings_text(path)
        values = read_toml(text)
    except FileNotFoundError:
        return Config(), ()
    except UnreadableSettings as problem:
        words = load_words()
        return Config(), (f"{_named(path)}{problem.where(words)}: {words(problem.message_id)} {words(_LEFT_ALONE)}",)
    return _Reading(_named(path)).config(values)


class UnreadableSettings(Exception):
    """The file as a whole cannot be read; `line` is where, 0 for its end, None for nowhere in it."""

    def __init__(self, message_id: str, line: int | None = None) -> None:
        super().__init__(message_id)
        self.message_id = message_id
        self.line = line

    def where(self, words: Words) -> str:
        """The place in words, to stand after the file's name."""
        if self.line is None:
            return ""
        return words("config.at_line", line=self.line) if self.line else words("config.at_end")


def settings_text(path: Path) -> str:
    """What stands in the file. Raises FileNotFoundError, UnreadableSettings."""
    try:
        # A file of the wrong kind may be any size; this much is always enough for settings.
        with path.open("rb") as file:
            raw = file.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        raise
    except OSError:
        raise UnreadableSettings("config.unreadable") from None
    if len(raw) > _MOST_BYTES:
        raise UnreadableSettings("config.too_long")
    try:
        # Some editors put a byte-order mark in front.
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableSettings("config.not_utf8", raw.count(b"\n", 0, error.start) + 1) from None


def read_toml(text: str) -> dict[str, object]:
    """The values in that text. Raises UnreadableSettings."""
    # Most machines have no such file; they do without the parser.
    import tomllib

    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        # The parser's own words may repeat what is in the file; only the line is taken from them.
        line = None
        if found := _LINE.search(str(error)):
            line = int(found[1])
        elif "end of document" in str(error):
            line = 0
        raise UnreadableSettings("config.not_toml", line) from None


def _named(path: Path) -> str:
    """The file's name without its folders, which may hold a person's name."""
    return shown(path.name, _LONGEST_WORD)


class _Reading:
    """Goes through the values of one file and collects sentences about those that do not fit."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.pack: str = DEFAULT_PACK
        self.sentences: list[str] = []

    def config(self, values: Mapping[str, object]) -> tuple[Config, tuple[str, ...]]:
        default = Config()
        # First, since everything else is said in them.
        self.pack = self._words(values.get("words", default.words))
        order, own_order = self._date_order(values.get("date_order"))
        config = Config(
            theme=self._theme(values.get("theme", default.theme)),
            lock_minutes=self._lock_minutes(values.get("lock_minutes", default.lock_minutes)),
            keys=self._keys(values.get("keys", {})),
            date_order=order,
            words=self.pack,
            own_date_order=own_order,
            copying=self._yes_or_no("copying", values, default.copying),
            keyring=self._yes_or_no("keyring", values, default.keyring),
            copies=self._place("copies", values.get("copies", default.copies)),
            papers=self._place("papers", values.get("papers", default.papers)),
            sheet=self._sheet(values.get("sheet", default.sheet)),
        )
        for name in values:
            if name not in SETTINGS:
                self._say("unknown", name=shown(name, _LONGEST_WORD))
        return config, tuple(self.sentences)

    def _say(self, what: str, **values: object) -> None:
        self.sentences.append(f"{self.file}: {load_words(self.pack)(f'config.{what}', **values)}")

    def _words(self, value: object) -> str:
        if value in tuple(WordPack):
            return str(value)
        self._say("words", known=", ".join(f'"{pack}"' for pack in WordPack), used=DEFAULT_PACK)
        return DEFAULT_PACK

    def _theme(self, value: object) -> str:
        if _is_word(value):
            return value
        self._say("theme", used=Config.theme)
        return Config.theme

    def _lock_minutes(self, value: object) -> int:
        # True and false are numbers to Python, not to a person.
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_LOCK_MINUTES:
            return value
        self._say("lock_minutes", most=MOST_LOCK_MINUTES, used=Config.lock_minutes)
        return Config.lock_minutes

    def _yes_or_no(self, name: str, values: Mapping[str, object], used: bool) -> bool:
        value = values.get(name, used)
        if isinstance(value, bool):
            return value
        # What was meant is not known, so nothing is let out and nothing is let in.
        self._say("yes_or_no", name=name, used="false")
        return False

    def _date_order(self, value: object) -> tuple[DateOrder, bool]:
        """The order, and whether the file names it."""
        if value in ("dmy", "mdy", "ymd"):
            return value, True
        usual = Config.date_order if self.pack == DEFAULT_PACK else about_pack(self.pack).date_order
        if value is not None:
            self._say("date_order", used=usual)
        return usual, False

    def _place(self, name: str, value: object) -> str:
        if isinstance(value, str) and (not value or is_place(value)):
            return value
        self._say(name)
        return ""

    def _sheet(self, value: object) -> Literal["", "a4", "letter"]:
        if value in ("", "a4", "letter"):
            return value
        self._say("sheet")
        return Config.sheet

    def _keys(self, value: object) -> tuple[tuple[str, str], ...]:
        if not isinstance(value, dict):
            self._say("keys")
            return ()
        pairs: list[tuple[str, str]] = []
        for binding, key in value.items():
            if _is_word(binding) and _is_word(key):
                pairs.append((binding, key))
            else:
                self._say("key", name=shown(binding, _LONGEST_WORD))
        return tuple(pairs)


def is_place(value: str) -> bool:
    """Whether a folder can be told from this, wherever the program is started: its whole path, or one below `~`."""
    sound = bool(value.strip()) and len(value) <= LONGEST_PLACE and clean(value).removed == 0
    return sound and (Path(value).is_absolute() or value.startswith("~"))


def _is_word(value: object) -> TypeGuard[str]:
    """Is this a name: text on one line, not empty, not long, with nothing hidden in it?"""
    return isinstance(value, str) and bool(value.strip()) and len(value) <= _LONGEST_WORD and clean(value).removed == 0
