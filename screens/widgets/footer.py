"""The last line: at most six keys that matter here, help always the last of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content

from screens.widgets.line import Line

MOST_KEYS = 6
GAP = "   "


@dataclass(frozen=True)
class FooterKey:
    """One key in the footer: the key's name as shown, what it does in a word or two, the key itself."""

    key: str
    name: str
    press: str


class Footer(Line):
    """Told which keys to show; paints only when they differ from what stands there.

    Textual's own footer is composed afresh at each change of focus and costs more than all else together.
    """

    DEFAULT_CSS = """
    Footer { background: $surface; color: $foreground; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.keys: tuple[FooterKey, ...] = ()
        self._fitting: tuple[FooterKey, ...] = ()

    def show_keys(self, keys: Sequence[FooterKey]) -> bool:
        """Show these keys, the last of them always; the line too narrow for all leaves some before it out.

        Returns whether anything changed.
        """
        self.keys = (*keys[: MOST_KEYS - 1], keys[-1]) if len(keys) > MOST_KEYS else tuple(keys)
        return self._lay_out()

    def on_resize(self, _: events.Resize) -> None:
        self._lay_out()

    def on_click(self, event: events.Click) -> None:
        """A click on a key does what the key does."""
        at, x = 0, event.x - self.styles.padding.left
        for entry in self._fitting:
            end = at + len(entry.key) + 1 + len(entry.name)
            if at <= x < end:
                self.app.simulate_key(entry.press)
                return
            at = end + len(GAP)

    def _lay_out(self) -> bool:
        room = self.content_size.width or 10_000
        fitting = list(self.keys)
        while len(fitting) > 1 and _drawn(fitting).cell_length > room:
            del fitting[-2]
        self._fitting = tuple(fitting)
        return self.show(_drawn(fitting))


def _drawn(keys: Sequence[FooterKey]) -> Content:
    parts: list[tuple[str, str] | str] = []
    for entry in keys:
        if parts:
            parts.append(GAP)
        parts += [(entry.key, "bold $accent"), f" {entry.name}"]
    return Content.assemble(*parts)
