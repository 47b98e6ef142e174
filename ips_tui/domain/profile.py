"""The choices of the vocational profile (domain.md 4.3) and of kinds of work (6.6 S23)."""

from __future__ import annotations

from enum import StrEnum


class AnswerState(StrEnum):
    """Why an open question has no answer; what was answered has none of these."""

    NOT_ASKED = "not_asked"
    PREFERS_NOT_TO_SAY = "prefers_not_to_say"
    DOES_NOT_APPLY = "does_not_apply"


class ProfileOccasion(StrEnum):
    """What made a version of the profile needed; it is kept up to date with each job (domain.md 1.4)."""

    FIRST_TALK = "first_talk"
    JOB_START = "job_start"
    JOB_ENDING = "job_ending"
    NEW_INFORMATION = "new_information"


class JobType(StrEnum):
    """A kind of work, apart from the sector (domain.md 6.6 S23); items 19 and 20 count these."""

    STOCK_SHOP = "stock_shop"
    COUNTER_WAITING = "counter_waiting"
    KITCHEN = "kitchen"
    CLEANING = "cleaning"
    WAREHOUSE_TRANSPORT = "warehouse_transport"
    OFFICE = "office"
    CARE = "care"
    TEACHING_CHILDCARE = "teaching_childcare"
    DIGITAL_CREATIVE = "digital_creative"
    DECORATING = "decorating"
    BUILDING_TRADES = "building_trades"
    BUILDING_MAINTENANCE = "building_maintenance"
    MACHINERY_VEHICLES = "machinery_vehicles"
    LAND_ANIMALS = "land_animals"
    SECURITY_HOSPITALITY = "security_hospitality"
    OTHER = "other"


class LicenceKind(StrEnum):
    """Licences and certificates that work asks for."""

    DRIVING = "driving"
    FOOD_HYGIENE = "food_hygiene"
    SITE_CARD = "site_card"
    FIRST_AID = "first_aid"
    OTHER = "other"


class BarrierKind(StrEnum):
    """What stands in the way of work."""

    TRANSPORT = "transport"
    CHILDCARE = "childcare"
    MONEY = "money"
    HEALTH_AT_WORK = "health_at_work"
    CONFIDENCE = "confidence"
    LITERACY_DIGITAL = "literacy_digital"
    LEGAL = "legal"
    EQUIPMENT = "equipment"
    OTHER = "other"


class BarrierState(StrEnum):
    """How far a barrier is dealt with."""

    OPEN = "open"
    IN_HAND = "in_hand"
    RESOLVED = "resolved"


class WorkPace(StrEnum):
    """The pace at which a person works best."""

    STEADY = "steady"
    BUSY = "busy"
    OWN_PACE = "own_pace"


class PublicContact(StrEnum):
    """How much a person wants to deal with customers."""

    MUCH = "much"
    SOME = "some"
    LITTLE = "little"


class Surroundings(StrEnum):
    """Where a person wants to work."""

    INDOORS = "indoors"
    OUTDOORS = "outdoors"
    EITHER = "either"


class WorkTime(StrEnum):
    """When a person can and wants to work."""

    MORNINGS = "mornings"
    AFTERNOONS = "afternoons"
    EVENINGS = "evenings"
    NIGHTS = "nights"
    WEEKENDS = "weekends"


class ResearchSource(StrEnum):
    """Where labour market research looked."""

    JOB_BOARD = "job_board"
    EMPLOYER_VISIT = "employer_visit"
    STATISTICS = "statistics"
    TRAINING_PROVIDER = "training_provider"
    NETWORK = "network"
    WORKPLACE_VISIT = "workplace_visit"


class ProfileSourceKind(StrEnum):
    """Who gave information for the profile."""

    PARTICIPANT = "participant"
    CLINICIAN = "clinician"
    FAMILY = "family"
    PAST_EMPLOYER = "past_employer"
    RECORD = "record"
