"""The card before a telephone call: YES or NO, and only the words that were agreed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from textual.pilot import Pilot

from ips_tui.casework import disclosure
from ips_tui.casework.session import Desk
from ips_tui.forms.disclosure import DisclosureAgreementEntry, DisclosureTalkEntry, DisclosureWithdrawalEntry
from screens.employers.may_say import MaySayScreen
from screens.entries.opening import EntryScreen
from tests.screens.entry_desk import (
    HOSTILE,
    SIZES,
    TODAY,
    HouseApp,
    desk_on,
    employer,
    fill,
    hostile_person,
    on_screen,
    person,
    text_of,
)

AGREED = "Ada learns by doing."
ADJUSTMENTS = "A start after nine."


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_on(tmp_path) as opened:
        yield opened


def _agree(desk: Desk, who: UUID, **more: Any) -> UUID:
    values = {
        "decision": "partial",
        "decided_on": TODAY - timedelta(days=20),
        "pros_and_cons_on": TODAY - timedelta(days=20),
        "scope": "all",
        "agreed_words": AGREED,
        "never_words": "Hospital",
        "adjustments": ADJUSTMENTS,
        "to_whom": ("hiring_manager",),
        "who_tells": "both",
        "in_work_contact": "with_me",
        "agreement_form": "signed",
        **more,
    }
    return disclosure.record_agreement(desk, who, DisclosureAgreementEntry(**values))


def _card(desk: Desk, who: UUID, size: tuple[int, int] = (80, 24)) -> str:
    seen: list[str] = []

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        app.push_screen(MaySayScreen(str(who)))
        await pilot.pause()
        seen.append(text_of(app))

    on_screen(desk, steps, size)
    return seen[0]


@pytest.mark.parametrize("size", SIZES)
def test_a_yes_shows_the_agreed_words_and_everything_one_must_mind_on_one_screen(
    desk: Desk, size: tuple[int, int]
) -> None:
    who, firm = person(desk, "P01"), employer(desk, "Mill Lane Bakery")
    _agree(desk, who, scope="named", employers=(firm,), next_talk_on=TODAY + timedelta(days=30))
    card, words = _card(desk, who, size), desk.words
    assert "✓ YES, to these employers only" in card
    for text in (
        AGREED,
        ADJUSTMENTS,
        "Hospital",
        "Mill Lane Bakery",
        words("choice.to_whom.hiring_manager"),
        words("choice.who_tells.both"),
        words("choice.in_work_contact.with_me"),
        "Sat 14 Nov 2026",
        "Fri 25 Sep",
    ):
        assert text in card, text
    order = [card.index(text) for text in ("YES", words("may_say.may"), AGREED, words("may_say.never"), "Hospital")]
    assert order == sorted(order)
    assert "NO" not in card


@pytest.mark.parametrize("ref", ["P01", "P02", "P06"])
def test_without_an_agreement_the_answer_is_no_with_its_reason(desk: Desk, ref: str) -> None:
    card = _card(desk, person(desk, ref))
    why = "no_contact" if ref == "P06" else "none_yet"
    assert "✕ NO" in card
    assert "YES" not in card
    assert desk.words(f"gate.{why}") in " ".join(card.split())
    assert desk.words("may_say.may") not in card


def _withdraw(desk: Desk, who: UUID) -> None:
    agreement = _agree(desk, who)
    disclosure.withdraw(desk, agreement, DisclosureWithdrawalEntry(withdrawn_on=TODAY))


def _run_out(desk: Desk, who: UUID) -> None:
    _agree(desk, who, valid_until=TODAY - timedelta(days=1))


def _replaced(desk: Desk, who: UUID) -> None:
    _agree(desk, who)
    later = {"decision": "no_contact", "decided_on": TODAY, "never_words": "Hospital", "agreement_form": "verbal"}
    disclosure.record_agreement(desk, who, DisclosureAgreementEntry(**later))


@pytest.mark.parametrize(("end", "why"), [(_withdraw, "withdrawn"), (_run_out, "run_out"), (_replaced, "no_contact")])
def test_words_of_an_agreement_that_ended_are_not_there_to_be_read_out(desk: Desk, end: Any, why: str) -> None:
    who = person(desk, "P01")
    end(desk, who)
    card = _card(desk, who, (120, 40))
    assert "✕ NO" in card
    assert desk.words(f"gate.{why}") in card
    assert AGREED not in card
    assert ADJUSTMENTS not in card
    assert desk.words("may_say.never") in card


def test_an_agreement_about_the_service_alone_gives_no_words_about_the_person(desk: Desk) -> None:
    who = person(desk, "P01")
    _agree(desk, who, decision="service_only", agreed_words=None, adjustments=None)
    card = _card(desk, who, (120, 40))
    assert "✓ YES, to any employer" in card
    assert desk.words("may_say.no_words") in card


@pytest.mark.parametrize("size", SIZES)
def test_when_they_may_be_told_and_until_when_it_holds_are_said(desk: Desk, size: tuple[int, int]) -> None:
    who = person(desk, "P01")
    _agree(desk, who, when_told="offer", valid_until=TODAY + timedelta(days=7), adjustments=None)
    card, words = _card(desk, who, size), desk.words
    assert "✓ YES, to any employer, after an offer" in card
    lines = [" ".join(line.split()) for line in card.splitlines()]
    who_tells = lines.index(f"{words('may_say.who_tells')} {words('choice.who_tells.both')}")
    assert lines[who_tells + 1] == f"{words('may_say.when_told')} {words('choice.when_told.offer')}"
    assert f"{words('may_say.valid_until')} Thu 22 Oct 2026 (in 7 days)" in lines


def test_where_no_talk_is_agreed_the_teams_rhythm_gives_the_day(desk: Desk) -> None:
    who = person(desk, "P01")
    _agree(desk, who)
    card = " ".join(_card(desk, who, (120, 40)).split())
    # 56 days after the decision of 25 September (domain.md 6.6 F11).
    assert f"{desk.words('may_say.next_talk')} by Fri 20 Nov 2026 (in 36 days)" in card


def test_a_talk_that_is_late_is_said(desk: Desk) -> None:
    who = person(desk, "P01")
    _agree(desk, who)
    talk = DisclosureTalkEntry(happened_on=TODAY - timedelta(days=10), next_on=TODAY - timedelta(days=3))
    disclosure.record_talk(desk, who, talk)
    assert "! Mon 12 Oct 2026 (3 days ago)" in _card(desk, who, (120, 40))


@pytest.mark.parametrize("size", SIZES)
def test_hostile_text_is_text(desk: Desk, size: tuple[int, int]) -> None:
    who = hostile_person(desk)
    _agree(desk, who, agreed_words=HOSTILE + "\nsecond line", never_words=HOSTILE, adjustments=HOSTILE)
    card = _card(desk, who, size)
    assert card.count("[/oops] O'Brien [x]") >= 3
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(card)


def test_a_long_card_scrolls_to_its_end(desk: Desk) -> None:
    who = person(desk, "P01")
    _agree(desk, who, agreed_words="\n".join(f"line {n}" for n in range(60)))

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        app.push_screen(MaySayScreen(str(who)))
        await pilot.pause()
        assert "line 0" in text_of(app)
        await pilot.press("end")
        await pilot.pause(0.5)
        assert app.words("may_say.next_talk") in text_of(app)

    on_screen(desk, steps)


def test_a_decision_recorded_from_the_card_shows_on_it(desk: Desk) -> None:
    who = person(desk, "P01")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        card = MaySayScreen(str(who))
        app.push_screen(card)
        await pilot.pause()
        assert "Looked at again" not in text_of(app)
        await pilot.press("t", "w")
        await pilot.pause()
        assert app.screen is card
        await pilot.press("a")
        await pilot.pause()
        form = app.screen
        assert isinstance(form, EntryScreen)
        assert form.filled.raw["decided_on"] == "Thu 15 Oct 2026"
        typed = {"decision": "full", "pros_and_cons_on": "today", "scope": "all", "agreed_words": AGREED}
        await fill(pilot, form, **typed, in_work_contact="no", agreement_form="verbal")
        await pilot.press("f2")
        await pilot.pause()
        assert app.screen is card
        assert "✓ YES" in text_of(app)
        assert AGREED in text_of(app)
        assert card.said == app.words("may_say.recorded")
        await pilot.press("w")
        await pilot.pause()
        await pilot.press("f2")
        await pilot.pause()
        assert app.screen is card
        assert "✕ NO" in text_of(app)
        assert AGREED not in text_of(app)
        assert "Taken back" not in text_of(app)

    on_screen(desk, steps)


def test_privacy_hides_the_name_and_f4_goes_back(desk: Desk) -> None:
    who = person(desk, "P01")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        card = MaySayScreen(str(who))
        app.push_screen(card)
        await pilot.pause()
        await pilot.press("f8")
        await pilot.pause()
        assert "Fenwick" not in text_of(app)
        await pilot.press("f4")
        await pilot.pause()
        assert app.screen is not card

    on_screen(desk, steps)
