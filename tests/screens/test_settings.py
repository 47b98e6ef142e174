"""Settings: the team as one list, adding and correcting, and what belongs to this computer, only to be read."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from textual.pilot import Pilot

from ips_tui.casework import staff
from ips_tui.casework.session import Desk
from ips_tui.config import Config
from ips_tui.forms.people import CareCoordinatorEntry, ClinicalTeamEntry, StaffEntry
from screens.settings.screen import SettingsScreen
from screens.widgets.confirm import Confirm
from screens.widgets.form.form_screen import FormScreen
from tests import told
from tests.screens.area_app import SIZES, AreaApp, Steps, settled
from tests.screens.area_app import drive as drive_from_today


def drive(desk: Desk, steps: Steps, size: tuple[int, int] = (80, 24)) -> None:
    async def from_settings(app: AreaApp, pilot: Pilot[int]) -> None:
        app.go("settings")
        await settled(app, pilot)
        await steps(app, pilot)

    drive_from_today(desk, from_settings, size)


def _screen(app: AreaApp) -> SettingsScreen:
    assert isinstance(app.screen, SettingsScreen)
    return app.screen


@pytest.mark.parametrize("size", SIZES)
def test_who_works_here_and_with_whom(desk: Desk, team: UUID, size: tuple[int, int]) -> None:
    staff.add_care_coordinator(desk, CareCoordinatorEntry(name="Cora", clinical_team=team))
    staff.add_staff(desk, StaffEntry(name="Tess", role="employment_specialist", full_time_percent=80))

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        assert "employment specialist" in app.line("Colleague Maren Test")
        assert "80%" in app.line("Colleague Tess")
        assert app.place("Clinical team") + 1 == app.place("Care coordinator")
        assert "CMHT North" in app.line("Cora")
        assert "Harbour team" in app.text and "Harbour Work" in app.text

    drive(desk, steps, size)


def test_this_computers_settings_are_told(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(encrypted=True)
    desk.config = Config(theme="light", lock_minutes=0, date_order="ymd")

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        text = _screen(app).told
        for part in ("config.toml", "light", "year, month, day", desk.files.path.name):
            assert part in text
        assert app.words("settings.never") in text and app.words("settings.file") in text
        assert f"F9 {app.words('key.app.lock.name')}" in app.text

    drive(desk, steps)


def test_practice_says_that_it_never_locks_and_that_the_file_is_its_own(desk: Desk) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        text = _screen(app).told
        assert app.words("settings.practice_never") in text and app.words("settings.practice_file") in text
        assert app.words("settings.file") not in text and "minutes" not in text
        assert "F9" not in app.text

    drive(desk, steps)


def test_e_and_enter_correct_a_colleague(desk: Desk) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        for key in ("e", "enter"):
            await pilot.press(key)
            await settled(app, pilot)
            form = app.screen
            assert isinstance(form, FormScreen) and "Maren Test" in form.filled.raw["name"]
            await pilot.press("escape")
            await settled(app, pilot)
        await pilot.press("e")
        await settled(app, pilot)
        form = app.screen
        assert isinstance(form, FormScreen)
        await pilot.press("end", *" Holt", "f2")
        await settled(app, pilot)
        assert "Maren Test Holt" in app.line("Colleague")
        assert _screen(app).said == app.words("settings.saved") + " u undoes it."

    drive(desk, steps)


def test_a_clinical_team_and_a_care_coordinator_are_corrected_too(desk: Desk, team: UUID) -> None:
    told.care_coordinator(desk, team, "Cora")

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        for keys, row in ((("end",), "Coraline"), (("end", "up"), "CMHT Northline")):
            await pilot.press(*keys, "e")
            await settled(app, pilot)
            form = app.screen
            assert isinstance(form, FormScreen)
            await pilot.press("end", *"line", "f2")
            await settled(app, pilot)
            assert row in app.text and _screen(app).said == app.words("settings.saved") + " u undoes it."
        (kept,) = staff.clinical_teams(desk)
        assert kept.name == "CMHT Northline" and [one.name for one in kept.care_coordinators] == ["Coraline"]

    drive(desk, steps)


@pytest.mark.parametrize(("downs", "form"), [(0, "staff"), (1, "clinical_team"), (2, "care_coordinator")])
def test_n_asks_what_is_new(desk: Desk, downs: int, form: str) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await pilot.press("n")
        await pilot.pause()
        assert isinstance(app.screen, Confirm)
        await pilot.press(*["down"] * downs, "enter")
        await settled(app, pilot)
        assert isinstance(app.screen, FormScreen) and app.screen.plan.entry.form == form

    drive(desk, steps)


def test_n_and_esc_adds_nothing(desk: Desk) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await pilot.press("n")
        await pilot.pause()
        await pilot.press("escape")
        await settled(app, pilot)
        assert isinstance(app.screen, SettingsScreen)

    drive(desk, steps)


@pytest.mark.parametrize("size", SIZES)
def test_hostile_names_are_shown_as_text(desk: Desk, size: tuple[int, int]) -> None:
    for hostile in told.HOSTILE:
        staff.add_staff(desk, StaffEntry(name=hostile, role="administrator"))
        team = staff.add_clinical_team(desk, ClinicalTeamEntry(name=hostile, place=hostile))
        told.care_coordinator(desk, team, hostile)

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        assert _screen(app).people.count == 3 * len(told.HOSTILE) + 1
        for _ in range(6):
            assert "\x1b" not in app.text and "\u202e" not in app.text
            assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in app.text if c != "\n")
            await pilot.press("pagedown")

    drive(desk, steps, size)
