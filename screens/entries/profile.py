"""Forms of the vocational profile: a section of the interview, a version, research, the first talk, the goal."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from ips_tui.casework import goals, profile, profile_jobs
from ips_tui.casework.profile_jobs import JobEvent
from ips_tui.casework.session import DraftKey
from ips_tui.dates import short_date
from ips_tui.domain.profile import ProfileOccasion
from ips_tui.forms.kit import raw_values
from ips_tui.forms.profile import (
    GoalEntry,
    LabourMarketResearchEntry,
    PersonalInformationTalkEntry,
    ProfileSectionEntry,
    VocationalProfileEntry,
    section_entry,
)
from ips_tui.ids import same_row_id
from screens.desk import desk_of
from screens.entries.action_plan import goal_in
from screens.entries.briefed import BriefedScreen, Fact
from screens.entries.keeper import DeskKeeper
from screens.entries.lessons import BOTH, lesson_facts
from screens.entries.opening import EntryScreen, RecordId, as_id, name_of, plan_of, today_in
from screens.entries.plain import correcting, recording
from screens.vocational_profile.wording import research_said

if TYPE_CHECKING:
    from screens.app import IpsApp


def section_draft(person: UUID, section_id: str) -> DraftKey:
    """Under what the draft of a section is kept: a section is no record, so its id is made of what names it."""
    return DraftKey(ProfileSectionEntry.form, person, same_row_id("profile_section", person.hex, section_id))


def section_form(app: IpsApp, participant_id: RecordId, section_id: str) -> EntryScreen:
    """One section of the guided interview as it stands. Raises LookupError for an unknown section."""
    desk, person = desk_of(app), as_id(participant_id)
    section = profile.questions(desk).section(section_id)
    key = section_draft(person, section_id)

    def now() -> Mapping[str, str]:
        return raw_values(profile.section_as_entry(desk, person, section_id))

    def based_on() -> UUID:
        return same_row_id(json.dumps(now(), sort_keys=True))

    plan = plan_of(
        app,
        section_entry(section),
        key,
        lambda entry: profile.save_section(desk, person, entry, draft=key),
        start={},
        now=now,
    )
    # Its answers lie in several tables, so what tells a changed section is what it says.
    keeper = DeskKeeper(desk, key, now, based_on)
    plan = replace(plan, title=section.title, keeper=keeper)
    facts = [Fact(section.aim), *_lessons(app, person, profile_jobs.CONCERNED.get(section_id, ()))]
    return BriefedScreen(app, plan, facts, about=name_of(app, person), participant_id=person)


def section_of_draft(app: IpsApp, person: UUID, record: UUID | None) -> str | None:
    """The section whose draft is kept under that id; None where no section's is."""
    sections = profile.questions(desk_of(app)).sections
    return next((one.id for one in sections if section_draft(person, one.id).record_id == record), None)


def version_form(app: IpsApp, participant_id: RecordId, *, record_id: RecordId | None = None) -> EntryScreen:
    """A new version of the profile, or the correction of one. Raises LookupError when it is gone.

    A new one knows which job began or ended since the last, and what it taught stands above.
    """
    desk, person = desk_of(app), as_id(participant_id)
    since = profile_jobs.since_newest_version(desk, person)
    if record_id is not None:
        return correcting(app, VocationalProfileEntry, person, record_id, profile.change_version, profile.version_entry)
    return recording(
        app,
        VocationalProfileEntry,
        person,
        lambda entry, key: profile.begin_version(desk, person, entry, draft=key),
        start={**today_in(app, "begun_on"), **_occasion(since)},
        facts=[*(_event(app, one) for one in since), *_lessons(app, person, BOTH)],
    )


def _occasion(since: Sequence[JobEvent]) -> dict[str, str]:
    """What makes the version needed: the last job that began or ended since the one before, else something new."""
    if not since:
        return {"occasion": ProfileOccasion.NEW_INFORMATION.value}
    return {"occasion": since[0].occasion.value, "job": str(since[0].job_id)}


def _event(app: IpsApp, event: JobEvent) -> Fact:
    day = short_date(event.on, app.desk.clock.today(), app.words.dates)
    return Fact(app.words(f"profile.since.{event.occasion}", job=event.job, day=day))


def _lessons(app: IpsApp, person: UUID, which: Sequence[str]) -> Iterator[Fact]:
    """What a job that ended taught, as far as it helps here."""
    return lesson_facts(app, profile_jobs.lessons_now(desk_of(app), person) if which else (), which)


def research_form(app: IpsApp, participant_id: RecordId, *, record_id: RecordId | None = None) -> EntryScreen:
    """Labour market research, new or to be corrected. Raises LookupError when it is gone."""
    desk, person = desk_of(app), as_id(participant_id)
    if record_id is not None:
        change, read = profile.change_research, profile.RESEARCH.entry_of
        return correcting(app, LabourMarketResearchEntry, person, record_id, change, read)
    return recording(
        app,
        LabourMarketResearchEntry,
        person,
        lambda entry, key: profile.record_research(desk, person, entry, draft=key),
        start={**today_in(app, "happened_on"), **goal_in(app, person, "goal")},
    )


def information_talk_form(app: IpsApp, participant_id: RecordId, *, record_id: RecordId | None = None) -> EntryScreen:
    """The talk about personal information, new or to be corrected. Raises LookupError when it is gone."""
    desk, person = desk_of(app), as_id(participant_id)
    if record_id is not None:
        change, read = profile.change_information_talk, profile.INFORMATION_TALK.entry_of
        return correcting(app, PersonalInformationTalkEntry, person, record_id, change, read)
    return recording(
        app,
        PersonalInformationTalkEntry,
        person,
        lambda entry, key: profile.record_information_talk(desk, person, entry, draft=key),
        start=today_in(app, "happened_on"),
    )


def goal_form(app: IpsApp, participant_id: RecordId, *, record_id: RecordId | None = None) -> EntryScreen:
    """A goal, new or to be corrected (G2, G3): what is missing is said above, and only its reason is asked for.

    A reason that was given stays to be read. Raises LookupError when the goal is gone.
    """
    desk, person = desk_of(app), as_id(participant_id)
    researched, talked = goals.gates_of_goal(desk, person)
    missing = {"without_research_why": not researched, "without_talk_why": not talked}
    if record_id is not None:
        given = raw_values(goals.GOAL.entry_of(desk, as_id(record_id)))
        not_asked = frozenset(name for name, is_missing in missing.items() if not is_missing and name not in given)
        return correcting(
            app,
            GoalEntry,
            person,
            record_id,
            goals.change_goal,
            goals.GOAL.entry_of,
            facts=[*_missing(app, missing), *_research(app, person)],
            left_out=not_asked,
        )
    return recording(
        app,
        GoalEntry,
        person,
        lambda entry, key: goals.record_goal(desk, person, entry, draft=key),
        start=today_in(app, "agreed_on"),
        facts=[*_missing(app, missing), *_so_far(app, person), *_research(app, person)],
        left_out=frozenset(name for name, is_missing in missing.items() if not is_missing),
    )


def _missing(app: IpsApp, missing: Mapping[str, bool]) -> Iterator[Fact]:
    for name, is_missing in missing.items():
        if is_missing:
            yield Fact(app.words(f"profile.goal.{name}"), minds=True)


def _research(app: IpsApp, person: UUID) -> Iterator[Fact]:
    """The research that the goal rests on, and whether the person has heard of it."""
    found = goals.research_now(desk_of(app), person)
    if found is not None:
        yield Fact(research_said(found, app.words, app.desk.clock.today()), minds=found.talked_through_on is None)


def _so_far(app: IpsApp, person: UUID) -> Iterator[Fact]:
    goal = goals.goal_now(desk_of(app), person)
    if goal is not None:
        day = short_date(goal.agreed_on, app.desk.clock.today(), app.words.dates)
        yield Fact(app.words("profile.goal.so_far", goal=goal.name, day=day))
