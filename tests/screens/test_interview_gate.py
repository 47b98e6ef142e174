"""The gate at an interview on screen: the employer is proposed, a refusal keeps the draft and has three ways on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from textual.pilot import Pilot

from ips_tui.casework import case
from ips_tui.casework.session import Desk, DraftKey
from screens import entries
from screens.entries.gate import AGREEMENT, BACK, WITHOUT
from screens.entries.interview import OWN, InterviewScreen
from screens.entries.opening import EntryScreen
from screens.widgets.confirm import Confirm
from tests import in_work
from tests.screens.entry_desk import (
    HOSTILE,
    HouseApp,
    desk_on,
    fill,
    hostile_person,
    in_both_sizes,
    on_screen,
    text_of,
    unvisited,
)
from tests.screens.test_gate import ALLOWING

DAY = "2026-10-14"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_on(tmp_path) as opened:
        yield opened


async def _refused(app: HouseApp, pilot: Pilot[None], who: UUID, application: UUID, firm: UUID) -> InterviewScreen:
    """The form, with its employer as the application proposes it, under the question of how to go on."""
    form = entries.interview_form(app, who)
    assert isinstance(form, InterviewScreen)
    app.push_screen(form)
    await pilot.pause()
    form.body.typed("application", str(application))
    assert form.filled.raw["employer"] == str(firm)
    await fill(pilot, form, happened_on=DAY, specialist_there="yes", feedback=HOSTILE)
    await pilot.press("f2")
    await pilot.pause()
    assert isinstance(app.screen, Confirm)
    assert [answer.id for answer in app.screen.answers.answers] == [AGREEMENT, OWN, WITHOUT, BACK]
    assert app.words("gate.none_yet") in app.screen.question
    return form


async def _choose(app: HouseApp, pilot: Pilot[None], way: str) -> None:
    assert isinstance(app.screen, Confirm)
    answers = app.screen.answers
    answers.move_to([answer.id for answer in answers.answers].index(way))
    await pilot.press("enter")
    await pilot.pause()
    await pilot.pause()


def _kinds(desk: Desk, who: UUID) -> dict[str, tuple[str, ...]]:
    wanted = ("interview", "contact_without_agreement", "disclosure_agreement")
    return {item.kind: item.detail for item in case.case(desk, who).timeline if item.kind in wanted}


def test_the_agreement_lets_an_interview_with_the_specialist_through(desk: Desk) -> None:
    who, firm = hostile_person(desk), unvisited(desk)
    application = in_work.apply_for(desk, who, HOSTILE, employer=firm)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        form = await _refused(app, pilot, who, application, firm)

        def look() -> None:
            assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(text_of(app))
            assert app.words(f"entries.gate.{OWN}") in " ".join(text_of(app).split())

        await in_both_sizes(pilot, look)
        assert _kinds(desk, who) == {}
        assert form.body.problems == {"specialist_there": app.words("gate.none_yet")}
        draft = desk.load_draft(DraftKey("interview", who))
        assert draft is not None and draft.fields["feedback"]
        await _choose(app, pilot, AGREEMENT)
        agreement = app.screen
        assert isinstance(agreement, EntryScreen)
        # Nothing speaks of pros and cons yet: said beside the field, and in the way of nothing.
        await fill(pilot, agreement, decided_on="2026-10-12", **{**ALLOWING, "pros_and_cons_on": ""})
        agreement.body.check("pros_and_cons_on")
        assert agreement.body.advice == {"pros_and_cons_on": app.words("entries.gate.pros_and_cons_first")}
        await fill(pilot, agreement, pros_and_cons_on="2026-10-01")
        await pilot.press("f2")
        await pilot.pause()
        assert app.screen is form
        await pilot.press("f2")
        await pilot.pause()
        assert set(_kinds(desk, who)) == {"disclosure_agreement", "interview"}
        assert _kinds(desk, who)["interview"] == ("timeline.specialist_there",)
        assert desk.drafts() == ()

    on_screen(desk, steps)


def test_a_meeting_without_agreement_is_reported_and_the_interview_is_the_persons_own(desk: Desk) -> None:
    who, firm = hostile_person(desk), unvisited(desk)
    application = in_work.apply_for(desk, who, HOSTILE, employer=firm)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        form = await _refused(app, pilot, who, application, firm)
        await _choose(app, pilot, WITHOUT)
        report = app.screen
        assert isinstance(report, EntryScreen)
        assert {name: report.filled.raw[name] for name in ("purpose", "employer")} == {
            "purpose": "interview",
            "employer": str(firm),
        }
        await fill(pilot, report, what_happened="Sat in", reason="She asked me in on the day")
        await pilot.press("f2")
        await pilot.pause()
        assert app.screen is form
        assert form.filled.raw["specialist_there"] == "no"
        assert form.said == app.words("entries.gate.reported_own")
        await pilot.press("f2")
        await pilot.pause()
        assert _kinds(desk, who) == {"interview": (), "contact_without_agreement": ()}

    on_screen(desk, steps)
