"""Tests of screens paint what they look at, and the last frame whether anybody looks or not."""

from __future__ import annotations

import asyncio

import pytest
from textual.app import App, ComposeResult
from textual.strip import Strip
from textual.widget import Widget


class Unpaintable(Widget):
    """Something that stands on a screen and cannot be shown."""

    def render_line(self, y: int) -> Strip:
        """Fail."""
        raise RuntimeError("cannot be painted")


class UnpaintableApp(App[int]):
    """An app with nothing else on its screen."""

    def compose(self) -> ComposeResult:
        """The one widget."""
        yield Unpaintable()


def test_what_cannot_be_painted_is_a_failure_even_where_nobody_looks() -> None:
    async def run() -> None:
        async with UnpaintableApp().run_test() as pilot:
            await pilot.pause()

    with pytest.raises(RuntimeError, match="cannot be painted"):
        asyncio.run(run())
