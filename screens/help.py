"""F1: the keys that work here now, what this screen is for, and what the words mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ips_tui.content.words import Words
from screens.base import HouseScreen
from screens.keys import MOVING, KeyHere
from screens.shell_keys import SHELL_KEYS

KEY_COLUMN = 12
DOES_COLUMN = 45


class HelpScreen(HouseScreen[None]):
    """Help about the screen it was called from; Esc goes back there."""

    help_id = "help"
    footer_keys = ("screen.back",)
    DEFAULT_CSS = """
    HelpScreen .help--scroll { padding: 0 2; scrollbar-size-vertical: 1; }
    HelpScreen .help--text { width: 100%; max-width: 100; height: auto; }
    """

    def __init__(self, about: str, help_id: str, keys: Sequence[KeyHere]) -> None:
        """`about` is the name of the screen it was called from, `keys` what worked there."""
        super().__init__()
        self.about = about
        self.about_id = help_id
        self.keys = tuple(keys)

    def trail(self) -> Sequence[str]:
        """Help, and about what."""
        return [part for part in (self.app.words("help.title"), self.about) if part]

    def compose_body(self) -> ComposeResult:
        """One text that scrolls."""
        with VerticalScroll(classes="help--scroll"):
            yield Static(self._text(), classes="help--text")

    def on_mount(self) -> None:
        """The text has the focus, so that the arrows move it."""
        self.query_one(VerticalScroll).focus()

    def _text(self) -> Content:
        return Content("\n").join(list(self._lines(self.app.words)))

    def _lines(self, words: Words) -> Iterator[Content]:
        if words.has(f"help.screen.{self.about_id}"):
            yield _heading(words("help.about_here"))
            yield Content(words(f"help.screen.{self.about_id}"))
            yield Content("")
        order = {key.id: place for place, key in enumerate(SHELL_KEYS)}
        here = sorted((k for k in self.keys if k.id not in order), key=lambda k: k.id.split(".")[0] in MOVING)
        everywhere = sorted((k for k in self.keys if k.id in order), key=lambda k: order[k.id])
        for heading, keys in (("help.keys_here", here), ("help.keys_everywhere", everywhere)):
            if keys:
                yield _heading(words(heading))
                yield from map(_key_line, keys)
                yield Content("")
        yield Content.styled(words("help.change_keys", file=self.app.config_file), "$quiet")
        yield Content("")
        yield _heading(words("help.terms"))
        for word, says in terms(words):
            yield Content.assemble((word, "bold"), ": ", says)


def terms(words: Words) -> list[tuple[str, str]]:
    """The words of the field with what they mean, in the order of the word pack."""
    start, end = "help.term.", ".word"
    ids = [i.removesuffix(end) for i in words.texts if i.startswith(start) and i.endswith(end)]
    return [(words(f"{i}{end}"), words(f"{i}.says")) for i in ids]


def _heading(text: str) -> Content:
    return Content.styled(text, "bold $accent")


def _key_line(key: KeyHere) -> Content:
    named, does = f"{key.key:<{KEY_COLUMN}} ", f"{key.does:<{DOES_COLUMN}} "
    return Content.assemble((named, "bold"), does, (f"[{key.id}]", "$quiet"))
