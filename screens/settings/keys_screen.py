"""Every key there is, and another one in its place."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.dom import DOMNode

import screens
from ips_tui.config_file import KEYS
from ips_tui.content.words import Words
from screens import this_computer
from screens.base import HouseScreen
from screens.keys import bind, check_keymap, key_label
from screens.settings.ask import AskLine
from screens.shell_keys import SHELL_KEYS
from screens.this_computer import NotChanged
from screens.widgets.record_list import Column, RecordList
from screens.widgets.record_source import RereadSource


class KeysScreen(HouseScreen[None]):
    """What can be done by keys, one line for each, with the key that does it now."""

    DEFAULT_CSS = """
    KeysScreen RecordList { height: 1fr; background: $background; }
    """
    footer_keys = ("keys.change", "screen.back")
    made_of = ()
    help_id = "keys"
    BINDINGS: ClassVar[list[BindingType]] = [bind("e", "change", "keys.change")]

    def __init__(self) -> None:
        super().__init__()
        self._came_with = all_keys()

    def trail(self) -> Sequence[str]:
        """Settings, and its keys."""
        return self.app.words("shell.area.settings"), self.app.words("settings.keys.title")

    def compose_body(self) -> ComposeResult:
        """One list."""
        words = self.app.words
        columns = (
            Column("key", words("settings.column.key"), 18),
            Column("does", words("settings.column.does"), 0),
            Column("id", words("settings.column.id"), 24),
        )
        self.list = RecordList(
            columns, RereadSource(self.rows), empty="", style_of=lambda _, n, cell: "$quiet" if n == 2 else ""
        )
        yield self.list

    def on_mount(self) -> None:
        """The list is where one begins."""
        self.list.focus()

    def rows(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The keys of every screen first, then those of one, by their names; a key of the person's own says so."""
        words, own = self.app.words, dict(self.app.desk.config.keys)
        order = {str(key.id): place for place, key in enumerate(SHELL_KEYS)}
        for binding_id in sorted(self._came_with, key=lambda i: (order.get(i, len(order)), i)):
            if words.has(f"key.{binding_id}.name"):
                named = _named(own.get(binding_id, self._came_with[binding_id]), words)
                said = f"{named} ({words('settings.keys.own')})" if binding_id in own else named
                yield binding_id, (said, words(f"key.{binding_id}.does"), binding_id)

    def on_record_list_opened(self, event: RecordList.Opened) -> None:
        """Enter does what e does."""
        event.stop()
        self.action_change()

    def action_change(self) -> None:
        """e: another key for what the cursor stands on."""
        if self.list.cursor_id is not None:
            self.run_worker(self._change(self.list.cursor_id), exclusive=True)

    async def _change(self, binding_id: str) -> None:
        app, words = self.app, self.app.words
        own = dict(app.desk.config.keys)
        question = words("settings.keys.question", does=words(f"key.{binding_id}.does"))
        start = own.get(binding_id, self._came_with[binding_id])
        question = f"{question}\n{words('settings.keys.hint')}"
        answer = await app.push_screen_wait(
            AskLine(question, start, words, lambda typed: self._problem(binding_id, typed))
        )
        if answer is None:
            return
        try:
            kept = None if answer in ("", self._came_with[binding_id]) else answer
            this_computer.change(app, binding_id, kept, table=KEYS)
        except NotChanged as refused:
            self.say(refused.said(words, app.config_file), problem=True)
        else:
            self.list.reload()
            self.say(words("settings.keys.kept"))

    def _problem(self, binding_id: str, typed: str) -> str:
        """What is wrong with these keys, if anything; empty takes those it came with."""
        others = [pair for pair in self.app.desk.config.keys if pair[0] != binding_id]
        wanted = typed or self._came_with[binding_id]
        found = check_keymap([*others, (binding_id, wanted)], SHELL_KEYS, self.app.words, self.app.config_file)
        return "" if binding_id in found.keys else found.problems[-1]


def all_keys() -> Mapping[str, str]:
    """The keys that each command comes with, by its id, as they are written in the settings file.

    Every screen is loaded for it, since a key is declared where it works.
    """
    for found in pkgutil.walk_packages(screens.__path__, f"{screens.__name__}."):
        # What belongs to another operating system has no keys.
        with suppress(ImportError):
            importlib.import_module(found.name)
    keys: dict[str, dict[str, None]] = {}
    for kind in _below(DOMNode):
        if kind.__module__.startswith(f"{screens.__name__}."):
            for binding in Binding.make_bindings(kind.__dict__.get("BINDINGS", ())):
                if binding.id is not None:
                    keys.setdefault(binding.id, {})[binding.key] = None
    return {binding_id: ",".join(found) for binding_id, found in keys.items()}


def _below(kind: type) -> Iterator[type]:
    inner: type
    for inner in kind.__subclasses__():
        yield inner
        yield from _below(inner)


def _named(keys: str, words: Words) -> str:
    return ", ".join(key_label(key.strip(), words) for key in keys.split(","))
