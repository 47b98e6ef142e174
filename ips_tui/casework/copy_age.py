"""How old the last copy outside this laptop is; for Today. Light: no ORM, no file is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ips_tui.casework.session import Desk
from ips_tui.domain.copies import OUTSIDE_DAYS
from ips_tui.store import copy_log


@dataclass(frozen=True)
class OutsideAge:
    """When the last copy outside was made, None for never, and the days since; `old` once it is worth a word."""

    made_at: datetime | None
    days: int | None
    old: bool


def outside_age(desk: Desk) -> OutsideAge:
    """The age of the last copy outside this laptop. Practice needs none, and a store of a few days not yet."""
    now = desk.clock.now()
    last = copy_log.last_outside(desk.connection)
    if last is not None:
        days = (desk.clock.local(now).date() - desk.clock.local(last).date()).days
        return OutsideAge(last, days, not desk.practice and days > OUTSIDE_DAYS)
    began = copy_log.began(desk.connection)
    young = began is None or (now - began).days < OUTSIDE_DAYS
    return OutsideAge(None, None, not desk.practice and not young)
