"""How people stand on a paper of the team: by reference and initials, or in full where that was asked for."""

from __future__ import annotations

import re

from ips_tui.casework.session import Desk, StaffMember
from ips_tui.reports.registry import PaperRequest
from ips_tui.text import initials

NAMES = "names"
"""Option: people stand with their names."""


def called(ref: str, name: str, request: PaperRequest) -> str:
    """A participant: `P07 SP`, or `P07 Siân Probert` where names were asked for."""
    return f"{ref} {name if NAMES in request.options else initials(name)}".strip()


def unnamed(text: str, name: str, request: PaperRequest) -> str:
    """A text somebody typed, with each part of this name as its first letter, unless names were asked for.

    "Ring the farm line, ask for Ada" says who it is as well as the name above it would.
    """
    return text if NAMES in request.options else without_name(text, name)


def without_name(text: str, name: str) -> str:
    """The text with each part of the name, of two letters or more, as its first letter."""
    parts = sorted({part for part in re.split(r"[\s,‐‑–-]+", name) if len(part) > 1}, key=len, reverse=True)
    if not parts:
        return text
    known = "|".join(map(re.escape, parts))
    return re.sub(rf"(?<!\w)(?:{known})(?!\w)", lambda found: found[0][0], text, flags=re.IGNORECASE)


def whose(desk: Desk, request: PaperRequest) -> StaffMember:
    """The member of staff a paper is about: the one asked for, else who works here.

    Raises LookupError for nobody.
    """
    if request.staff_id is None:
        if desk.who is None:
            raise LookupError("staff")
        return desk.who
    for member in desk.staff():
        if member.id == request.staff_id:
            return member
    raise LookupError("staff")
