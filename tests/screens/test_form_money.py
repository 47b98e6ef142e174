"""Amounts and hours in a form: what is read back beside the field, the team's currency, what cannot be read."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ips_tui.casework import settings
from ips_tui.casework.session import DraftKey
from ips_tui.domain.money import Money
from ips_tui.forms.kit import raw_values
from screens.entries.opening import plan_of
from screens.widgets.form.plan import KeptDraft
from screens.widgets.form.versions import VersionsQuestion
from tests.screens import form_fake
from tests.screens.entry_desk import HouseApp, desk_on
from tests.screens.form_fake import Desk, Keeper
from tests.screens.form_more import WageEntry, words
from tests.screens.form_walk import CLEAN, HOSTILE, SIZES, Walk, walk


def plan(desk: Desk | None = None, keeper: Keeper | None = None, **more: Any) -> Any:
    return form_fake.plan(desk or Desk(), keeper, **{"entry": WageEntry, "title": "Wage", **more})


def go(made: Any, step: Any, size: tuple[int, int] = (80, 24)) -> Walk:
    return walk(made, step, size, words())


@pytest.mark.parametrize("size", SIZES)
def test_amounts_and_hours_are_read_back_beside_their_fields_and_saved(size: tuple[int, int]) -> None:
    desk = Desk()

    async def step(here: Walk) -> None:
        await here.type("12.5")
        assert "12.50 GBP" in here.seen
        await here.press("enter")
        await here.paste("€1,200")
        assert "1200.00 EUR" in here.seen
        await here.press("tab")
        await here.type("37:30")
        assert "37.5 hours a week" in here.seen
        await here.press("tab")
        await here.type("-20")
        assert "-20.00 GBP" in here.seen
        await here.press("f2")

    go(plan(desk), step, size)
    (entry,) = desk.saved
    assert (entry.pay, entry.floor, entry.hours) == (Money(1250, "GBP"), Money(120000, "EUR"), Decimal("37.5"))
    assert entry.better_off == Money(-2000, "GBP")


def test_what_already_stands_there_in_full_is_not_said_again() -> None:
    async def step(here: Walk) -> None:
        assert here.seen.count("12.50 GBP") == 1
        await here.type("8")
        assert "8.00 GBP" in here.seen, "an amount is typed anew, not mended"
        assert here.raw["pay"] == "8"

    go(plan(start={"pay": "12.50 GBP"}), step)


def test_an_amount_without_a_currency_is_the_teams() -> None:
    async def step(here: Walk) -> None:
        await here.type("150")
        assert "150.00 NOK" in here.seen

    desk = Desk()

    async def save(here: Walk) -> None:
        await step(here)
        await here.press("f2")

    go(plan(desk, currency="NOK"), save)
    assert desk.saved[0].pay == Money(15000, "NOK")


@pytest.mark.parametrize("size", SIZES)
def test_what_is_no_amount_says_so_on_leaving_and_is_kept(size: tuple[int, int]) -> None:
    async def step(here: Walk) -> None:
        await here.type("12.345")
        await here.press("tab")
        assert "Write an amount such as 12.50" in here.seen and here.raw == {"pay": "12.345"}
        await here.paste(HOSTILE)
        assert "2 hidden characters" in here.seen and here.raw["floor"] == CLEAN
        await here.press("tab")
        await here.type("0")
        await here.press("tab", "f2")
        assert here.seen.count("! Write an amount") == 2 and "! Write the hours of a week" in here.seen
        assert here.at == "pay"

    go(plan(), step, size)


def test_drafts_keep_amounts_as_typed_and_show_them_as_read() -> None:
    kept = KeptDraft({"pay": "12.5", "hours": "16"}, "14:02", True, {"pay": "11.00 GBP", "hours": "8"})

    async def step(here: Walk) -> None:
        assert isinstance(here.app.screen, VersionsQuestion)
        assert [(v.typed, v.now) for v in here.app.screen.versions] == [
            ("12.50 GBP", "11.00 GBP"),
            ("16 hours a week", "8 hours a week"),
        ]
        await here.press("enter")
        assert here.raw == {"pay": "12.5", "hours": "16"}

    go(plan(keeper=Keeper(offered=kept), start=kept.current, editing=True), step)


def test_a_form_opens_with_the_currency_of_the_team(tmp_path: Path) -> None:
    with desk_on(tmp_path) as desk:
        app = HouseApp(desk)

        def currency() -> str:
            made = plan_of(app, WageEntry, DraftKey("wage"), lambda _: None, start={})  # type: ignore[arg-type, return-value]
            assert made.start == raw_values(WageEntry())
            return made.currency

        assert currency() == settings.currency(desk) == "GBP"
        with desk.writing("set_rhythm") as writing:
            settings.put(writing, settings.CURRENCY, "NOK")
        assert currency() == settings.currency(desk) == "NOK"
        with desk.writing("set_rhythm") as writing:
            settings.put(writing, settings.CURRENCY, "[/oops]")
        assert currency() == "GBP"
