"""Every form of the search, jobs, support, benefits and closing: with nothing in it, with harm in it, gone on with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from textual.pilot import Pilot

from ips_tui.casework import case, closure, today
from ips_tui.casework.session import Desk
from ips_tui.casework.show import whole_record
from ips_tui.forms.asking import Kind
from ips_tui.forms.closure import ClosureEntry
from ips_tui.forms.kit import fields_of
from ips_tui.forms.typed import raw_rows, rows_raw
from screens import entries
from screens.entries.opening import EntryScreen
from tests import in_work, told
from tests.screens.entry_desk import TODAY, HouseApp, desk_on, fill, in_both_sizes, naming, on_screen, person, text_of

Open = Callable[[HouseApp, UUID, UUID], EntryScreen]
DAY = (TODAY - timedelta(days=1)).isoformat()
HARM = told.HOSTILE[0] + told.HOSTILE[3] + told.HOSTILE[10] + "\u0301 =1+1 {x}"
SAID_BACK = {"pay": "12.60 GBP", "hours": "37.5"}
"""What is kept as something else than it was typed."""
UNSEEN = {"\x1b", "\x07", "\x9b", "\u202e", "\u2066"}


@dataclass(frozen=True)
class Form:
    """How a form is opened, and raw text that makes it complete."""

    open: Open
    complete: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What makes a row of a group complete."""


FORMS: Mapping[str, Form] = {
    "search_activity": Form(
        lambda app, who, job: entries.search_activity_form(app, who), {"happened_on": DAY, "kind": "workshop"}
    ),
    "application": Form(
        lambda app, who, job: entries.application_form(app, who),
        {"made_on": DAY, "name": "Porter", "route": "network", "result": "offer"},
    ),
    "cv": Form(
        lambda app, who, job: entries.cv_form(app, who),
        {"name": "shops", "made_on": DAY},
        {"lines": {"part": "gap", "name": "caring for family"}},
    ),
    "interview": Form(lambda app, who, job: entries.interview_form(app, who), {"happened_on": DAY}),
    "office_contact": Form(
        lambda app, who, job: entries.office_contact_form(app, who),
        {"happened_on": DAY, "office": "benefit_office", "mode": "telephone", "matter": "Permitted work"},
    ),
    "job": Form(
        lambda app, who, job: entries.job_form(app, who),
        {"name": "Porter", "job_type": "office", "accepted_on": DAY, "start_on": TODAY.isoformat(), "pay": "12.60"},
    ),
    "job_start": Form(
        lambda app, who, job: entries.job_start_form(app, who, job),
        {"started": "yes", "start_on": DAY, "without_plan_why": "later", "without_benefits_why": "later"},
    ),
    "job_terms": Form(
        lambda app, who, job: entries.job_terms_form(app, who, job_id=job), {"from_on": DAY, "hours": "37:30"}
    ),
    "absence": Form(
        lambda app, who, job: entries.absence_form(app, who, job_id=job), {"from_on": DAY, "reason": "leave"}
    ),
    "job_ending": Form(
        lambda app, who, job: entries.job_ending_form(app, who, job_id=job),
        {"last_day_on": DAY, "learnt_on": DAY, "how": "mutual", "new_search": "no"},
    ),
    "in_work_support_plan": Form(
        lambda app, who, job: entries.support_plan_form(app, who, job_id=job),
        {"made_on": DAY},
        {"needs": {"topic": "travel"}},
    ),
    "follow_along_contact": Form(
        lambda app, who, job: entries.follow_along_form(app, who, job_id=job),
        {"happened_on": DAY, "mode": "telephone", "topics": "travel\nstress"},
    ),
    "benefits_counselling": Form(
        lambda app, who, job: entries.benefits_form(app, who),
        {"happened_on": DAY, "occasion": "question"},
        {"scenarios": {"net_now": "80", "net_then": "120.50"}},
    ),
    "closure": Form(
        lambda app, who, job: entries.closure_form(app, who),
        {"closed_on": DAY, "reason": "moved_away", "work_status": "unemployed", "way_back_explained": "yes"},
    ),
    "reopening": Form(lambda app, who, job: entries.reopening_form(app, who), {"reopened_on": TODAY.isoformat()}),
}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_on(tmp_path) as opened:
        yield opened


def _about(desk: Desk, form: str) -> tuple[UUID, UUID]:
    """Somebody with a job that began, whom everything may be told about; for opening again, a closed case."""
    who = person(desk, "P02")
    job = in_work.accept_job(desk, who, start=-5)
    in_work.agree(desk, who)
    if form == "reopening":
        said: dict[str, Any] = {"reason": "moved_away", "work_status": "unemployed", "way_back_explained": True}
        closure.close_case(desk, who, ClosureEntry(closed_on=in_work.day(-3), **said))
    return who, job


def _kept(desk: Desk, who: UUID) -> str:
    return str(whole_record(desk, who))


def _harmful(form: Form, entry: Any, text: str) -> dict[str, str]:
    """Harm in every field that takes free text, the rest complete."""
    raw = dict(form.complete)
    for spec in fields_of(entry):
        if spec.kind in (Kind.TEXT, Kind.NOTES):
            raw[spec.name] = text
        elif spec.kind is Kind.GROUP and spec.rows is not None:
            row = dict(form.rows[spec.name])
            row |= {one.name: text for one in fields_of(spec.rows) if one.kind in (Kind.TEXT, Kind.NOTES)}
            raw[spec.name] = rows_raw([row])
    return raw


GROUPS: Mapping[str, tuple[str, ...]] = {
    "search": ("search_activity", "cv", "application", "interview", "office_contact", "benefits_counselling"),
    "job": ("job", "job_start", "job_terms", "absence", "job_ending"),
    "support": ("in_work_support_plan", "follow_along_contact", "closure"),
    "reopening": ("reopening",),
}
"""Forms that are asked one after the other at one start of the program."""


def test_every_form_is_in_one_group() -> None:
    assert sorted(name for names in GROUPS.values() for name in names) == sorted(FORMS)


@pytest.mark.parametrize("group", GROUPS)
def test_with_nothing_in_it_each_needed_field_says_so_and_nothing_is_kept(desk: Desk, group: str) -> None:
    who, job = _about(desk, group)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        for name in GROUPS[group]:
            with naming(name):
                form = FORMS[name].open(app, who, job)
                app.push_screen(form)
                await pilot.pause()
                assert not form.dirty and form.plan.title in text_of(app)
                before = _kept(desk, who)
                needed = [spec.name for spec in fields_of(form.plan.entry) if spec.required]
                assert needed
                await fill(pilot, form, **dict.fromkeys(form.filled.raw, ""))
                await pilot.press("f2")
                await pilot.pause()
                assert app.screen is form
                assert set(needed) <= set(form.body.problems)

                def look() -> None:
                    assert "must be filled in" in " ".join(text_of(app).split())

                await in_both_sizes(pilot, look)
                texts = [spec.name for spec in fields_of(form.plan.entry) if spec.kind is Kind.TEXT and not spec.only]
                past = [
                    s.name
                    for s in fields_of(form.plan.entry)
                    if s.kind is Kind.DATE and s.lean == "past" and s.required
                ]
                ahead = (TODAY + timedelta(days=40)).isoformat()
                for names, wrong in ((texts, "n" * 300), (past, ahead)):
                    if names:
                        typed = dict.fromkeys(names, wrong)
                        await fill(pilot, form, **{**FORMS[name].complete, **typed})
                        await pilot.press("f2")
                        await pilot.pause()
                        # Several days in an order of their own: one of them is enough to stop it.
                        assert set(names) & set(form.body.problems)
                        assert names is past or set(names) <= set(form.body.problems)
                        assert {one: form.filled.raw[one] for one in names} == typed
                        await fill(pilot, form, **dict.fromkeys(names, ""))
                assert _kept(desk, who) == before
                app.pop_screen()
                await pilot.pause()

    on_screen(desk, steps)


@pytest.mark.parametrize("name", FORMS)
def test_harm_in_every_field_is_kept_as_text_and_shown_as_text(desk: Desk, name: str) -> None:
    who, job = _about(desk, name)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        app.open_participant(str(who))
        await pilot.pause()
        form = FORMS[name].open(app, who, job)
        given: list[str | None] = []
        app.push_screen(form, given.append)
        await pilot.pause()
        raw = _harmful(FORMS[name], form.plan.entry, HARM)
        await fill(pilot, form, **raw)

        def look() -> None:
            assert not UNSEEN & set(text_of(app))

        await in_both_sizes(pilot, look)
        await pilot.press("f2")
        await pilot.pause()
        if app.screen is form or not given:
            # A question about what is left out, such as the other employer's name.
            await pilot.press("home", "enter")
            await pilot.pause()
        assert len(given) == 1 and given[0] is not None, form.body.problems
        if any(text == HARM for text in raw.values()):
            assert "[/oops]" in _kept(desk, who)
        assert not UNSEEN & set(_kept(desk, who))
        await pilot.pause()
        for stage in "450":
            await pilot.press(stage)
            await in_both_sizes(pilot, look)

    on_screen(desk, steps)


@pytest.mark.parametrize("group", GROUPS)
def test_a_draft_waits_and_goes_on_in_its_own_form(desk: Desk, group: str) -> None:
    who, job = _about(desk, group)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        for name in GROUPS[group]:
            with naming(name):
                form = FORMS[name].open(app, who, job)
                app.push_screen(form)
                await pilot.pause()
                await fill(pilot, form, **FORMS[name].complete)
                typed = form.filled.read()
                form.flush_draft()
                app.pop_screen()
                await pilot.pause()
                (line,) = today.today(desk).drafts
                assert line.form == name == form.plan.entry.form
                again = entries.continue_draft(app, line)
                assert again is not None and again.plan.entry is form.plan.entry
                app.push_screen(again)
                await pilot.pause()
                await pilot.press("home", "enter")
                await pilot.pause()
                assert again.filled.read() == typed
                await pilot.press("f2")
                await pilot.pause()
                assert desk.drafts() == ()

    on_screen(desk, steps)


@pytest.mark.parametrize("name", [name for name in FORMS if name not in ("job_start", "reopening")])
def test_what_was_saved_is_corrected_from_the_timeline_in_its_own_form(desk: Desk, name: str) -> None:
    who, job = _about(desk, name)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        form = FORMS[name].open(app, who, job)
        given: list[str | None] = []
        app.push_screen(form, given.append)
        await pilot.pause()
        await fill(pilot, form, **_harmful(FORMS[name], form.plan.entry, "As it was"))
        await pilot.press("f2")
        await pilot.pause()
        if not given:
            await pilot.press("home", "enter")
            await pilot.pause()
        (record,) = given
        app.open_participant(str(who), 0)
        await pilot.pause()
        page: Any = app.screen
        await pilot.press("0")
        await pilot.pause()
        (item,) = [i for i in case.case(desk, who).timeline if str(i.id) == record]
        assert item.kind == name
        assert page._bodies[0].records.move_to(record)
        await pilot.press("e")
        await pilot.pause()
        again = app.screen
        assert isinstance(again, EntryScreen) and again.plan.entry is form.plan.entry and again.plan.editing
        free = [s.name for s in fields_of(form.plan.entry) if s.kind in (Kind.TEXT, Kind.NOTES)]
        expected = {**FORMS[name].complete, **dict.fromkeys(free, "As it was"), **SAID_BACK}
        start = again.plan.start
        assert {one: start[one] for one in FORMS[name].complete} == {n: expected[n] for n in FORMS[name].complete}
        for group in FORMS[name].rows:
            assert len(raw_rows(again.plan.start[group])) == 1
        await pilot.press("f2")
        await pilot.pause()
        assert app.screen is page

    on_screen(desk, steps)
