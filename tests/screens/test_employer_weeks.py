"""Employer contacts by week: the weeks, one week in full, and the team leader's mark."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from ips_tui.casework import employers
from ips_tui.casework.employer_weeks import employer_week, week_review_entry
from ips_tui.casework.session import Desk
from ips_tui.domain.employer_weeks import monday_of
from ips_tui.domain.employers import EmployerMode
from ips_tui.forms.employers import ContactWithoutAgreementEntry, EmployerContactEntry
from screens.employers.employer_screen import EmployerScreen
from screens.employers.list_screen import EmployersScreen
from screens.employers.week_screen import WeekScreen
from screens.employers.weeks_screen import WeeksScreen
from screens.entries.opening import EntryScreen
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
    unvisited,
)

MONDAY = monday_of(TODAY)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_on(tmp_path) as opened:
        yield opened


def _hostile_week(desk: Desk) -> None:
    """A call with a text that tries to be markup, and somebody spoken of without an agreement."""
    firm = unvisited(desk, "Tide [b] " + "n" * 300)
    said = {"employer": firm, "happened_on": TODAY, "purpose": "answering_concerns"}
    call = EmployerContactEntry(**said, mode="telephone", result="Res " + HOSTILE, asked="Ask " + HOSTILE)
    employers.record_employer_contact(desk, call)
    person = hostile_person(desk)
    openly = {"participant": person, "mode": "face_to_face", "what_happened": "Said " + HOSTILE, "reason": "By chance"}
    employers.report_without_agreement(desk, ContactWithoutAgreementEntry(**said, **openly))


def test_the_weeks_show_who_met_how_many_and_only_a_team_leader_marks_one(desk: Desk) -> None:
    _hostile_week(desk)
    me = told.specialist(desk)
    count = employer_week(desk, me, MONDAY).line.count

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        words = app.words
        app.push_screen(EmployersScreen())
        await pilot.pause()
        await pilot.press("w")
        await pilot.pause()
        weeks = app.screen
        assert isinstance(weeks, WeeksScreen)
        await pilot.press("down")

        def look() -> None:
            shown = text_of(app)
            assert words("employer_weeks.this_week", day="Mon 12 Oct") in shown
            (mine,) = [line for line in shown.split("\n") if line.startswith("▸")]
            figures = mine.replace(words("employer_weeks.without_mark"), " ").split()[-4:]
            assert figures == [str(n) for n in (count.general, count.about_person, count.face_to_face, count.other)]
            assert "Maren Holt" in mine and words("employer_weeks.without_mark") in mine
            # Of last week it stands who looked at it and when.
            assert f"{words('participant.done_mark')} Tue 13 Oct" in shown
            assert words("employer_weeks.without_one")[:40] in shown

        await in_both_sizes(pilot, look)
        await pilot.press("r")
        assert words("problem.team_leader_reviews") in weeks.said and app.screen is weeks
        # The team leader sits down at the same desk.
        desk.who = next(member for member in desk.staff() if member.role == "team_leader")
        await pilot.press("r")
        await pilot.pause()
        form = app.screen
        assert isinstance(form, EntryScreen) and form.about == "Maren Holt"
        await fill(pilot, form, note="Well done [b]")
        await pilot.press("f2")
        await pilot.pause()
        assert app.screen is weeks
        kept = week_review_entry(desk, me, MONDAY)
        assert kept is not None and kept.note == "Well done [b]"
        assert "Well done [b]" in text_of(app) and words("employer_weeks.saved") in weeks.said
        await pilot.press("u")
        await pilot.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
        assert week_review_entry(desk, me, MONDAY) is None

    on_screen(desk, steps)


def test_a_week_in_full_has_what_counts_what_does_not_and_what_had_no_agreement(desk: Desk) -> None:
    _hostile_week(desk)
    me = told.specialist(desk)
    view = employer_week(desk, me, MONDAY)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        words = app.words
        page = WeekScreen(me, MONDAY)
        app.push_screen(page)
        await pilot.pause()

        def look() -> None:
            shown = text_of(app)
            for group in ("met", "other", "without"):
                count = len(
                    [one for one in view.contacts if (one.mode == EmployerMode.FACE_TO_FACE) == (group == "met")]
                )
                assert words(f"employer_weeks.group.{group}", count=count) in shown
            assert words("employer_weeks.not_reviewed") in shown

        await in_both_sizes(pilot, look)
        await pilot.press("end")
        assert "By chance" in text_of(app) and "Said [/oops]" in text_of(app)
        assert "O'Brien" in text_of(app)
        await pilot.press("f8")
        await pilot.pause()
        # Initials alone, in the line and below it.
        assert app.name_of(view.without_agreement[0].participant) in text_of(app)
        assert not any("O'Brien" in line for line in text_of(app).split("\n") if line.startswith("▸"))
        await pilot.press("up")
        assert "Ask [/oops]" in text_of(app) and "Res [/oops]" in text_of(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, EmployerScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is page

    on_screen(desk, steps)


def test_an_empty_week_says_so(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        app.push_screen(WeekScreen(told.specialist(desk), MONDAY - timedelta(days=700)))
        await pilot.pause()
        assert app.words("employer_weeks.no_contacts") in text_of(app)
        await pilot.press("enter")
        assert isinstance(app.screen, WeekScreen)

    on_screen(desk, steps)
