"""Journaled settings: what shapes the record or a figure, with its source beside it (DESIGN idea 7)."""

from __future__ import annotations

from dataclasses import fields

from sqlalchemy import select
from sqlalchemy.orm import Session

from ips_tui.casework.session import Desk
from ips_tui.domain.money import CURRENCIES, USUAL_CURRENCY
from ips_tui.domain.rhythms import RHYTHM as RHYTHM
from ips_tui.domain.rhythms import Rhythms
from ips_tui.ids import same_row_id
from ips_tui.records.people import Setting
from ips_tui.store.keeping import Writing

TEAM_NAME = "team_name"
EMPLOYER_FACING_NAME = "employer_facing_name"
CURRENCY = "currency"


def put(writing: Writing, key: str, value: str) -> None:
    """Set one setting inside an action."""
    row_id = same_row_id("setting", key)
    kept = writing.db.get(Setting, row_id)
    if kept is None:
        writing.add(Setting, id=row_id, key=key, value=value)
    else:
        # One that was undone is set again.
        kept.removed, kept.value = False, value


def set_rhythm(desk: Desk, name: str, days: int) -> None:
    """Set one figure of the rules, in days (1 to 365). Raises ValueError for any other name or figure."""
    if name not in {f.name for f in fields(Rhythms)} or not 1 <= days <= 365:
        raise ValueError("no such rhythm, or not 1 to 365 days")
    with desk.writing("set_rhythm") as writing:
        put(writing, RHYTHM + name, str(days))


def rhythms(db: Session) -> Rhythms:
    """The rhythms of this team: the defaults where nothing is set."""
    rows = db.execute(select(Setting.key, Setting.value).where(Setting.key.startswith(RHYTHM), ~Setting.removed))
    return Rhythms.of((key, value) for key, value in rows)


def currency(desk: Desk) -> str:
    """The currency of an amount that names none, by its ISO 4217 code."""
    kept = desk.setting(CURRENCY)
    return kept if kept in CURRENCIES else USUAL_CURRENCY
