"""Closing a case and opening it again on screen (G13), and where somebody whose case is closed is still found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from textual.pilot import Pilot

from ips_tui.casework import closure
from ips_tui.casework.case import case
from ips_tui.casework.session import Desk
from ips_tui.casework.today import today
from ips_tui.domain.closure import ClosureReason
from ips_tui.forms.closure import ClosureEntry
from screens.caseload.screen import CaseloadScreen
from screens.entries.briefed import BriefedScreen
from screens.entries.opening import EntryScreen
from screens.palette import Palette
from screens.participant.screen import ParticipantScreen
from screens.widgets.chooser import Chooser
from tests import in_work
from tests.screens.entry_desk import SIZES, TODAY, HouseApp, desk_on, fill, in_both_sizes, on_screen, person, text_of


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_on(tmp_path) as opened:
        yield opened


def _closed(desk: Desk, who: UUID, offset: int = -30) -> None:
    said: dict[str, Any] = {"reason": "steady_work", "work_status": "in_work", "way_back_explained": True}
    closure.close_case(desk, who, ClosureEntry(closed_on=in_work.day(offset), **said))


async def _open(app: HouseApp, pilot: Pilot[None], who: UUID) -> ParticipantScreen:
    app.open_participant(str(who))
    await pilot.pause()
    assert isinstance(app.screen, ParticipantScreen)
    return app.screen


async def _note(app: HouseApp, pilot: Pilot[None], action: str) -> EntryScreen:
    """N, and what is to be noted."""
    await pilot.press("n")
    await pilot.pause()
    chooser = app.screen
    assert isinstance(chooser, Chooser)
    ids = [item.id for item in chooser.choices.items]
    assert action in ids
    chooser.choices.move_to(ids.index(action))
    await pilot.press("enter")
    await pilot.pause()
    assert isinstance(app.screen, EntryScreen)
    return app.screen


def test_before_closing_it_says_what_is_still_open(desk: Desk) -> None:
    who = person(desk, "P02")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _open(app, pilot, who)
        form = await _note(app, pilot, "close_case")
        assert isinstance(form, BriefedScreen)

        def before() -> None:
            text = text_of(app)
            assert "! Still open: Job search to begin (40 days late); Contact (Sat 17 Oct)" in text
            assert "Everything is kept." in text

        await in_both_sizes(pilot, before)
        await fill(pilot, form, reason="moved_away", work_status="unemployed", way_back_explained="yes")
        await pilot.press("f2")
        await pilot.pause()
        assert app.screen is page

        def closed() -> None:
            text = text_of(app)
            assert "Closed     Thu 15 Oct, moved away" in text
            assert "The case is closed. n opens it again at any time." in text
            assert "The case is closed, so nothing is due. n opens it again." in text
            assert "Clock" not in text

        await in_both_sizes(pilot, closed)
        assert not [line for line in today(desk).due if line.subject_id == who]
        assert not [line for line in today(desk).next if line.subject_id == who]

    on_screen(desk, steps)


def test_steps_of_the_plan_that_are_not_due_yet_are_still_open(desk: Desk) -> None:
    from ips_tui.casework import action_plan
    from ips_tui.forms.action_plan import ActionPlanEntry, ObjectiveEntry, StepEntry

    who = person(desk, "P01")
    plan = {"made_on": in_work.day(-3), "agreed": "verbally", "agreed_on": in_work.day(-3)}
    action_plan.record_plan(desk, who, ActionPlanEntry(**plan))
    steps_of_it = (
        StepEntry(name="Bus pass", who="participant", due_on=in_work.day(9)),
        StepEntry(name="Late one", who="participant", due_on=in_work.day(-2)),
    )
    objective = {"name": "Apply", "kind": "active_search", "due_on": in_work.day(20), "steps": steps_of_it}
    objective |= {"specific": "Two shops", "measurable": "Two visits"}
    action_plan.record_objective(desk, who, ObjectiveEntry(**objective))

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _open(app, pilot, who)
        form = await _note(app, pilot, "close_case")
        assert isinstance(form, BriefedScreen)
        still_open = form.facts[0].text
        assert "Bus pass" in still_open and "Step of the plan (2 days ago)" in still_open
        assert still_open.count("Late one") == 0

    on_screen(desk, steps)


def test_with_nothing_open_it_says_that(desk: Desk) -> None:
    from ips_tui.casework import people
    from ips_tui.forms.people import ReferralEntry

    like = people.referral_entry(desk, person(desk, "P01"))
    who = people.receive_referral(
        desk, ReferralEntry(**{**dict(like), "name": "Bo", "received_on": TODAY, "accepted_on": TODAY})
    )

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _open(app, pilot, who)
        await _note(app, pilot, "close_case")
        assert "Nothing is due or planned with this person." in text_of(app)

    on_screen(desk, steps)


def test_only_the_allowed_reasons_are_offered(desk: Desk) -> None:
    """G13: neither elapsed time nor missed appointments close a case, and no text gets round it."""
    who = person(desk, "P02")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _open(app, pilot, who)
        form = await _note(app, pilot, "close_case")
        (reason,) = [spec for spec in form.filled.specs.values() if spec.name == "reason"]
        assert set(reason.choices) == set(ClosureReason)
        said = " ".join(app.words.choice("closure_reason", one) for one in reason.choices)
        assert "missed" not in said and "appointment" not in said and "time limit" not in said
        for typed in ("missed_appointments", "time_limit", "[/oops]"):
            await fill(pilot, form, reason=typed, work_status="unemployed", way_back_explained="yes")
            await pilot.press("f2")
            await pilot.pause()
            assert app.screen is form and "reason" in form.body.problems
        assert case(desk, who).stages.closed_on is None
        await fill(pilot, form, reason="other")
        await pilot.press("f2")
        await pilot.pause()
        assert set(form.body.problems) == {"note"}

    on_screen(desk, steps)


def test_a_closed_case_is_opened_again_with_everything_in_it(desk: Desk) -> None:
    who = person(desk, "P02")
    before = {item.id for item in case(desk, who).timeline}
    _closed(desk, who)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _open(app, pilot, who)

        def closed() -> None:
            assert "Closed     Tue 15 Sep, steady work" in text_of(app)

        await in_both_sizes(pilot, closed)
        form = await _note(app, pilot, "open_again")
        assert form.plan.start["reopened_on"] == TODAY.isoformat()
        await fill(pilot, form, reopened_why="The shop closed")
        await pilot.press("f2")
        await pilot.pause()
        assert app.screen is page

        def open_again() -> None:
            text = text_of(app)
            assert "The case is open again, with everything that was kept." in text
            assert "Closed  " not in text and "Clock" in text

        await in_both_sizes(pilot, open_again)
        view = case(desk, who)
        assert before < {item.id for item in view.timeline}
        assert [line.kind for line in view.due] == ["search_clock"]
        await pilot.press("n")
        await pilot.pause()
        chooser = app.screen
        assert isinstance(chooser, Chooser)
        ids = [item.id for item in chooser.choices.items]
        assert "close_case" in ids and "open_again" not in ids

    on_screen(desk, steps)


def test_it_is_not_opened_again_before_it_was_closed(desk: Desk) -> None:
    who = person(desk, "P02")
    _closed(desk, who, -3)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _open(app, pilot, who)
        form = await _note(app, pilot, "open_again")
        await fill(pilot, form, reopened_on=in_work.day(-9).isoformat())
        await pilot.press("f2")
        await pilot.pause()
        assert app.screen is form and set(form.body.problems) == {"reopened_on"}

    on_screen(desk, steps)


def test_how_it_was_closed_can_be_corrected(desk: Desk) -> None:
    who = person(desk, "P02")
    _closed(desk, who, 0)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _open(app, pilot, who)
        (item,) = [item for item in case(desk, who).timeline if item.kind == "closure"]
        assert page._bodies[page.stage_shown].records.move_to(str(item.id))
        await pilot.press("e")
        await pilot.pause()
        form = app.screen
        assert isinstance(form, EntryScreen) and form.plan.editing
        await fill(pilot, form, reason="changed_mind")
        await pilot.press("f2")
        await pilot.pause()
        assert "Closed     Thu 15 Oct, no longer wants to look for work" in text_of(app)

    on_screen(desk, steps)


def test_ctrl_p_finds_a_closed_case_and_says_that_it_is_closed(desk: Desk) -> None:
    who = person(desk, "P02")
    _closed(desk, who)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await pilot.press("ctrl+p")
        await pilot.pause()
        assert isinstance(app.screen, Palette)
        await pilot.press(*"rohan")
        await pilot.pause()
        # The person stands before the entries about them.

        def found() -> None:
            line = next(line for line in text_of(app).split("\n") if "Rohan Pillai" in line)
            assert "P02, closed Tue 15 Sep" in line

        await in_both_sizes(pilot, found)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ParticipantScreen)

        def page() -> None:
            assert "Closed     Tue 15 Sep" in text_of(app)

        await in_both_sizes(pilot, page)

    on_screen(desk, steps)


class CaseloadApp(HouseApp):
    """The shell whose caseload is the real one."""

    MODES = {**HouseApp.MODES, "caseload": CaseloadScreen}  # type: ignore[dict-item]


@pytest.mark.parametrize("size", SIZES)
def test_the_caseload_shows_closed_cases_on_a_key_and_in_a_search(desk: Desk, size: tuple[int, int]) -> None:
    import asyncio

    who = person(desk, "P02")
    _closed(desk, who)

    async def run() -> None:
        app = CaseloadApp(desk)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await pilot.press("f7")
            await pilot.pause()
            screen = app.screen
            assert isinstance(screen, CaseloadScreen)
            total = screen.people.total
            assert "Rohan Pillai" not in text_of(app)
            await pilot.press("slash", *"rohan")
            await pilot.pause()
            said = " ".join(text_of(app).split())
            assert "Enter, then c, looks among closed cases too." in said
            await pilot.press("enter", "c")
            await pilot.pause()
            (line,) = [line for line in text_of(app).split("\n") if "Rohan Pillai" in line and "closed" in line][:1]
            assert "closed Tue 15 Sep" in line
            assert "Closed cases are shown too, behind the open ones." in text_of(app)
            assert "n opens the case again" in screen.detail
            await pilot.press("slash", "escape", "escape")
            await pilot.pause()
            assert screen.people.total == total + 1
            await pilot.press("c")
            await pilot.pause()
            assert "Rohan Pillai" not in text_of(app)
            assert "Only open cases are shown." in text_of(app)

    asyncio.run(run())
