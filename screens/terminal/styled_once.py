"""A widget's look is worked out once: when it is mounted, and again when something about it changed.

Textual 8.2.8 also works it out for a widget that stands nowhere yet (an `Input` does so while it is being made), for
all of a screen when that comes to the front (`HouseScreen.on_screen_resume`), and reads every rule anew at the first
visit of a mode. Nearly a third of the time in which a form opens went there.
"""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.dom import DOMNode
from textual.screen import Screen


class StyledOnce(App[int]):
    """An app that leaves alone what has its look already."""

    def update_styles(self, node: DOMNode, animate: bool = True) -> None:
        """Give a node and all within it the look that they have now; one that stands nowhere gets it when mounted."""
        if node.is_attached:
            super().update_styles(node, animate=animate)

    def _load_screen_css(self, screen: Screen[Any]) -> None:
        super()._load_screen_css(screen)
        if screen._css_update_count < 0:
            # It is being mounted by the rules that hold now.
            screen._css_update_count = self._css_update_count
