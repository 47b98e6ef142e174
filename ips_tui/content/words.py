"""The words on screen, by message id, from a pack of TOML files; a model or a rule never holds a language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

DEFAULT_PACK = "en_GB"
_PACKS = Path(__file__).with_name("words")
_TABLE = re.compile(r"^\[([a-z_0-9]+(?:\.[a-z_0-9]+)?)[^\]\n]*\]", re.MULTILINE)
"""The first two parts of a table's name, or the only one."""


class Words:
    """One word pack; call it with a message id. A file is read when something of it is first asked for."""

    def __init__(self, pack: str, files: Mapping[Path, str], texts: Mapping[str, str] | None = None) -> None:
        """`files` holds the text of each file. Which tables stand in it is looked up now, the rest later.

        `texts` by their ids stand over those of the files.
        """
        self.pack = pack
        self._texts = dict(texts or {})
        # Names outside any table have no first part; they stand at the top of a file.
        self._unread = {text: {"", *_TABLE.findall(text)} for text in files.values()}

    @property
    def texts(self) -> Mapping[str, str]:
        """Every text by its id."""
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
        found = self._texts.get(message_id)
        if found is None and self._unread:
            first, *others = message_id.split(".")
            starts = {first, ".".join([first, *others[:1]])} if others else {""}
            self._read([text for text, tables in self._unread.items() if tables & starts])
            found = self._texts.get(message_id)
        return found

    def _read(self, texts: Iterable[str]) -> None:
        # Reading TOML takes longer than painting a screen, so a first screen reads only its own files.
        import tomllib

        for text in texts:
            del self._unread[text]
            _flatten(tomllib.loads(text), "", self._texts)


def _flatten(table: Mapping[str, Any], prefix: str, into: dict[str, str]) -> None:
    for key, value in table.items():
        name = f"{prefix}{key}"
        if isinstance(value, str):
            into.setdefault(name, value)
        else:
            _flatten(value, f"{name}.", into)


def load_words(pack: str = DEFAULT_PACK) -> Words:
    """The pack of that name that comes with the program.

    Raises FileNotFoundError when there is no such pack.
    """
    folder = _PACKS / pack
    if not folder.is_dir():
        raise FileNotFoundError(folder)
    return Words(pack, {file: file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.toml"))})
