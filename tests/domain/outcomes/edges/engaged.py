"""How engagement goes, at the edges: M26 and E1 to E9."""

from __future__ import annotations

from fractions import Fraction

from ips_tui.domain.contacts import Mode
from ips_tui.domain.job_search import ApplicationResult, Attended, JobRoute, SearchActivityKind
from ips_tui.domain.outcomes.figure import Why
from ips_tui.domain.outcomes.row_facts import Applied, Planned, Rated, Searched, Supported
from tests.domain.outcomes.edges.edge import (
    AFTER,
    BEFORE,
    BLANK,
    FIRST,
    LAST,
    OTHER,
    REJOINED,
    TWO,
    Rows,
    Table,
    came_back,
    came_back_inside,
)
from tests.domain.outcomes.made import closed, day, met, new_id, person


def months(days: int) -> Fraction:
    """So many days on the books, in twelfths of a year of 365.25 days."""
    return Fraction(days) / Fraction(36525, 1200)


def plan(agreed: int | None, withdrawn: int | None = None, *, smart: bool = True) -> Planned:
    """An action plan that was begun early enough for all cases."""
    gone = None if withdrawn is None else day(withdrawn)
    return Planned(new_id(), day(-95), None if agreed is None else day(agreed), gone, smart)


def rated(on: int, *ratings: int) -> Rated:
    """Satisfaction asked on a day."""
    return Rated(day(on), ratings)


def went(on: int, attended: str = "attended", kind: str = "workshop") -> Searched:
    """Something done to find work."""
    return Searched(day(on), SearchActivityKind(kind), Attended(attended))


def applied(on: int) -> Applied:
    """An application."""
    return Applied(day(on), JobRoute.ADVERT, ApplicationResult.SENT)


def said(on: int, satisfaction: int | None) -> Supported:
    """A contact about a job."""
    return Supported(day(on), Mode.TELEPHONE, new_id(), satisfaction=satisfaction)


CONTACT: Rows = [
    (FIRST, "a contact on the first day", person(on=-200, contacts=(met(-90, "telephone"),)), (1, 1)),
    (BEFORE, "a contact the day before", person(on=-200, contacts=(met(-91),)), (0, 1)),
    (LAST, "a contact on the last day", person(contacts=(met(0),)), (1, 1)),
    (AFTER, "a contact the day after", person(contacts=(met(1),)), (0, 1)),
    (REJOINED, "met before coming back, in the period", came_back_inside(contacts=(met(-80),)), (1, 1)),
    (REJOINED, "met in the first time, before the period", came_back(contacts=(met(-390),)), (0, 1)),
    (TWO, "two contacts on one day", person(contacts=(met(-9), met(-9))), (1, 1)),
    (OTHER, "not reached", person(contacts=(met(-9, result="not_reached"),)), (0, 1)),
    (OTHER, "no contact", person(), (0, 1)),
]  # fmt: skip


def came(kind: str) -> Rows:
    """The cases of what E6 counts of every kind, and E7 of two."""
    found: Rows = [
        (FIRST, "came on the first day", person(on=-200, activities=(went(-90, kind=kind),)), (1, 1)),
        (BEFORE, "came the day before", person(on=-200, activities=(went(-91, kind=kind),)), (0, 0, Why.NONE)),
        (LAST, "came on the last day", person(activities=(went(0, kind=kind),)), (1, 1)),
        (AFTER, "is to come the day after", person(activities=(went(1, kind=kind),)), (0, 0, Why.NONE)),
        (REJOINED, "came before coming back, in the period", came_back_inside(
            activities=(went(-80, kind=kind),)), (1, 1)),
        (REJOINED, "came in the first time, before the period", came_back(
            activities=(went(-390, kind=kind),)), (0, 0, Why.NONE)),
        (TWO, "two at once, came to one", person(
            activities=(went(-9, kind=kind), went(-9, "not_attended", kind))), (1, 2)),
        (OTHER, "did not come", person(activities=(went(-9, "not_attended", kind),)), (0, 1)),
        (OTHER, "was moved", person(activities=(went(-9, "moved", kind),)), (0, 0, Why.NONE)),
    ]  # fmt: skip
    return [(edge, f"{about}: {kind}", who, expected) for edge, about, who, expected in found]


ENGAGED: Table = {
    "M26": CONTACT,
    "E1": CONTACT,
    "E2": [
        (FIRST, "met on the first day", person(on=-200, contacts=(met(-90),)), (1, months(91))),
        (FIRST, "closed on the first day", person(
            on=-200, closures=(closed(-90),), contacts=(met(-90),)), (1, months(1))),
        (BEFORE, "met the day before", person(on=-200, contacts=(met(-91),)), (0, months(91))),
        (BEFORE, "closed the day before", person(on=-200, closures=(closed(-91),), contacts=(met(-91),)), (0, 0)),
        (LAST, "came and was met on the last day", person(on=0, contacts=(met(0),)), (1, months(1))),
        (AFTER, "met the day after", person(contacts=(met(1),)), (0, months(61))),
        (AFTER, "closed the day after", person(closures=(closed(1),)), (0, months(61))),
        (REJOINED, "met both times", came_back_inside(contacts=(met(-80), met(-10))), (2, months(21 + 21))),
        (REJOINED, "closed and opened again", person(
            on=-300, closures=(closed(-70, reopened=-20),), contacts=(met(-80),)), (1, months(21 + 21))),
        (REJOINED, "closed and opened again on one day", person(
            on=-300, closures=(closed(-50, reopened=-50),)), (0, months(91))),
        (TWO, "met twice on one day", person(contacts=(met(-9), met(-9))), (2, months(61))),
        (OTHER, "by video", person(contacts=(met(-9, "video"),)), (1, months(61))),
        (OTHER, "by telephone", person(contacts=(met(-9, "telephone"),)), (0, months(61))),
        (OTHER, "missed the meeting", person(contacts=(met(-9, result="no_show"),)), (0, months(61))),
    ],
    "E3": [
        (FIRST, "begun on the first day", person(on=-200, profile_started=day(-90)), (1, 1)),
        (BEFORE, "begun the day before", person(on=-200, profile_started=day(-91)), (1, 1)),
        (LAST, "begun on the last day", person(profile_started=day(0)), (1, 1)),
        (AFTER, "begun the day after", person(profile_started=day(1)), (0, 1)),
        (BLANK, "no day on which it was begun", person(), (0, 1)),
        (REJOINED, "begun the first time", came_back(profile_started=day(-390)), (1, 1)),
        (TWO, "two versions on one day", person(
            profile_started=day(-9), profile_versions=(day(-9), day(-9))), (1, 1)),
    ],
    "E4": [
        (FIRST, "agreed on the first day", person(on=-200, plans=(plan(-90),)), (1, 1)),
        (FIRST, "withdrawn on the first day", person(on=-200, plans=(plan(-91, -90),)), (0, 1)),
        (BEFORE, "agreed the day before", person(on=-200, plans=(plan(-91),)), (1, 1)),
        (LAST, "agreed on the last day", person(plans=(plan(0),)), (1, 1)),
        (LAST, "withdrawn on the last day", person(plans=(plan(-9, 0),)), (0, 1)),
        (AFTER, "agreed the day after", person(plans=(plan(1),)), (0, 1)),
        (AFTER, "withdrawn the day after", person(plans=(plan(-9, 1),)), (1, 1)),
        (BLANK, "no day on which it was agreed", person(plans=(plan(None),)), (0, 1)),
        (BLANK, "no objective has a day: it is not SMART", person(plans=(plan(-9, smart=False),)), (0, 1)),
        (REJOINED, "agreed the first time, not withdrawn", came_back_inside(plans=(plan(-80),)), (1, 1)),
        (REJOINED, "agreed since coming back", came_back(plans=(plan(-9),)), (1, 1)),
        (TWO, "two plans count once", person(plans=(plan(-9), plan(-9))), (1, 1)),
        (TWO, "one of two is withdrawn", person(plans=(plan(-9, -5), plan(-9))), (1, 1)),
    ],
    "E5": [
        (FIRST, "rated on the first day", person(on=-200, satisfaction=(rated(-90, 8),)), (8, 1)),
        (BEFORE, "rated the day before", person(on=-200, satisfaction=(rated(-91, 8),)), (0, 0, Why.NONE)),
        (LAST, "rated on the last day", person(satisfaction=(rated(0, 8),)), (8, 1)),
        (AFTER, "rated the day after", person(satisfaction=(rated(1, 8),)), (0, 0, Why.NONE)),
        (BLANK, "asked, and no rating given", person(satisfaction=(rated(-9),)), (0, 0, Why.NONE)),
        (REJOINED, "rated before coming back, in the period", came_back_inside(satisfaction=(rated(-80, 8),)), (8, 1)),
        (REJOINED, "rated in the first time, before the period", came_back(
            satisfaction=(rated(-390, 8),)), (0, 0, Why.NONE)),
        (TWO, "asked twice on one day", person(satisfaction=(rated(-9, 8), rated(-9, 5))), (Fraction(13, 2), 1)),
        (OTHER, "a mean of two", person(satisfaction=(rated(-9, 8, 6),)), (7, 1)),
        (OTHER, "nought is a rating", person(satisfaction=(rated(-9, 0),)), (0, 1)),
    ],
    "E6": [
        *came("job_fair"),
        (OTHER, "came, did not, was moved", person(activities=tuple(went(-9, one) for one in Attended)), (1, 2)),
        (OTHER, "before the period", person(on=-200, activities=(went(-91),)), (0, 0, Why.NONE)),
    ],
    "E7": [
        *came("workshop"),
        *came("interview_practice"),
        (OTHER, "a fair builds no skill", person(activities=(went(-9, kind="job_fair"),)), (0, 0, Why.NONE)),
    ],
    "E8": [
        (FIRST, "interviewed on the first day", person(on=-200, interviews=(day(-90),)), (1, 1)),
        (FIRST, "applied on the first day", person(on=-200, applications=(applied(-90),)), (0, 1)),
        (BEFORE, "interviewed the day before", person(on=-200, interviews=(day(-91),)), (0, 0, Why.NONE)),
        (BEFORE, "applied the day before, interviewed on the first", person(
            on=-200, applications=(applied(-91),), interviews=(day(-90),)), (1, 1)),
        (LAST, "interviewed on the last day", person(interviews=(day(0),)), (1, 1)),
        (LAST, "applied on the last day", person(applications=(applied(0),)), (0, 1)),
        (AFTER, "applied, to be interviewed the day after", person(
            applications=(applied(-9),), interviews=(day(1),)), (0, 1)),
        (AFTER, "applied the day after", person(applications=(applied(1),)), (0, 0, Why.NONE)),
        (REJOINED, "interviewed before coming back, in the period", came_back_inside(interviews=(day(-80),)), (1, 1)),
        (REJOINED, "interviewed in the first time, before the period", came_back(
            interviews=(day(-390),)), (0, 0, Why.NONE)),
        (TWO, "two interviews on one day", person(interviews=(day(-9), day(-9))), (1, 1)),
        (OTHER, "an interview without an application", person(interviews=(day(-9),)), (1, 1)),
    ],
    "E9": [
        (FIRST, "said on the first day", person(on=-200, support=(said(-90, 4),)), (4, 1)),
        (BEFORE, "said the day before", person(on=-200, support=(said(-91, 4),)), (0, 0, Why.NONE)),
        (LAST, "said on the last day", person(support=(said(0, 4),)), (4, 1)),
        (AFTER, "said the day after", person(support=(said(1, 4),)), (0, 0, Why.NONE)),
        (BLANK, "not said", person(support=(said(-9, None),)), (0, 0, Why.NONE)),
        (REJOINED, "said before coming back, in the period", came_back_inside(support=(said(-80, 4),)), (4, 1)),
        (REJOINED, "said in the first time, before the period", came_back(
            support=(said(-390, 4),)), (0, 0, Why.NONE)),
        (TWO, "said of two jobs at once", person(support=(said(-9, 4), said(-9, 9))), (Fraction(13, 2), 1)),
        (OTHER, "said once of two times", person(support=(said(-9, 4), said(-8, None))), (4, 1)),
        (OTHER, "nought is an answer", person(support=(said(-9, 0),)), (0, 1)),
    ],
}  # fmt: skip
