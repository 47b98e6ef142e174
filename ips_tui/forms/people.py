"""Entries about people: those who work here, those who treat, referral and intake (domain.md 1.2, 4.2)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import model_validator

from ips_tui.domain import people as choices
from ips_tui.domain.word_packs import WordPack
from ips_tui.forms.asking import Needed, Only, broken
from ips_tui.forms.kit import (
    CareCoordinatorRef,
    Choice,
    Choices,
    ClinicalTeamRef,
    Entry,
    EthnicityGroupRef,
    Minutes,
    Notes,
    OwnProgrammeRef,
    ParticipantRef,
    PastDay,
    Percent,
    StaffRef,
    Text,
    YesNo,
)

SAID = tuple(choices.ConsentState)
OWN = (choices.Programme.OWN.value,)


class StaffEntry(Entry):
    """A member of staff."""

    form: ClassVar[str] = "staff"
    name: Text
    role: Choice[choices.StaffRole]
    full_time_percent: Percent = 100
    from_on: PastDay | None = None
    to_on: PastDay | None = None
    telephone: Text | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.from_on and self.to_on and self.to_on < self.from_on:
            raise broken("to_on", "problem.ends_before_it_starts")
        return self


class ClinicalTeamEntry(Entry):
    """A clinical team."""

    form: ClassVar[str] = "clinical_team"
    name: Text
    place: Text | None = None
    telephone: Text | None = None


class CareCoordinatorEntry(Entry):
    """A care coordinator."""

    form: ClassVar[str] = "care_coordinator"
    name: Text
    clinical_team: ClinicalTeamRef
    telephone: Text | None = None
    email: Text | None = None


class ReferralEntry(Entry):
    """Referral and intake. Nothing here can refuse a person (G1), nothing asks for a diagnosis."""

    form: ClassVar[str] = "referral"
    name: Text
    preferred_name: Text | None = None
    pronoun: Text | None = None
    received_on: PastDay
    accepted_on: PastDay
    source: Choice[choices.ReferralSource]
    programme: Choice[choices.Programme]
    own_programme: Annotated[OwnProgrammeRef | None, Only("programme", OWN), Needed("programme", OWN)] = None
    specialist: StaffRef
    clinical_team: ClinicalTeamRef
    care_coordinator: CareCoordinatorRef | None = None
    wants_to_work: Choice[choices.WantsToWork]
    work_status: Choice[choices.WorkStatus]
    contact_preferences: Choices[choices.ContactPreference]
    leave_no_messages: YesNo = False
    message_words: Annotated[Text | None, Only("leave_no_messages", ("", "no"))] = None
    telephone: Text | None = None
    email: Text | None = None
    address: Notes | None = None
    safe_times: Text | None = None
    consent_to_record: Choice[choices.ConsentState]
    consent_to_record_on: PastDay
    consent_clinicians: Choice[choices.ConsentState] | None = None
    consent_clinicians_on: Annotated[
        PastDay | None,
        Only("consent_clinicians", SAID),
        Needed("consent_clinicians", SAID, "problem.when_was_it_said"),
    ] = None
    consent_family: Choice[choices.ConsentState] | None = None
    consent_family_on: Annotated[
        PastDay | None, Only("consent_family", SAID), Needed("consent_family", SAID, "problem.when_was_it_said")
    ] = None
    born_on: PastDay | None = None
    age_band: Choice[choices.AgeBand] | None = None
    emergency_contact: Text | None = None
    emergency_contact_agreed_on: PastDay | None = None
    communication_needs: Notes | None = None
    working_style: Notes | None = None
    locality: Choice[choices.Locality] | None = None
    place: Text | None = None
    travel_minutes: Minutes | None = None
    ethnicity_group: EthnicityGroupRef | None = None
    gender: Choice[choices.Gender] | None = None
    safety_note: Notes | None = None
    external_ref: Text | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.accepted_on < self.received_on:
            raise broken("accepted_on", "problem.accepted_before_received")
        return self


class ListItemEntry(Entry):
    """One entry of a list that the team keeps itself."""

    form: ClassVar[str] = "list_item"
    kind: Choice[choices.ListKind]
    name: Text


class JoinEntry(Entry):
    """Another record of the same person, which is to become part of this one."""

    form: ClassVar[str] = "join"
    other: ParticipantRef
    why: Notes | None = None


class TeamNamesEntry(Entry):
    """What the team is called, and what employers hear instead (DESIGN idea 8)."""

    form: ClassVar[str] = "team_names"
    team_name: Text
    employer_facing_name: Text


class FirstRunEntry(Entry):
    """Who starts this store: asked once, before there is a store, so without a draft.

    The words belong to this computer and not to the store; they are asked first since everything else is said in them.
    """

    form: ClassVar[str] = "first_run"
    words: Choice[WordPack] = WordPack.EN_GB
    name: Text
    role: Choice[choices.StaffRole]
    team_name: Text
    employer_facing_name: Text
