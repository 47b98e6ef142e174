"""The choices of referral and intake (domain.md 4.2) and of the people who work here (1.2)."""

from __future__ import annotations

from enum import StrEnum


class StaffRole(StrEnum):
    """What a member of staff does."""

    EMPLOYMENT_SPECIALIST = "employment_specialist"
    TEAM_LEADER = "team_leader"
    BENEFITS_ADVISER = "benefits_adviser"
    ADMINISTRATOR = "administrator"


class AgeBand(StrEnum):
    """Age where no date of birth is held."""

    A16_24 = "16_24"
    A25_34 = "25_34"
    A35_44 = "35_44"
    A45_54 = "45_54"
    A55_64 = "55_64"
    A65_UP = "65_up"


class Gender(StrEnum):
    """As the person says it; whoever would rather not say has none of these."""

    WOMAN = "woman"
    MAN = "man"
    ANOTHER = "another"


class ReferralSource(StrEnum):
    """Who referred the person."""

    CARE_COORDINATOR = "care_coordinator"
    SELF = "self"
    FAMILY = "family"
    GP = "gp"
    ADDICTION_SERVICE = "addiction_service"
    EARLY_INTERVENTION = "early_intervention"
    JOBCENTRE = "jobcentre"
    SCHOOL = "school"
    OTHER = "other"


class Programme(StrEnum):
    """The programme a person came by."""

    MENTAL_HEALTH = "mental_health"
    YOUTH = "youth"
    INTEGRATED_HEALTH = "integrated_health"
    ADDICTION = "addiction"
    JUSTICE = "justice"
    VETERANS = "veterans"
    LONG_TERM_INJURY = "long_term_injury"
    OWN = "own"
    """One that the team has named itself."""


class ListKind(StrEnum):
    """Lists that a team keeps itself."""

    PROGRAMME = "programme"
    ETHNICITY_GROUP = "ethnicity_group"


class WantsToWork(StrEnum):
    """The only criterion (G1); no answer refuses anybody."""

    YES = "yes"
    UNSURE = "unsure"
    NO = "no"


class WorkStatus(StrEnum):
    """Work status at referral, split as the UK rate needs it."""

    UNEMPLOYED = "unemployed"
    INACTIVE = "inactive"
    IN_WORK = "in_work"
    OFF_SICK = "off_sick"
    IN_EDUCATION = "in_education"


class ContactPreference(StrEnum):
    """How a person wants to be reached."""

    PHONE = "phone"
    TEXT = "text"
    EMAIL = "email"
    LETTER = "letter"
    HOME_VISIT = "home_visit"
    VIA_CARE_COORDINATOR = "via_care_coordinator"


class Locality(StrEnum):
    """Where a person lives, as it matters for travel."""

    URBAN = "urban"
    SMALL_TOWN = "small_town"
    RURAL = "rural"
    REMOTE = "remote"


class ConsentAbout(StrEnum):
    """What a person was asked to agree to."""

    RECORD = "record"
    CLINICIANS = "clinicians"
    FAMILY = "family"


class ConsentState(StrEnum):
    """What the person said."""

    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class AssignmentRole(StrEnum):
    """How a specialist stands to a participant."""

    RESPONSIBLE = "responsible"
    COVERING = "covering"
