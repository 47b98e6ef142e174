"""Settings: who works here, what the team keeps in the store, what belongs to this computer; all can be changed."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from textual.pilot import Pilot

from ips_tui.casework import contacts, scales, settings, staff
from ips_tui.casework.session import Desk
from ips_tui.domain.four_weeks import Reading
from ips_tui.domain.rhythms import Rhythms
from ips_tui.forms.people import CareCoordinatorEntry, ClinicalTeamEntry, StaffEntry
from ips_tui.store.problems import StoreFull
from screens.participant.history import HistoryScreen
from screens.settings.ask import AskLine
from screens.settings.screen import SettingsScreen
from screens.widgets.chooser import Chooser
from screens.widgets.confirm import Confirm
from screens.widgets.form.form_screen import FormScreen
from tests import told
from tests.screens.area_app import SIZES, AreaApp, Steps, paused, settled
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


@pytest.mark.parametrize("size", [(80, 50), (120, 50)])
def test_who_works_here_and_with_whom(desk: Desk, team: UUID, size: tuple[int, int]) -> None:
    staff.add_care_coordinator(desk, CareCoordinatorEntry(name="Cora", clinical_team=team))
    staff.add_staff(desk, StaffEntry(name="Tess", role="employment_specialist", full_time_percent=80))

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        assert "employment specialist" in app.line("Colleague Maren Test")
        await pilot.press("down")
        await paused(pilot)
        assert "Tess, employment specialist" in _screen(app).detail and "80% time" in _screen(app).detail
        assert app.place("Clinical team") + 1 == app.place("Care coordinator")
        assert "CMHT North" in app.line("Cora")
        assert app.place("Kept in the store") < app.place("Harbour team") < app.place("On this computer alone")

    drive(desk, steps, size)


# What is kept in the store


@pytest.mark.parametrize("size", SIZES)
def test_a_setting_of_the_team_says_what_it_does_its_default_and_who_changed_it(
    desk: Desk, size: tuple[int, int]
) -> None:
    settings.set_rhythm(desk, "search_lead", 3)

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        words = app.words
        await pilot.press("tab")
        await paused(pilot)
        assert "Harbour team" in app.line("Team's name")
        assert words("settings.team_name.does") in _screen(app).detail
        await pilot.press("down", "down", "down", "down")
        await paused(pilot)
        assert "28 days as it comes" in app.line("Job search begins")
        for part in (
            words("settings.rhythm.search_days.does"),
            "As it comes: 28 days. Four weeks",
            "Nobody has changed",
        ):
            assert part in " ".join(_screen(app).detail.split())
        await pilot.press("down")
        await paused(pilot)
        assert "3 days as it comes: 14 days" in app.line("Clock shows up")
        assert "Changed Thu 15 Oct 2026" in _screen(app).detail and "by Maren Test" in _screen(app).detail

    drive(desk, steps, size)


def test_a_rhythm_is_checked_at_its_line_and_moves_today(desk: Desk, team: UUID) -> None:
    person = told.participant(desk, team)
    contacts.record_contact(desk, person, told.contact(-20))

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await pilot.press("tab", "down", "down", "down", "down", "e")
        await paused(pilot)
        ask = app.screen
        assert isinstance(ask, AskLine)
        for wrong in ("0", "366", "-3", "x", "", "9999999999999999", "1.5", "\u0663"):
            await pilot.press("ctrl+u", *wrong, "enter")
            await paused(pilot)
            assert ask.wrong.endswith(app.words("settings.not_a_number", least=1, most=365))
        assert desk.rhythms == Rhythms()
        await pilot.press("ctrl+u", "1", "5")
        await paused(pilot)
        assert ask.wrong == ""
        await pilot.press("enter")
        await settled(app, pilot)
        assert _screen(app).said == app.words("settings.recomputed")
        assert "15 days as it comes: 28 days" in app.line("Job search begins")
        await pilot.press("f6")
        await settled(app, pilot)
        assert "5 late" in app.text

    drive(desk, steps)
    assert desk.rhythms == Rhythms(search_days=15) and not desk.rules_changed()


def test_the_four_weeks_are_read_as_chosen_and_the_clocks_follow(desk: Desk) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await pilot.press("tab", "down", "down", "down")
        await paused(pilot)
        assert "first seen to job search" in app.line("The four weeks")
        assert app.words("settings.reading_source.first_seen") in " ".join(_screen(app).detail.split())
        await pilot.press("e")
        await paused(pilot)
        assert isinstance(app.screen, Chooser)
        assert app.words("settings.reading_source.employer_met") in app.text
        await pilot.press("down", "down", "enter")
        await settled(app, pilot)
        assert _screen(app).said == app.words("settings.rhythm.reading.recomputed")
        assert "first seen to employer" in app.line("The four weeks")
        assert "30 days" in app.line("Job search begins")

    drive(desk, steps)
    assert desk.rhythms.reading is Reading.EMPLOYER_MET and not desk.rules_changed()


OWN_SCALE = """
id = "ours"
name = '[/oops] [@click=app.quit]Ours[/] \\x1b[2J'
version = "3"
dated = 2026-01-31
[[item]]
id = "A1"
title = "One"
"""


def test_the_currency_the_travel_rate_the_rule_pack_and_a_scale(desk: Desk, tmp_path: Path) -> None:
    desk.scales_folder = tmp_path / "scales"
    desk.scales_folder.mkdir()
    (desk.scales_folder / "ours.toml").write_text(OWN_SCALE, encoding="utf-8")

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await pilot.press("tab", "down", "down")
        await paused(pilot)
        assert app.words("settings.currency.does") in " ".join(_screen(app).detail.split())
        await pilot.press("e")
        await paused(pilot)
        ask = app.screen
        assert isinstance(ask, AskLine)
        for wrong in ("kroner", "XXX", "", "[b]"):
            await pilot.press("ctrl+u", *wrong, "enter")
            await paused(pilot)
            assert " ".join(ask.wrong.split()).endswith(app.words("settings.currency.wrong", example="GBP"))
        await pilot.press("ctrl+u", *"nok", "enter")
        await settled(app, pilot)
        assert _screen(app).said == app.words("settings.saved")
        assert "NOK" in app.line("Currency")
        _screen(app).list.move_to(f"setting:{settings.TRAVEL_RATE}")
        await pilot.press("e")
        await paused(pilot)
        ask = app.screen
        assert isinstance(ask, AskLine)
        await pilot.press(*"45p", "enter")
        await paused(pilot)
        assert " ".join(ask.wrong.split()).endswith(app.words("settings.travel.rate.wrong", currency="NOK", unit="mi"))
        await pilot.press("ctrl+u", *"5,30 per km", "enter")
        await settled(app, pilot)
        assert "5.30 NOK/km" in app.line("Travel rate")
        # The rule pack is one of a few, and nothing is typed.
        _screen(app).list.move_to(f"setting:{settings.RULE_PACK}")
        await paused(pilot)
        assert app.words("settings.rule_pack.does") in " ".join(_screen(app).detail.split())
        await pilot.press("e")
        await paused(pilot)
        await pilot.press("down", "down", "enter")
        await settled(app, pilot)
        assert app.words("rule_pack.us_quarterly")[:20] in app.line(app.words("settings.rule_pack.name"))
        # A scale is asked for only where the team has one of its own.
        assert "IPS-25" in app.line(app.words("settings.fidelity_scale.name"))
        _screen(app).list.move_to(f"setting:{scales.SCALE}")
        await paused(pilot)
        assert app.words("settings.fidelity_scale.does")[:60] in " ".join(_screen(app).detail.split())
        await pilot.press("e")
        await paused(pilot)
        await pilot.press("down", "enter")
        await settled(app, pilot)
        assert "[/oops] [@click=app.qui" in app.line(app.words("settings.fidelity_scale.name"))

    drive(desk, steps)
    assert settings.currency(desk) == "NOK"
    assert str(settings.travel_rate(desk)) == "5.30 NOK/km"
    assert settings.currency(desk) == "NOK" and settings.rule_pack(desk).id == "us_quarterly"
    assert scales.scale(desk).id == "ours"


def test_esc_and_the_same_figure_change_nothing(desk: Desk) -> None:
    groups = "SELECT count(*) FROM change_group"
    before = desk.connection.execute(groups).fetchone()

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        for keys in (("9", "escape"), ("enter",)):
            await pilot.press("tab", "down", "down", "down", "down", "enter")
            await paused(pilot)
            await pilot.press(*keys)
            await settled(app, pilot)
            assert _screen(app).said == ""
            await pilot.press("shift+tab")

    drive(desk, steps)
    assert desk.connection.execute(groups).fetchone() == before


def test_a_store_that_cannot_be_written_leaves_the_rhythm_as_it_was(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*said: object) -> None:
        raise StoreFull()

    monkeypatch.setattr(settings, "set_rhythm", full)

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await pilot.press("tab", "down", "down", "down", "down", "e")
        await paused(pilot)
        await pilot.press("9", "enter")
        await settled(app, pilot)
        assert _screen(app).said.endswith(app.words("store.full"))
        assert "28 days" in app.line("Job search begins")

    drive(desk, steps)


def test_the_names_of_the_team_are_changed_on_a_form_that_keeps_its_draft(desk: Desk) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await pilot.press("tab", "e")
        await settled(app, pilot)
        form = app.screen
        assert isinstance(form, FormScreen) and form.plan.entry.form == "team_names"
        await pilot.press("end", *" two", "escape")
        await paused(pilot)
        await pilot.press("enter")
        await settled(app, pilot)
        assert [draft.key.form for draft in desk.drafts()] == ["team_names"]
        await pilot.press("e")
        await settled(app, pilot)
        await pilot.press("enter")
        await settled(app, pilot)
        await pilot.press("tab", "end", *"!", "f2")
        await settled(app, pilot)
        assert _screen(app).said.startswith(app.words("settings.saved"))
        assert "Harbour team two" in app.line("Team's name") and "Harbour Work!" in app.line("Name employers")
        assert desk.drafts() == ()

    drive(desk, steps)


@pytest.mark.parametrize("size", SIZES)
def test_h_shows_the_history_of_a_setting_and_of_a_colleague(desk: Desk, size: tuple[int, int]) -> None:
    settings.set_rhythm(desk, "search_days", 21)

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await pilot.press("tab", "down", "down", "down", "down", "h")
        await settled(app, pilot)
        assert isinstance(app.screen, HistoryScreen)
        for part in ("Job search begins", "Maren Test", "21", app.words("did.set_rhythm")):
            assert part in app.text
        await pilot.press("escape")
        await settled(app, pilot)
        await pilot.press("shift+tab", "h")
        await settled(app, pilot)
        assert app.words("did.begin_team") in app.text
        await pilot.press("escape")
        await settled(app, pilot)
        await pilot.press("tab", "tab", "h")
        await settled(app, pilot)
        assert isinstance(app.screen, SettingsScreen), "what belongs to this computer has no history"
        assert "h History" not in app.text

    drive(desk, steps, size)


# Who works here


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
        for keys, row in ((("down", "down"), "Coraline"), (("up",), "CMHT Northline")):
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
        assert _screen(app).list.count > 3 * len(told.HOSTILE) + 1
        for _ in range(9):
            assert "\x1b" not in app.text and "\u202e" not in app.text
            assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in app.text if c != "\n")
            await pilot.press("pagedown")

    drive(desk, steps, size)
