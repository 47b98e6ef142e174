"""Advice on an objective while it is typed: its raw text as plain values, and what the rules say to them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from ips_tui.dates import UnreadableDate, read_date
from ips_tui.domain.action_plan import ObjectiveKind, StepWho
from ips_tui.domain.smart import Drafted
from ips_tui.forms.typed import raw_rows
from screens.action_plan.advice import advice_in, said
from screens.widgets.form.plan import Advise

if TYPE_CHECKING:
    from screens.app import IpsApp


def advising(app: IpsApp, plan_made_on: date | None) -> Advise:
    """What a form of an objective of the plan made on that day is advised by.

    It begins once something is typed: an empty form needs no advice.
    """

    def advise(raw: Mapping[str, str]) -> Mapping[str, str]:
        if not raw["name"].strip():
            return {}
        drafted = Drafted(
            measurable=raw["measurable"],
            has_goal=bool(raw["relevant_goal"]),
            due_on=_day(app, raw["due_on"]),
            plan_made_on=plan_made_on,
            steps=tuple(_who(row.get("who", "")) for row in raw_rows(raw["steps"])),
        )
        kinds = set(ObjectiveKind)
        kind = ObjectiveKind(raw["kind"]) if raw["kind"] in kinds else ObjectiveKind.OTHER
        return said(app.words, advice_in(app.words, drafted), kind)

    return advise


def _day(app: IpsApp, typed: str) -> date | None:
    try:
        desk = app.desk
        return read_date(typed, desk.clock.today(), order=desk.config.date_order, lean="future", words=app.words.dates)
    except UnreadableDate:
        return None


def _who(typed: str) -> StepWho | None:
    return StepWho(typed) if typed in set(StepWho) else None
