"""Ways of assertive outreach that were tried (seed 001; IPS-25 item 25; domain.md 3.2). None closes a case (G13)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from ips_tui.domain.contacts import UNANSWERED, ContactKind, Mode, Place, Result, Together, TriedBy

SEVERAL = 2
"""Visits at home or in the community that count as several."""


class Strategy(StrEnum):
    """The six strategies of item 25, in its order."""

    STAYED_OPEN = "stayed_open"
    ATTEMPTS_NOTED = "attempts_noted"
    CLINICAL_STAFF = "clinical_staff"
    HOME_COMMUNITY = "home_community"
    JOINT_VISITS = "joint_visits"
    FAMILY = "family"


@dataclass(frozen=True)
class Try:
    """One contact with the person or try at one, or an appointment that they missed, as the strategies look at it."""

    id: UUID
    on: date
    by: str
    """Who of the team wrote it down, by name."""
    kind: ContactKind
    mode: Mode
    place: Place | None
    result: Result
    together: tuple[Together, ...] = ()
    tried_by: TriedBy = TriedBy.SPECIALIST

    @property
    def is_attempt(self) -> bool:
        """Whether it was a try to reach somebody who had gone quiet: called so, or nobody came or answered."""
        return self.kind is ContactKind.OUTREACH_ATTEMPT or self.result in UNANSWERED

    @property
    def of_clinical_staff(self) -> bool:
        """Whether clinical staff tried, alone or together with the specialist."""
        return self.tried_by is TriedBy.CLINICAL_STAFF or Together.CLINICAL_STAFF in self.together

    @property
    def is_joint(self) -> bool:
        """Whether specialist and clinical staff went together."""
        ours = self.tried_by is TriedBy.SPECIALIST and self.mode is Mode.FACE_TO_FACE
        with_them = Together.CLINICAL_STAFF in self.together or self.kind is ContactKind.THREE_WAY_MEETING
        return ours and with_them and not self._cancelled

    @property
    def is_visit(self) -> bool:
        """Whether the specialist went to where the person lives or spends their time, met or not."""
        out = self.place in (Place.HOME, Place.COMMUNITY)
        ours = self.tried_by is TriedBy.SPECIALIST and self.mode is Mode.FACE_TO_FACE
        return ours and out and not self._cancelled

    @property
    def _cancelled(self) -> bool:
        return self.result in (Result.CANCELLED_BY_PERSON, Result.CANCELLED_BY_SPECIALIST)

    @property
    def of_family(self) -> bool:
        """Whether family or friends were asked or came along."""
        return self.kind is ContactKind.FAMILY or Together.FAMILY in self.together


@dataclass(frozen=True)
class StrategyTried:
    """One strategy: whether it counts as tried, and when and by whom, the newest first."""

    strategy: Strategy
    tried: bool
    times: tuple[Try, ...]


def strategies(tries: Sequence[Try]) -> tuple[StrategyTried, ...]:
    """The six strategies over these tries, in the order of item 25.

    The first is kept by the program itself: no reason for closing is a missed appointment or the time that has passed
    (G13), so it always counts. Of visits it takes two.
    """
    newest = sorted(tries, key=lambda t: (t.on, t.id.int), reverse=True)
    chosen = {
        Strategy.STAYED_OPEN: (),
        Strategy.ATTEMPTS_NOTED: tuple(t for t in newest if t.is_attempt),
        Strategy.CLINICAL_STAFF: tuple(t for t in newest if t.is_attempt and t.of_clinical_staff),
        Strategy.HOME_COMMUNITY: tuple(t for t in newest if t.is_visit),
        Strategy.JOINT_VISITS: tuple(t for t in newest if t.is_joint),
        Strategy.FAMILY: tuple(t for t in newest if t.of_family),
    }
    least = {Strategy.STAYED_OPEN: 0, Strategy.HOME_COMMUNITY: SEVERAL}
    return tuple(StrategyTried(one, len(times) >= least.get(one, 1), times) for one, times in chosen.items())
