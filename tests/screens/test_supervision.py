"""Supervision and learning by keys alone, in both windows, with harm in every text; hidden from whom it is not for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from textual.pilot import Pilot

from ips_tui.casework import supervision
from ips_tui.casework.session import Desk
from ips_tui.casework.supervision_views import page
from ips_tui.casework.today import DraftLine
from ips_tui.forms.supervision import FieldMentoringEntry, SupervisionEntry, TrainingAttendedEntry
from screens import entries
from screens.entries.opening import EntryScreen
from screens.participant.history import HistoryScreen
from screens.place import Place
from screens.settings.screen import SettingsScreen
from screens.supervision.page_screen import ColleagueScreen
from screens.supervision.team_screen import TeamScreen
from screens.today.screen import TodayScreen
from tests import told
from tests.screens.entry_desk import (
    HOSTILE,
    TODAY,
    HouseApp,
    desk_on,
    fill,
    hostile_person,
    in_both_sizes,
    on_screen,
    text_of,
)

CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_on(tmp_path) as opened:
        yield opened


def _colleague(desk: Desk, name: str) -> UUID:
    return next(one.id for one in desk.staff() if one.name == name)


def _noted(desk: Desk) -> None:
    """About Maren, with harm in every text; by whoever leads."""
    me, person = told.specialist(desk), hostile_person(desk)
    row = {"participant": person, "discussed": "Wish " + HOSTILE, "agreed": "Ring " + HOSTILE}
    held = SupervisionEntry(
        happened_on=told.day(-9), staff=me, strengths="Calm " + HOSTILE, actions="Next " + HOSTILE, cases=(row,)
    )
    supervision.record_supervision(desk, held)
    seen = FieldMentoringEntry(happened_on=told.day(-3), staff=me, observed="Seen " + HOSTILE)
    supervision.record_mentoring(desk, seen)
    said = {"happened_on": told.day(-20), "staff": me, "topic": "job_development"}
    supervision.record_training(desk, TrainingAttendedEntry(**said, name="A day [b] " + "n" * 150, provider="Us"))


async def _found(app: HouseApp, pilot: Pilot[None]) -> None:
    """By Ctrl+P."""
    await pilot.press("ctrl+p")
    await pilot.pause()
    await pilot.press(*"supervi")
    await pilot.pause()
    await pilot.press("enter")
    await pilot.pause()
    await pilot.pause()


def test_a_specialist_reads_their_own_page_and_a_leader_everybodys(desk: Desk) -> None:
    _noted(desk)
    me, dayo = told.specialist(desk), _colleague(desk, "Dayo Adeyemi")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        words = app.words
        await _found(app, pilot)
        own = app.screen
        assert isinstance(own, ColleagueScreen)

        def look() -> None:
            shown = text_of(app)
            assert not CONTROL.search(shown)
            assert words("supervision.who_sees_own") in shown
            for group in ("supervision", "field_mentoring", "training_attended"):
                assert words(f"supervision.group.{group}") in shown
            assert "Calm [/oops]" in shown and "A day [b]" in shown
            assert words("supervision.not_yet") in shown and "Career counselling" in shown

        await in_both_sizes(pilot, look)
        assert "Wish [/oops]" in text_of(app) and "Next [/oops]" in text_of(app)
        # Of the person who was talked about the initials alone.
        assert any(line.plain.startswith("[/oops] O'Brien") for line in own._below.lines)
        await pilot.press("f8")
        await pilot.pause()
        assert not any(line.plain.startswith("[/oops]") for line in own._below.lines)
        await pilot.press("f8", "h")
        await pilot.pause()
        assert isinstance(app.screen, HistoryScreen)
        await pilot.press("escape")
        # A very small window still shows a line and what it says.
        await pilot.resize_terminal(40, 10)
        await pilot.pause()
        assert "▸" in text_of(app) and "Calm" in text_of(app)
        await pilot.resize_terminal(80, 24)
        # A training that somebody still lacks: its topic stands in the form already.
        await pilot.press("end", "enter")
        await pilot.pause()
        form = app.screen
        assert isinstance(form, EntryScreen) and form.filled.raw["topic"] == "career_counselling"
        await fill(pilot, form, name="Two evenings")
        place = form.place()
        await pilot.press("f2")
        await pilot.pause()
        assert app.screen is own and words("supervision.saved") in own.said
        assert "Two evenings" in text_of(app)
        await pilot.press("u")
        await pilot.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
        assert "Two evenings" not in text_of(app)
        # What lies behind: a form comes back after the lock only for whom it is.
        assert isinstance(place, Place) and EntryScreen.again(app, place) is not None
        waiting = DraftLine("training_attended", dayo, None, about="", written="")
        assert entries.continue_draft(app, waiting) is None
        await pilot.press("escape")
        # The page of a colleague is shown to nobody else, by whatever way.
        app.open_supervision(str(dayo))
        await pilot.pause()
        assert not isinstance(app.screen, ColleagueScreen)
        for screen in (ColleagueScreen(str(dayo)), TeamScreen()):
            app.push_screen(screen)
            await pilot.pause()
            assert words("supervision.not_yours")[:40] in text_of(app) and screen.gone
            await pilot.press("escape")
            await pilot.pause()

        # In practice one sits down as the leader.
        settings = SettingsScreen()
        app.push_screen(settings)
        await pilot.pause()
        settings.list.move_to(f"staff:{_colleague(desk, 'Priya Nair')}")
        await pilot.pause()
        await pilot.press("w")
        await pilot.pause()
        assert words("settings.works_as", name="Priya Nair") in settings.said and desk.leads_team
        settings.list.move_to(f"staff:{me}")
        await pilot.press("s")
        await pilot.pause()
        assert isinstance(app.screen, ColleagueScreen) and words("supervision.who_sees")[:40] in text_of(app)
        await pilot.press("escape", "escape")
        await _found(app, pilot)
        team = app.screen
        assert isinstance(team, TeamScreen)
        assert team._list is not None and team._list.move_to(str(me))

        def everyone() -> None:
            shown = text_of(app)
            assert "Maren Holt" in shown and "Dayo Adeyemi" in shown and "! Tue 13 Oct" in shown

        await in_both_sizes(pilot, everyone)
        await pilot.resize_terminal(40, 10)
        await pilot.pause()
        assert "▸" in text_of(app)
        await pilot.resize_terminal(80, 24)
        await pilot.press("n", "down", "enter")
        await pilot.pause()
        meeting = app.screen
        assert isinstance(meeting, EntryScreen)
        # Everybody who works here is taken to have been there.
        assert len(meeting.filled.raw["present"].split()) == 4
        await pilot.press("f2")
        await pilot.pause()
        assert app.screen is team and words("supervision.saved") in team.said
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ColleagueScreen) and "Maren Holt" in text_of(app)
        assert [line.kind for line in page(desk, me).lines][:2] == ["unit_meeting", "supervision"]
        await pilot.press("escape", "escape")

        # What a leader notes without a word more is of today, and about somebody who is there.
        for kind, day in (("case_note_review", "happened_on"), ("colleague_feedback", "given_on")):
            start = entries.supervision_form(app, kind, dayo).plan.start
            assert (start[day], start["staff"]) == (TODAY.isoformat(), str(dayo))
        for colleague, record in ((dayo, dayo), (UUID(int=4), None)):
            with pytest.raises(LookupError):
                entries.supervision_form(app, "training_attended", colleague, record_id=record)

        # What is due with a colleague, from the leader's Today.
        morning = TodayScreen()
        app.push_screen(morning)
        await pilot.pause()
        (line,) = [one for one in morning._lines.values() if one.colleague is not None]
        assert (line.who, line.when) == ("Maren Holt", words("today.late", days=2))
        assert morning._list is not None and morning._list.move_to(line.id)
        await pilot.pause()
        assert words("form.supervision.title") in morning.detail
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ColleagueScreen)
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("z")
        await pilot.pause()
        assert isinstance(app.screen, EntryScreen) and app.screen.about == "Maren Holt"
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("r")
        await pilot.pause()
        form = app.screen
        assert isinstance(form, EntryScreen) and form.about == "Maren Holt"
        assert form.filled.raw["supervisor"] == told.specialist(desk).hex or form.filled.raw["supervisor"]
        await pilot.press("f2")
        await pilot.pause()
        assert words("today.saved") in morning.said
        assert not any(one.colleague for one in morning._lines.values())

    on_screen(desk, steps)
