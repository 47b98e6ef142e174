"""A picture of every screen at both sizes, of the invented people on the practice day.

What a screen does is held elsewhere; here stands how it looks. After a change that is meant to be seen, look at
each picture that `pytest tests/screens/test_pictures.py --snapshot-update` draws anew, and keep it with the change.
The same command draws the picture of the README.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_textual_snapshot import normalize_svg
from textual._doc import take_svg_screenshot
from textual.pilot import Pilot

from ips_tui.casework.session import Desk
from screens.app import IpsApp
from screens.widgets.form.form_screen import FormScreen
from tests import told
from tests.screens.entry_desk import SIZES, desk_on, employer, fill, person

README_PICTURE = Path(__file__).parents[2] / "docs" / "today.svg"
Walk = Callable[[IpsApp, Pilot[Any]], Awaitable[None]]
Compare = Callable[..., bool]


@pytest.fixture(autouse=True)
def _no_long_paths(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Files go by names below the folder one works in, so that a screen that says them says the same everywhere."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def invented() -> Iterator[Desk]:
    """A desk over a copy of the invented people."""
    with desk_on(Path()) as desk:
        yield desk


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until workers are done and everything is painted."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    await pilot.pause()


def keys(*pressed: str) -> Walk:
    """The way to a screen that only keys lead to."""

    async def walk(app: IpsApp, pilot: Pilot[Any]) -> None:
        for key in pressed:
            await pilot.press(key)
            await settled(pilot)

    return walk


def with_person(ref: str, *pressed: str) -> Walk:
    """The page of one of the invented people, and keys pressed there."""

    async def walk(app: IpsApp, pilot: Pilot[Any]) -> None:
        app.open_participant(str(person(app.desk, ref)))  # type: ignore[arg-type]
        await settled(pilot)
        await keys(*pressed)(app, pilot)

    return walk


def with_employer(name: str, *pressed: str) -> Walk:
    """The page of an invented employer, and keys pressed there."""

    async def walk(app: IpsApp, pilot: Pilot[Any]) -> None:
        app.open_employer(str(employer(app.desk, name)))  # type: ignore[arg-type]
        await settled(pilot)
        await keys(*pressed)(app, pilot)

    return walk


async def refused(app: IpsApp, pilot: Pilot[Any]) -> None:
    """An employer contact about somebody who has not decided yet what may be said."""
    await with_person("P01", "v")(app, pilot)
    form = app.screen
    assert isinstance(form, FormScreen)
    await fill(
        pilot,
        form,
        employer=str(employer(app.desk, "Mill Lane Bakery")),  # type: ignore[arg-type]
        mode="telephone",
        purpose="presenting_candidate",
        person_met="Jo Baker",
        result="Said that someone would come by.",
    )
    await keys("f2")(app, pilot)


WAYS: dict[str, Walk] = {
    "today": keys(),
    "caseload": keys("f7"),
    "participant_p01": with_person("P01"),
    "participant_p02": with_person("P02"),
    "participant_p06_stage_4": with_person("P06", "4"),
    "reach": with_person("P01", "p"),
    "contact": with_person("P01", "c"),
    "contact_problems": with_person("P01", "c", "f2"),
    "contact_leaving": with_person("P01", "c", *["tab"] * 5, "4", "5", "escape"),
    "referral": keys("n"),
    "review": with_person("P01", "r"),
    "appointment": with_person("P01", "a"),
    "agreement": with_person("P01", "d"),
    "employer_contact": with_employer("Mill Lane Bakery", "c"),
    "gate": refused,
    "may_say": with_person("P06", "f4"),
    "employers": keys("f12"),
    "employer": with_employer("Mill Lane Bakery"),
    "history": with_person("P02", "h"),
    "help": keys("f1"),
    "palette": keys("ctrl+p", *"ada"),
    "settings": keys("ctrl+p", *"settings", "enter"),
}


def going(walk: Walk) -> Callable[[Pilot[Any]], Awaitable[None]]:
    """The way, and a screen at its end on which nothing is still to come."""

    async def there(pilot: Pilot[Any]) -> None:
        assert isinstance(pilot.app, IpsApp)
        await settled(pilot)
        await walk(pilot.app, pilot)
        pilot.app.flush_drafts()
        await settled(pilot)

    return there


def _size(size: tuple[int, int]) -> str:
    return f"{size[0]}x{size[1]}"


@pytest.mark.parametrize("size", SIZES, ids=_size)
@pytest.mark.parametrize("name", WAYS)
def test_screen(snap_compare: Compare, invented: Desk, name: str, size: tuple[int, int]) -> None:
    assert snap_compare(IpsApp(invented), terminal_size=size, run_before=going(WAYS[name]))


@pytest.mark.parametrize("size", SIZES, ids=_size)
def test_first_run(snap_compare: Compare, tmp_path: Path, size: tuple[int, int]) -> None:
    desk = told.desk_at(told.StoreFiles(tmp_path / "new" / "team.db"))
    assert snap_compare(IpsApp(desk), terminal_size=size, run_before=going(keys()))


@pytest.mark.parametrize("size", SIZES, ids=_size)
def test_unlock(snap_compare: Compare, open_desk: Callable[..., Desk], size: tuple[int, int]) -> None:
    desk = open_desk(encrypted=True)
    desk.close()
    assert snap_compare(IpsApp(desk), terminal_size=size, run_before=going(keys()))


def test_the_readme_shows_today_as_it_looks_now(invented: Desk, request: pytest.FixtureRequest) -> None:
    walk = going(WAYS["today"])
    picture = normalize_svg(take_svg_screenshot(IpsApp(invented), terminal_size=SIZES[0], run_before=walk))
    if request.config.option.update_snapshots:
        README_PICTURE.write_text(picture, encoding="utf-8", newline="\n")
    assert picture == README_PICTURE.read_text(encoding="utf-8")
