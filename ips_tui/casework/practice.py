"""The invented people: stories told through the same functions a specialist calls (domain.md 6).

A story file holds offsets from the practice day. The clock, the ids and the site are set, so that building
the sample twice gives the same rows.
"""

from __future__ import annotations

import random
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from ips_tui.casework import employers, people, settings, staff
from ips_tui.casework.deriving import CaseDeriver
from ips_tui.casework.practice_visits import general_visits
from ips_tui.casework.session import Desk, StaffMember
from ips_tui.casework.telling import LATEST, PERSON, PRACTICE_DAY, Telling, entry_of, tell_event
from ips_tui.clock import SetClock
from ips_tui.config import Config
from ips_tui.content.words import load_words
from ips_tui.domain.people import StaffRole
from ips_tui.forms.employers import EmployerEntry
from ips_tui.forms.people import CareCoordinatorEntry, ClinicalTeamEntry, ReferralEntry, StaffEntry
from ips_tui.ids import IdSource
from ips_tui.store.backup import verified_copy
from ips_tui.store.files import StoreFiles
from ips_tui.store.keeping import Subject
from ips_tui.store.store import PRACTICE, create_store

SITE = UUID("c0ffee00-1d5e-4a6b-8c0d-0000000000a1")
TOLD_AT = time(9, 0)
STORIES = tuple(f"p{number:02}" for number in range(1, 13))
_SEED = 20261015


class DeriverAtTheEnd(CaseDeriver):
    """Derives nothing while stories are told: what was due on days long past would be computed for nobody."""

    def derive(self, db: Session, subjects: set[Subject]) -> None:
        """Nothing yet."""

    def derive_all(self, db: Session) -> None:
        """Everything, once it is told."""
        CaseDeriver().derive_all(db)


def build_sample(target: Path, scratch: Path) -> Path:
    """Tell every story into a new practice store below `scratch` and put a checked copy of it at `target`.

    The folder `scratch` must exist. Raises FileExistsError when a file is there already, and what casework raises
    when a story is no longer a valid one.
    """
    if target.exists():
        raise FileExistsError(target)
    with tempfile.TemporaryDirectory(dir=scratch) as folder:
        place = StoreFiles(Path(folder) / "practice.db")
        clock = SetClock(datetime.combine(PRACTICE_DAY - timedelta(days=600), TOLD_AT, tzinfo=UTC))
        new_id = IdSource(lambda: clock.moment, random.Random(_SEED))
        create_store(place, None, kind=PRACTICE, site_id=SITE, letter="P", practice_day=PRACTICE_DAY).close()
        desk = Desk(place, clock=clock, words=load_words(), config=Config(), practice=True, new_id=new_id)
        desk.open_practice()
        try:
            desk.store.keeping(clock, new_id, DeriverAtTheEnd())
            tell(desk, clock)
            # Notes by which rules, too: a sample of other rules must be told from this one.
            desk.rebuild()
            return verified_copy(desk.connection, None, target)
        finally:
            desk.close()


def tell(desk: Desk, clock: SetClock) -> None:
    """Tell the setting and every story at an empty desk whose clock is set, day by day, not story by story."""
    told = [read(story) for story in STORIES]
    told += general_visits(read("visits"), told, PRACTICE_DAY)
    told += _around(read("community"))
    tell_stories(desk, clock, told)


def tell_stories(desk: Desk, clock: SetClock, told: Sequence[Mapping[str, Any]]) -> None:
    """Tell the setting, and these stories instead of those of the sample."""
    colleagues, known = tell_setting(desk, clock)
    tellings: dict[str, Telling] = {}
    days = [(story["person"]["referral"]["accepted_on"], -1, story) for story in told if "referral" in story["person"]]
    days += [(event["on"], place, story) for story in told for place, event in enumerate(story["event"])]
    for offset, place, story in sorted(days, key=lambda d: (d[0], d[2]["person"]["ref"], d[1])):
        person = story["person"]
        desk.who = colleagues[person["by"]]
        set_day(clock, offset)
        telling = tellings.setdefault(person["ref"], Telling(desk, clock, dict(known)))
        if place < 0:
            telling.known[PERSON, LATEST] = _receive(telling, person)
        else:
            event = story["event"][place]
            try:
                tell_event(telling, event)
            except Exception as error:
                error.add_note(f"{person['ref']}, day {offset}, {event['form']}")
                raise


def _around(told: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What is about nobody alone, as a story for each specialist who typed it."""
    events: dict[str, list[dict[str, Any]]] = {}
    for event in told["event"]:
        events.setdefault(event["by"], []).append({name: said for name, said in event.items() if name != "by"})
    return [{"person": {"ref": f"around {by}", "by": by}, "event": own} for by, own in events.items()]


def read(name: str) -> dict[str, Any]:
    """A file of the stories as it stands. Raises FileNotFoundError for one that there is not."""
    text = files("ips_tui.content").joinpath("stories", f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def tell_setting(desk: Desk, clock: SetClock) -> tuple[dict[str, StaffMember], dict[tuple[str, str], UUID]]:
    """The team and everybody around it; gives the staff by ref, and ids by kind and name."""
    setting = read("setting")
    telling = Telling(desk, clock, {})
    known = telling.known
    colleagues: dict[str, StaffMember] = {}
    for member in setting["staff"]:
        ref = member["ref"]
        entry = StaffEntry(**{k: v for k, v in member.items() if k != "ref"})
        known["staff", ref] = staff.add_staff(desk, entry, ref=ref)
        colleagues[ref] = StaffMember(known["staff", ref], ref, entry.name, entry.role.value)
    desk.who = next(c for c in colleagues.values() if c.role == StaffRole.TEAM_LEADER)
    with desk.writing("begin_team") as writing:
        settings.put(writing, settings.TEAM_NAME, setting["team_name"])
        settings.put(writing, settings.EMPLOYER_FACING_NAME, setting["employer_facing_name"])
    for team in setting["clinical_team"]:
        team_id = staff.add_clinical_team(desk, ClinicalTeamEntry(name=team["name"], place=team["place"]))
        coordinator = CareCoordinatorEntry(name=team["care_coordinator"], clinical_team=team_id)
        known["clinical_team", team["name"]] = team_id
        known["care_coordinator", coordinator.name] = staff.add_care_coordinator(desk, coordinator)
    for told in setting["employer"]:
        known["employer", told["name"]] = employers.add_employer(desk, entry_of(telling, EmployerEntry, told))
    return colleagues, known


def _receive(telling: Telling, person: Mapping[str, Any]) -> UUID:
    told = {
        **person["referral"],
        "specialist": person["by"],
        "clinical_team": person["clinical_team"],
        "care_coordinator": person["care_coordinator"],
    }
    return people.receive_referral(telling.desk, entry_of(telling, ReferralEntry, told), ref=person["ref"])


def set_day(clock: SetClock, offset: int) -> None:
    """Go on to the day that lies so far from the practice day; on the same day time only goes on."""
    moment = datetime.combine(PRACTICE_DAY + timedelta(days=offset), TOLD_AT, tzinfo=UTC)
    clock.moment = max(moment, clock.moment if clock.moment.date() == moment.date() else moment)
