"""Entries of benefits counselling, its figures typed from the official calculator, and of contacts with offices."""

from __future__ import annotations

from typing import Annotated, ClassVar

from ips_tui.domain import benefits as choices
from ips_tui.domain.contacts import Mode
from ips_tui.forms.asking import Only
from ips_tui.forms.kit import (
    Amount,
    Choice,
    Choices,
    Difference,
    Entry,
    Group,
    Hours,
    JobRef,
    Minutes,
    Notes,
    PastDay,
    RowEntry,
    StaffRef,
    Text,
    YesNo,
)


class BenefitsScenarioEntry(RowEntry):
    """One case that was looked at. Nothing here is computed."""

    form: ClassVar[str] = "benefits_scenario"
    name: Text | None = None
    hours: Hours | None = None
    pay_an_hour: Amount | None = None
    net_now: Amount | None = None
    net_then: Amount | None = None
    difference: Difference | None = None
    travel_cost: Amount | None = None


class BenefitsCounsellingEntry(Entry):
    """A talk about what work changes."""

    form: ClassVar[str] = "benefits_counselling"
    happened_on: PastDay
    occasion: Choice[choices.BenefitsOccasion]
    job: JobRef | None = None
    adviser: StaffRef | None = None
    adviser_name: Annotated[Text | None, Only("adviser", ("",))] = None
    adviser_trained: YesNo | None = None
    benefits: Choices[choices.Benefit] = ()
    scenarios: Group[BenefitsScenarioEntry] = ()
    tool: Text | None = None
    tool_on: PastDay | None = None
    risks: Notes | None = None
    duties_explained: YesNo | None = None
    understood: YesNo | None = None
    copy_given_on: PastDay | None = None


class OfficeContactEntry(Entry):
    """A contact with the benefit or the employment office, about one person or about working together."""

    form: ClassVar[str] = "office_contact"
    happened_on: PastDay
    office: Choice[choices.Office]
    mode: Choice[Mode]
    with_whom: Text | None = None
    minutes: Minutes | None = None
    matter: Notes
    result: Notes | None = None
    specialist: StaffRef | None = None
