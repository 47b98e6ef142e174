"""The choices of jobs, their endings and the milestones of staying in one (domain.md 4.7, 4.9, 5.1, 6.6 F17)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

MILESTONE_WEEKS = (6, 13, 26, 52)
"""Weeks in a job after which it is confirmed that it lasts (domain.md 4.8)."""


class PayPeriod(StrEnum):
    """What a rate of pay is for."""

    HOUR = "hour"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Permanence(StrEnum):
    """How long a job is meant to last."""

    PERMANENT = "permanent"
    FIXED_TERM = "fixed_term"
    SEASONAL = "seasonal"
    AGENCY = "agency"
    ZERO_HOURS = "zero_hours"
    SELF_EMPLOYED = "self_employed"
    APPRENTICESHIP = "apprenticeship"
    LIMITED_BY_SERVICE = "limited_by_service"


class TravelMode(StrEnum):
    """How a person travels to work."""

    WALK = "walk"
    CYCLE = "cycle"
    BUS = "bus"
    TRAIN = "train"
    OWN_CAR = "own_car"
    LIFT = "lift"
    TAXI = "taxi"
    OTHER = "other"


class JobMatches(StrEnum):
    """How a job fits the goal and the preferences."""

    WELL = "well"
    PARTLY = "partly"
    NOT = "not"


class AbsenceReason(StrEnum):
    """Why a person is away from work, in neutral words."""

    SICK = "sick"
    LEAVE = "leave"


class EndedHow(StrEnum):
    """How a job ended."""

    QUIT_WITH_OTHER_JOB = "quit_with_other_job"
    QUIT_WITHOUT_OTHER_JOB = "quit_without_other_job"
    DISMISSED = "dismissed"
    REDUNDANT = "redundant"
    END_OF_CONTRACT = "end_of_contract"
    MUTUAL = "mutual"
    HEALTH = "health"
    OTHER = "other"


UNSATISFACTORY = frozenset({EndedHow.QUIT_WITHOUT_OTHER_JOB, EndedHow.DISMISSED})
"""Endings that the study TERM98 calls unsatisfactory (domain.md 4.9, 6.6 D13)."""


class EndingReason(StrEnum):
    """Why a job ended; there can be several."""

    DISSATISFIED = "dissatisfied"
    INTERPERSONAL = "interpersonal"
    ILLNESS_RELATED = "illness_related"
    PHYSICAL_HEALTH = "physical_health"
    QUALITY_OR_SPEED = "quality_or_speed"
    ATTENDANCE = "attendance"
    SUBSTANCE_USE = "substance_use"
    TRANSPORT = "transport"
    CARING = "caring"
    PAY_OR_BENEFITS = "pay_or_benefits"
    OTHER = "other"


ENDING_CONTACT_DAYS = 3
"""Days from hearing that a job ended to the contact with the person (domain.md 1.7, 4.9)."""


def ending_contact_late(learnt_on: date, contacted_on: date | None) -> int:
    """How many days later than that the contact was; 0 for one in time, and for none noted (6.6 F22: history)."""
    return 0 if contacted_on is None else max((contacted_on - learnt_on).days - ENDING_CONTACT_DAYS, 0)


class NewSearch(StrEnum):
    """Whether the person wants to look for work again."""

    NOW = "now"
    LATER = "later"
    NO = "no"


def is_competitive(
    *, open_to_all: bool | None, minimum_wage: bool | None, permanence: Permanence | None, held_at_referral: bool
) -> bool:
    """Whether a job counts as a competitive job that began under IPS (domain.md 5.1, GLOSS; 6.6 D6).

    What is not known yet does not take support away; only a plain no does. A job held at referral is none.
    """
    if held_at_referral or permanence is Permanence.LIMITED_BY_SERVICE:
        return False
    return open_to_all is not False and minimum_wage is not False
