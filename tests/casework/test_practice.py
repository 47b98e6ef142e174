"""The sample: the people of the stories, the lines they must raise, and that it can be built again."""

from __future__ import annotations

import sqlite3
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2

from ips_tui.casework import case, caseload
from ips_tui.casework.practice import PRACTICE_DAY, build_sample
from ips_tui.casework.session import Desk
from ips_tui.casework.today import TodayView, today
from ips_tui.clock import DayClock, SystemClock
from ips_tui.config import Config
from ips_tui.content.words import load_words
from ips_tui.paths import sample
from ips_tui.store.files import StoreFiles

DUE = {("P02", "search_clock", -40, 40)}
NEXT = {("P01", "contact", 4), ("P02", "contact", 2), ("P06", "disclosure_talk", 47)}
FLAGS = {"P01": (), "P02": ("search_clock", "outreach_active"), "P06": ("employer_contact_blocked",)}
"""The lines of P01, P02 and P06 in the table of domain.md 6.4, by hand from the stories."""


@pytest.fixture
def desk() -> Any:
    place = StoreFiles(sample())
    opened = Desk(place, clock=SystemClock(), words=load_words(), config=Config(), practice=True)
    opened.open_practice(readonly=True)
    yield opened
    opened.close()


def _due(view: TodayView) -> set[tuple[str, str, int, int]]:
    return {
        (x.ref, x.kind, (x.due_on - PRACTICE_DAY).days, x.days_overdue) for x in view.due if x.subject == "participant"
    }


def _next(view: TodayView) -> set[tuple[str, str, int]]:
    return {(x.ref, x.kind, (x.on - PRACTICE_DAY).days) for x in view.next if x.subject == "participant"}


def _dump(path: Path) -> list[tuple[str, list[str]]]:
    """Every table with its rows in order, so that two builds can be compared whatever the pages look like."""
    connection = sqlcipher3.dbapi2.connect(str(path))
    try:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")]
        return [(name, sorted(repr(row) for row in connection.execute(f'SELECT * FROM "{name}"'))) for name in names]
    finally:
        connection.close()


def test_the_practice_day_is_a_thursday() -> None:
    assert PRACTICE_DAY.weekday() == 3


def test_today_shows_the_lines_of_the_table_and_no_others(desk: Desk) -> None:
    view = today(desk)
    assert view.as_of == PRACTICE_DAY
    assert _due(view) == DUE
    assert _next(view) == NEXT


def test_the_caseload_shows_the_flags_of_the_table(desk: Desk) -> None:
    lines = {line.ref: line for line in caseload.everyone(desk)}
    assert {ref: line.flags for ref, line in lines.items()} == FLAGS
    assert {ref: (line.stage, line.days_in_stage) for ref, line in lines.items()} == {
        "P01": (1, 12),
        "P02": (1, 75),
        "P06": (4, 66),
    }
    assert {ref: line.specialist for ref, line in lines.items()} == {"P01": "ES1", "P02": "ES2", "P06": "ES2"}
    assert (lines["P01"].clock_day, lines["P02"].clock_day, lines["P06"].clock_day) == (6, 68, None)
    assert (lines["P06"].clock_stopped_after, lines["P06"].met_employer_after) == (24, 24)


@pytest.mark.parametrize(
    ("days", "due", "ahead"),
    [
        # By hand: both appointments passed without a result; the clock of P01 is listed from T+8 only.
        (
            7,
            {("P02", "search_clock", -40, 47), ("P02", "appointment", 2, 5), ("P01", "appointment", 4, 3)},
            {("P06", "disclosure_talk", 47)},
        ),
        # P01 was first seen on T-6: clock due T+22. Reviews fall due 28 days after T-3 (P01) and T-9 (P06); that of
        # P02 rests while outreach is active.
        (
            28,
            {
                ("P02", "search_clock", -40, 68),
                ("P02", "appointment", 2, 26),
                ("P01", "appointment", 4, 24),
                ("P01", "search_clock", 22, 6),
                ("P01", "review", 25, 3),
                ("P06", "review", 19, 9),
            },
            {("P06", "disclosure_talk", 47)},
        ),
    ],
)
def test_later_days_by_hand(days: int, due: set[Any], ahead: set[Any]) -> None:
    day = PRACTICE_DAY + timedelta(days=days)
    desk = Desk(StoreFiles(sample()), clock=DayClock(day), words=load_words(), config=Config(), practice=True)
    desk.open_practice(readonly=True)
    try:
        view = today(desk)
        assert (_due(view), _next(view)) == (due, ahead)
    finally:
        desk.close()


def test_the_search_clock_says_the_fidelity_figure_too(desk: Desk) -> None:
    reason = next(line.reason for line in today(desk).due if line.kind == "search_clock")
    assert "68" in reason and "38" in reason


def test_the_packaged_sample_is_what_the_stories_build(tmp_path: Path) -> None:
    built = build_sample(tmp_path / "built.sample", tmp_path)
    assert _dump(sample()) == _dump(built)


def test_a_sample_is_never_built_over_a_file(tmp_path: Path) -> None:
    target = tmp_path / "kept"
    target.write_text("mine")
    with pytest.raises(FileExistsError):
        build_sample(target, tmp_path)
    assert target.read_text() == "mine"


def test_every_story_shows_its_page(desk: Desk) -> None:
    pages = {line.ref: case.case(desk, line.id) for line in caseload.everyone(desk)}
    assert pages["P01"].may_say.why == "none_yet"
    assert pages["P06"].may_say.why == "no_contact"
    checks = {check.id: check.done_on for check in pages["P01"].checklists[0]}
    assert checks["review_telephone"] == PRACTICE_DAY - timedelta(days=3)
    assert checks["review_face_to_face"] is None
    assert checks["clinical_update"] == PRACTICE_DAY - timedelta(days=6)
    assert checks["expectations"] == PRACTICE_DAY - timedelta(days=3)
    assert any(item.kind == "employer_contact" for item in pages["P06"].timeline)


def test_the_sample_opens_with_any_sqlite_of_the_same_format() -> None:
    """Practice data is a plain file: a trainer can look into it with other tools."""
    assert sys.version_info >= (3, 11)
    with sqlite3.connect(f"file:{sample()}?mode=ro&immutable=1", uri=True) as connection:
        assert connection.execute("SELECT count(*) FROM participant").fetchone() == (3,)
