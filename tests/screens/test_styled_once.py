"""The look of a screen is worked out once, and again when the colours are others."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.pilot import Pilot

from ips_tui.casework.session import Desk
from screens.app import IpsApp
from screens.theme import theme_name
from screens.widgets.form.fields import FormField
from tests.screens.entry_desk import desk_on, person


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_on(tmp_path) as open_desk:
        yield open_desk


def _drive(desk: Desk, steps: Callable[[IpsApp, Pilot[int]], Awaitable[None]]) -> None:
    async def run() -> None:
        app = IpsApp(desk)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            await steps(app, pilot)

    asyncio.run(run())


def _grounds(app: IpsApp) -> set[str]:
    """The background colours that stand on the screen in front, in every cell."""
    strips = app.screen._compositor.render_strips()
    return {str(segment.style.bgcolor) for strip in strips for segment in strip if segment.style is not None}


def _looks_as_textual_works_it_out(app: IpsApp) -> None:
    """Rules that are looked up come to what Textual finds by going through all of them."""
    stock = Stylesheet(variables=app.get_css_variables())
    stock.source = app.stylesheet.source.copy()
    stock.parse()
    nodes = list(app.screen.walk_children(with_self=True))
    looks = [_rules(node) for node in nodes]
    assert any(parts for _, parts in looks)
    for node, look in zip(nodes, looks, strict=True):
        stock.apply(node)
        assert _rules(node) == look, node


def _rules(node: DOMNode) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """The rules of a widget, and of each of its parts."""
    parts = {name: dict(styles.base.get_rules()) for name, styles in node._component_styles.items()}
    return dict(node.styles.base.get_rules()), parts


def test_a_screen_that_stood_aside_follows_a_change_of_colours(desk: Desk) -> None:
    """In another area, and behind the one in front."""

    async def steps(app: IpsApp, pilot: Pilot[int]) -> None:
        looks: dict[str, list[set[str]]] = {"dark": [], "light": []}
        for theme in ("dark", "light"):
            app.theme = theme_name(theme)
            # Today, the caseload, a person's page over it, the caseload behind that again, Today again.
            for keys in (("f6",), ("f7",), ("enter",), ("escape",), ("f6",)):
                await pilot.press(*keys)
                await pilot.pause()
                looks[theme].append(_grounds(app))
        for dark, light in zip(looks["dark"], looks["light"], strict=True):
            assert dark and light and dark.isdisjoint(light)

    _drive(desk, steps)


def test_the_rules_are_read_once_and_no_look_is_worked_out_twice(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[object] = []
    styled: list[DOMNode] = []
    reparse, apply = Stylesheet.reparse, Stylesheet.apply
    monkeypatch.setattr(Stylesheet, "reparse", lambda self: (read.append(self), reparse(self)))

    def counted(self: Stylesheet, node: DOMNode, **how: Any) -> None:
        styled.append(node)
        apply(self, node, **how)

    monkeypatch.setattr(Stylesheet, "apply", counted)

    async def steps(app: IpsApp, pilot: Pilot[int]) -> None:
        assert not read
        await pilot.press("f7")
        await pilot.pause()
        assert not read, "the first visit of an area"
        app.open_participant(str(person(desk, "P01")))
        await pilot.pause()
        page = app.screen
        styled.clear()
        await pilot.press("c", "enter")
        await pilot.pause()
        form = app.screen
        assert form is not page and form in styled
        assert all(node.is_attached for node in styled)
        assert all(styled.count(node) <= 1 for node in (form, *form.query(FormField)))
        await pilot.press("tab", "tab")
        await pilot.pause()
        _looks_as_textual_works_it_out(app)
        styled.clear()
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is page and page not in styled

    _drive(desk, steps)
