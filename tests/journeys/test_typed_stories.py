"""Three of the invented people, typed from nothing by keys: their records are those of the sample.

The team, the clinical teams and the employers are there; everything about the person is typed through the screens, on
the day on which it was typed by the story.
"""

from __future__ import annotations

import asyncio
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Coroutine, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from ips_tui.casework import practice
from ips_tui.casework.session import Desk
from ips_tui.casework.telling import LATEST, PRACTICE_DAY
from ips_tui.clock import SetClock
from ips_tui.config import Config
from ips_tui.ids import IdSource
from ips_tui.records import Record, Table
from ips_tui.records.employers import Employer
from ips_tui.records.machinery import Change, ChangeGroup
from ips_tui.records.people import CareCoordinator, ClinicalTeam, Participant, Staff
from ips_tui.store.files import StoreFiles
from ips_tui.store.store import PRACTICE, create_store
from screens.app import IpsApp
from screens.participant.main_stage import SinceWhen
from screens.vocational_profile.interview import InterviewScreen
from screens.widgets.chooser import Chooser
from tests import told
from tests.journeys.story_hands import Event, StoryHands
from tests.screens.entry_desk import desk_on

Act = Callable[[StoryHands, Event], Coroutine[Any, Any, None]]


# Typing


def _by_key(key: str, *not_fields: str, form: str = "") -> Act:
    """A form that a key of the person's page opens; `not_fields` say whose it is, which the page knows.

    `form` is its name where a story calls it otherwise.
    """

    async def act(hands: StoryHands, event: Event) -> None:
        await hands.press(key)
        await hands.fill_form(form or event["form"], event, not_fields=not_fields)

    return act


def _from_list(action: str, *not_fields: str) -> Act:
    """A form out of the list of everything that can be noted."""

    async def act(hands: StoryHands, event: Event) -> None:
        await hands.press("n")
        await hands.answer(action)
        await hands.fill_form(event["form"], event, not_fields=not_fields)

    return act


def _of_job(what: str) -> Act:
    async def act(hands: StoryHands, event: Event) -> None:
        await hands.press("j")
        await hands.answer(what)
        await hands.fill_form(event["form"], event, not_fields=("job",))

    return act


async def _stage(hands: StoryHands, event: Event) -> None:
    """Since today, which stands there."""
    await hands.press("g")
    await hands.answer(str(event["stage"]))
    await hands.until(lambda: isinstance(hands.app.screen, SinceWhen) and hands.app.focused is not None)
    if why := event.get("why"):
        await hands.press("tab")
        await hands.type(why, free=True)
    await hands.press("enter")
    await hands.settle()
    assert not isinstance(hands.app.screen, SinceWhen), hands.seen


async def _version(hands: StoryHands, event: Event) -> None:
    """A new version; the first begins with the first section that is filled in, and is no form of its own."""
    if event.get("occasion") != "first_talk":
        await _from_list("profile_version")(hands, event)


async def _section(hands: StoryHands, event: Event) -> None:
    """A section of the guided interview, which stays open for the next."""
    if not isinstance(hands.app.screen, InterviewScreen):
        await hands.press("q")
        await hands.until(lambda: isinstance(hands.app.screen, InterviewScreen) and hands.app.screen.is_mounted)
        await hands.settle()
    screen = hands.app.screen
    assert isinstance(screen, InterviewScreen)
    sections = [section.id for section in hands.app.desk.questions.sections]
    await hands.press("home", *["down"] * sections.index(event["section"]), "enter")
    await hands.fill_form("profile_section", event, not_fields=("section",))
    assert hands.app.screen is screen, hands.seen


async def _step(hands: StoryHands, event: Event) -> None:
    await hands.press("s")
    await hands.settle()
    if isinstance(screen := hands.app.screen, Chooser):
        await hands.answer(next(item.id for item in screen.choices.items if item.label.startswith(event["step"])))
    await hands.until(lambda: event["step"] in hands.seen)
    await hands.fill_form("step_outcome", event, not_fields=("step",))


TYPED: Mapping[str, Act] = {
    "contact": _by_key("c"),
    "plan_review": _by_key("r"),
    "clinical_update": _by_key("k"),
    "disclosure_agreement": _by_key("d"),
    "disclosure_talk": _by_key("t"),
    "disclosure_withdrawal": _by_key("w", "agreement"),
    "labour_market_research": _by_key("m"),
    "action_plan": _by_key("l"),
    "employer_contact": _by_key("v"),
    "benefits": _by_key("b", form="benefits_counselling"),
    "in_work_support_plan": _by_key("i", "job"),
    "follow_along_contact": _by_key("f", "job"),
    "application": _from_list("application"),
    "interview": _from_list("interview"),
    "search_activity": _from_list("search_activity"),
    "lead": _from_list("lead"),
    "lead_offer": _from_list("lead_offer"),
    "goal": _from_list("goal"),
    "objective": _from_list("objective"),
    "plan_agreement": _from_list("plan_agreement", "plan"),
    "job": _from_list("accept_job"),
    "job_start": _of_job("start"),
    "job_ending": _of_job("ending"),
    "step_outcome": _step,
    "stage": _stage,
    "vocational_profile": _version,
    "profile_section": _section,
}
"""How each event of a story is typed, by its form."""


async def _tell(hands: StoryHands, clock: SetClock, story: Mapping[str, Any]) -> None:
    person = story["person"]
    referral = {
        **person["referral"],
        "specialist": person["by"],
        "clinical_team": person["clinical_team"],
        "care_coordinator": person["care_coordinator"],
    }
    await hands.press("n")
    await hands.fill_form("referral", referral)
    for event in sorted(story["event"], key=lambda one: one["on"]):
        practice.set_day(clock, event["on"])
        if event["form"] != "profile_section" and isinstance(hands.app.screen, InterviewScreen):
            await hands.press("escape")
            await hands.settle()
        try:
            await TYPED[event["form"]](hands, event)
        except Exception as error:
            error.add_note(f"{person['ref']}, day {event['on']}, {event['form']}")
            raise
        if "name" in event:
            kind = event["form"]
            hands.names[kind, event.get("key", LATEST)] = hands.names[kind, LATEST] = event["name"]


def _type_story(story: Mapping[str, Any], folder: Path) -> Desk:
    """The open desk at which the story was typed; the team works there, and nobody else is on its books."""
    files = StoreFiles(folder / "typed.db")
    clock = SetClock(datetime.combine(PRACTICE_DAY - timedelta(days=600), practice.TOLD_AT, tzinfo=UTC))
    create_store(files, None, kind=PRACTICE, site_id=practice.SITE, letter="P", practice_day=PRACTICE_DAY).close()
    new_id = IdSource(clock.now, random.Random(7))
    desk = Desk(files, clock=clock, words=told.british(), config=Config(), practice=True, new_id=new_id)
    desk.open_practice()
    desk.warm()
    colleagues, known = practice.tell_setting(desk, clock)
    desk.who = colleagues[story["person"]["by"]]
    names = {(kind, name): name for kind, name in known}
    names |= {("staff", ref): colleague.name for ref, colleague in colleagues.items()}
    practice.set_day(clock, story["person"]["referral"]["accepted_on"])

    async def run() -> None:
        app = IpsApp(desk)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            await _tell(StoryHands(app, pilot, names), clock, story)

    asyncio.run(run())
    return desk


# Comparing

BY_NAME: tuple[type[Record], ...] = (Staff, ClinicalTeam, CareCoordinator, Employer)
"""Whom a record points at by what they are called: they are of the setting and not of the story."""
GIVEN_OUT = {("participant", "ref")}
"""Numbers are given out in the order of coming, and in this store nobody came before."""


class _Reader:
    """Reads what is kept of one person as rows that say the same in every store."""

    def __init__(self, db: Session, person: UUID) -> None:
        self.db, self.person = db, person
        self.typed: dict[UUID, set[tuple[date, str]]] = defaultdict(set)
        query = select(Change.row_id, ChangeGroup.at, ChangeGroup.staff_id).join(
            ChangeGroup, ChangeGroup.id == Change.group_id
        )
        staff = {row.id: row.name for row in db.scalars(select(Staff))}
        for row_id, at, staff_id in db.execute(query):
            self.typed[row_id].add((at.date(), staff.get(staff_id, "")))

    def rows(self) -> Counter[str]:
        """Every record of the person, told as text: the table, on which days who typed it, and each column."""
        tables = [m.class_ for m in Table.registry.mappers if issubclass(m.class_, Record)]
        own: list[Record] = [self.db.get_one(Participant, self.person)]
        for table in tables:
            if "participant_id" in inspect(table).column_attrs:
                own += self.db.scalars(select(table).where(table.participant_id == self.person))  # type: ignore[attr-defined]
        ids = {row.id for row in own}
        # Rows that hang on one of those, such as an employer that an agreement names.
        for table in tables:
            if "participant_id" not in inspect(table).column_attrs and table not in (Participant, *BY_NAME):
                own += [row for row in self.db.scalars(select(table)) if ids & set(self._points(row).values())]
        return Counter(self._whole(row) for row in own)

    def _whole(self, row: Record) -> str:
        days = sorted(f"{(day - PRACTICE_DAY).days} {who}" for day, who in self.typed[row.id])
        return f"{row.__tablename__} typed on {days}: {self._said(row, frozenset((row.id,)))}"

    def _points(self, row: Record) -> dict[str, UUID]:
        columns = inspect(type(row)).column_attrs
        found = {one.key: getattr(row, one.key) for one in columns if one.columns[0].foreign_keys}
        return {name: value for name, value in found.items() if value is not None}

    def _said(self, row: Record, above: frozenset[UUID]) -> dict[str, str]:
        points = self._points(row)
        said = {}
        for name in (one.key for one in inspect(type(row)).column_attrs):
            if name in points:
                said[name] = self._pointed(type(row), name, points[name], above)
            elif name != "id" and (row.__tablename__, name) not in GIVEN_OUT:
                said[name] = repr(getattr(row, name))
        return said

    def _pointed(self, table: type[Record], name: str, row_id: UUID, above: frozenset[UUID]) -> str:
        """What a reference points at, told by what that says."""
        (key,) = inspect(table).column_attrs[name].columns[0].foreign_keys
        target = next(m.class_ for m in Table.registry.mappers if m.local_table is key.column.table)
        row: Any = self.db.get_one(target, row_id)
        if row_id == self.person:
            return "the person"
        if isinstance(row, BY_NAME):
            return str(row.name)
        if row_id in above:
            return f"the {row.__tablename__} above"
        return f"{row.__tablename__} {self._said(row, above | {row_id})}"


def _rows_of(desk: Desk, name: str) -> Counter[str]:
    with desk.reading() as db:
        person = db.scalars(select(Participant.id).where(Participant.name == name)).one()
        return _Reader(db, person).rows()


@pytest.mark.parametrize("ref", ["p06", "p10", "p11"])
def test_a_story_typed_from_nothing_is_the_record_of_the_sample(ref: str, tmp_path: Path) -> None:
    story = practice.read(ref)
    name = story["person"]["referral"]["name"]
    desk = _type_story(story, tmp_path)
    try:
        typed = _rows_of(desk, name)
    finally:
        desk.close()
    (tmp_path / "sample").mkdir()
    with desk_on(tmp_path / "sample") as other:
        wanted = _rows_of(other, name)
    missing, too_many = sorted((wanted - typed).elements()), sorted((typed - wanted).elements())
    assert not missing and not too_many, "\n".join(
        [*(f"- {one}" for one in missing), *(f"+ {one}" for one in too_many)]
    )
    # Every event left something, so that an empty sample or an unread table would be noticed.
    assert wanted.total() > len(story["event"])
