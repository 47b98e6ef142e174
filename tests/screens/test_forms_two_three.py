"""Every form of the vocational profile, the action plan and education: with nothing in it, and with harm in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from textual.pilot import Pilot

from ips_tui.casework import action_plan, education, engagement, goals, profile, reviews, today
from ips_tui.casework.case import case
from ips_tui.casework.plan_views import plans_view
from ips_tui.casework.session import Desk
from ips_tui.casework.show import whole_record
from ips_tui.casework.steps import beside_entry, step_entry, step_of
from ips_tui.content.questions import load_questions
from ips_tui.forms.asking import Kind
from ips_tui.forms.barriers import BarrierStepEntry
from ips_tui.forms.kit import Entry, fields_of
from ips_tui.forms.profile import section_entry
from ips_tui.forms.typed import rows_raw
from ips_tui.text import clean
from screens import entries
from screens.desk import desk_of
from screens.entries.opening import EntryScreen
from screens.participant.screen import ParticipantScreen
from tests import planned
from tests.screens.entry_desk import (
    HOSTILE,
    TODAY,
    HouseApp,
    desk_on,
    fill,
    in_both_sizes,
    naming,
    on_screen,
    person,
    seen_whole,
    text_of,
)

DAY = (TODAY - timedelta(days=1)).isoformat()
AHEAD = (TODAY + timedelta(days=30)).isoformat()
HARM = HOSTILE[:120] + " {x}"
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
SECTIONS = tuple(f"section {section.id}" for section in load_questions().sections)


@dataclass(frozen=True)
class Form:
    """How a form is opened and read back, and raw text that makes it complete."""

    open: Callable[[HouseApp, UUID], EntryScreen]
    read: Callable[[Desk, UUID], Entry]
    complete: Mapping[str, str] = field(default_factory=dict)


ROWS: Mapping[str, Mapping[str, str]] = {
    "steps": {"who": "participant", "status": "open"},
    "licences": {"kind": "driving"},
    "past_jobs": {},
    "barriers": {"kind": "money", "state": "open"},
    "skill_gaps": {},
    "sources": {"kind": "family"},
}
"""What makes a row of a group complete, beside its texts."""


def _barrier(app: HouseApp, who: UUID) -> UUID:
    if not case(desk_of(app), who).stages.profile.barriers:
        one = section_entry(desk_of(app).questions.section("barriers"))(barriers=({"kind": "money"},))
        profile.save_section(desk_of(app), who, one)
    return case(desk_of(app), who).stages.profile.barriers[0].id


def _step_of_barrier(desk: Desk, step: UUID) -> Entry:
    of = step_of(desk, step)
    return BarrierStepEntry(objective=of.objective_id, name=of.step.name, who=of.step.who, due_on=of.step.due_on)


FORMS: Mapping[str, Form] = {
    "natural_support": Form(
        lambda app, who: entries.natural_support_form(app, who),
        engagement.SUPPORT.entry_of,
        {"relation": "friend", "consent": "given", "said_on": DAY, "contact_about": "job_leads"},
    ),
    "satisfaction": Form(
        lambda app, who: entries.satisfaction_form(app, who),
        engagement.satisfaction_as_entry,
        {"happened_on": DAY, "how": "paper"},
    ),
    "pause": Form(
        lambda app, who: entries.pause_form(app, who),
        engagement.PAUSE.entry_of,
        {"from_on": DAY, "reason": "hospital"},
    ),
    "rapport": Form(lambda app, who: entries.rapport_form(app, who), engagement.rapport_now, {"talked_on": DAY}),
    "vocational_profile": Form(
        lambda app, who: entries.version_form(app, who), profile.version_entry, {"begun_on": DAY}
    ),
    "labour_market_research": Form(
        lambda app, who: entries.research_form(app, who),
        profile.RESEARCH.entry_of,
        {"happened_on": DAY, "sources": "job_board\nemployer_visit"},
    ),
    "personal_information_talk": Form(
        lambda app, who: entries.information_talk_form(app, who),
        profile.INFORMATION_TALK.entry_of,
        {"happened_on": DAY},
    ),
    "goal": Form(
        lambda app, who: entries.goal_form(app, who),
        goals.GOAL.entry_of,
        {"job_type": "kitchen", "agreed_on": DAY},
    ),
    "barrier_step": Form(
        lambda app, who: entries.barrier_step_form(app, who, _barrier(app, who)),
        _step_of_barrier,
        {"who": "participant"},
    ),
    "action_plan": Form(
        lambda app, who: entries.plan_form(app, who),
        action_plan.plan_entry,
        {"made_on": DAY},
    ),
    "plan_agreement": Form(
        lambda app, who: entries.plan_agreement_form(app, who, record_id=_latest(app, who)),
        lambda desk, plan: action_plan.agreement_entry(desk, plan) or pytest.fail("no agreement"),
        {"agreed": "verbally", "agreed_on": DAY},
    ),
    "plan_withdrawal": Form(
        lambda app, who: entries.plan_withdrawal_form(app, who, record_id=_latest(app, who)),
        lambda desk, plan: action_plan.withdrawal_entry(desk, plan) or pytest.fail("no withdrawal"),
        {"withdrawn_on": DAY},
    ),
    "step_beside": Form(
        lambda app, who: entries.step_beside_form(app, who),
        beside_entry,
        {"who": "participant", "status": "open"},
    ),
    "objective": Form(
        lambda app, who: entries.objective_form(app, who),
        action_plan.objective_entry,
        {"kind": "active_search", "due_on": AHEAD, "status": "planned"},
    ),
    "plan_review": Form(
        lambda app, who: entries.review_form(app, who),
        reviews.review_entry,
        {"happened_on": DAY, "mode": "telephone"},
    ),
    "education": Form(
        lambda app, who: entries.education_form(app, who),
        education.EDUCATION.entry_of,
        {"kind": "college", "status": "exploring", "noted_on": DAY},
    ),
}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_on(tmp_path) as opened:
        yield opened


def _form(name: str, who: UUID, desk: Desk) -> Form:
    if name == "step_outcome":
        (one,) = action_plan_steps(desk, who)
        return Form(
            lambda app, who: entries.step_form(app, who, record_id=one),
            step_entry,
            {"status": "done", "done_on": DAY},
        )
    if name.startswith("section "):
        section = name.removeprefix("section ")
        return Form(
            lambda app, who: entries.section_form(app, who, section),
            lambda desk, _: profile.section_as_entry(desk, who, section),
        )
    return FORMS[name]


def action_plan_steps(desk: Desk, who: UUID) -> list[UUID]:
    with desk.reading() as db:
        view = plans_view(db, who).latest
    return [step.id for objective in (view.objectives if view else ()) for step in objective.steps]


def _latest(app: HouseApp, who: UUID) -> UUID:
    plan = case(desk_of(app), who).stages.plan
    assert plan is not None
    return plan.id


PROPOSED = "a plan nobody agreed to yet"
GROUPS: Mapping[str, tuple[str, ...]] = {
    "along the way": ("natural_support", "satisfaction", "rapport", "education", "pause"),
    "the profile": (
        "vocational_profile",
        "labour_market_research",
        "personal_information_talk",
        "goal",
        "barrier_step",
    ),
    "the plan": ("step_outcome", "plan_review", "step_beside", "plan_withdrawal", "action_plan"),
    PROPOSED: ("objective", "plan_agreement"),
    "sections": SECTIONS,
}
"""Forms that are filled in one after the other at one start of the program, in an order in which none is in the way."""
NEEDING = [group for group in GROUPS if group != "sections"]


def test_every_form_is_in_one_group() -> None:
    grouped = [name for names in GROUPS.values() for name in names]
    assert sorted(grouped) == sorted([*FORMS, "step_outcome", *SECTIONS])


def _about(desk: Desk, group: str) -> UUID:
    """Somebody with a plan and one open step, so that objectives and steps can be noted."""
    who = person(desk, "P01")
    planned.plan(desk, who, **({"agreed": "not_agreed", "agreed_on": None} if group == PROPOSED else {}))
    planned.objective(desk, who, planned.step("Buy shoes"))
    return who


def _kept(desk: Desk, who: UUID) -> str:
    return str(whole_record(desk, who))


def _harmful(entry: type[Entry], complete: Mapping[str, str]) -> dict[str, str]:
    """Harm in every field and every row that takes free text, the rest complete."""
    raw = dict(complete)
    for spec in fields_of(entry):
        if spec.kind in (Kind.TEXT, Kind.NOTES):
            raw[spec.name] = HARM
        elif spec.rows is not None and not spec.fixed:
            texts = [one.name for one in fields_of(spec.rows) if one.kind in (Kind.TEXT, Kind.NOTES)]
            raw[spec.name] = rows_raw([{**ROWS[spec.name], **dict.fromkeys(texts, HARM)}])
    return raw


def _texts(entry: Entry) -> Iterator[tuple[Kind, str]]:
    """What stands in the free texts of an entry and of its rows."""
    for spec in fields_of(type(entry)):
        value = getattr(entry, spec.name)
        if spec.kind in (Kind.TEXT, Kind.NOTES) and value is not None:
            yield spec.kind, value
        for row in value if spec.rows is not None else ():
            yield from () if spec.fixed else _texts(row)


@pytest.mark.parametrize("group", NEEDING)
def test_with_nothing_in_it_each_needed_field_says_so_and_nothing_is_kept(desk: Desk, group: str) -> None:
    who = _about(desk, group)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        missing = app.words("problem.missing")

        def look() -> None:
            assert " ".join(missing.split()[:4]) in " ".join(text_of(app).split())

        for name in GROUPS[group]:
            with naming(name):
                form = _form(name, who, desk).open(app, who)
                app.push_screen(form)
                await pilot.pause()
                assert form.plan.title in text_of(app) and not form.dirty
                before = _kept(desk, who)
                needed = [spec.name for spec in fields_of(form.plan.entry) if spec.required]
                await fill(pilot, form, **dict.fromkeys(form.filled.raw, ""))
                await pilot.press("f2")
                await pilot.pause()
                assert app.screen is form and needed
                assert {form.body.problems.get(field) for field in needed} == {missing}
                await in_both_sizes(pilot, look)
                assert _kept(desk, who) == before
                app.pop_screen()
                await pilot.pause()

    on_screen(desk, steps)


def test_a_section_with_nothing_in_it_says_nothing(desk: Desk) -> None:
    who = _about(desk, "sections")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        for name in SECTIONS:
            with naming(name):
                form = _form(name, who, desk)
                screen = form.open(app, who)
                app.push_screen(screen)
                await pilot.pause()
                await pilot.press("f2")
                await pilot.pause()
                assert app.screen is not screen
                assert not any(value for _, value in form.read(desk, who))

    on_screen(desk, steps)


@pytest.mark.parametrize("group", GROUPS)
def test_harm_in_every_text_is_kept_as_text_and_shown_as_text(desk: Desk, group: str) -> None:
    who = _about(desk, group)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        app.open_participant(str(who))
        await pilot.pause()
        page = app.screen
        assert isinstance(page, ParticipantScreen)
        records: list[str] = []

        def look() -> None:
            assert not CONTROL.search(text_of(app))

        for name in GROUPS[group]:
            with naming(name):
                form = _form(name, who, desk)
                screen = form.open(app, who)
                saved: list[str | None] = []
                app.push_screen(screen, saved.append)
                await pilot.pause()
                await fill(pilot, screen, **_harmful(screen.plan.entry, form.complete))
                await in_both_sizes(pilot, look)
                await pilot.press("f2")
                await pilot.pause()
                assert app.screen is page, screen.body.problems
                (record,) = saved
                assert record is not None
                records.append(record)
                kept = list(_texts(form.read(desk, UUID(record))))
                wanted = {
                    Kind.TEXT: clean(HARM).text.strip(),
                    Kind.NOTES: clean(HARM, lines=True).text.strip("\n"),
                }
                assert {text for _, text in kept} <= set(wanted.values()), kept
                assert all(text == wanted[kind] for kind, text in kept)
                kinds = (Kind.TEXT, Kind.NOTES, Kind.GROUP)
                assert kept or not [spec for spec in fields_of(screen.plan.entry) if spec.kind in kinds]
                # Whatever opens again shows it once more.
                app.push_screen(form.open(app, who))
                await pilot.pause()
                look()
                app.pop_screen()
                await pilot.pause()
        # All that was saved stands on the pages, most of it in sight in a window this high.
        for keys in (("2",), ("q",), ("escape", "3"), ("l",), ("escape", "0")):
            await pilot.press(*keys)
            await pilot.pause()
            look()
            await seen_whole(pilot, look)
        await in_both_sizes(pilot, look)
        # The list of all records goes on below: each of them is brought into sight.
        for record in records:
            page._bodies[0].records.move_to(record)
            await pilot.pause()
            look()

    on_screen(desk, steps)


@pytest.mark.parametrize("group", GROUPS)
def test_what_was_begun_waits_and_is_gone_on_with_from_today(desk: Desk, group: str) -> None:
    who = _about(desk, group)
    begun: set[tuple[str, UUID | None]] = set()

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        for name in GROUPS[group]:
            with naming(name):
                screen = _form(name, who, desk).open(app, who)
                app.push_screen(screen)
                await pilot.pause()
                kinds = (Kind.TEXT, Kind.NOTES, Kind.HOURS, Kind.DATE)
                first = min(fields_of(screen.plan.entry), key=lambda s: kinds.index(s.kind) if s.kind in kinds else 9)
                await fill(pilot, screen, **{first.name: "half a sentence"})
                screen.flush_draft()
                await pilot.press("escape")
                await pilot.pause()
                await pilot.press("enter")  # Keep it as a draft is the safe answer.
                await pilot.pause()
                assert app.screen is not screen
                waiting = [line for line in today.today(desk).drafts if line.subject_id == who]
                (line,) = [line for line in waiting if (line.form, line.record_id) not in begun]
                begun.add((line.form, line.record_id))
                again = entries.continue_draft(app, line)
                assert again is not None and again.plan.entry.form == screen.plan.entry.form
                assert again.plan.title == screen.plan.title
                app.push_screen(again)
                await pilot.pause()
                await pilot.press("enter")
                await pilot.pause()
                assert again.filled.raw[first.name] == "half a sentence"
                app.pop_screen()
                await pilot.pause()

    on_screen(desk, steps)
