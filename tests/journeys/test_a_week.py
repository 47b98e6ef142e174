"""A week of a specialist's work in stages 1 to 3, typed: six referrals, twenty contacts, three interviews, two plans,
four reviews. How many keys each entry took, free text aside, is held to `benchmarks/keys_per_entry.toml`.
"""

from __future__ import annotations

import asyncio
import tomllib
from collections.abc import Callable
from pathlib import Path
from statistics import mean
from typing import Any

import pytest

from ips_tui.casework import caseload
from ips_tui.casework.case import case
from ips_tui.casework.session import Desk
from ips_tui.forms.action_plan import ActionPlanEntry, ObjectiveEntry, PlanAgreementEntry, PlanReviewEntry
from ips_tui.forms.community import GroupSessionEntry
from ips_tui.forms.contacts import ContactEntry, ReviewEntry
from ips_tui.forms.people import ReferralEntry
from ips_tui.forms.profile import ProfileSectionEntry
from screens.app import IpsApp
from tests import told
from tests.journeys.counting import CountingHands

TABLE = Path(__file__).parents[2] / "benchmarks" / "keys_per_entry.toml"
PEOPLE = ("Ada Fenwick", "Ben Castle", "Cleo Marsh", "Dan Okoro", "Eve Lind", "Finn Abara")
WHY = "Out and among people."


async def _open(hands: CountingHands, name: str) -> None:
    """Find somebody from anywhere: Ctrl+P and the beginning of the name."""
    await hands.press("ctrl+p")
    await hands.type(name.split()[0])
    await hands.press("enter")
    for _ in range(200):
        if name in hands.seen and type(hands.app.screen).__name__ == "ParticipantScreen":
            return
        await hands.pilot.pause()
    raise AssertionError(hands.seen)


async def _referral(hands: CountingHands, name: str) -> None:
    with hands.entry("referral"):
        await hands.press("f6", "n")
        await hands.fill(
            ReferralEntry,
            {
                "name": name,
                "source": "care_coordinator",
                "programme": "mental_health",
                "clinical_team": "CMHT North",
                "care_coordinator": "Cora",
                "wants_to_work": "yes",
                "work_status": "inactive",
                "contact_preferences": "phone\ntext",
                "telephone": "07700 900123",
                "consent_to_record": "given",
            },
        )


async def _contact(hands: CountingHands, name: str, kind: str, mode: str, result: str = "took_place") -> None:
    await _open(hands, name)
    with hands.entry("contact"):
        await hands.press("c")
        values = {"kind": kind, "mode": mode, "result": result, "place": "community", "summary": WHY}
        if result == "took_place":
            values["expectations"] = "No promise of one job; a real search, soon."
        await hands.fill(ContactEntry, values)


async def _interview(hands: CountingHands, desk: Desk, name: str) -> None:
    """The whole guided interview: every section, most questions answered, one left for another day."""
    await _open(hands, name)
    with hands.entry("interview"):
        await hands.press("2", "q")
        for section in desk.questions.sections:
            await hands.press("enter")
            front = await hands.form_of(ProfileSectionEntry)
            answers = {
                question.id: "7" if question.kind == "rating" else "yes" if question.kind == "yes_no" else WHY
                for question in section.questions[:3]
                if question.id in front.plan.entry.model_fields
            }
            await hands.fill(ProfileSectionEntry, answers)
        await hands.press("escape")


async def _plan(hands: CountingHands, name: str) -> None:
    await _open(hands, name)
    with hands.entry("plan"):
        await hands.press("3", "l")
        await hands.fill(ActionPlanEntry, {})
        for objective in ("Three firms have seen the portfolio", "The bus route is learnt"):
            await hands.press("l", "o")
            await hands.fill(
                ObjectiveEntry,
                {
                    "name": objective,
                    "kind": "active_search",
                    "specific": "Twelve pages, shown in person",
                    "measurable": "Three firms have seen it",
                    "due_on": "+21",
                    "steps": [{"name": "Print them", "who": "participant", "due_on": "+7"}],
                },
            )
            await hands.press("escape")
        await hands.press("l", "a")
        await hands.fill(PlanAgreementEntry, {"agreed": "verbally"})
        await hands.press("escape")


async def _review(hands: CountingHands, name: str, *, plan: bool) -> None:
    await _open(hands, name)
    with hands.entry("plan_review" if plan else "review"):
        await hands.press("r")
        values: dict[str, Any] = {
            "mode": "telephone",
            "rating": "6",
            "own_words": "It goes.",
            "went_well": "Rang the shop",
            "expectations": "A few weeks yet.",
        }
        if plan:
            await hands.fill(PlanReviewEntry, {**values, "plan_result": "Goes on as it is."})
        else:
            await hands.fill(ReviewEntry, values)


async def _group_session(hands: CountingHands) -> None:
    """Everybody at once: one entry."""
    with hands.entry("group_session"):
        await hands.press("ctrl+o", "3", "n", "enter")
        await hands.fill(
            GroupSessionEntry,
            {
                "name": "What IPS is, and what it is not",
                "mode": "face_to_face",
                "place": "community",
                "participants": "\n".join(PEOPLE),
            },
        )


async def _week(hands: CountingHands, desk: Desk) -> None:
    for name in PEOPLE:
        await _referral(hands, name)
    await _group_session(hands)
    # Fourteen more, so that there are twenty contacts in all.
    for name in PEOPLE[:5]:
        await _contact(hands, name, "engagement", "face_to_face")
    for name in PEOPLE[:5]:
        await _contact(hands, name, "profile_session", "telephone")
    for name in PEOPLE[1:4]:
        await _contact(hands, name, "three_way_meeting", "face_to_face")
    await _contact(hands, PEOPLE[5], "outreach_attempt", "telephone", "not_reached")
    for name in PEOPLE[:3]:
        await _interview(hands, desk, name)
    for name in PEOPLE[:2]:
        await _plan(hands, name)
    for name in PEOPLE[:4]:
        await _review(hands, name, plan=name in PEOPLE[:2])


@pytest.mark.parametrize("size", [(80, 24)])
def test_a_week_is_typed_and_no_entry_takes_more_keys_than_it_did(
    open_desk: Callable[..., Desk], size: tuple[int, int]
) -> None:
    desk = open_desk(encrypted=True)
    told.care_coordinator(desk, told.clinical_team(desk))
    counted: dict[str, float] = {}

    async def run() -> None:
        app = IpsApp(desk)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            hands = CountingHands(app, pilot)
            await _week(hands, desk)
            counted.update({kind: mean(keys) for kind, keys in hands.counted.items()})
            numbers = {kind: len(keys) for kind, keys in hands.counted.items()}
            assert numbers == {
                "referral": 6,
                "group_session": 1,
                "contact": 14,
                "interview": 3,
                "plan": 2,
                "review": 2,
                "plan_review": 2,
            }

    desk.warm()
    asyncio.run(run())
    _stands_as_typed(desk)
    kept = tomllib.loads(TABLE.read_text(encoding="utf-8"))["keys"]
    assert counted.keys() == kept.keys()
    more = {kind: (round(keys, 1), kept[kind]) for kind, keys in counted.items() if keys > kept[kind]}
    assert not more, f"more keys than in {TABLE.name}: {more}"


def _stands_as_typed(desk: Desk) -> None:
    assert {line.name for line in caseload.everyone(desk)} == set(PEOPLE)
    rows = desk.connection.execute("SELECT kind, count(*) FROM contact GROUP BY kind").fetchall()
    kinds = dict(rows)
    reviews = kinds.pop("review")
    assert (sum(kinds.values()), reviews) == (20, 4)
    assert kinds["information_session"] == len(PEOPLE)
    plans = desk.connection.execute("SELECT agreed, count(*) FROM action_plan GROUP BY agreed").fetchall()
    assert plans == [("verbally", 2)]
    ada = next(line.id for line in caseload.everyone(desk) if line.name == PEOPLE[0])
    page = case(desk, ada)
    assert sum(section.said > 0 for section in page.stages.profile.sections) >= len(desk.questions.sections) - 1
    assert [what for _, what in page.achievements] == ["Rang the shop"]
