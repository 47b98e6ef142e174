"""Journaled settings: what shapes the record or a figure, with its source beside it (DESIGN idea 7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from uuid import UUID

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from ips_tui.casework.session import Desk
from ips_tui.content.measures import load_rule_packs
from ips_tui.domain.four_weeks import READINGS, Reading
from ips_tui.domain.money import CURRENCIES, USUAL_CURRENCY
from ips_tui.domain.outcomes.definition import STANDARD, RulePack
from ips_tui.domain.rhythms import MAY_BE_OFF, Rhythms
from ips_tui.domain.rhythms import READING as READING_NAME
from ips_tui.domain.rhythms import RHYTHM as RHYTHM
from ips_tui.domain.travel import TravelRate, UnreadableRate, read_rate
from ips_tui.forms.people import TeamNamesEntry
from ips_tui.ids import same_row_id
from ips_tui.records.machinery import Change, ChangeGroup, Site
from ips_tui.records.people import Setting, Staff
from ips_tui.store.drafts import DraftKey
from ips_tui.store.keeping import Writing

TEAM_NAME = "team_name"
EMPLOYER_FACING_NAME = "employer_facing_name"
CURRENCY = "currency"
TRAVEL_RATE = "travel.rate"
"""What is paid for a mile or a kilometre, as `TravelRate` writes it; empty for nothing set."""
RETENTION = "retention"
"""By which rule records are listed whose time is over (`retention.py`); empty for none."""
RULE_PACK = "rule_pack"
"""Who asks for the figures of outcomes, and so how they are counted (`content/rule_packs.toml`)."""
TEAM_NAMES = same_row_id("setting", TEAM_NAME)
"""The record that stands for both names where one is needed."""
READING = RHYTHM + READING_NAME
"""How the four weeks are read (domain.md 1.8)."""
LEAST_DAYS, MOST_DAYS = 1, 365
"""What a rhythm may be; one of `MAY_BE_OFF` may be 0 too."""


@dataclass(frozen=True)
class SettingView:
    """One setting of the team as it is now."""

    key: str
    row_id: UUID
    """Of the record that its history belongs to, whether there is one yet or not."""
    value: str
    """What is in force: what was set, else the default; empty where there is neither."""
    default: str
    changed_at: datetime | None
    """Local wall time of the last change; None where it is as it came."""
    changed_by: str

    @property
    def rhythm(self) -> str:
        """The name of the figure, empty for a setting that is none."""
        return self.key.removeprefix(RHYTHM) if self.key.startswith(RHYTHM) and self.key != READING else ""


def team_settings(desk: Desk) -> tuple[SettingView, ...]:
    """Every setting kept in the store: names, currency, rhythms in their order, how long records are kept, rules,
    what travel is paid by.
    """
    defaults = {TEAM_NAME: "", EMPLOYER_FACING_NAME: "", CURRENCY: USUAL_CURRENCY}
    defaults[READING] = Rhythms().reading.value
    defaults |= {RHYTHM + name: str(usual) for name, usual in Rhythms.figures().items()}
    defaults[RETENTION] = ""
    defaults |= {RULE_PACK: STANDARD, TRAVEL_RATE: ""}
    with desk.reading() as db:
        kept = {s.key: s.value for s in db.scalars(select(Setting).where(~Setting.removed))}
        changed = {
            row_id: (at, who)
            for row_id, at, who in db.execute(
                select(Change.row_id, ChangeGroup.at, Staff.name)
                .join(ChangeGroup, ChangeGroup.id == Change.group_id)
                .outerjoin(Staff, Staff.id == ChangeGroup.staff_id)
                .where(Change.table_name == Setting.__tablename__)
                .order_by(ChangeGroup.hybrid_clock, Change.id)
            )
        }
    views = []
    for key, default in defaults.items():
        row_id = same_row_id("setting", key)
        at, who = changed.get(row_id, (None, None))
        local = None if at is None else desk.clock.local(at)
        views.append(SettingView(key, row_id, kept.get(key, default), default, local, who or ""))
    return tuple(views)


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
    """Set one figure of the rules, in days (`least_days` to 365); what is due is computed anew in the same commit.

    Raises ValueError for any other name or figure.
    """
    if name not in Rhythms.figures() or not least_days(name) <= days <= MOST_DAYS:
        raise ValueError("no such rhythm, or not a number of days that it may be")
    with desk.writing("set_rhythm") as writing:
        put(writing, RHYTHM + name, str(days))
        _rules_are_known(writing)


def least_days(name: str) -> int:
    """The fewest days that this figure may be; 0 where a team may do without it."""
    return 0 if name in MAY_BE_OFF else LEAST_DAYS


def set_reading(desk: Desk, reading: Reading) -> None:
    """How the four weeks are read, with the limit of that reading; everyone's clock is computed anew in the commit.

    Another limit may be set afterwards (`set_rhythm`).
    """
    with desk.writing("set_reading") as writing:
        put(writing, READING, reading.value)
        put(writing, RHYTHM + "search_days", str(READINGS[reading].days))
        _rules_are_known(writing)


def _rules_are_known(writing: Writing) -> None:
    """The next start need not compute everything once more."""
    writing.db.flush()
    rules = rhythms(writing.db).fingerprint
    writing.db.connection().execute(update(Site).values(rules=rules))


def team_names(desk: Desk) -> TeamNamesEntry:
    """The team's names as an entry, to be corrected; empty where none is kept."""
    return TeamNamesEntry(
        team_name=desk.setting(TEAM_NAME) or "", employer_facing_name=desk.setting(EMPLOYER_FACING_NAME) or ""
    )


def set_team_names(desk: Desk, entry: TeamNamesEntry, *, draft: DraftKey | None = None) -> UUID:
    """What the team is called, and the name employers hear. Gives `TEAM_NAMES`."""
    with desk.writing("team_names_changed", draft=draft) as writing:
        put(writing, TEAM_NAME, entry.team_name)
        put(writing, EMPLOYER_FACING_NAME, entry.employer_facing_name)
    return TEAM_NAMES


def rhythms(db: Session) -> Rhythms:
    """The rhythms of this team: the defaults where nothing is set."""
    return Rhythms.of((key, value) for key, value in db.execute(_rhythms()))


@cache
def _rhythms() -> Select[str, str]:
    return select(Setting.key, Setting.value).where(Setting.key.startswith(RHYTHM), ~Setting.removed)


def set_currency(desk: Desk, code: str) -> None:
    """The currency of an amount that names none, from now on; what is kept stays in the currency it was typed in.

    Raises ValueError for what is no ISO 4217 code of `CURRENCIES`.
    """
    if code not in CURRENCIES:
        raise ValueError("no such currency")
    with desk.writing("currency_changed") as writing:
        put(writing, CURRENCY, code)


def currency(desk: Desk) -> str:
    """The currency of an amount that names none, by its ISO 4217 code."""
    kept = desk.setting(CURRENCY)
    return kept if kept in CURRENCIES else USUAL_CURRENCY


def set_rule_pack(desk: Desk, pack_id: str) -> None:
    """By which rule pack figures are counted from now on; nothing that is kept changes. Raises ValueError for no pack.

    Looking back, figures follow too: a paper says which pack and version it was made by.
    """
    if pack_id not in load_rule_packs():
        raise ValueError("no such rule pack")
    with desk.writing("rule_pack_chosen") as writing:
        put(writing, RULE_PACK, pack_id)


def rule_pack(desk: Desk) -> RulePack:
    """The rule pack of this team: the standard one where none is set, or one that this version does not have."""
    packs = load_rule_packs()
    return packs.get(desk.setting(RULE_PACK) or STANDARD, packs[STANDARD])


def set_travel_rate(desk: Desk, rate: TravelRate | None) -> None:
    """What is paid for travel from now on, or None for nothing set; a claim is made by the rate of the day it is made.

    Raises a StoreProblem.
    """
    with desk.writing("travel_rate_changed") as writing:
        put(writing, TRAVEL_RATE, "" if rate is None else str(rate))


def travel_rate(desk: Desk) -> TravelRate | None:
    """What is paid for a mile or a kilometre; None where the team set nothing."""
    kept = desk.setting(TRAVEL_RATE)
    try:
        return read_rate(kept, currency(desk), desk.words.distance) if kept else None
    except UnreadableRate:
        return None
