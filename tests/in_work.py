"""Short ways to give an invented person a search, a job and its support, for the tests of stages 4 and 5."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from ips_tui.casework import benefits, disclosure, job_search, jobs, people, support
from ips_tui.casework.session import Desk
from ips_tui.domain.money import Money
from ips_tui.domain.stages import Stage
from ips_tui.forms.benefits import BenefitsCounsellingEntry
from ips_tui.forms.disclosure import DisclosureAgreementEntry
from ips_tui.forms.job_search import ApplicationEntry
from ips_tui.forms.jobs import JobEndingEntry, JobEntry, JobStartEntry, JobTermsEntry
from ips_tui.forms.support import FollowAlongContactEntry, InWorkSupportPlanEntry, SupportNeedEntry
from tests.told import TODAY


def day(offset: int) -> date:
    """So many days from the practice day."""
    return TODAY + timedelta(days=offset)


def apply_for(desk: Desk, who: UUID, name: str = "Kitchen hand", **more: Any) -> UUID:
    """An application ten days ago."""
    values = {"made_on": day(-10), "name": name, "route": "walk_in", **more}
    return job_search.record_application(desk, who, ApplicationEntry(**values))


def accept_job(desk: Desk, who: UUID, name: str = "Stock assistant", *, start: int = -40, **more: Any) -> UUID:
    """A job that starts so many days from today, accepted ten days before that or today."""
    values = {
        "name": name,
        "job_type": "stock_shop",
        "employer_name": "Harbour Outdoor",
        "accepted_on": day(min(start - 10, 0)),
        "start_on": day(start),
        "hours": 12,
        "pay": Money(1260, "GBP"),
        "pay_period": "hour",
        **more,
    }
    return jobs.record_job(desk, who, JobEntry(**values))


def plan_support(desk: Desk, job: UUID, *, agreed: int | None = -45, **more: Any) -> UUID:
    """A support plan for a job, agreed so many days from today, or not yet."""
    values = {
        "made_on": day(-46),
        "agreed_on": None if agreed is None else day(agreed),
        "rhythm": "weekly",
        "needs": (
            SupportNeedEntry(topic="travel", need="The early bus", support="First ride together"),
            SupportNeedEntry(topic="stress"),
        ),
        "early_signs": "Goes quiet at lunch",
        "what_then": "Ring before the next shift",
        **more,
    }
    return support.record_support_plan(desk, job, InWorkSupportPlanEntry(**values))


def talk_benefits(desk: Desk, who: UUID, offset: int = -44, **more: Any) -> UUID:
    """A benefits talk so many days from today."""
    values = {"happened_on": day(offset), "occasion": "before_start", **more}
    return benefits.record_benefits(desk, who, BenefitsCounsellingEntry(**values))


def begin(desk: Desk, job: UUID, *, start: int = -40, **more: Any) -> UUID:
    """The start of a job is confirmed."""
    values = {"started": True, "start_on": day(start), "four_hours_on": day(start), **more}
    return jobs.note_start(desk, job, JobStartEntry(**values))


def works(desk: Desk, who: UUID, name: str = "Stock assistant", *, start: int = -40, **more: Any) -> UUID:
    """A job with everything before its start, confirmed, and stage 5 as the main stage since then."""
    job = accept_job(desk, who, name, start=start, **more)
    plan_support(desk, job)
    talk_benefits(desk, who, start - 4)
    begin(desk, job, start=start)
    people.enter_stage(desk, who, Stage.FOLLOW_ALONG, day(start))
    return job


def follow(desk: Desk, job: UUID, offset: int = -5, **more: Any) -> UUID:
    """A contact about a job so many days from today."""
    values = {"happened_on": day(offset), "mode": "face_to_face", "topics": ("travel",), "satisfaction": 7, **more}
    return support.record_follow_along(desk, job, FollowAlongContactEntry(**values))


def change_terms(desk: Desk, job: UUID, offset: int = 0, **more: Any) -> UUID:
    """Hours change from a day on."""
    return jobs.record_terms(desk, job, JobTermsEntry(**{"from_on": day(offset), "hours": 20, **more}))


def end(desk: Desk, job: UUID, offset: int = -1, **more: Any) -> UUID:
    """A job ended."""
    values = {
        "last_day_on": day(offset),
        "learnt_on": day(offset),
        "how": "quit_without_other_job",
        "new_search": "now",
        **more,
    }
    return jobs.record_ending(desk, job, JobEndingEntry(**values))


def agree(desk: Desk, who: UUID, offset: int = -60, **more: Any) -> UUID:
    """A partial agreement with all employers that allows contact once in work."""
    values: dict[str, Any] = {
        "decision": "partial",
        "decided_on": day(offset),
        "pros_and_cons_on": day(offset),
        "scope": "all",
        "agreed_words": "Learns by doing.",
        "in_work_contact": "yes",
        "agreement_form": "signed",
        **more,
    }
    return disclosure.record_agreement(desk, who, DisclosureAgreementEntry(**values))
