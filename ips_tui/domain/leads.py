"""Leads to work that is not advertised: their choices, and whom one fits (domain.md 1.6, 4.3; seed 001).

A lead is set beside what somebody said they want, and the answer is which of their wishes it meets. It is no number
and no rank: nothing here says how good a person is for the work.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ips_tui.domain.employers import Sector
from ips_tui.domain.profile import JobType


class LeadSource(StrEnum):
    """Where a lead came from."""

    NETWORK = "network"
    EMPLOYER_VISIT = "employer_visit"
    TEAM = "team"
    OTHER = "other"


class LeadAnswer(StrEnum):
    """What a person said to a lead."""

    INTERESTED = "interested"
    THINKING = "thinking"
    NOT_FOR_ME = "not_for_me"


@dataclass(frozen=True)
class Wishes:
    """What a person said they want, as far as a lead can be set beside it."""

    sectors: frozenset[Sector] = frozenset()
    job_type: JobType | None = None
    """The kind of work of the goal that counts."""
    place: str = ""
    """Where they live."""

    @property
    def said(self) -> bool:
        """Whether anything was said that a lead could meet."""
        return bool(self.sectors) or self.job_type is not None


@dataclass(frozen=True)
class OfferedWork:
    """The work of a lead."""

    sector: Sector
    job_type: JobType | None = None
    place: str = ""


@dataclass(frozen=True)
class Meets:
    """Which wishes a lead meets: the goal's kind of work, a sector that was named, and whether it is near."""

    job_type: JobType | None = None
    sector: Sector | None = None
    near: bool = False


@dataclass(frozen=True)
class Work:
    """A job that a person has accepted or works in, as far as it says whether they still look for one."""

    competitive: bool
    held_at_referral: bool
    accepted_on: date | None


def fits(wishes: Wishes, work: OfferedWork) -> Meets | None:
    """Which stated wishes the work meets; None where it is no work that the person asked for.

    Living near is a reason to tell them of work that they want, and none by itself. "Something else" matches nothing,
    since two people may mean two things by it.
    """
    job_type = wishes.job_type if wishes.job_type not in (None, JobType.OTHER) else None
    same_type = job_type is not None and job_type is work.job_type
    same_sector = work.sector is not Sector.OTHER and work.sector in wishes.sectors
    if not same_type and not same_sector:
        return None
    return Meets(
        job_type=job_type if same_type else None,
        sector=work.sector if same_sector else None,
        near=same_place(wishes.place, work.place),
    )


def same_place(one: str, other: str) -> bool:
    """Whether two places as they were typed name the same one: "Harbourside" and "Quay Street, Harbourside" do."""
    return bool(_parts(one) & _parts(other))


def _parts(place: str) -> set[str]:
    return {part for said in place.split(",") if (part := " ".join(said.split()).casefold())}


def looks_for_work(current: tuple[Work, ...], goal_agreed_on: date | None) -> bool:
    """Whether a person is told of leads: they have no competitive job under IPS, or want another one.

    Who agreed a goal since they accepted the job they have has said that they want another. A job that somebody came
    with is the one they want to change, or cannot go back to.
    """
    held = [work for work in current if work.competitive and not work.held_at_referral]
    if not held:
        return True
    accepted = [work.accepted_on for work in held if work.accepted_on is not None]
    return goal_agreed_on is not None and bool(accepted) and goal_agreed_on > max(accepted)
