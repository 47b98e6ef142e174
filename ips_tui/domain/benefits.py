"""The choices of benefits counselling (domain.md 4.11)."""

from __future__ import annotations

from enum import StrEnum


class BenefitsOccasion(StrEnum):
    """Why benefits were looked at."""

    BEFORE_START = "before_start"
    CHANGE_OF_HOURS = "change_of_hours"
    CHANGE_OF_PAY = "change_of_pay"
    JOB_ENDING = "job_ending"
    QUESTION = "question"


class Benefit(StrEnum):
    """Help with money that work can change; every kind, since names and rates change with country and year."""

    OUT_OF_WORK = "out_of_work"
    SICKNESS = "sickness"
    DISABILITY = "disability"
    HOUSING = "housing"
    COUNCIL_TAX = "council_tax"
    CHILDREN = "children"
    CARER = "carer"
    PENSION = "pension"
    PASSPORTED = "passported"
    OTHER = "other"


class Office(StrEnum):
    """Which office was spoken to (domain.md 1.2; IPS-25, item 6)."""

    BENEFIT_OFFICE = "benefit_office"
    EMPLOYMENT_OFFICE = "employment_office"
    OTHER = "other"
