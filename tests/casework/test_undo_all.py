"""Whatever one person did in a row can be undone in a row, each time to exactly what stood there before.

The machine of `test_replay.py` does things in any order; at the end everything is undone, and after each undo the
records that are not removed and the derived rows must be those of the time before that action.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import settings
from hypothesis.stateful import invariant

from ips_tui.casework import undo
from ips_tui.casework.undo import NotUndone
from tests import told
from tests.casework import test_replay
from tests.casework.test_replay import EXAMPLES, STEPS, Team


def teardown_module() -> None:
    test_replay.teardown_module()


class OneAfterTheOther(Team):
    """A team at work, of which one person does everything and undoes it in the end."""

    # What stays when undone would end the way back; and nobody removes things but by undoing them.
    agreement = withdraw = remove = erase = undo = None  # type: ignore[assignment]
    # Held by the other machine; here derived rows are compared with those of before.
    derived_rows_are_what_the_rules_say = None  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.states: dict[int, Any] = {}
        self.undone = 0

    @invariant()
    def what_stands_is_noted(self) -> None:
        self.states[self._last()] = told.kept(self.desk.connection)

    def _last(self) -> int:
        return int(self.desk.connection.execute("SELECT max(sequence) FROM change_group").fetchone()[0])

    def teardown(self) -> None:
        if self.states:
            self._undo_all()
        super().teardown()

    def _undo_all(self) -> None:
        first, number = min(self.states), self._last()
        while number > first:
            done = undo.undo(self.desk, undo.last(self.desk).id)
            (sequence,) = self.desk.connection.execute(
                "SELECT sequence FROM change_group WHERE id = ?", [done.id.bytes]
            ).fetchone()
            assert sequence == number
            number -= 1
            self.undone += 1
            # A rule may have done two things at once; what stood between them was not noted.
            assert self.states.get(number, told.kept(self.desk.connection)) == told.kept(self.desk.connection)
        with pytest.raises(NotUndone, match="decision"):
            undo.last(self.desk)


TestOneAfterTheOther = OneAfterTheOther.TestCase
TestOneAfterTheOther.settings = settings(
    max_examples=EXAMPLES if settings().max_examples < 100 else settings().max_examples,
    stateful_step_count=STEPS,
)


def test_the_machine_undoes_something() -> None:
    """By hand, so that the property is not empty."""
    team = OneAfterTheOther()
    team.begin("Ada Fenwick", -40)
    team.what_stands_is_noted()
    for step in (
        lambda: team.contact(None, 0, -40, "face_to_face", "took_place", 3, None),
        lambda: team.change_referral(0, "Berg, Cy", -30, 0, "Skerry"),
        lambda: team.rhythm("review_days", 12),
        lambda: team.colleague(None, "Bo Øst"),
    ):
        step()
        team.what_stands_is_noted()
    team.teardown()
    assert team.undone == 4
