"""What casework refuses, in words a form can show at the field."""

from __future__ import annotations

from ips_tui.domain.disclosure import GateAnswer
from ips_tui.forms.asking import BadEntry, Problem


class GateRefused(BadEntry):
    """The hard gate said no (G4, G5): nothing was recorded, the draft stays."""

    def __init__(self, answer: GateAnswer, field: str = "participant") -> None:
        """`field` is where the form says whom the employer was spoken to about."""
        super().__init__((Problem(field, f"gate.{answer.why}"),))
        self.answer = answer


def refuse(field: str | None, message_id: str, **values: str) -> BadEntry:
    """The error of one field, for a rule that needs the record to be checked."""
    return BadEntry((Problem(field, message_id, tuple(values.items())),))
