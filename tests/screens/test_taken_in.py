"""Taking somebody in: names that look alike are pointed out, two records of one person joined and parted by keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from ips_tui.casework import caseload, joining, people, team_lists
from ips_tui.casework.session import Desk
from screens import entries
from screens.participant.screen import ParticipantScreen
from screens.widgets.chooser import Chooser
from screens.widgets.confirm import Confirm
from tests import told
from tests.screens.entry_desk import HouseApp, desk_on, fill, in_both_sizes, on_screen, person, text_of


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_on(tmp_path) as opened:
        yield opened


def _known(desk: Desk) -> str:
    return next(line.name for line in caseload.everyone(desk) if line.ref == "P01")


def test_a_name_that_looks_like_one_on_the_books_is_pointed_out_and_may_be_kept(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        form = entries.referral_form(app)
        app.push_screen(form)
        await pilot.pause()
        name = _known(desk)
        first, last = name.split()
        await fill(pilot, form, name=f"{first} Xavier {last}")
        await pilot.press("tab")
        await pilot.pause()
        assert f"{name} (P01" in " ".join(form.body.advice["name"].split())
        assert not form.body.problems.get("name")

        def look() -> None:
            assert "On the books" in text_of(app)

        await in_both_sizes(pilot, look)
        # In front of others the names on the books are initials.
        await pilot.press("f8")
        await pilot.press("shift+tab", "tab")
        await pilot.pause()
        assert name not in text_of(app)
        await fill(pilot, form, name="Nobody Wholly Else")
        await pilot.press("tab")
        await pilot.pause()
        assert "name" not in form.body.advice

    on_screen(desk, steps)


def test_the_own_record_is_no_look_alike(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        form = entries.referral_form(app, person(desk, "P01"))
        app.push_screen(form)
        await pilot.pause()
        assert "name" not in form.body.advice

    on_screen(desk, steps)


def test_two_records_are_joined_and_parted_by_keys_alone(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        ada, rohan = person(desk, "P01"), person(desk, "P02")
        app.open_participant(str(ada))
        await pilot.pause()
        page = app.screen
        assert isinstance(page, ParticipantScreen)
        page.action_join()
        await pilot.pause()
        form = app.screen
        await fill(pilot, form, other=str(rohan), why="the same birthday")  # type: ignore[arg-type]
        await pilot.press("f2")
        await pilot.pause()
        assert [joined.ref for joined in joining.joined_records(desk, ada)] == ["P02"]
        assert app.words("people.joined_now", key="n") in text_of(app)
        assert len(caseload.everyone(desk)) == 11
        await pilot.press("p")
        await pilot.pause()
        assert "P02" in text_of(app)
        await pilot.press("escape", "n")
        await pilot.pause()
        assert isinstance(app.screen, Chooser)
        await pilot.press("escape")
        page.action_part()
        await pilot.pause()
        assert isinstance(app.screen, Confirm) and "P02" in text_of(app)
        await pilot.press("escape")  # The safe answer leaves them as they are.
        assert joining.joined_records(desk, ada)
        page.action_part()
        await pilot.pause()
        await pilot.press("home", "enter")
        await pilot.pause()
        assert joining.joined_records(desk, ada) == ()
        assert people.referral_entry(desk, rohan).name
        assert len(caseload.everyone(desk)) == 12

    on_screen(desk, steps)


def test_a_programme_of_the_team_is_added_from_the_referral(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        form = entries.referral_form(app)
        app.push_screen(form)
        await pilot.pause()
        assert not form.filled.asked("own_programme")
        await fill(pilot, form, programme="own")
        assert form.filled.asked("own_programme") and form.filled.needed("own_programme")
        added: list[str] = []
        form.plan.add["programme"]("Fishermen [/x]", added.append)
        await pilot.pause()
        await pilot.press("f2")
        await pilot.pause()
        (item,) = team_lists.list_items(desk)
        assert added == [str(item.id)] and item.name == "Fishermen [/x]"

    on_screen(desk, steps)


def test_the_lists_of_the_team_are_corrected_in_settings(desk: Desk) -> None:
    from ips_tui.forms.people import ListItemEntry

    team_lists.add_list_item(desk, ListItemEntry(kind="ethnicity_group", name=told.HOSTILE[0]))

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        from screens.settings.rows import LIST_ITEM, all_rows

        (row,) = [row for row in all_rows(app) if row.kind == LIST_ITEM]
        app.push_screen(entries.list_item_form(app, row.id))
        await pilot.pause()
        assert "[/oops]" in text_of(app)

    on_screen(desk, steps)
