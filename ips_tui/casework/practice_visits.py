"""General visits and team meetings that fill the weeks of the invented specialists (domain.md 6.5, 6.6 S22).

A specialist's number of face-to-face visits is given; what the stories tell counts towards it, and the rest are visits
for nobody. Which, and on which days, follows from the file alone, so that every build tells the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import zip_longest
from typing import Any

from ips_tui.domain.contacts import Mode
from ips_tui.domain.employers import EmployerMode, MadeBy

WINDOW = 28
"""Days that the numbers are about: so many up to the practice day, that day included (domain.md 6.6 D18)."""

Story = Mapping[str, Any]


def general_visits(told: Mapping[str, Any], stories: Sequence[Story], practice_day: date) -> list[dict[str, Any]]:
    """The missing visits, as a story about nobody for each specialist.

    Raises ValueError when the file tells fewer than are missing.
    """
    return [_story(specialist, stories, practice_day) for specialist in told["specialist"]]


def _story(specialist: Mapping[str, Any], stories: Iterable[Story], practice_day: date) -> dict[str, Any]:
    by, missing = specialist["by"], specialist["face_to_face"] - _own(specialist["by"], stories)
    visits = _in_rounds(specialist["employer"])[:missing]
    if len(visits) < missing:
        raise ValueError(f"{by} needs {missing} general visits, and {len(visits)} are told")
    days = [
        offset
        for offset in range(1 - WINDOW, 0)
        if (practice_day + timedelta(days=offset)).weekday() in specialist["weekdays"]
    ]
    # Spread evenly, the later of two on a day after the earlier.
    events = [{**visit, "on": days[place * len(days) // missing]} for place, visit in enumerate(visits)]
    return {"person": {"ref": by, "by": by}, "event": [*events, *_meetings(specialist)]}


def _meetings(specialist: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The meetings of clinical teams, at which nobody in particular was talked about."""
    return [
        {
            "form": "clinical_meeting",
            "on": on,
            "clinical_team": meeting["clinical_team"],
            "mode": Mode.FACE_TO_FACE.value,
            "minutes": str(minutes),
        }
        for meeting in specialist.get("meeting", ())
        for on, minutes in meeting["on"]
    ]


def _own(by: str, stories: Iterable[Story]) -> int:
    """How many visits of this specialist the stories tell in those weeks."""
    return sum(
        event["form"] == "employer_contact"
        and event["mode"] == EmployerMode.FACE_TO_FACE
        and event.get("made_by", MadeBy.SPECIALIST) == MadeBy.SPECIALIST
        and event["on"] > -WINDOW
        for story in stories
        if story["person"]["by"] == by
        for event in story["event"]
    )


def _in_rounds(employers: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """The first visit to each employer, then the second to each, and so on."""
    named = [
        [((employer["name"], employer.get("minutes")), *visit) for visit in employer["visit"]] for employer in employers
    ]
    return [
        {
            "form": "employer_contact",
            "employer": visit[0][0],
            "mode": EmployerMode.FACE_TO_FACE.value,
            "purpose": visit[1],
            "result": visit[2],
            **({"minutes": str(visit[0][1])} if visit[0][1] else {}),
            **({"asked": visit[3]} if len(visit) > 3 else {}),
        }
        for around in zip_longest(*named)
        for visit in around
        if visit is not None
    ]
