"""The words on screen, by message id, from a pack of TOML files; a model or a rule never holds a language.

A pack is a folder below `words`. British English is whole; every other lies over it and holds what differs. What
belongs to a pack as a whole stands in its `pack.toml`:

    [pack]
    name = "English US"        # in its own language
    date_order = "mdy"           # how dates are read unless the person says otherwise
    currency = "USD"             # of a team that begins with these words
    distance = "mi"              # unit of a distance that names none: mi or km
    paper = "letter"             # what is printed on: a4 or letter

    [terms]                      # what the British texts that show through are changed by
    "labour" = "labor"

    [date]                       # the words for dates, by the names of `DateWords`
    today = "i dag, idag"
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from ips_tui.date_words import ENGLISH, DateWords, date_words
from ips_tui.domain.distance import MILES

DEFAULT_PACK = "en_GB"
A4 = "a4"
_PACKS = Path(__file__).with_name("words")
_ABOUT = "pack.toml"
_TABLE = re.compile(r"^\[([a-z_0-9]+(?:\.[a-z_0-9]+)?)[^\]\n]*\]", re.MULTILINE)
"""The first two parts of a table's name, or the only one."""


@dataclass(frozen=True)
class Pack:
    """What belongs to a pack as a whole."""

    name: str
    """In its own language."""
    date_order: Literal["dmy", "mdy", "ymd"]
    currency: str
    """By its ISO 4217 code."""
    terms: Mapping[str, str] = field(default_factory=dict)
    dates: DateWords = ENGLISH
    distance: str = MILES
    """Unit of a distance that names none: `mi` or `km`."""
    paper: str = A4
    """What is printed on: `a4` or `letter`."""


class Terms:
    """The words in which a pack differs from the British text it shows, and how a text is said in them.

    A term is a whole word or several. One that is written small also stands for itself at the beginning of a
    sentence. What is filled in later, `{like_this}`, is left alone.
    """

    def __init__(self, terms: Mapping[str, str]) -> None:
        self._terms = {_capital(term): _capital(own) for term, own in terms.items()} | dict(terms)
        # The longest first, so that a term of two words is not taken for one of its words.
        known = "|".join(re.escape(term) for term in sorted(self._terms, key=len, reverse=True))
        self._pattern = re.compile(rf"\{{[^}}]*\}}|\b(?:{known})\b") if terms else None

    def __call__(self, text: str) -> str:
        """The text in the pack's own terms."""
        if self._pattern is None:
            return text
        return self._pattern.sub(lambda found: self._terms.get(found[0], found[0]), text)


class Words:
    """One word pack; call it with a message id. A file is read when something of it is first asked for."""

    def __init__(
        self,
        pack: str,
        files: Mapping[Path, str],
        texts: Mapping[str, str] | None = None,
        *,
        behind: Words | None = None,
        about: Pack | None = None,
    ) -> None:
        """`files` holds the text of each file. Which tables stand in it is looked up now, the rest later.

        `texts` by their ids stand over those of the files; what neither has comes from the pack `behind`, in the
        terms that `about` names.
        """
        self.pack = pack
        self.dates = ENGLISH if about is None else about.dates
        """The words for dates in this pack's language."""
        self.distance = MILES if about is None else about.distance
        """The unit of a distance that names none."""
        self.paper = A4 if about is None else about.paper
        """What is printed on: `a4` or `letter`."""
        self._texts = dict(texts or {})
        self._behind = behind
        self._lent: dict[str, str] = {}
        self._without: set[str] = set()
        self._terms = Terms({} if about is None else about.terms)
        # Names outside any table have no first part; they stand at the top of a file.
        self._unread = {text: {"", *_TABLE.findall(text)} for text in files.values()}

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """Every text by its id, in the order of the pack behind."""
        if self._behind is None:
            return self.own
        own = self.own
        behind = {i: own[i] if i in own else self._terms(text) for i, text in self._behind.texts.items()}
        return {**behind, **own}

    @property
    def own(self) -> Mapping[str, str]:
        """The texts that stand in this pack and not only in the one behind it."""
        self._read(list(self._unread))
        return self._texts

    def __call__(self, message_id: str, **values: object) -> str:
        """The text of `message_id` with `{name}` filled in; an id without a text is shown as itself."""
        template = self._find(message_id)
        if template is None:
            return message_id
        return template.format(**values) if values else template

    def has(self, message_id: str) -> bool:
        """Whether the pack has a text for this id."""
        return self._find(message_id) is not None

    def choice(self, choice_id: str, value: str) -> str:
        """The label of one value of a list of choices."""
        return self(f"choice.{choice_id}.{value}")

    def _find(self, message_id: str) -> str | None:
        found = self._texts.get(message_id, self._lent.get(message_id))
        # Many ids are asked for that may have a text and mostly have none; they are looked for in the files once.
        if found is not None or message_id in self._without:
            return found
        if self._unread:
            first, *others = message_id.split(".")
            starts = {first, ".".join([first, *others[:1]])} if others else {""}
            self._read([text for text, tables in list(self._unread.items()) if tables & starts])
            found = self._texts.get(message_id)
        if found is None and self._behind is not None and (text := self._behind._find(message_id)) is not None:
            found = self._lent[message_id] = self._terms(text)
        if found is None:
            self._without.add(message_id)
        return found

    def _read(self, texts: Iterable[str]) -> None:
        # Reading TOML takes longer than painting a screen, so a first screen reads only its own files.
        import tomllib

        for text in texts:
            # Read before it counts as read: a second thread reads it too rather than find nothing in it.
            _flatten(tomllib.loads(text), "", self._texts)
            self._unread.pop(text, None)


def _flatten(table: Mapping[str, Any], prefix: str, into: dict[str, str]) -> None:
    for key, value in table.items():
        name = f"{prefix}{key}"
        if isinstance(value, str):
            into.setdefault(name, value)
        else:
            _flatten(value, f"{name}.", into)


def load_words(pack: str = DEFAULT_PACK) -> Words:
    """The pack of that name that comes with the program, over the British one.

    Raises FileNotFoundError when there is no such pack.
    """
    files = {file: file.read_text(encoding="utf-8") for file in sorted(_folder(pack).glob("*.toml"))}
    about = files.pop(_folder(pack) / _ABOUT)
    if pack == DEFAULT_PACK:
        return Words(pack, files)
    return Words(pack, files, behind=load_words(), about=_about(about))


def about_pack(pack: str) -> Pack:
    """What belongs to that pack as a whole. Raises FileNotFoundError when there is no such pack."""
    return _about((_folder(pack) / _ABOUT).read_text(encoding="utf-8"))


def _folder(pack: str) -> Path:
    folder = _PACKS / pack
    if not folder.is_dir():
        raise FileNotFoundError(folder)
    return folder


def _about(text: str) -> Pack:
    import tomllib

    table = tomllib.loads(text)
    dates = date_words(table["date"]) if "date" in table else ENGLISH
    about = table["pack"]
    return Pack(
        about["name"],
        about["date_order"],
        about["currency"],
        table.get("terms", {}),
        dates,
        about["distance"],
        about["paper"],
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
