"""Pictures of the invented people on the practice day: the pages one works on, and what stands on the way there.

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
from textual.app import App
from textual.pilot import Pilot

from ips_tui.casework import closure, disclosure, people
from ips_tui.casework.session import Desk
from ips_tui.content.words import DEFAULT_PACK, load_words
from ips_tui.domain.word_packs import WordPack
from ips_tui.store import slots
from screens.app import IpsApp
from screens.desk import desk_of
from screens.widgets.form.form_screen import FormScreen
from tests import planned, told
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


async def planned_way(app: IpsApp, pilot: Pilot[Any]) -> None:
    """The page of somebody with a goal that counts without research, and a plan with a step that is late."""
    desk = desk_of(app)
    ada = person(desk, "P01")
    for section in ("work_goal", "education", "strengths", "barriers"):
        planned.say(desk, ada, section)
    planned.information_talk(desk, ada)
    goal = planned.goal(desk, ada, without_research_why="She knows every bakery here.")
    planned.plan(desk, ada, goal=goal, review_on=planned.day(desk, 8))
    late = planned.step("Write down three bakeries", planned.day(desk, -2))
    done = planned.step("Buy white shoes", status="done", done_on=planned.day(desk, -4))
    planned.objective(desk, ada, late, planned.step("Ring the college", who="specialist"), done)
    planned.course(desk, ada)
    await with_person("P01")(app, pilot)


async def case_closed(app: IpsApp, pilot: Pilot[Any]) -> None:
    """The page of somebody whose case was closed."""
    desk = desk_of(app)
    closure.close_case(desk, person(desk, "P01"), told.closure())
    await with_person("P01")(app, pilot)


ROADS: tuple[dict[str, Walk], ...] = (
    {
        "today": keys(),
        "caseload": keys("f7"),
        "employers": keys("f12"),
        "community": keys("ctrl+o"),
        "group_session": keys("n", "down", "down", "enter"),
    },
    {
        "settings": keys("ctrl+p", *"settings", "enter"),
        "settings_team": keys("tab", "down", "down"),
        "settings_here": keys("up", "up", "tab"),
        "settings_keys": keys(*["down"] * 4, "e"),
    },
    {
        "engagement": with_person("P01"),
        "stage_to_come": keys("4"),
        "interview_no_answer": keys("2", "q", "down", "enter", "ctrl+n"),
    },
    {
        "main_stage": with_person("P01", "g"),
        "reach": keys("escape", "p"),
        "outcome": keys("escape", "x"),
        "agreement": keys("escape", "d"),
    },
    {
        "vocational_profile": after(planned_way, "2"),
        "interview": keys("q"),
        "interview_section": keys(*["down"] * 3, "enter"),
    },
    {
        "action_plan": after(planned_way, "3"),
        "plan": keys("l"),
        "step": keys("escape", "s"),
        "note": keys("escape", "n"),
    },
    {"job_development": with_person("P06", "4"), "may_say": keys("f4")},
    {"job": with_person("P06", "j")},
    {
        "follow_along": with_person("P09"),
        "support_plan": keys("i"),
        "follow_along_contact": keys("escape", "f"),
        "benefits": keys("escape", "b"),
    },
    {
        "contact": with_person("P01", "c"),
        "contact_leaving": keys(*["tab"] * 5, "4", "5", "escape"),
        "draft_offered": keys("enter", "c"),
    },
    {"contact_problems": with_person("P01", "c", "f2")},
    {"employer": with_employer("Mill Lane Bakery")},
    {"two_profiles": with_person("P10", "2", "q", "v")},
    {"two_plans": with_person("P05", "3", "l", "l", "f2", "c")},
    {"plan_review": with_person("P05", "r", "pagedown")},
    {"clock_late": with_person("P02")},
    {"next_stage_opens": with_person("P07", "4"), "start_without_plan": keys("j", "enter")},
    {"everything": with_person("P12", "0")},
    {"case_closed": case_closed},
    {"goal_without_research": with_person("P01", "2", "q", "end", "up", "up", "enter")},
    {"draft_and_record": typed_while_it_changed},
    {"referral": keys("n"), "help": keys("escape", "f1")},
    {"gate": refused},
    {"may_say_agreed": agreed},
    {"ways_tried": with_person("P11", "1", "y")},
    {"in_the_way": with_person("P03", "z")},
    {
        "undo": after(a_contact_noted, "u"),
        "undone_in_history": keys("u", "enter", "home", "shift+tab", "h"),
    },
    {"palette_words": keys("ctrl+p", *"pitch", "down")},
    {"outcomes": keys("ctrl+f", "enter"), "measure": keys("down", "enter")},
)
"""Each road is gone once, from a fresh copy of the invented people; each way on it begins where the one before ends."""
PAGES = {
    "today",
    "caseload",
    "employers",
    "settings",
    "engagement",
    "vocational_profile",
    "action_plan",
    "job_development",
    "follow_along",
    "interview_section",
    "contact",
    "employer",
    "community",
    "two_profiles",
    "two_plans",
    "outcomes",
    "measure",
}
"""What one works on, drawn in both sizes; the rest in the small one, in which everything must have room."""


def going(walk: Walk) -> Callable[[Pilot[Any]], Awaitable[None]]:
    """The way, and a screen at its end on which nothing is still to come."""

    async def there(pilot: Pilot[Any]) -> None:
        assert isinstance(pilot.app, IpsApp)
        await settled(pilot)
        await walk(pilot.app, pilot)
        pilot.app.flush_drafts()
        await settled(pilot)

    return there


Drawn = Callable[[str, tuple[int, int]], str]


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Drawn:
    """A picture; all those on its road are drawn together, since starting and getting there is what takes long."""
    pictures: dict[tuple[str, tuple[int, int]], str] = {}

    async def draw(pilot: Pilot[Any], name: str) -> None:
        # What `take_svg_screenshot` waits for before it draws.
        for _ in range(2):
            await pilot.wait_for_scheduled_animations()
            await pilot.pause()
        pictures[name, pilot.app.size] = pilot.app.export_screenshot(title=pilot.app.title, simplify=True)

    def go(road: dict[str, Walk]) -> None:
        async def walked(pilot: Pilot[Any]) -> None:
            for name, walk in road.items():
                await going(walk)(pilot)
                await draw(pilot, name)
                if name in PAGES:
                    for size in reversed(SIZES):
                        await pilot.resize_terminal(*size)
                        await settled(pilot)
                        if size != SIZES[0]:
                            await draw(pilot, name)

        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(tmp_path_factory.mktemp("road"))
            with desk_on(Path()) as desk:
                take_svg_screenshot(IpsApp(desk), terminal_size=SIZES[0], run_before=walked)

    def picture(name: str, size: tuple[int, int]) -> str:
        if (name, size) not in pictures:
            go(next(road for road in ROADS if name in road))
        return pictures[name, size]

    return picture


PICTURES = [(name, size) for road in ROADS for name in road for size in (SIZES if name in PAGES else SIZES[:1])]


@pytest.mark.parametrize(("name", "size"), PICTURES, ids=[f"{n}-{w}x{h}" for n, (w, h) in PICTURES])
def test_screen(
    snap_compare: Compare, drawn: Drawn, monkeypatch: pytest.MonkeyPatch, name: str, size: tuple[int, int]
) -> None:
    picture = drawn(name, size)
    # It compares, keeps and reports what is drawn already.
    monkeypatch.setattr("textual._doc.take_svg_screenshot", lambda **_: picture)
    assert snap_compare(App())


@pytest.mark.parametrize("pack", [pack for pack in WordPack if pack != DEFAULT_PACK])
def test_participant_in_other_words(snap_compare: Compare, invented: Desk, pack: str) -> None:
    invented.words = load_words(pack)
    assert snap_compare(IpsApp(invented), terminal_size=SIZES[0], run_before=going(with_person("P02")))


@pytest.mark.parametrize("pressed", [[], ["right"] * 3], ids=["british", "norwegian"])
def test_first_run(snap_compare: Compare, tmp_path: Path, pressed: list[str]) -> None:
    desk = told.desk_at(told.StoreFiles(tmp_path / "new" / "team.db"))
    assert snap_compare(IpsApp(desk), terminal_size=SIZES[0], run_before=going(keys(*pressed)))


@pytest.mark.parametrize("page", ["passphrase", "recovery_key", "typed_back"])
def test_first_run_goes_on(snap_compare: Compare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    monkeypatch.setattr(slots, "new_recovery_key", lambda: told.RECOVERY_KEY)
    desk = told.desk_at(told.StoreFiles(tmp_path / "new" / "team.db"))

    async def walk(app: IpsApp, pilot: Pilot[Any]) -> None:
        form = app.screen
        assert isinstance(form, FormScreen)
        await fill(pilot, form, **{name: str(value) for name, value in dict(told.FIRST_RUN).items()})
        passphrase = ["space" if letter == " " else letter for letter in told.PASSPHRASE]
        pressed = {"passphrase": [], "recovery_key": ["f2"], "typed_back": ["f2", "enter"]}[page]
        await keys("f2", *([*passphrase, "tab", *passphrase] if pressed else []), *pressed)(app, pilot)

    assert snap_compare(IpsApp(desk), terminal_size=SIZES[0], run_before=going(walk))


def test_recover(snap_compare: Compare, open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(encrypted=True)
    desk.close()
    assert snap_compare(IpsApp(desk), terminal_size=SIZES[0], run_before=going(keys("f2")))


def test_settings_that_cannot_be_used(snap_compare: Compare, invented: Desk) -> None:
    app = IpsApp(invented, problems=("Line 3: the minutes until the lock are a whole number from 0 to 240.",))
    assert snap_compare(app, terminal_size=SIZES[0], run_before=going(keys()))


def test_unlock(snap_compare: Compare, open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(encrypted=True)
    desk.close()
    assert snap_compare(IpsApp(desk), terminal_size=SIZES[0], run_before=going(keys()))


def test_the_readme_shows_today_as_it_looks_now(drawn: Drawn, request: pytest.FixtureRequest) -> None:
    picture = normalize_svg(drawn("today", SIZES[0]))
    if request.config.option.update_snapshots:
        README_PICTURE.write_text(picture, encoding="utf-8", newline="\n")
    assert picture == README_PICTURE.read_text(encoding="utf-8")
