"""A form with two groups of rows, filled in and looked at, for tests of groups."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from ips_tui.forms.typed import raw_rows, rows_raw
from screens.widgets.form.groups import GroupControl
from tests.screens import form_fake
from tests.screens.form_fake import Desk, Keeper
from tests.screens.form_more import PlanEntry, words
from tests.screens.form_walk import Walk, walk

ONE, TWO, THREE = (str(UUID(int=n)) for n in (11, 12, 13))
RING = {"id": ONE, "what": "Ring the college", "who": "participant", "due": "2026-10-16", "done": "no"}
VISIT = {"id": TWO, "what": "Visit the bakery", "who": "specialist", "done": "no"}


def plan(desk: Desk | None = None, keeper: Keeper | None = None, **more: Any) -> Any:
    return form_fake.plan(desk or Desk(), keeper, **{"entry": PlanEntry, "title": "Plan", **more})


def start(*rows: dict[str, str]) -> dict[str, str]:
    return {"title": "A job in a bakery", "steps": rows_raw(rows)}


def go(made: Any, step: Any, size: tuple[int, int] = (80, 24)) -> Walk:
    return walk(made, step, size, words())


def steps(here: Walk) -> list[dict[str, str]]:
    return raw_rows(here.form.filled.raw["steps"])


def group(here: Walk, name: str = "steps") -> GroupControl:
    control = here.form.body.fields[name].control
    assert isinstance(control, GroupControl)
    return control
