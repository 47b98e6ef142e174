"""The history of a record on screen: when it was typed, by whom, what stood there before and after."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from textual.pilot import Pilot

from ips_tui.casework import contacts, people
from ips_tui.casework.session import Desk
from ips_tui.forms.contacts import ContactEntry
from ips_tui.forms.people import ReferralEntry
from screens.participant.history import HistoryScreen
from screens.widgets.block import wrapped
from tests.screens.entry_desk import HOSTILE, SIZES, TODAY, HouseApp, desk_on, on_screen, person, text_of

LONG = "Talked about mornings. " * 12


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_on(tmp_path) as opened:
        yield opened


def _entry(**more: Any) -> ContactEntry:
    values = {"happened_on": TODAY, "kind": "engagement", "mode": "telephone", "result": "took_place", **more}
    return ContactEntry(**values)


def _corrected(desk: Desk, **more: Any) -> UUID:
    made = contacts.record_contact(desk, person(desk, "P01"), _entry(minutes=20, summary="First words"))
    return contacts.change_contact(desk, made, _entry(minutes=45, **more))


async def _show(app: HouseApp, pilot: Pilot[None], record: UUID) -> str:
    app.push_screen(HistoryScreen(str(record), "engagement"))
    await pilot.pause()
    return text_of(app)


@pytest.mark.parametrize("size", SIZES)
def test_each_cell_is_said_before_and_after(desk: Desk, size: tuple[int, int]) -> None:
    made = _corrected(desk, summary="Other words")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        text = await _show(app, pilot, made)
        assert "engagement > History" in text
        lines = [line.strip() for line in text.split("\n")]
        corrected = next(n for n, line in enumerate(lines) if line.startswith("Corrected a contact"))
        recorded = next(n for n, line in enumerate(lines) if line.startswith("Recorded a contact"))
        assert corrected < recorded
        changes = lines[corrected + 1 : recorded]
        assert any("20 → 45" in line for line in changes)
        assert any("First words → Other words" in line for line in changes)
        assert not any("telephone" in line for line in changes)
        assert any("telephone" in line for line in lines[recorded:])
        assert all("typed Thu 15 Oct 09:0" in lines[n] and "Maren Holt" in lines[n] for n in (corrected, recorded))

    on_screen(desk, steps, size)


def test_long_texts_stand_under_each_other_in_full(desk: Desk) -> None:
    made = _corrected(desk, summary=f"{LONG}\nAnd a second line")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        text = await _show(app, pilot, made)
        assert "before  First words" in text
        assert "now     Talked about mornings." in text
        assert "And a second line" in text
        assert " ".join(text.split()).count("Talked about mornings.") == 12

    on_screen(desk, steps)


def test_what_was_emptied_is_said(desk: Desk) -> None:
    made = _corrected(desk)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        assert "First words → nothing" in await _show(app, pilot, made)

    on_screen(desk, steps)


@pytest.mark.parametrize("size", SIZES)
def test_hostile_text_is_shown_as_text(desk: Desk, size: tuple[int, int]) -> None:
    made = _corrected(desk, summary=f"{HOSTILE}\n{HOSTILE}", with_whom=HOSTILE)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        text = await _show(app, pilot, made)
        assert "[/oops] O'Brien [x]" in text
        assert "\x1b" not in text and "\x07" not in text and "\u202e" not in text
        assert all(len(line) <= size[0] for line in text.split("\n"))

    on_screen(desk, steps, size)


def test_privacy_hides_names_in_the_cells_too(desk: Desk) -> None:
    who = person(desk, "P01")
    like = dict(people.referral_entry(desk, who))
    people.change_referral(desk, who, ReferralEntry(**{**like, "name": "Ada Marsh"}))
    made = _corrected(desk, summary="x")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        assert "Ada Fenwick → Ada Marsh" in await _show(app, pilot, who)
        await pilot.press("f8")
        assert "AF → AM" in text_of(app) and "Marsh" not in text_of(app)
        assert "Marsh" not in await _show(app, pilot, made)

    on_screen(desk, steps, (120, 40))


def test_an_unknown_record_has_none(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        assert app.words("history.empty") in await _show(app, pilot, uuid4())
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(app.screen, HistoryScreen)

    on_screen(desk, steps)


# Breaking lines


def test_lines_are_never_wider_than_asked_and_lose_nothing() -> None:
    for text in (LONG, "w" * 200, "漢字" * 60, "one\n\ntwo", ""):
        lines = wrapped(text, 30)
        from rich.cells import cell_len

        assert all(cell_len(line) <= 30 for line in lines)
        assert "".join("".join(lines).split()) == "".join(text.split())
    assert wrapped("one\n\ntwo", 30) == ["one", "", "two"]


def test_a_cut_is_said() -> None:
    assert wrapped(LONG, 30, 2)[1].endswith("…") and len(wrapped(LONG, 30, 2)) == 2
    assert wrapped("short", 30, 1) == ["short"]
