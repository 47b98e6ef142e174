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

from ips_tui.casework import disclosure, people
from ips_tui.casework.session import Desk
from ips_tui.content.words import DEFAULT_PACK, load_words
from ips_tui.domain.word_packs import WordPack
from ips_tui.store import slots
from screens.app import IpsApp
from screens.desk import desk_of
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


def after(first: Walk, *pressed: str) -> Walk:
    """A way, and keys pressed at its end."""

    async def walk(app: IpsApp, pilot: Pilot[Any]) -> None:
        await first(app, pilot)
        await keys(*pressed)(app, pilot)

    return walk


async def agreed(app: IpsApp, pilot: Pilot[Any]) -> None:
    """The card of somebody who has agreed to something."""
    agreement = told.agreement(-5, agreed_words="Rohan wants to come back to work, three mornings to begin with.")
    disclosure.record_agreement(desk_of(app), person(desk_of(app), "P02"), agreement)
    await with_person("P02", "f4")(app, pilot)


async def a_contact_noted(app: IpsApp, pilot: Pilot[Any]) -> None:
    """A contact with somebody, noted a moment ago."""
    await with_person("P01", "c")(app, pilot)
    form = app.screen
    assert isinstance(form, FormScreen)
    said = "She rang the garden centre herself."
    await fill(pilot, form, kind="planning", mode="telephone", result="took_place", minutes="20", summary=said)
    await keys("f2")(app, pilot)


async def typed_while_it_changed(app: IpsApp, pilot: Pilot[Any]) -> None:
    """A draft of a correction, opened again after the record was changed elsewhere."""
    await with_person("P01", "p", "e", "tab", *"Ada F", "escape", "enter")(app, pilot)
    desk = desk_of(app)
    ada = person(desk, "P01")
    entry = people.referral_entry(desk, ada).model_copy(update={"preferred_name": "Addie"})
    people.change_referral(desk, ada, entry)
    await keys("e")(app, pilot)


WAYS: dict[str, Walk] = {
    "today": keys(),
    "caseload": keys("f7"),
    "participant_p01": with_person("P01"),
    "participant_p02": with_person("P02"),
    "participant_p06_stage_4": with_person("P06", "4"),
    "everything": with_person("P02", "0"),
    "later_stage": with_person("P01", "2"),
    "job_development": with_person("P01", "4"),
    "follow_along": with_person("P01", "5"),
    "main_stage": with_person("P01", "g"),
    "main_stage_since": with_person("P01", "g", "down", "enter"),
    "reach": with_person("P01", "p"),
    "consent": with_person("P01", "p", "s"),
    "contact": with_person("P01", "c"),
    "contact_problems": with_person("P01", "c", "f2"),
    "contact_leaving": with_person("P01", "c", *["tab"] * 5, "4", "5", "escape"),
    "referral": keys("n"),
    "review": with_person("P01", "r"),
    "appointment": with_person("P01", "a"),
    "outcome": with_person("P01", "x"),
    "closing": with_person("P01", "x", "down", "enter"),
    "clinical_update": with_person("P01", "k"),
    "draft_offered": with_person("P01", "c", *["tab"] * 5, "4", "5", "escape", "enter", "c"),
    "draft_and_record": typed_while_it_changed,
    "agreement": with_person("P01", "d"),
    "employer_contact": with_employer("Mill Lane Bakery", "c"),
    "gate": refused,
    "without_agreement": after(refused, "up", "enter"),
    "talk": with_person("P06", "t"),
    "withdrawal": after(agreed, "w"),
    "may_say_agreed": agreed,
    "may_say": with_person("P06", "f4"),
    "employers": keys("f12"),
    "employer": with_employer("Mill Lane Bakery"),
    "undo": after(a_contact_noted, "u"),
    "undo_stays": after(agreed, "escape", "u"),
    "undone_in_history": after(a_contact_noted, "u", "u", "enter", "home", "shift+tab", "h"),
    "history": with_person("P02", "h"),
    "help": keys("f1"),
    "palette": keys("ctrl+p", *"ada"),
    "palette_words": keys("ctrl+p", *"pitch", "down"),
    "settings": keys("ctrl+p", *"settings", "enter"),
    "settings_team": keys("ctrl+p", *"settings", "enter", "tab", "down", "down"),
    "settings_here": keys("ctrl+p", *"settings", "enter", "tab", "tab"),
    "settings_keys": keys("ctrl+p", *"settings", "enter", "tab", "tab", *["down"] * 4, "e"),
    "staff": keys("ctrl+p", *"settings", "enter", "e"),
    "clinical_team": keys("ctrl+p", *"settings", "enter", *["down"] * 5, "e"),
    "care_coordinator": keys("ctrl+p", *"settings", "enter", *["down"] * 6, "e"),
    "employer_form": keys("f12", "n"),
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
@pytest.mark.parametrize("pack", [pack for pack in WordPack if pack != DEFAULT_PACK])
def test_participant_in_other_words(snap_compare: Compare, invented: Desk, pack: str, size: tuple[int, int]) -> None:
    invented.words = load_words(pack)
    assert snap_compare(IpsApp(invented), terminal_size=size, run_before=going(with_person("P02")))


@pytest.mark.parametrize("size", SIZES, ids=_size)
def test_first_run_in_norwegian(snap_compare: Compare, tmp_path: Path, size: tuple[int, int]) -> None:
    desk = told.desk_at(told.StoreFiles(tmp_path / "new" / "team.db"))
    assert snap_compare(IpsApp(desk), terminal_size=size, run_before=going(keys("right", "right", "right")))


@pytest.mark.parametrize("size", SIZES, ids=_size)
def test_first_run(snap_compare: Compare, tmp_path: Path, size: tuple[int, int]) -> None:
    desk = told.desk_at(told.StoreFiles(tmp_path / "new" / "team.db"))
    assert snap_compare(IpsApp(desk), terminal_size=size, run_before=going(keys()))


@pytest.mark.parametrize("size", SIZES, ids=_size)
@pytest.mark.parametrize("page", ["passphrase", "recovery_key", "typed_back"])
def test_first_run_goes_on(
    snap_compare: Compare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str, size: tuple[int, int]
) -> None:
    monkeypatch.setattr(slots, "new_recovery_key", lambda: told.RECOVERY_KEY)
    desk = told.desk_at(told.StoreFiles(tmp_path / "new" / "team.db"))

    async def walk(app: IpsApp, pilot: Pilot[Any]) -> None:
        form = app.screen
        assert isinstance(form, FormScreen)
        await fill(pilot, form, **{name: str(value) for name, value in dict(told.FIRST_RUN).items()})
        passphrase = ["space" if letter == " " else letter for letter in told.PASSPHRASE]
        pressed = {"passphrase": [], "recovery_key": ["f2"], "typed_back": ["f2", "enter"]}[page]
        await keys("f2", *([*passphrase, "tab", *passphrase] if pressed else []), *pressed)(app, pilot)

    assert snap_compare(IpsApp(desk), terminal_size=size, run_before=going(walk))


@pytest.mark.parametrize("size", SIZES, ids=_size)
def test_recover(snap_compare: Compare, open_desk: Callable[..., Desk], size: tuple[int, int]) -> None:
    desk = open_desk(encrypted=True)
    desk.close()
    assert snap_compare(IpsApp(desk), terminal_size=size, run_before=going(keys("f2")))


@pytest.mark.parametrize("size", SIZES, ids=_size)
def test_settings_that_cannot_be_used(snap_compare: Compare, invented: Desk, size: tuple[int, int]) -> None:
    app = IpsApp(invented, problems=("Line 3: the minutes until the lock are a whole number from 0 to 240.",))
    assert snap_compare(app, terminal_size=size, run_before=going(keys()))


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
