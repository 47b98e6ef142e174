"""The tables that hold nothing of a person are asked once, together; their page says the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from ips_tui.casework import case as page
from ips_tui.casework import caseload
from tests.screens.entry_desk import desk_on


def test_a_page_says_the_same_and_asks_less_when_empty_tables_were_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def heard(connection: object, cursor: object, statement: str, *more: object) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", heard)
    try:
        with desk_on(tmp_path) as desk:
            people = [line.id for line in caseload.everyone(desk)]
            looked = [page.case(desk, person) for person in people]
            with_looking = len(asked)
            monkeypatch.setattr(page, "look", lambda db, tables, person: None)
            assert people and [page.case(desk, person) for person in people] == looked
    finally:
        event.remove(Engine, "before_cursor_execute", heard)
    assert with_looking < 0.8 * (len(asked) - with_looking), "tables that hold nothing were asked one by one"
