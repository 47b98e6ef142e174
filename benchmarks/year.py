"""A year of one specialist's work with a caseload of twenty, told through the functions a specialist calls.

The walk-through in `docs/a-morning.md` is done in it: `python -m benchmarks.year FOLDER` makes the store and says how
to open it. Everyone and every word is invented; dates follow from the person's place in the list, so the same call
gives the same store.
"""

from __future__ import annotations

import random
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

from ips_tui.casework import practice
from ips_tui.casework.session import Desk
from ips_tui.casework.telling import PRACTICE_DAY
from ips_tui.clock import SetClock
from ips_tui.config import Config
from ips_tui.content.words import load_words
from ips_tui.ids import IdSource
from ips_tui.paths import find_paths, make_private
from ips_tui.store.files import StoreFiles
from ips_tui.store.store import PRACTICE, create_store

OWN = "ES1"
"""Whose caseload it is: the first specialist of the setting."""
Event = dict[str, Any]


@dataclass(frozen=True)
class Person:
    """One of the twenty: how long they have been here, how far they are, and what is unusual about them."""

    name: str
    accepted: int
    """Days before the practice day."""
    reached: int
    """The stage they stand in."""
    wants: str
    """The work they want."""
    sector: str
    job_type: str
    employers: tuple[str, str]
    place: str
    decision: str = "partial"
    job_from: int | None = None
    """Offset of the first day of the job; None for nobody in work."""
    slipped: bool = False
    """Whether the last month went by without them."""


TALKED = (
    "Talked about mornings, the bus and what a good week looks like.",
    "Went through what was tried since the last time, and what to try next.",
    "A short one: things go on as agreed.",
    "Looked at two places on foot and wrote down what each asks for.",
    "Slept badly, came all the same. We kept it short and agreed on one thing to do.",
)
LEADS = (
    ("Kitchen help on market days", "food_service", "kitchen", "The Copper Kettle", -6),
    ("Somebody for the desk at lunchtime", "administrative", "office", "Dale Surgery", -20),
    ("Shelves before opening, three mornings", "retail", "stock_shop", "Tarn Farm Supplies", -34),
)
"""What was heard of on visits: the work, its sector and kind, the employer, and when."""
SAID_BY_EMPLOYERS = (
    "Asked how the week runs. Mornings are short of hands from Thursday on.",
    "Looks for somebody careful; papers matter less than coming on time.",
    "Nothing open before the month ends, and glad that we asked.",
    "Showed the back room and named who decides.",
)


def people() -> list[Person]:
    """The caseload."""
    told = tomllib.loads((Path(__file__).parent / "year.toml").read_text(encoding="utf-8"))
    return [Person(**{**row, "employers": tuple(row["employers"])}) for row in told["person"]]


def story(number: int, person: Person) -> Event:
    """One person's year in the shape of a story file (ips_tui/content/stories)."""
    first = -person.accepted + 5
    events = sorted(_events(number, person, first), key=lambda event: event["on"])
    return {
        "person": {
            "ref": f"Y{number + 1:02}",
            "by": OWN,
            "clinical_team": "Tarn Valley CMHT",
            "care_coordinator": "Iris Doyle",
            "referral": {
                "name": person.name,
                "received_on": -person.accepted,
                "accepted_on": -person.accepted,
                "source": "care_coordinator",
                "programme": "mental_health",
                "wants_to_work": "yes",
                "work_status": "unemployed",
                "contact_preferences": ["phone"],
                "consent_to_record": "given",
                "consent_to_record_on": -person.accepted,
                "locality": "rural",
                "place": person.place,
                "travel_minutes": str(20 + 5 * (number % 7)),
            },
        },
        "event": events,
    }


def _events(number: int, person: Person, first: int) -> Iterator[Event]:
    chance = random.Random(number)
    until = -45 if person.slipped else 0
    yield _contact(first, "engagement", chance)
    if person.reached == 1:
        yield from _beginning(person, first, until, chance)
        return
    yield {"on": first, "form": "stage", "stage": 2}
    yield {"on": first, "form": "vocational_profile"}
    yield {
        "on": first + 7,
        "form": "profile_section",
        "section": "preferences",
        "sectors": [person.sector],
        "fewest_hours": "12",
        "most_hours": "20",
        "most_travel_minutes": "45",
    }
    yield _update(first + 8, 2)
    if person.reached == 2:
        yield _contact(first + 7, "profile_session", chance)
        if first + 14 < -3:
            yield _contact(
                first + 14, "profile_session", chance, next_on=min(first + 28, 6) if first + 28 > 0 else None
            )
        return
    yield from _profile_done(person, first + 14)
    yield from _planned(person, first + 16)
    yield _update(first + 20, 3)
    if person.reached == 3:
        yield {"on": first + 22, "form": "application", "name": person.wants, "route": "network", "result": "no_reply"}
        yield _contact(-9 - number % 5, "planning", chance, next_on=5 + number % 4)
        return
    search = first + 21
    yield {"on": search, "form": "stage", "stage": 4}
    yield from _searched(number, person, search, min(person.job_from or 0, until), chance)
    if person.job_from is not None:
        yield from _worked(person, person.job_from, until, chance)


def around() -> Event:
    """What is about nobody alone: a visit to an employer in general every week, and leads heard of on the way."""
    names = [employer for person in people() for employer in person.employers]
    visits = [
        {
            "on": _workday(-7 * week),
            "form": "employer_contact",
            "employer": names[week % len(names)],
            "mode": "face_to_face",
            "purpose": "learning_needs",
            "result": SAID_BY_EMPLOYERS[week % len(SAID_BY_EMPLOYERS)],
        }
        for week in range(1, 52)
    ]
    leads = [
        {
            "on": on,
            "form": "lead",
            "name": name,
            "sector": sector,
            "job_type": kind,
            "employer": employer,
            "source": "employer_visit",
        }
        for name, sector, kind, employer, on in LEADS
    ]
    return {"person": {"ref": f"around {OWN}", "by": OWN}, "event": [*visits, *leads]}


def _workday(on: int) -> int:
    """That day, or the Friday before it where it falls on a weekend; the practice day is a Thursday."""
    weekday = (on + 3) % 7
    return on - max(weekday - 4, 0)


def _contact(on: int, kind: str, chance: random.Random, mode: str = "face_to_face", **more: Any) -> Event:
    where = {"place": "community", "travel_minutes": "40"} if mode == "face_to_face" else {}
    minutes = str(chance.choice((20, 30, 45, 60)))
    said = {"kind": kind, "mode": mode, "result": "took_place", "minutes": minutes, "summary": chance.choice(TALKED)}
    return {"on": on, "form": "contact", **said, **where, **{name: value for name, value in more.items() if value}}


def _update(on: int, stage: int) -> Event:
    return {"on": on, "form": "clinical_update", "mode": "telephone", "said": f"How the work goes in stage {stage}."}


def _beginning(person: Person, first: int, until: int, chance: random.Random) -> Iterator[Event]:
    """Stage 1: met and planned again; or met and then not reached."""
    if not person.slipped:
        if first + 10 < 0:
            yield _contact(first + 10, "engagement", chance, "telephone", next_on=1)
        else:
            yield {
                "on": first,
                "form": "appointment",
                "purpose": "contact",
                "day": 0,
                "at": "10:30",
                "place": "Village hall",
                "travel_minutes": "35",
            }
        return
    yield _update(first + 3, 1)
    for missed in (until, until + 8, until + 20):
        yield {
            "on": missed,
            "form": "contact",
            "kind": "outreach_attempt",
            "mode": "telephone",
            "result": "not_reached",
        }
    yield {
        "on": -4,
        "form": "appointment",
        "purpose": "contact",
        "day": 0,
        "at": "14:00",
        "place": "Home",
        "travel_minutes": "45",
    }


def _profile_done(person: Person, on: int) -> Iterator[Event]:
    yield {
        "on": on,
        "form": "labour_market_research",
        "role": person.wants,
        "sources": ["job_board", "network"],
        "conclusion": "Few places and none advertised: worth visits.",
    }
    allowing = person.decision != "no_contact"
    agreed = {
        "scope": "all",
        "agreed_words": "Works with an employment service and starts best with a list.",
        "in_work_contact": "yes",
    }
    yield {
        "on": on,
        "form": "disclosure_agreement",
        "decision": person.decision,
        "pros_and_cons_on": on,
        "agreement_form": "verbal",
        **(agreed if allowing else {}),
    }
    yield {"on": on, "form": "goal", "name": f"{person.wants} work near home", "job_type": person.job_type}


def _planned(person: Person, on: int) -> Iterator[Event]:
    yield {"on": on, "form": "stage", "stage": 3}
    yield {"on": on, "form": "action_plan", "goal": "latest", "agreed": "not_agreed"}
    yield {
        "on": on,
        "form": "objective",
        "name": f"Two employers know what {person.name.split()[0]} can do",
        "kind": "job_development",
        "specific": f"Visits to {person.employers[0]} and {person.employers[1]}.",
        "measurable": "Both have said what they look for.",
        "due_on": on + 60,
        "steps": [{"name": "The first visit", "who": "specialist", "due_on": max(on + 7, -6)}],
    }
    yield {"on": on, "form": "plan_agreement", "agreed": "signed"}


def _searched(number: int, person: Person, begun: int, until: int, chance: random.Random) -> Iterator[Event]:
    """Stage 4: an employer every nine days, the person every two weeks, the plan every four."""
    yield {"on": begun + 2, "form": "step_outcome", "step": "The first visit", "status": "done", "done_on": begun + 2}
    yield _update(begun + 3, 4)
    if person.decision == "no_contact":
        yield {"on": begun, "form": "application", "name": person.wants, "route": "walk_in", "result": "no_reply"}
    for place, on in enumerate(map(_workday, range(begun + 2, until, 9))):
        if person.decision != "no_contact":
            purpose = ("introduction", "learning_needs", "presenting_candidate", "follow_up")[min(place, 3)]
            yield {
                "on": on,
                "form": "employer_contact",
                "employer": person.employers[place % 2],
                "mode": "telephone" if place % 3 == 2 else "face_to_face",
                "purpose": purpose,
                "matches_preferences": "yes",
                "result": chance.choice(SAID_BY_EMPLOYERS),
            }
    for on in map(_workday, range(begun + 6, until, 14)):
        yield _contact(on, "search_together", chance, chance.choice(("face_to_face", "telephone")))
    for on in range(begun + 24, until, 27):
        yield {
            "on": on,
            "form": "plan_review",
            "mode": "face_to_face",
            "place": "community",
            "rating": str(chance.randrange(4, 9)),
            "expectations": "A search of months is no failure; we go on.",
            "plan_result": "Goes on.",
        }
    for on in range(begun + 50, until, 50):
        yield {"on": on, "form": "disclosure_talk", "note": "Stands as it was."}
    if person.job_from is None and number % 2:
        yield {
            "on": -3,
            "form": "appointment",
            "purpose": "contact",
            "day": 0,
            "at": "11:45" if number % 4 == 1 else "16:00",
            "place": person.employers[0],
            "travel_minutes": "30",
        }


def _worked(person: Person, start: int, until: int, chance: random.Random) -> Iterator[Event]:
    """Stage 5: accepted, prepared, begun, and the ladder as long as it was kept."""
    yield {
        "on": start - 9,
        "form": "job",
        "key": "job",
        "name": person.wants,
        "job_type": person.job_type,
        "employer": person.employers[0],
        "accepted_on": start - 9,
        "start_on": start,
        "hours": "16",
        "pay": "12.80",
        "pay_period": "hour",
        "open_to_all": "yes",
        "minimum_wage": "yes",
        "permanence": "permanent",
        "how_found": "specialist_contact",
    }
    yield {"on": min(start - 7, 0), "form": "benefits", "occasion": "before_start", "job": "job", "adviser": "BA1"}
    if start > 0:
        return
    yield _contact(start - 3, "in_work_support", chance)
    yield {
        "on": start - 3,
        "form": "in_work_support_plan",
        "job": "job",
        "agreed_on": start - 3,
        "early_signs": "I stop eating lunch.",
    }
    yield {"on": start, "form": "stage", "stage": 5}
    if start < -1:
        yield {
            "on": start + 1,
            "form": "job_start",
            "job": "job",
            "started": "yes",
            "start_on": start,
            "four_hours_on": start,
        }
    yield _update(min(start + 10, 0), 5)
    on = start + 2
    while on < until:
        yield {
            "on": on,
            "form": "follow_along_contact",
            "job": "job",
            "mode": chance.choice(("face_to_face", "telephone")),
            "topics": ["performance", "time_management"],
            "summary": chance.choice(TALKED),
            "satisfaction": str(chance.randrange(5, 10)),
        }
        on += 7 if on < start + 28 else 30


def year_store(path: Path) -> Path:
    """Make the practice store at `path` and close it; the file must not exist yet."""
    place = StoreFiles(path)
    clock = SetClock(datetime.combine(PRACTICE_DAY - timedelta(days=600), time(9), tzinfo=UTC))
    new_id = IdSource(lambda: clock.moment, random.Random(20))
    create_store(place, None, kind=PRACTICE, site_id=practice.SITE, letter="Y", practice_day=PRACTICE_DAY).close()
    desk = Desk(place, clock=clock, words=load_words(), config=Config(), practice=True, new_id=new_id)
    desk.open_practice()
    try:
        desk.store.keeping(clock, new_id, practice.DeriverAtTheEnd())
        practice.tell_stories(
            desk, clock, [*(story(number, person) for number, person in enumerate(people())), around()]
        )
        desk.rebuild()
    finally:
        desk.close()
    return path


if __name__ == "__main__":
    place = find_paths({"IPS_TUI_HOME": sys.argv[1]})
    make_private(place.data)
    year_store(place.practice)
    print(f"Made. Work in it with: IPS_TUI_HOME={sys.argv[1]} ips-tui demo")
