"""The page for script writers gives the shapes that the commands really print."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from ips_tui.casework import contacts, snooze
from ips_tui.casework.session import Desk
from ips_tui.casework.show import TABLES
from ips_tui.casework.today import today
from ips_tui.cli import shapes
from ips_tui.cli.machine import State
from ips_tui.forms.snooze import SnoozeEntry
from tests import told
from tests.cli.running import Home

_PUT_OFF = {"until", "why"}
"""What stands only in what was put off."""
PAGE = (Path(__file__).parents[2] / "docs" / "kinds.md").read_text(encoding="utf-8")


def _after(command: str) -> str:
    """What the page says from the name of a command to the next command or heading."""
    found = re.search(rf"^`{command} --json`(.*?)(?=^`[a-zA-Z ]+ --json`|^## )", PAGE, re.MULTILINE | re.DOTALL)
    assert found is not None, command
    return found[1]


def _shape(command: str) -> set[str]:
    """The names of fields in the shape of a command."""
    lines = re.findall(r"^ {4}.*$", _after(command), re.MULTILINE)
    return set(re.findall(r'"([a-z_]+)"', "".join(lines)))


def _table(command: str) -> set[str]:
    """The words explained in the table below the shape of a command."""
    return set(re.findall(r"^\| `([a-z_]+)` \|", _after(command), re.MULTILINE))


def _fields(value: Any, *, not_below: frozenset[str] = frozenset()) -> set[str]:
    """The names of fields in what a command printed."""
    if isinstance(value, list):
        return {name for part in value for name in _fields(part, not_below=not_below)}
    if not isinstance(value, dict):
        return set()
    deeper = (_fields(part, not_below=not_below) for name, part in value.items() if name not in not_below)
    return set(value).union(*deeper)


@pytest.mark.parametrize("command", ["today", "people", "doctor"])
def test_every_field_stands_on_the_page(home: Home, command: str) -> None:
    found = _fields(home.ask(command, "--demo", "--json").json)
    # Of the invented people nothing is put off.
    assert found and found | (_PUT_OFF if command == "today" else set()) == _shape(command)


def test_what_was_put_off_says_until_when_and_why(desk: Desk, person: UUID) -> None:
    contacts.record_contact(desk, person, told.contact(-30))
    line = next(line.id for line in today(desk).due if line.kind == "review")
    snooze.put_off(desk, line, SnoozeEntry(until_on=told.day(5), reason="Away"))
    view = today(desk)
    assert "review" not in {one["kind"] for one in shapes.due(view.due)}
    (one,) = shapes.put_off(view.put_off)
    assert (one["kind"], one["due_on"], one["until"], one["why"]) == ("review", "2026-10-13", "2026-10-20", "Away")
    (said,) = re.findall(r'"put_off": \[\{(.*?)\}\]', PAGE)
    assert set(re.findall(r'"([a-z_]+)"', said)) == set(one) == _PUT_OFF | set(shapes.due(view.due)[0])


def test_a_whole_record(home: Home) -> None:
    found = home.ask("show", "P02", "--demo", "--json").json
    elsewhere = frozenset({"person", "due", "next", "put_off", "record"})
    assert _fields(found, not_below=elsewhere) == _shape("show REF")
    assert found["due"] and _fields(found["due"]) | _fields(found["next"]) <= _shape("today")
    assert _fields(found["person"]) < _shape("people")
    tables = [table.__tablename__ for table in TABLES]
    named = re.findall(r"`([a-z_]+)`", _after("show REF").split("newest first:")[1].split(". A value")[0])
    assert named == tables == list(found["record"])


def test_where_the_files_are(home: Home) -> None:
    found = home.ask("locate", "--json").json
    assert set(found) == _table("locate")
    assert {name for place in found.values() for name in place} == _shape("locate")


def test_the_states_of_a_check() -> None:
    assert _table("doctor") == {state.value for state in State}
