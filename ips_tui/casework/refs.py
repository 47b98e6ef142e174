"""The refs that people are known by: given out by a laptop alone, unique on it, not in a store that was merged."""

from __future__ import annotations

import re

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session


def new_ref(db: Session, column: InstrumentedAttribute[str], start: str, digits: int, wanted: str | None) -> str:
    """`wanted`, or `start` and the number after the highest there is, with as many `digits` at least.

    Raises ValueError when `wanted` is taken. Two laptops may have been given one letter, so the tables cannot
    hold refs unique: a merge would fail on them.
    """
    if wanted is not None:
        if db.scalar(select(column).where(column == wanted)) is not None:
            raise ValueError(f"the ref {wanted} is taken")
        return wanted
    refs = db.scalars(select(column).where(column.startswith(start)))
    numbers = (re.fullmatch(re.escape(start) + r"([0-9]+)", ref) for ref in refs)
    return f"{start}{max((int(match[1]) for match in numbers if match), default=0) + 1:0{digits}}"
