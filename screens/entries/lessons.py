"""What jobs that ended taught, as lines above a form that goes on from there (domain.md 4.9): no fault in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ips_tui.casework.profile_jobs import JobEvent
from screens.entries.briefed import Fact

if TYPE_CHECKING:
    from screens.app import IpsApp

BOTH = ("learnt", "differently")
"""What was learnt, and what the next job should have."""


def lesson_facts(app: IpsApp, events: Iterable[JobEvent], which: Sequence[str] = BOTH) -> Iterator[Fact]:
    """The lessons of these endings, as far as they are among `which`."""
    for event in events:
        told = {"learnt": event.learnt, "differently": event.differently}
        for name in which:
            if told[name]:
                yield Fact(app.words(f"profile.since.{name}", job=event.job, said=told[name]))
