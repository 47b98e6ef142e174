"""Entries of outreach and engagement that are not about one participant alone (domain.md 1.3, 4.12)."""

from __future__ import annotations

from typing import ClassVar, Self

from pydantic import model_validator

from ips_tui.domain import community as choices
from ips_tui.domain.contacts import GoalInTreatmentPlan, Mode, Place
from ips_tui.domain.people import ReferralSource
from ips_tui.forms.asking import broken
from ips_tui.forms.kit import (
    Choice,
    ClinicalTeamRef,
    Count,
    Entry,
    FutureDay,
    Group,
    Minutes,
    Notes,
    OutreachRef,
    ParticipantRef,
    ParticipantRefs,
    PastDay,
    RowEntry,
    StaffRef,
    Text,
    Way,
    YesNo,
)


class GroupSessionEntry(Entry):
    """A session with several participants: one entry, and a contact with each of them."""

    form: ClassVar[str] = "group_session"
    happened_on: PastDay
    name: Text
    participants: ParticipantRefs
    mode: Choice[Mode] = Mode.FACE_TO_FACE
    place: Choice[Place] | None = None
    place_name: Text | None = None
    minutes: Minutes | None = None
    travel_minutes: Minutes | None = None
    travel_distance: Way | None = None
    with_whom: Text | None = None
    others_reached: Count | None = None
    summary: Notes | None = None
    expectations: Notes | None = None
    specialist: StaffRef | None = None


class ClinicalMeetingUpdateEntry(RowEntry):
    """What was said of one participant at a meeting of the clinical team."""

    form: ClassVar[str] = "clinical_meeting_update"
    participant: ParticipantRef
    said: Notes
    heard: Notes | None = None
    goal_in_treatment_plan: Choice[GoalInTreatmentPlan] | None = None
    status_in_clinical_record: YesNo | None = None
    team_will_do: Notes | None = None


class ClinicalMeetingEntry(Entry):
    """A meeting of a clinical team: one entry, and a clinical update for each person talked about."""

    form: ClassVar[str] = "clinical_meeting"
    happened_on: PastDay
    clinical_team: ClinicalTeamRef
    mode: Choice[Mode] = Mode.FACE_TO_FACE
    with_whom: Text | None = None
    updates: Group[ClinicalMeetingUpdateEntry] = ()
    minutes: Minutes | None = None
    travel_minutes: Minutes | None = None
    travel_distance: Way | None = None
    note: Notes | None = None
    specialist: StaffRef | None = None

    @model_validator(mode="after")
    def _each_person_once(self) -> Self:
        people = [row.participant for row in self.updates]
        if len(set(people)) < len(people):
            raise broken("updates", "problem.person_twice")
        return self


class OutreachEntry(Entry):
    """Outreach without a participant; it names nobody."""

    form: ClassVar[str] = "outreach"
    happened_on: PastDay
    kind: Choice[choices.OutreachKind]
    place: Text
    with_whom: Text | None = None
    reached: Count | None = None
    minutes: Minutes | None = None
    travel_minutes: Minutes | None = None
    travel_distance: Way | None = None
    note: Notes | None = None
    specialist: StaffRef | None = None


class InterestedEntry(Entry):
    """Somebody who is interested and not yet referred, and agreed to be written down."""

    form: ClassVar[str] = "interested"
    name: Text
    said_yes_on: PastDay
    how_to_reach: Text | None = None
    told_by: Text | None = None
    source: Choice[ReferralSource] | None = None
    outreach: OutreachRef | None = None
    next_step: Text | None = None
    next_on: FutureDay | None = None
    note: Notes | None = None
    specialist: StaffRef | None = None


class InterestedNotNowEntry(Entry):
    """Why not now, in the person's own words. It refuses nobody, and can be taken back."""

    form: ClassVar[str] = "interested_not_now"
    not_now_on: PastDay
    not_now_words: Notes
    next_on: FutureDay | None = None


class ResourceEntry(Entry):
    """A community resource."""

    form: ClassVar[str] = "resource"
    name: Text
    kind: Choice[choices.ResourceKind]
    place: Text | None = None
    contact: Text | None = None
    telephone: Text | None = None
    email: Text | None = None
    note: Notes | None = None
    checked_on: PastDay | None = None
