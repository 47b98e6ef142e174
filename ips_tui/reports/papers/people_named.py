"""How people stand on a paper of the team: by reference and initials, or in full where that was asked for."""

from __future__ import annotations

from ips_tui.casework.session import Desk, StaffMember
from ips_tui.reports.papers.asked import PaperRequest
from ips_tui.text import initials

NAMES = "names"
"""Option: people stand with their names."""


def called(ref: str, name: str, request: PaperRequest) -> str:
    """A participant: `P07 SP`, or `P07 Siân Probert` where names were asked for."""
    return f"{ref} {name if NAMES in request.options else initials(name)}".strip()


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
