"""The shapes that scripts rely on (docs/kinds.md). Fields may be added; none is renamed or taken away."""

from __future__ import annotations

from collections.abc import Iterable

from ips_tui.casework.caseload import PersonLine
from ips_tui.casework.today import DueLine, NextLine

PARTICIPANT = "participant"
"""Commands speak of participants; lines about employers stand on the screens."""


def due(lines: Iterable[DueLine]) -> list[dict[str, object]]:
    """Due lines about participants."""
    return [_due(line) for line in lines if line.subject == PARTICIPANT]


def put_off(lines: Iterable[DueLine]) -> list[dict[str, object]]:
    """Those that were put off: as due lines, with the day on which they are due again, and why they can wait."""
    return [
        {**_due(line), "until": line.put_off_until.isoformat(), "why": line.put_off_why}
        for line in lines
        if line.subject == PARTICIPANT and line.put_off_until is not None
    ]


def _due(line: DueLine) -> dict[str, object]:
    return {
        "ref": line.ref,
        "name": line.name,
        "stage": line.stage,
        "kind": line.kind,
        "due_on": line.due_on.isoformat(),
        "days_overdue": line.days_overdue,
        "reason": line.reason,
    }


def ahead(lines: Iterable[NextLine]) -> list[dict[str, object]]:
    """What comes next with participants."""
    return [
        {"ref": line.ref, "name": line.name, "kind": line.kind, "on": line.on.isoformat()}
        for line in lines
        if line.subject == PARTICIPANT
    ]


def person(line: PersonLine) -> dict[str, object]:
    """One participant of the caseload."""
    return {
        "ref": line.ref,
        "name": line.name,
        "stage": line.stage,
        "specialist": line.specialist,
        "days_in_stage": line.days_in_stage,
        "flags": list(line.flags),
    }
