"""Erasing by keys, in both sizes, and the list of records whose time is over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from ips_tui.casework import caseload, closure, erasing, retention
from ips_tui.casework.session import Desk
from screens.entries.opening import EntryScreen
from screens.participant.erasing_screen import ErasingScreen
from screens.participant.screen import ParticipantScreen
from screens.settings.retention_screen import RetentionScreen
from screens.settings.screen import SettingsScreen
from screens.terminal.too_small import SMALLEST
from tests import told
from tests.screens.entry_desk import HouseApp, desk_on, fill, in_both_sizes, on_screen, person, text_of


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_on(tmp_path) as opened:
        yield opened


def _refs(desk: Desk) -> set[str]:
    return {line.ref for line in caseload.everyone(desk)}


async def _smallest(pilot: Pilot[None]) -> None:
    await pilot.resize_terminal(*SMALLEST)
    await pilot.pause()


def test_a_record_is_erased_in_two_steps_and_its_page_closes(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        hannah = person(desk, "P09")
        plan = erasing.would_go(desk, hannah)
        (shared,) = [one for one in plan.shared if one.linked]
        app.open_participant(str(hannah))
        await pilot.pause()
        page = app.screen
        assert isinstance(page, ParticipantScreen)
        page.action_erase()
        await pilot.pause()
        front = app.screen
        assert isinstance(front, ErasingScreen)
        assert "There is no way back" in text_of(app) and "Employer contact" in text_of(app)
        assert "words stay" in text_of(app)

        def look() -> None:
            assert "P09" in text_of(app)

        await in_both_sizes(pilot, look)
        await _smallest(pilot)
        assert "41 entries" in text_of(app) and "Employer contact" in text_of(app) and "Words stay" in text_of(app)
        await pilot.resize_terminal(80, 24)
        await pilot.press("w")
        await pilot.pause()
        assert front.without_words == {shared.found.id} and "words go too" in text_of(app)
        await pilot.press("x")
        await pilot.pause()
        form = app.screen
        assert isinstance(form, EntryScreen)
        # In front of others there are initials, and the wrong ref erases nobody.
        await fill(pilot, form, ground="asked", ref="P08")
        await pilot.press("f2")
        await pilot.pause()
        assert "not the person's ref" in text_of(app) and "P09" in _refs(desk)
        await fill(pilot, form, ref="p09")
        await pilot.press("f2")
        await pilot.pause()
        assert "P09" not in _refs(desk)
        assert page not in app.screen_stack and front not in app.screen_stack
        assert "Erased." in text_of(app)
        assert hannah not in {draft.key.subject_id for draft in desk.drafts()}
        told = desk.connection.execute(
            "SELECT result, removed FROM employer_contact WHERE id = ?", [shared.found.id.bytes]
        )
        assert told.fetchone() == ("…", 0)

    on_screen(desk, steps)


def test_records_whose_time_is_over_are_decided_and_only_then_erased(desk: Desk) -> None:
    closure.close_case(desk, person(desk, "P09"), told.closure())
    desk.clock.moment += timedelta(days=365 * 5)  # type: ignore[attr-defined]
    assert retention.time_over(desk) == (), "no rule is chosen"

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        app.push_screen(SettingsScreen("setting:retention"))
        await pilot.pause()
        for keys in (("e",), ("end", "enter"), ("1", "enter"), ("down",)):
            await pilot.press(*keys)
            await pilot.pause()
            await pilot.pause()
        assert desk.setting("retention") == "own:1" and "1 record" in text_of(app)
        (waiting,) = retention.time_over(desk)
        await pilot.press("enter")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, RetentionScreen) and screen.line == waiting
        ref = waiting.ref

        def look() -> None:
            assert ref in text_of(app) and "to be decided" in text_of(app)

        await in_both_sizes(pilot, look)
        await _smallest(pilot)
        assert ref in text_of(app)
        await pilot.resize_terminal(80, 24)
        await pilot.press("k")
        await pilot.pause()
        form = app.screen
        assert isinstance(form, EntryScreen)
        await fill(pilot, form, choice="erase")
        await pilot.press("f2")
        await pilot.pause()
        assert "not erased yet" in text_of(app) and "to be erased" in text_of(app)
        await pilot.press("x")
        await pilot.pause()
        assert isinstance(app.screen, ErasingScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is screen and [one.ref for one in retention.time_over(desk)] == [ref]

    on_screen(desk, steps)
