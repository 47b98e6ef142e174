"""The refs that people are known by: given out by a laptop alone, unique on it, not in a store that was merged.

The ref of an erased record is gone with it, and is not given to somebody else: papers and copies may still hold it.
"""

from __future__ import annotations

import re

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from ips_tui.ids import same_row_id


def new_ref(db: Session, column: InstrumentedAttribute[str], start: str, digits: int, wanted: str | None) -> str:
    """`wanted`, or `start` and the number after the highest there is, with as many `digits` at least.

    Raises ValueError when `wanted` is taken. Two laptops may have been given one letter, so the tables cannot
    hold refs unique: a merge would fail on them.
    """
    if wanted is not None:
        if db.scalar(select(column).where(column == wanted)) is not None:
            raise ValueError(f"the ref {wanted} is taken")
        return wanted
    return new_refs(db, column, start, digits, 1)[0]


def new_refs(db: Session, column: InstrumentedAttribute[str], start: str, digits: int, count: int) -> tuple[str, ...]:
    """So many refs that are free, one after another: every ref there is, is looked through once for all of them."""
    refs = db.scalars(select(column).where(column.startswith(start))).all()
    numbers = (re.fullmatch(re.escape(start) + r"([0-9]+)", ref) for ref in refs)
    # As many as were erased were given out as well; the row that stands for nobody never had one.
    nobody = same_row_id("erased", column.class_.__tablename__)
    erased = db.scalar(select(func.count()).where(column == "", column.class_.id != nobody)) or 0
    last = max((int(match[1]) for match in numbers if match), default=0)
    first = max(last, len(refs) + erased if erased else 0) + 1
    return tuple(f"{start}{number:0{digits}}" for number in range(first, first + count))
