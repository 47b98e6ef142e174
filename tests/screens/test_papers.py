"""Papers by keys: what there is, how it reads, and where it went."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from ips_tui.casework import staff
from ips_tui.casework.session import Desk
from ips_tui.forms.people import StaffEntry
from ips_tui.store.looks import looks_at
from screens.papers.calendar_screen import CalendarScreen
from screens.papers.list_screen import PapersScreen
from screens.papers.paper_screen import PaperScreen
from screens.participant.screen import ParticipantScreen
from screens.settings.ask import AskLine
from screens.widgets.chooser import Chooser
from tests.screens.entry_desk import (
    HOSTILE,
    HouseApp,
    desk_on,
    hostile_person,
    in_both_sizes,
    on_screen,
    person,
    text_of,
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_on(tmp_path) as opened:
        yield opened


def whole(app: HouseApp) -> str:
    """The paper in front, what is below the window too."""
    return str(app.screen.query_one(".paper--text", Static).content)


def test_a_paper_is_read_saved_and_noted_and_the_computer_remembers_where(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = hostile_person(desk)
    home, folder = tmp_path / "home", tmp_path / "papers"
    home.mkdir()
    folder.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(home))

    def noted() -> list[tuple[str, str]]:
        return [(look.what.value, look.detail) for look in looks_at(desk.connection, who) if look.detail]

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        app.config_path = tmp_path / "config.toml"
        app.push_screen(ParticipantScreen(str(who)))
        await pilot.pause()
        await pilot.press("P")
        assert isinstance(app.screen, PapersScreen)

        def listed() -> None:
            assert "What I may say" in text_of(app) and "can be made" in text_of(app)
            assert "roster" not in text_of(app)

        await in_both_sizes(pilot, listed)
        await pilot.press("enter")
        screen = app.screen
        assert isinstance(screen, PaperScreen)

        def read() -> None:
            text = text_of(app)
            assert "WHAT I MAY SAY" in text and "[/oops] O'Brien [x]" in text and "A4, ordinary print" in text
            assert "NO: NOTHING MAY BE SAID" in text

        await in_both_sizes(pilot, read)
        # What this paper cannot be written as has no key.
        await pilot.press("x", "w", "v", "m", "i")
        assert not list(home.iterdir())
        await pilot.press("f")
        line = app.screen.query_one(Input)
        line.value = str(tmp_path / "none")
        await pilot.press("enter")
        assert "There is no such folder" in text_of(app)
        watched = tmp_path / "Dropbox"
        watched.mkdir()
        line.value = str(watched)
        await pilot.press("enter")
        assert "Dropbox keeps this folder" in text_of(app), "said before anything is written"
        await pilot.press("f")
        line = app.screen.query_one(Input)
        line.value = str(folder)
        await pilot.press("enter")
        await pilot.press("l", "s")
        assert "US Letter, large print" in text_of(app) and str(folder)[:20] in text_of(app)
        assert app.config_path.read_text() == f'papers = "{folder}"\nsheet = "letter"\n'
        read_here = ("opened", "may_say")
        assert not list(folder.iterdir()) and noted() == [read_here]
        await pilot.press("p", "t")
        made = {path.suffix: path for path in folder.iterdir()}
        assert set(made) == {".pdf", ".txt"} and all(
            stat.S_IMODE(path.stat().st_mode) == 0o600 for path in made.values()
        )
        assert noted() == [("printed", "may_say"), ("printed", "may_say"), read_here]

        def told() -> None:
            assert "Written:" in text_of(app) and "not protected" in text_of(app)

        await in_both_sizes(pilot, told)
        await pilot.resize_terminal(40, 10)
        await pilot.pause()
        told()
        assert "WHAT I MAY" in text_of(app)
        await pilot.resize_terminal(80, 24)
        await pilot.press("c")
        assert "WHAT I MAY SAY" in app.clipboard and noted()[0] == ("exported", "may_say")
        await pilot.press("f8")
        assert "O'Brien" not in text_of(app) and "Names are hidden" in text_of(app)
        await pilot.press("f8", "escape", "escape", "escape")
        # The team's papers, by Ctrl+P from anywhere; with names or initials.
        await pilot.press("ctrl+p", *"papers", "enter")
        assert isinstance(app.screen, PapersScreen) and app.screen.participant_id is None
        await pilot.press("enter")
        assert "  Rohan " in whole(app)
        await pilot.press("i")
        assert "  Rohan" not in whole(app)
        everyone = len(whole(app))
        await pilot.press("m")
        assert len(whole(app)) < everyone
        await pilot.press("x", "v")
        assert {".xlsx", ".csv"} <= {path.suffix for path in folder.iterdir()}

    on_screen(desk, steps)


async def choose(app: HouseApp, pilot: Pilot[None], label: str) -> None:
    """Choose what begins like this among the options, by keys."""
    await pilot.press("o")
    assert isinstance(app.screen, Chooser)
    labels = [item.label for item in app.screen.choices.items]
    place = next(place for place, known in enumerate(labels) if known.startswith(label))
    above, below = ["home", *["down"] * place], ["end", *["up"] * (len(labels) - 1 - place)]
    await pilot.press(*min(above, below, key=len), "enter")
    await pilot.pause()


def test_what_can_be_asked_of_a_paper_is_asked_by_keys(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path))
    staff.add_staff(desk, StaffEntry(name=HOSTILE, role="employment_specialist"))

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        async def pressed(*keys: str) -> None:
            await pilot.press(*keys)
            await pilot.pause()

        async def opened(kind: str) -> PaperScreen:
            screen = PaperScreen(kind)
            await app.push_screen(screen)
            await pilot.pause()
            return screen

        async def typed(text: str) -> str:
            """What is said to be wrong with this answer; nothing where it was taken."""
            await pressed("ctrl+u", *text, "enter")
            return app.screen.wrong.replace("\n", " ") if isinstance(app.screen, AskLine) else ""

        async def chosen(label: str) -> None:
            await choose(app, pilot, label)

        def there(*texts: str) -> None:
            for text in texts:
                assert text in text_of(app), text

        async def seen(*texts: str) -> None:
            await in_both_sizes(pilot, lambda: there(*texts))

        # The month of a claim: in the list, or typed by a day in it; Esc changes nothing.
        await opened("travel_claim")
        await seen("About: the last month that is over", "o Options", "Tue 1 Sep 2026 to Wed 30 Sep 2026")
        await pressed("o")
        assert isinstance(app.screen, Chooser)
        await seen("Which month", "The last month that is over", "October 2026", "Another month…")
        await pressed("escape")
        there("About: the last month that is over")
        await chosen("October 2026")
        await seen("About: October 2026", "Thu 1 Oct 2026 to Sat 31 Oct 2026")
        await pressed("t")
        assert "Written:" in text_of(app)
        await chosen("Another month")
        assert "not a day" in await typed("soon")
        assert not await typed("10/2/26")
        there("About: February 2026", "Sun 1 Feb 2026 to Sat 28 Feb 2026")
        assert "Written:" not in text_of(app), "what was written is another month"
        await chosen("The last month")
        there("About: the last month that is over")
        # Nothing is remembered beyond the page.
        await chosen("October 2026")
        await pressed("escape")
        await opened("travel_claim")
        there("About: the last month that is over")
        await pressed("escape")

        # Of a colleague, and of one whose name does harm; where nobody works here, that is said.
        await opened("day_sheet")
        await pressed("o")
        await seen("Which day", "Whose", "Dayo Adeyemi")
        await pressed("escape")
        await chosen("[/oops]")
        there("About: the next day with something planned; [/oops] O'Brien [x]")
        assert "\x1b" not in text_of(app) and "Nothing is planned for this day." in text_of(app)
        await chosen("Dayo")
        await seen("something planned; Dayo Adeyemi", "Dayo Adeyemi, Fri 16 Oct 2026")
        await pressed("escape")
        works_here, desk.who = desk.who, None
        await opened("day_sheet")
        await seen("It is not known who works here now.", "o Options")
        desk.who = works_here
        await pressed("escape")

        await opened("day_sheet")
        await seen("About: the next day with something planned", "Mon 19 Oct 2026")
        await chosen("Thu 15 Oct 2026")
        there("About: Thu 15 Oct 2026", "Nothing is planned for this day.")
        await chosen("Another day")
        assert not await typed("+6")
        there("About: Wed 21 Oct 2026", "Maren Holt, Wed 21 Oct 2026")
        await pressed("escape")

        await opened("meeting_sheet")
        await chosen("Mon 5 Oct 2026")
        await seen("About: Mon 5 Oct 2026 to Sun 11 Oct 2026", "week of Mon 5 Oct to Sun 11 Oct 2026")
        await pressed("escape")

        # The period, and beside it the version for outside.
        for kind in ("engagement_report", "outcome_report"):
            await opened(kind)
            await seen("About: the last quarter that is over", "Wed 1 Jul 2026 to Wed 30 Sep 2026")
            assert re.search(r"\bP\d\d\b", whole(app))
            await chosen("For outside")
            await seen(
                "About: the last quarter that is over; everyone's people; for outside", "For outside: no references."
            )
            assert not re.search(r"\bP\d\d\b", whole(app))
            if kind == "engagement_report":
                await pressed("escape")
        await chosen("Other days")
        assert "begins after today" in await typed("+1")
        await typed("1/8/26")
        assert "before the first day" in await typed("31/7/26")
        assert not await typed("31/8/26")
        there("About: Sat 1 Aug 2026 to Mon 31 Aug 2026; everyone's people; for outside")
        # Of one specialist there is none for outside: said where the paper would be, and the way back is there.
        await pressed("m")
        await seen("about everyone, not about one specialist", "o Options", "for outside")
        await pressed("p")
        assert not list(tmp_path.glob("*.pdf"))
        await chosen("For the team")
        assert "for outside" not in text_of(app) and "For outside" not in whole(app)
        await pressed("escape")

        # Of the people of a colleague; m is a short way to one's own and back to everyone.
        await opened("roster")
        there("About: everyone's people")
        await chosen("Dayo")
        await seen("About: people of Dayo Adeyemi", "Dayo Adeyemi, Thu 15 Oct 2026")
        await pressed("m")
        there("About: everyone's people")
        await pressed("m")
        there("About: people of Maren Holt")
        await chosen("Everyone's people")
        there("About: everyone's people", "the whole team")
        await pressed("escape")

        # One case of every few, since a day.
        await opened("chart_review")
        everyone = set(re.findall(r"P\d\d", whole(app)))
        await chosen("One case of every 3")
        await seen("About: the last half year; everyone's people; one case of every 3", "Cases on this sheet: 4 of 12")
        assert set(re.findall(r"P\d\d", whole(app))) == {"P01", "P04", "P07", "P10"} < everyone
        await chosen("Another number")
        assert "from 1 to 999" in await typed("0")
        assert not await typed("007")
        there("one case of every 7", "Cases on this sheet: 2 of 12")
        await chosen("Since another")
        assert "begins after today" in await typed("+3")
        assert not await typed("1/10/26")
        there("About: since Thu 1 Oct 2026; everyone's people; one case of every 7")
        await chosen("Every case")
        assert "one case of every" not in text_of(app)
        # A very small window still says what was asked for.
        await pilot.resize_terminal(40, 10)
        await pilot.pause()
        assert "About: since Thu 1 Oct 2026" in text_of(app)
        await pilot.resize_terminal(80, 24)
        await pressed("escape")

        # What nothing can be asked of has no such key.
        await app.push_screen(PaperScreen("hand_over", str(person(desk, "P01"))))
        await pressed("o")
        assert isinstance(app.screen, PaperScreen) and "Options" not in text_of(app) and "About:" not in text_of(app)

    on_screen(desk, steps)


def test_a_week_of_one_person_is_chosen(desk: Desk) -> None:
    who = str(hostile_person(desk))

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await app.push_screen(PaperScreen("weekly_note", who))
        await pilot.pause()
        assert "About: the last seven days" in text_of(app) and "t Text" in text_of(app)
        for label, keys, said in (
            ("Mon 5 Oct", (), "Mon 5 Oct 2026 to Sun 11 Oct 2026"),
            ("Another week", ("ctrl+u", *"3/9/26", "enter"), "Mon 31 Aug 2026 to Sun 6 Sep 2026"),
        ):
            await choose(app, pilot, label)
            await pilot.press(*keys)
            await pilot.pause()

            def shown(days: str = said) -> None:
                assert f"About: {days}" in text_of(app) and days in whole(app)

            await in_both_sizes(pilot, shown)
        assert "\x1b" not in text_of(app)

    on_screen(desk, steps)


def test_the_calendar_is_looked_at_and_saved(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path))
    names = [name for (name,) in desk.connection.execute("SELECT name FROM participant")]

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        app.config_path = tmp_path / "config.toml"

        async def pressed(*keys: str) -> None:
            await pilot.press(*keys)
            await pilot.pause()

        # The way there says the area it began in.
        for area in ("reports", "caseload"):
            app.go(area)
            await app.push_screen(PapersScreen())
            await pilot.pause()

            def way(trail: str = f"{area.capitalize()} > Papers") -> None:
                assert trail in text_of(app) and "Calendar file, without names" in text_of(app)

            await in_both_sizes(pilot, way)
        await pressed("end", "enter")
        screen = app.screen
        assert isinstance(screen, CalendarScreen)

        def read() -> None:
            text = text_of(app)
            assert "About: the next eight weeks; Maren Holt" in text and "s Save" in text and "o Options" in text
            assert "Mon 19 Oct 2026 10:30, Contact: AF, Café by the bridge" in text
            assert "Due: Meeting before start: SP" in text

        await in_both_sizes(pilot, read)
        assert not [part for name in names for part in name.split() if re.search(rf"\b{re.escape(part)}\b", whole(app))]
        await pressed("f")
        line = app.screen.query_one(Input)
        line.value = str(folder)
        await pressed("enter")
        assert not list(folder.iterdir())
        await pressed("s")
        (made,) = folder.iterdir()
        assert made.name == "calendar-ES1-2026-10-15.ics" and stat.S_IMODE(made.stat().st_mode) == 0o600
        told = made.read_bytes()
        assert told.startswith(b"BEGIN:VCALENDAR") and told.count(b"BEGIN:VEVENT") == len(screen._items)

        def written() -> None:
            assert "Written:" in text_of(app) and "initials and no names, but is not encrypted" in text_of(app)

        await in_both_sizes(pilot, written)
        await choose(app, pilot, "Other days")
        await pressed("ctrl+u", *"20/10/26", "enter", "ctrl+u", *"22/10/26", "enter")
        assert "About: Tue 20 Oct 2026 to Thu 22 Oct 2026" in text_of(app) and "Written:" not in text_of(app)
        assert len(whole(app).splitlines()) == 2
        # Days of which there is nothing: said, and nothing is written.
        await choose(app, pilot, "Other days")
        await pressed("ctrl+u", *"1/1/30", "enter", "enter")

        def nothing() -> None:
            assert "Nothing is planned or due in this time." in text_of(app) and "o Options" in text_of(app)

        await in_both_sizes(pilot, nothing)
        await pressed("s")
        assert len(list(folder.iterdir())) == 1 and "s Save" not in text_of(app)
        # A colleague's, and a folder that has gone since.
        await choose(app, pilot, "The next eight weeks")
        await choose(app, pilot, "Dayo")
        assert "About: the next eight weeks; Dayo Adeyemi" in text_of(app)
        await pressed("s")
        assert "calendar-ES2-2026-10-15.ics" in {path.name for path in folder.iterdir()}
        folder.rename(tmp_path / "moved")
        await pressed("s")
        assert "There is no such folder" in text_of(app)

    on_screen(desk, steps)
