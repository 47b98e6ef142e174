"""The words on screen, by message id, from a pack of TOML files; a model or a rule never holds a language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

DEFAULT_PACK = "en_GB"


@dataclass(frozen=True)
class Words:
    """One word pack; call it with a message id."""

    pack: str
    texts: Mapping[str, str]

    def __call__(self, message_id: str, **values: object) -> str:
        """The text of `message_id` with `{name}` filled in; an id without a text is shown as itself."""
        template = self.texts.get(message_id)
        if template is None:
            return message_id
        return template.format(**values) if values else template

    def has(self, message_id: str) -> bool:
        """Whether the pack has a text for this id."""
        return message_id in self.texts

    def choice(self, choice_id: str, value: str) -> str:
        """The label of one value of a list of choices."""
        return self(f"choice.{choice_id}.{value}")


def _flatten(table: Mapping[str, Any], prefix: str, into: dict[str, str]) -> None:
    for key, value in table.items():
        name = f"{prefix}{key}"
        if isinstance(value, str):
            into[name] = value
        else:
            _flatten(value, f"{name}.", into)


def load_words(pack: str = DEFAULT_PACK) -> Words:
    """The pack of that name that comes with the program.

    Raises FileNotFoundError when there is no such pack.
    """
    folder = files("ips_tui.content").joinpath("words", pack)
    texts: dict[str, str] = {}
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            _flatten(tomllib.loads(file.read_text(encoding="utf-8")), "", texts)
    return Words(pack, texts)
