"""What is kept: the tables. Importing this package maps them all."""

from ips_tui.records import (
    action_plan,
    benefits,
    closure,
    community,
    contacts,
    derived,
    disclosure,
    education,
    employers,
    engagement,
    job_search,
    jobs,
    machinery,
    people,
    profile,
    support,
)
from ips_tui.records.base import Derived, Machinery, Record, Table

__all__ = [
    "Derived",
    "Machinery",
    "Record",
    "Table",
    "action_plan",
    "benefits",
    "closure",
    "community",
    "contacts",
    "derived",
    "disclosure",
    "education",
    "employers",
    "engagement",
    "job_search",
    "jobs",
    "machinery",
    "people",
    "profile",
    "support",
]
