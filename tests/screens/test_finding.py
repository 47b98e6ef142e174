"""Ctrl+P finds words typed into records: the entry is seen, opened where it stands, and nothing typed is an order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from textual.content import Content
from textual.pilot import Pilot

from ips_tui.casework import contacts, employers, people
from ips_tui.casework.session import Desk
from ips_tui.domain.stages import Stage
from ips_tui.forms.contacts import ContactEntry, ReviewEntry
from ips_tui.forms.employers import EmployerContactEntry
from screens.employers.employer_screen import EmployerScreen
from screens.palette import Palette
from screens.participant.history import HistoryScreen
from screens.participant.screen import ParticipantScreen
from screens.widgets.block import Block
from tests import told
from tests.screens.area_app import AreaApp, frames_of, settled
from tests.screens.area_app import drive as drive_areas
from tests.screens.entry_desk import (
    HOSTILE,
    SIZES,
    TODAY,
    HouseApp,
    desk_on,
    employer,
    hostile_person,
    on_screen,
    person,
    text_of,
)

SIZED = pytest.mark.parametrize("size", SIZES)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_on(tmp_path) as opened:
        opened.warm()
        yield opened


def note(desk: Desk, who: UUID, text: str, back: int = 1, **more: Any) -> UUID:
    usual = {"kind": "engagement", "mode": "face_to_face", "result": "took_place"}
    entry = ContactEntry(happened_on=TODAY - timedelta(days=back), summary=text, **(usual | more))
    return contacts.record_contact(desk, who, entry)


async def type_in(pilot: Pilot[Any], text: str) -> Palette:
    await pilot.press("ctrl+p", *("space" if letter == " " else letter for letter in text))
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, Palette)
    return screen


def listed(app: HouseApp) -> list[str]:
    """The lines of the list, without the frame around it and their columns one space apart."""
    lines = [line.split("│")[1] for line in text_of(app).splitlines() if line.count("│") == 2]
    return [" ".join(line.split()) for line in lines]


def cursor_of(page: ParticipantScreen) -> str | None:
    return page._bodies[page._shown].records.cursor_id


# -- what is seen ---------------------------------------------------------------------------------------


@SIZED
def test_an_entry_is_listed_with_whose_it_is_its_words_and_its_day(desk: Desk, size: tuple[int, int]) -> None:
    note(desk, person(desk, "P01"), "Mornings are best. She keeps her ferry pass with Iris, who comes along.")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await type_in(pilot, "ferry pass")
        lines = listed(app)
        line = next(line for line in lines if line.startswith("▸"))
        assert line.startswith("▸ Ada Fenwick …keeps her ferry pass with")
        assert line.endswith("Wed 14 Oct")
        # Below it, as much of it as fits, and what it is.
        assert any(line.startswith("Engagement Wed 14 Oct Ada Fenwick P01") for line in lines)
        assert "Mornings are best. She keeps her ferry pass with Iris, who comes" in " ".join(lines)

    on_screen(desk, steps, size)


def test_the_words_that_were_found_stand_out(desk: Desk) -> None:
    note(desk, person(desk, "P01"), "The ferry-pass and another Ferry.")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        palette = await type_in(pilot, "ferry")
        _, text = palette.query_one(Block).lines
        assert [text.plain[span.start : span.end] for span in text.spans] == ["ferry", "Ferry"]

    on_screen(desk, steps)


def test_people_and_places_come_first_then_the_newest_entries(desk: Desk) -> None:
    ada, rohan = person(desk, "P01"), person(desk, "P02")
    note(desk, ada, "settings for the screen reader", 9)
    note(desk, rohan, "asked about settings", 2)
    note(desk, ada, "no more settings", 5)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await type_in(pilot, "settings")
        lines = [line.removeprefix("▸ ") for line in listed(app)]
        found = [line.split(" ")[0] for line in lines if "ettings" in line][1:5]
        assert found == ["Settings", "Rohan", "Ada", "Ada"]

    on_screen(desk, steps)


def test_a_person_found_by_name_is_not_listed_again_for_their_own_details(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        palette = await type_in(pilot, "fenwick")
        ada = person(desk, "P01")
        assert next(iter(palette._source.found)) == f"participant:{ada}"
        assert f"record:{ada}" not in palette._source.found
        # What happened with her is there.
        assert any(key.startswith("record:") for key in palette._source.found)

    on_screen(desk, steps)


@SIZED
def test_without_a_match_it_says_so_and_the_next_letter_is_taken_as_ever(desk: Desk, size: tuple[int, int]) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        palette = await type_in(pilot, "zeppelin")
        assert app.words("shell.nothing_found") in text_of(app)
        assert palette.query_one(Block).lines == ()
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen is palette
        await pilot.press("ctrl+u", *"fenw", "enter")
        await pilot.pause()
        assert isinstance(app.screen, ParticipantScreen)

    on_screen(desk, steps, size)


@SIZED
def test_hostile_text_is_only_text(desk: Desk, size: tuple[int, int]) -> None:
    who = hostile_person(desk)
    note(desk, who, f"needle {HOSTILE}\nsecond [b]line[/b]", 0)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        palette = await type_in(pilot, "needle")
        text = text_of(app)
        assert "needle [/oops] O'Brien [x]" in text
        assert "\x1b" not in text and "\x07" not in text and "\u202e" not in text and "\x9b" not in text
        await pilot.press(*"\"*^:()-'")
        await pilot.pause()
        assert app.screen is palette
        await pilot.press("ctrl+u", *"needle", "enter")
        await pilot.pause()
        assert isinstance(app.screen, ParticipantScreen)

    on_screen(desk, steps, size)


@pytest.mark.parametrize("typed", ['"', "bus*", "NEAR(bus", "bus OR", "-bus", "words:bus", "'; --"])
def test_no_sign_that_is_typed_is_an_order(desk: Desk, typed: str) -> None:
    note(desk, person(desk, "P01"), "bus")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        palette = await type_in(pilot, "")
        palette._line.set_value(typed)
        await pilot.pause()
        assert app.screen is palette

    on_screen(desk, steps)


# -- initials -------------------------------------------------------------------------------------------


def test_names_are_initials_in_the_privacy_view_and_at_once(desk: Desk) -> None:
    note(desk, person(desk, "P01"), "needle")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await type_in(pilot, "needle")
        assert text_of(app).count("Ada Fenwick") == 2
        await pilot.press("f8")
        await pilot.pause()
        assert "Fenwick" not in text_of(app)
        assert any(line.startswith("▸ AF needle") for line in listed(app))
        await pilot.press("escape")
        await type_in(pilot, "fenwick")
        assert "Fenwick" not in text_of(app)

    on_screen(desk, steps)


# -- going there ----------------------------------------------------------------------------------------


@SIZED
@pytest.mark.parametrize("back", [0, 25])
def test_enter_opens_the_page_of_the_person_at_the_entry(desk: Desk, size: tuple[int, int], back: int) -> None:
    rohan = person(desk, "P02")
    kept = note(desk, rohan, "needle", back)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await type_in(pilot, "needle")
        await pilot.press("enter")
        await pilot.pause()
        page = app.screen
        assert isinstance(page, ParticipantScreen)
        assert (page.person, cursor_of(page)) == (rohan, str(kept))
        # Seen, not only stood on.
        assert any("needle" in line for line in text_of(app).splitlines())
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(app.screen, (ParticipantScreen, Palette))

    on_screen(desk, steps, size)


def test_an_entry_of_another_stage_opens_that_stage(desk: Desk) -> None:
    rohan = person(desk, "P02")
    kept = note(desk, rohan, "needle")
    people.enter_stage(desk, rohan, Stage.JOB_DEVELOPMENT, TODAY)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await type_in(pilot, "needle")
        await pilot.press("enter")
        await pilot.pause()
        page = app.screen
        assert isinstance(page, ParticipantScreen)
        assert (page._shown, cursor_of(page)) == (Stage.ENGAGEMENT, str(kept))
        # Esc and there again: the page that is open goes to the entry by itself.
        await pilot.press("4")
        await pilot.pause()
        await type_in(pilot, "needle")
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen is page
        assert (page._shown, cursor_of(page)) == (Stage.ENGAGEMENT, str(kept))

    on_screen(desk, steps)


def test_words_of_a_review_open_the_review(desk: Desk) -> None:
    from ips_tui.casework import reviews

    entry = ReviewEntry(happened_on=TODAY, mode="telephone", expectations="needle", went_well="haystack")
    kept = reviews.record_review(desk, person(desk, "P01"), entry)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        for word in ("needle", "haystack"):
            await type_in(pilot, word)
            await pilot.press("enter")
            await pilot.pause()
            page = app.screen
            assert isinstance(page, ParticipantScreen)
            assert cursor_of(page) == str(kept)
            await pilot.press("escape")
            await pilot.pause()

    on_screen(desk, steps)


def test_personal_details_open_the_page(desk: Desk) -> None:
    ada = person(desk, "P01")
    entry = people.referral_entry(desk, ada).model_copy(update={"safety_note": "needle in the garden"})
    people.change_referral(desk, ada, entry)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await type_in(pilot, "needle")
        assert any(line.startswith("▸ Ada Fenwick needle in the garden Personal det") for line in listed(app))
        await pilot.press("enter")
        await pilot.pause()
        page = app.screen
        assert isinstance(page, ParticipantScreen) and page.person == ada
        # From her own page there is nowhere to go, and no second page is put on it.
        await type_in(pilot, "needle")
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen is page

    on_screen(desk, steps)


def test_from_another_page_about_the_same_person_their_page_opens(desk: Desk) -> None:
    kept = note(desk, person(desk, "P01"), "needle")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        app.open_participant(str(person(desk, "P01")))
        await pilot.pause()
        await pilot.press("h")
        await pilot.pause()
        assert isinstance(app.screen, HistoryScreen)
        await type_in(pilot, "needle")
        await pilot.press("enter")
        await pilot.pause()
        page = app.screen
        assert isinstance(page, ParticipantScreen) and cursor_of(page) == str(kept)

    on_screen(desk, steps)


@SIZED
def test_a_contact_with_an_employer_opens_its_page_at_the_contact(desk: Desk, size: tuple[int, int]) -> None:
    bakery = employer(desk, "Mill Lane Bakery")
    made = [
        employers.record_employer_contact(
            desk,
            EmployerContactEntry(
                employer=bakery,
                happened_on=TODAY - timedelta(days=back),
                mode="telephone",
                purpose="introduction",
                result=text,
            ),
        )
        for back, text in ((0, "rang"), (1, "needle"), (2, "rang before"))
    ]

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        from screens.widgets.record_list import RecordList

        await type_in(pilot, "needle")
        await pilot.press("enter")
        await pilot.pause()
        page = app.screen
        assert isinstance(page, EmployerScreen)
        assert page.query_one(RecordList).cursor_id == str(made[1])
        assert "needle" in text_of(app)
        await pilot.press("home")
        await type_in(pilot, "needle")
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen is page
        assert page.query_one(RecordList).cursor_id == str(made[1])

    on_screen(desk, steps, size)


def test_what_is_typed_in_a_form_is_kept_when_one_goes_off_to_an_entry(desk: Desk) -> None:
    note(desk, person(desk, "P02"), "needle")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        app.open_participant(str(person(desk, "P01")))
        await pilot.pause()
        await pilot.press("c", *["tab"] * 5, "4", "5")
        await pilot.pause()
        form = app.screen
        await type_in(pilot, "needle")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ParticipantScreen)
        assert [draft.fields["minutes"] for draft in desk.drafts()] == ["45"]
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is form

    on_screen(desk, steps)


# -- quick ----------------------------------------------------------------------------------------------


def test_a_letter_costs_one_frame(desk: Desk) -> None:
    for back in range(30):
        note(desk, person(desk, "P01"), f"needle and thread {back}", back)

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await pilot.press("ctrl+p", "n")
        await settled(app, pilot)
        assert [await frames_of(app, pilot, key) for key in ("e", "e", "down", "down", "d", "x")] == [1] * 6

    drive_areas(desk, steps)


def test_typed_before_everything_is_loaded_it_is_found_as_soon_as_that_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desk_on(tmp_path) as desk:
        note(desk, person(desk, "P01"), "needle")
        monkeypatch.setattr(Desk, "warm", lambda self: None)

        async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
            palette = await type_in(pilot, "needle")
            assert palette._source.found == {}
            await pilot.press("backspace")
            desk._loaded = True
            await pilot.pause(0.3)
            assert [key.partition(":")[0] for key in palette._source.found] == ["record"]
            await pilot.press("enter")
            await pilot.pause()
            assert isinstance(app.screen, ParticipantScreen)

        on_screen(desk, steps)


def test_nothing_is_kept_of_what_was_looked_for(desk: Desk) -> None:
    note(desk, person(desk, "P01"), "needle")
    before = told.dump(desk.connection)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await type_in(pilot, "needle secret")
        app.flush_drafts()
        await pilot.press("escape")
        await pilot.pause()

    on_screen(desk, steps)
    assert told.dump(desk.connection) == before


def test_a_window_made_narrow_breaks_the_entry_anew(desk: Desk) -> None:
    note(desk, person(desk, "P01"), "needle " + "and thread " * 20)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        palette = await type_in(pilot, "needle")
        wide = palette.query_one(Block).lines
        await pilot.resize_terminal(60, 24)
        await pilot.pause()
        narrow = palette.query_one(Block).lines
        assert isinstance(narrow[1], Content)
        assert max(line.cell_length for line in narrow) < max(line.cell_length for line in wide) <= 80

    on_screen(desk, steps)
