"""Which job is meant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from ips_tui.casework.job_views import JobView, current_jobs
from screens.desk import desk_of
from screens.follow_along.wording import job_name
from screens.widgets.chooser import Chooser, ChooserItem

if TYPE_CHECKING:
    from screens.app import IpsApp


def which_job(app: IpsApp, jobs: Sequence[JobView], then: Callable[[JobView], None]) -> None:
    """Go on with the only one of these jobs, else with the one that is chosen by name and employer.

    Raises ValueError for no job at all.
    """
    if len(jobs) == 1:
        then(jobs[0])
        return

    def chosen(answer: str | None) -> None:
        if answer is not None:
            then(next(job for job in jobs if str(job.id) == answer))

    items = [ChooserItem(str(job.id), job_name(job)) for job in jobs]
    app.push_screen(Chooser(app.words("which_job.question"), items), chosen)


def begun_jobs(app: IpsApp, person: UUID) -> tuple[JobView, ...]:
    """The jobs that this person works in today, the newest first."""
    today = app.desk.clock.today()
    return tuple(job for job in current_jobs(desk_of(app), person) if job.begun(today))
