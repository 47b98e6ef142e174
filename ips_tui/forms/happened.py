"""What happened today with one person: one short entry that becomes several records (domain.md 7.5)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import model_validator

from ips_tui.domain import contacts as choices
from ips_tui.domain import employers
from ips_tui.domain.happened import REACHED, Happened, SpokenOf
from ips_tui.domain.support import SupportTopic
from ips_tui.forms.asking import Needed, NotOffered, Only, broken
from ips_tui.forms.contacts import ELSEWHERE
from ips_tui.forms.kit import (
    Choice,
    Choices,
    EmployerRef,
    Entry,
    FutureDay,
    JobRef,
    Minutes,
    Notes,
    PastDay,
    StaffRef,
    Text,
    Time,
    YesNo,
)

TOOK_PLACE = tuple(what.value for what in REACHED)
WITH_EMPLOYER = ("yes",)


class HappenedMeetingEntry(Entry):
    """How it was: the first lines of the form, for everyone."""

    form: ClassVar[str] = "happened"
    what: Choice[Happened] = Happened.MET
    happened_on: PastDay
    place: Annotated[Choice[choices.Place] | None, Only("what", (Happened.MET.value,))] = None
    minutes: Annotated[Minutes | None, Only("what", TOOK_PLACE)] = None


class HappenedTopicsEntry(HappenedMeetingEntry):
    """What is asked beside that of somebody in work: it then is a contact about the job."""

    job: Annotated[JobRef | None, Only("what", TOOK_PLACE), Needed("what", TOOK_PLACE)] = None
    topics: Annotated[Choices[SupportTopic], Only("what", TOOK_PLACE), Needed("what", TOOK_PLACE)] = ()


class HappenedEntry(HappenedMeetingEntry):
    """What happened with somebody, when they meet again, who is to hear of it, and an employer spoken to."""

    summary: Notes | None = None
    next_on: FutureDay | None = None
    next_at: Time | None = None
    next_place: Text | None = None
    clinical: YesNo = False
    kind: Annotated[Choice[choices.ContactKind], NotOffered(ELSEWHERE)] = choices.ContactKind.ENGAGEMENT
    travel_minutes: Minutes | None = None
    employer_too: YesNo = False
    employer: Annotated[
        EmployerRef | None, Only("employer_too", WITH_EMPLOYER), Needed("employer_too", WITH_EMPLOYER)
    ] = None
    spoken_of: Annotated[Choice[SpokenOf], Only("employer_too", WITH_EMPLOYER)] = SpokenOf.GENERAL
    employer_mode: Annotated[Choice[employers.EmployerMode], Only("employer_too", WITH_EMPLOYER)] = (
        employers.EmployerMode.FACE_TO_FACE
    )
    purpose: Annotated[
        Choice[employers.Purpose] | None, Only("employer_too", WITH_EMPLOYER), Needed("employer_too", WITH_EMPLOYER)
    ] = None
    result: Annotated[Notes | None, Only("employer_too", WITH_EMPLOYER), Needed("employer_too", WITH_EMPLOYER)] = None
    employer_next_on: Annotated[FutureDay | None, Only("employer_too", WITH_EMPLOYER)] = None
    specialist: StaffRef | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.next_on is None and (self.next_at is not None or self.next_place):
            raise broken("next_on", "problem.next_on_which_day")
        if self.next_on is not None and self.next_on < self.happened_on:
            raise broken("next_on", "problem.next_before_this")
        if not self.employer_too:
            return self
        if self.purpose is employers.Purpose.IN_WORK_SUPPORT and self.spoken_of is SpokenOf.GENERAL:
            raise broken("spoken_of", "problem.support_of_whom")
        if self.employer_next_on is not None and self.employer_next_on < self.happened_on:
            raise broken("employer_next_on", "problem.next_before_this")
        return self


class HappenedInWorkEntry(HappenedEntry, HappenedTopicsEntry):
    """What happened with somebody in work."""
