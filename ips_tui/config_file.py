"""Writing the settings file of this machine: one line at a time, the rest as the person left it.

A file a person wrote has comments, an order and empty lines of its own. So it is never written anew from its
values: the one line is changed, and only kept if the file then says what it said before, but for that setting.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

from ips_tui.config import UnreadableSettings, read_toml, settings_text
from ips_tui.content.words import Words
from ips_tui.paths import make_private
from ips_tui.text import shown

Value = str | int | bool
KEYS = "keys"
"""The one table of the file."""
_HEADER = re.compile(r"\s*\[")
_VALUE = r'(?:"(?:[^"\\]|\\.)*"|\'[^\']*\'|[^\s#"\']+)'


class NotChanged(Exception):
    """The file was left as it is, for the reason in `message_id`; `line` is where, 0 for its end."""

    def __init__(self, message_id: str, line: int | None = None) -> None:
        super().__init__(message_id)
        self.message_id = message_id
        self.line = line

    def said(self, words: Words, file: str) -> str:
        """The reason in words; `file` is the file's name."""
        where = UnreadableSettings(self.message_id, self.line).where(words)
        return words(self.message_id, file=shown(file) + where)


def change_setting(path: Path, name: str, value: Value | None, *, table: str = "") -> None:
    """Let the file say `value` for `name`, at its top or in `table`; None takes the line out.

    The file and its folder are made when they are missing. What is written is whole on the disk, readable by
    its owner alone, before it takes the old file's place. Raises NotChanged, and then nothing has changed: when
    the file is damaged, cannot be written, or holds this setting in a way that only its writer can change.
    """
    # A link is kept and what it points at is changed: some keep their settings elsewhere.
    place = path.resolve()
    try:
        old = settings_text(place)
        before = read_toml(old)
    except FileNotFoundError:
        old, before = "", {}
    except UnreadableSettings as problem:
        known = problem.message_id in ("config.not_toml", "config.not_utf8")
        raise NotChanged("config.damaged" if known else "config.not_written", problem.line) from None
    wanted = _with(before, name, value, table)
    if wanted == before:
        return
    for text in _edits(old, name, value, table):
        try:
            if read_toml(text) == wanted:
                break
        except UnreadableSettings:
            continue
    else:
        raise NotChanged("config.by_hand")
    _write(place, text)


def _with(values: dict[str, object], name: str, value: Value | None, table: str) -> dict[str, object]:
    """The values as they should be afterwards. Raises NotChanged where something else has the table's place."""
    changed = dict(values)
    inner = changed
    if table:
        there = changed.get(table, {})
        if not isinstance(there, dict):
            raise NotChanged("config.by_hand")
        inner = changed[table] = dict(there)
    if value is None:
        inner.pop(name, None)
        if table and not inner and table not in values:
            del changed[table]
    else:
        inner[name] = value
    return changed


def _edits(text: str, name: str, value: Value | None, table: str) -> Iterator[str]:
    """Ways in which the text could be changed, the likeliest first; each may be wrong and is to be read again."""
    lines = text.splitlines(keepends=True)
    end = "\r\n" if text.startswith("\r\n") or (lines and lines[0].endswith("\r\n")) else "\n"
    quoted = re.escape(name)
    there = re.compile(rf"(\s*(?:{quoted}|\"{quoted}\"|'{quoted}')\s*=\s*){_VALUE}([^\S\r\n]*(?:#[^\r\n]*)?(?:\r?\n)?)")
    for place, line in enumerate(lines):
        if (found := there.fullmatch(line)) is None:
            continue
        if value is None:
            yield "".join([*lines[:place], *lines[place + 1 :]])
        else:
            yield "".join([*lines[:place], found[1], _toml(value), found[2], *lines[place + 1 :]])
    if value is None:
        return
    new = f"{_key(name)} = {_toml(value)}{end}"
    if not table:
        for place in _before_tables(lines):
            yield "".join([*_ended(lines[:place], end), new, *lines[place:]])
        return
    header = re.compile(rf"\s*\[\s*{re.escape(table)}\s*\]\s*(?:#.*)?")
    for place, line in enumerate(lines):
        if header.fullmatch(line.rstrip("\r\n")):
            yield "".join([*_ended(lines[: place + 1], end), new, *lines[place + 1 :]])
    yield "".join([*_ended(lines, end), *([end] if lines else []), f"[{table}]{end}", new])


def _before_tables(lines: list[str]) -> Iterator[int]:
    """Where a line at the top of the file may stand: after the last of them, before the first table, at the start."""
    first = next((place for place, line in enumerate(lines) if _HEADER.match(line)), len(lines))
    place = first
    # Comments and empty lines above a table belong to it.
    while first < len(lines) and place and (not lines[place - 1].strip() or lines[place - 1].lstrip().startswith("#")):
        place -= 1
    yield from dict.fromkeys((place, first, 0))


def _ended(lines: list[str], end: str) -> list[str]:
    """The lines, the last of which ends."""
    return [*lines[:-1], lines[-1] + end] if lines and not lines[-1].endswith("\n") else lines


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else json.dumps(name, ensure_ascii=False)


def _toml(value: Value) -> str:
    # A text of TOML is written as one of JSON, but for the delete character, which no setting holds.
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else json.dumps(value, ensure_ascii=False)


def _write(place: Path, text: str) -> None:
    from ips_tui.store.files import write_private

    try:
        if place.exists() and not os.access(place, os.W_OK):
            raise PermissionError
        if not place.parent.is_dir():
            make_private(place.parent)
        write_private(place, text.encode())
    except OSError:
        # Its own text names folders, which may hold a person's name.
        raise NotChanged("config.not_written") from None
