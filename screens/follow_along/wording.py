"""Which jobs there are, and how one is said in words; plain functions of the kept facts."""

from __future__ import annotations

from datetime import date

from ips_tui.casework.job_views import JobView
from ips_tui.casework.stage_views import StageViews
from ips_tui.casework.support import SupportPlanView
from ips_tui.content.words import Words


def jobs_in_order(stages: StageViews, today: date) -> tuple[JobView, ...]:
    """The jobs accepted or worked in: those that have begun first, then those ahead, one held at referral last."""
    current = [job for job in stages.jobs if job.current]
    return tuple(sorted(current, key=lambda job: (job.held_at_referral, not job.begun(today))))


def job_name(job: JobView) -> str:
    """A job by its title and employer; both may hold anything a person typed."""
    return ", ".join(part for part in (job.name, job.employer) if part)


def hours(words: Words, job: JobView) -> str:
    """The hours of a week as they hold now; empty where they are not known."""
    return "" if job.hours is None else words("follow_along.hours", hours=f"{job.hours.normalize():f}")


def pay(words: Words, job: JobView) -> str:
    """The pay as it holds now; empty where it is not known."""
    if job.pay is None:
        return ""
    per = words.choice("pay_period", job.pay_period) if job.pay_period else ""
    return " ".join(part for part in (str(job.pay), per) if part)


def terms(words: Words, job: JobView) -> str:
    """Hours and pay as they hold now; empty where neither is known."""
    return ", ".join(part for part in (hours(words, job), pay(words, job)) if part)


def topics_said(words: Words, plan: SupportPlanView) -> str:
    """The topics of a plan for which something is needed or done, each with that."""
    told = [
        f"{words.choice('support_topic', need.topic)}: {(need.support or need.need).rstrip('.')}"
        for need in plan.needs
        if need.need or need.support
    ]
    return "; ".join(told)


def one_or_many(words: Words, message_id: str, count: int) -> str:
    """The text of `message_id` with its count; `<message_id>_one` where there is just one."""
    return words(f"{message_id}_one" if count == 1 else message_id, count=count)
