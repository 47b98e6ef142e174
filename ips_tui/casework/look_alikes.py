"""Names that look alike: pointed out when somebody is taken in, and never in the way (domain.md 4.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from itertools import islice
from uuid import UUID

from ips_tui.casework.session import Desk
from ips_tui.store import lists
from ips_tui.text import words_of

ALIKE = 0.8
"""How much of two words must be the same letters in the same order, 0 to 1."""
MOST = 3
"""Look-alikes that are named; more would help nobody."""


@dataclass(frozen=True)
class LookAlike:
    """Somebody who is on the books already, or was."""

    id: UUID
    ref: str
    name: str
    specialist_name: str
    closed_on: date | None


def alike(one: str, other: str) -> bool:
    """Whether two names may be one person's: the same words in any order, one more or less, or one nearly so.

    Initials alone and single names are alike only where they are the same.
    """
    mine, theirs = sorted(set(words_of(one))), sorted(set(words_of(other)))
    if not mine or not theirs:
        return False
    if mine == theirs:
        return True
    common = [word for word in mine if word in theirs and len(word) > 1]
    if min(len(mine), len(theirs)) < 2 or not common:
        return False
    mine, theirs = ([word for word in words if word not in common] for words in (mine, theirs))
    # What is left on one side only is a middle name; what is left on both must be nearly the same word.
    return not mine or not theirs or any(_near(a, b) for a in mine for b in theirs)


def _near(one: str, other: str) -> bool:
    return one[0] == other[0] and SequenceMatcher(None, one, other).ratio() >= ALIKE


def look_alikes(desk: Desk, name: str, *, but: UUID | None = None) -> tuple[LookAlike, ...]:
    """Participants whose names look like that one, open cases first; at most `MOST`. `but` is the person themselves."""
    if not name.strip():
        return ()
    found = (one for one in on_the_books(desk) if one.id != but and alike(name, one.name))
    return tuple(islice(found, MOST))


def on_the_books(desk: Desk) -> Iterator[LookAlike]:
    """Everybody whose name can be alike: open cases first, then by ref."""
    rows = sorted(lists.caseload_rows(desk.connection), key=lambda row: (row.closed_on is not None, row.ref))
    for row in rows:
        yield LookAlike(row.participant_id, row.ref, row.name, row.specialist_name, row.closed_on)
