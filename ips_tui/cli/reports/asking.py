"""What every report reads from what was typed: the period, the rule pack, and which measure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from ips_tui.casework import settings
from ips_tui.casework.session import Desk
from ips_tui.cli.parser import Asked
from ips_tui.cli.refusal import Refusal
from ips_tui.content.measures import load_rule_packs
from ips_tui.content.words import Words
from ips_tui.domain.outcomes.definition import RulePack
from ips_tui.domain.outcomes.rules import Period
from ips_tui.reports.outcomes import USUAL_DAYS


def period(asked: Asked, desk: Desk) -> Period:
    """The period that was asked for; up to the day looked from, and from 90 days before its end, where it does not say.

    Raises Refusal when it ends before it begins, or begins after the day looked from.
    """
    today = desk.clock.today()
    last = asked.until or today
    first = asked.since or last - timedelta(days=USUAL_DAYS)
    in_order(first, last, desk.words)
    if first > today:
        raise Refusal(desk.words("cli.report.begins_later", first=first.isoformat(), last=today.isoformat()))
    return Period(first, last)


def in_order(first: date | None, last: date | None, words: Words) -> None:
    """Nothing, for days in their order. Raises Refusal when the last comes before the first."""
    if first is not None and last is not None and last < first:
        raise Refusal(words("cli.report.ends_first", first=first.isoformat(), last=last.isoformat()))


def rule_pack(asked: Asked, desk: Desk) -> RulePack:
    """The rule pack that was asked for, else the team's own. Raises Refusal for an unknown one."""
    if not asked.rules:
        return settings.rule_pack(desk)
    packs = load_rule_packs()
    if asked.rules not in packs:
        raise Refusal(desk.words("cli.report.no_pack", id=asked.rules, ids=", ".join(packs)))
    return packs[asked.rules]


def measures(asked: Asked, desk: Desk, known: Iterable[str]) -> tuple[str, ...] | None:
    """The one measure that was asked for, upper or lower case; None for all. Raises Refusal for one not in `known`."""
    if not asked.measure:
        return None
    ids = list(known)
    wanted = asked.measure.upper()
    if wanted not in ids:
        raise Refusal(desk.words("cli.report.no_measure", id=asked.measure, ids=", ".join(ids)))
    return (wanted,)
