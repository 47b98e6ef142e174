"""What is kept: the tables. Importing this package maps them all.

None of its modules has `from __future__ import annotations`: SQLAlchemy reads every annotation, and would have to
evaluate each of a thousand from its text while a person waits.
"""

from ips_tui.records import (
    action_plan,
    benefits,
    closure,
    community,
    contacts,
    cv,
    derived,
    disclosure,
    education,
    employers,
    engagement,
    fidelity,
    job_search,
    jobs,
    leads,
    machinery,
    people,
    profile,
    rights,
    snooze,
    supervision,
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
    "cv",
    "derived",
    "disclosure",
    "education",
    "employers",
    "engagement",
    "fidelity",
    "job_search",
    "jobs",
    "leads",
    "machinery",
    "people",
    "profile",
    "rights",
    "snooze",
    "supervision",
    "support",
]
