"""What is kept: the tables. Importing this package maps them all."""

from ips_tui.records import contacts, derived, disclosure, employers, machinery, people
from ips_tui.records.base import Derived, Machinery, Record, Table

__all__ = [
    "Derived",
    "Machinery",
    "Record",
    "Table",
    "contacts",
    "derived",
    "disclosure",
    "employers",
    "machinery",
    "people",
]
