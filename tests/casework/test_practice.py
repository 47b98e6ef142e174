"""The sample: the twelve people of the stories, the lines they must raise, and that it can be built again."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlcipher3.dbapi2

from ips_tui.casework import case, caseload, practice_visits, profile
from ips_tui.casework.practice import build_sample
from ips_tui.casework.session import Desk
from ips_tui.casework.telling import PRACTICE_DAY
from ips_tui.casework.today import TodayView, today
from ips_tui.clock import DayClock, SystemClock
from ips_tui.config import Config
from ips_tui.content.words import load_words
from ips_tui.paths import sample
from ips_tui.store.files import StoreFiles
from tests.casework.hand_tables import CONDITIONS, DUE, NEXT

MET = {
    "P01": {-6, -3},
    "P02": {-68, -61, -5},
    "P03": {-20, -13, -6},
    "P04": {-57, -50, -40},
    "P05": {-36, -22},
    "P06": {-90, -9},
    "P07": {-50, -8},
    "P08": {-72, -19, -15, -10, -3},
    "P09": {-252, -38},
    "P10": {-318, -148, -147, -11},
    "P11": {-290, -93, -28},
    "P12": {-515, -25},
}
"""Days of contacts that took place, by hand from domain.md 6.3 and 6.6 S: a story adds none that it is not told."""
ATTEMPTS = {"P02": {-30, -26, -19, -12}, "P11": {-80, -66, -52, -44}}
"""Days of attempts that reached nobody."""
STAGES = {
    "P01": (1, 12),
    "P02": (1, 75),
    "P03": (2, 20),
    "P04": (2, 50),
    "P05": (3, 14),
    "P06": (4, 66),
    "P07": (4, 31),
    "P08": (5, 17),
    "P09": (5, 140),
    "P10": (5, 98),
    "P11": (4, 100),
    "P12": (5, 430),
}
"""The present stage and the days in it (S18)."""
EMPLOYER_MET = {"P05": 21, "P06": 24, "P07": 19, "P08": 22, "P09": 27, "P10": 28, "P11": 45, "P12": 22}
"""Days from first seen to the first employer contact face to face (M21 in 6.5)."""
SPECIALISTS = {"ES1": "P01 P04 P07 P09 P11", "ES2": "P02 P03 P06 P12", "ES3": "P05 P08 P10"}
DAYS_WORKED = [17, 29, 60, 98, 140, 430]
"""Of the six jobs that began (M17 in 6.5)."""


@contextmanager
def _looked_at(days: int) -> Iterator[Desk]:
    """The sample, read so many days after the practice day."""
    clock = DayClock(PRACTICE_DAY + timedelta(days=days)) if days else SystemClock()
    desk = Desk(StoreFiles(sample()), clock=clock, words=load_words(), config=Config(), practice=True)
    desk.open_practice(readonly=True)
    try:
        yield desk
    finally:
        desk.close()


@pytest.fixture
def desk() -> Iterator[Desk]:
    with _looked_at(0) as opened:
        yield opened


@pytest.fixture
def rows() -> Iterator[sqlite3.Connection]:
    """The sample as any SQLite reads it."""
    with sqlite3.connect(f"file:{sample()}?mode=ro&immutable=1", uri=True) as connection:
        yield connection
    connection.close()


def _due(view: TodayView) -> set[tuple[str, str, int]]:
    return {(x.ref, x.kind, (x.due_on - PRACTICE_DAY).days) for x in view.due if x.subject == "participant"}


def _next(view: TodayView) -> set[tuple[str, str, int]]:
    return {(x.ref, x.kind, (x.on - PRACTICE_DAY).days) for x in view.next if x.subject == "participant"}


def _days(rows: sqlite3.Connection, result: str) -> dict[str, set[int]]:
    """By ref, the days of contacts with such a result, from the practice day."""
    found: dict[str, set[int]] = {}
    query = (
        "SELECT p.ref, c.happened_on FROM contact c JOIN participant p ON p.id = c.participant_id WHERE c.result = ?"
    )
    for ref, day in rows.execute(query, (result,)):
        found.setdefault(ref, set()).add((date.fromisoformat(day) - PRACTICE_DAY).days)
    return found


def _page(desk: Desk, ref: str) -> case.CaseView:
    return case.case(desk, next(line.id for line in caseload.everyone(desk) if line.ref == ref))


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


@pytest.mark.parametrize("days", sorted(DUE))
def test_today_shows_the_lines_of_the_table_and_no_others(days: int) -> None:
    with _looked_at(days) as desk:
        view = today(desk)
        assert view.as_of == PRACTICE_DAY + timedelta(days=days)
        assert _due(view) == DUE[days]
        assert _next(view) == NEXT[days]
        assert len(view.due) == len(DUE[days]), "each line once, and none about an employer"
        assert all(line.days_overdue == (view.as_of - line.due_on).days for line in view.due)


@pytest.mark.parametrize("days", sorted(DUE))
def test_the_caseload_shows_the_kinds_due_and_the_conditions(days: int) -> None:
    with _looked_at(days) as desk:
        for line in caseload.everyone(desk):
            assert line.conditions == CONDITIONS[days].get(line.ref, ())
            assert {kind for kind, _ in line.due} == {kind for ref, kind, _ in DUE[days] if ref == line.ref}


def test_the_caseload_shows_stages_specialists_and_clocks(desk: Desk) -> None:
    lines = {line.ref: line for line in caseload.everyone(desk)}
    assert {ref: (line.stage, line.days_in_stage) for ref, line in lines.items()} == STAGES
    theirs = {ref: specialist for specialist, refs in SPECIALISTS.items() for ref in refs.split()}
    assert {ref: line.specialist for ref, line in lines.items()} == theirs
    met = {ref: line.met_employer_after for ref, line in lines.items() if line.met_employer_after is not None}
    assert met == EMPLOYER_MET
    running = {ref: line.clock_day for ref, line in lines.items() if line.clock_day is not None}
    assert running == {"P01": 6, "P02": 68, "P03": 20, "P04": 57}


def test_no_contact_or_attempt_is_there_that_the_stories_do_not_tell(rows: sqlite3.Connection) -> None:
    assert _days(rows, "took_place") == MET
    assert _days(rows, "not_reached") == ATTEMPTS
    assert rows.execute("SELECT count(DISTINCT result) FROM contact").fetchone() == (2,)


def test_six_jobs_began_and_were_worked_in_for_as_long_as_told(rows: sqlite3.Connection) -> None:
    worked = rows.execute(
        "SELECT julianday(coalesce(e.last_day_on, ?)) - julianday(j.start_on) FROM job j "
        "LEFT JOIN job_ending e ON e.job_id = j.id "
        "WHERE j.four_hours_on IS NOT NULL AND j.open_to_all AND j.minimum_wage",
        (PRACTICE_DAY.isoformat(),),
    )
    assert sorted(int(days) for (days,) in worked) == DAYS_WORKED
    kinds = rows.execute(
        "SELECT count(DISTINCT job_type), count(DISTINCT employer_id) FROM job WHERE four_hours_on > ''"
    )
    assert kinds.fetchone() == (6, 6)


def test_the_profile_of_p03_has_eight_of_eleven_sections(desk: Desk) -> None:
    sections = _page(desk, "P03").stages.profile.sections
    assert [s.id for s in sections if not s.said] == ["benefits", "gaps", "sources"]
    assert (len(sections), sum(s.said == s.of for s in sections)) == (11, 8)


def test_a_job_that_ended_brought_a_second_version_of_the_profile(desk: Desk) -> None:
    person = _page(desk, "P10")
    assert person.stages.profile.version == 2
    preferences = dict(profile.section_as_entry(desk, person.person.id, "preferences"))
    assert "late shifts" in preferences["not_with"]
    history = dict(profile.section_as_entry(desk, person.person.id, "work_history"))
    assert len(history["past_jobs"]) == 2, "what was not asked anew still counts"


def test_the_weeks_of_the_specialists_are_filled_with_visits_for_nobody(rows: sqlite3.Connection) -> None:
    """The numbers of the four weeks up to T in domain.md 6.5, with the visits that the stories tell (S22)."""
    visits = rows.execute(
        "SELECT s.ref, count(*), sum(c.participant_id IS NOT NULL) FROM employer_contact c JOIN staff s "
        "ON s.id = c.staff_id WHERE c.mode = 'face_to_face' AND c.made_by = 'specialist' AND c.happened_on > ? "
        "GROUP BY 1",
        ((PRACTICE_DAY - timedelta(days=28)).isoformat(),),
    )
    # ES1: eight of the nine visits of P07 and that of P11; ES3: that of P05 and that to the employer of P08.
    assert visits.fetchall() == [("ES1", 22, 9), ("ES2", 13, 0), ("ES3", 25, 2)]
    days = rows.execute("SELECT happened_on FROM employer_contact WHERE participant_id IS NULL").fetchall()
    assert {date.fromisoformat(day).weekday() for (day,) in days} == {0, 1, 2, 3, 4}


def test_visits_that_no_file_tells_are_said_to_be_missing() -> None:
    told = {"specialist": [{"by": "ES1", "face_to_face": 2, "weekdays": [0], "employer": [{"name": "x", "visit": []}]}]}
    with pytest.raises(ValueError, match="ES1 needs 2"):
        practice_visits.general_visits(told, [], PRACTICE_DAY)


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
    assert sorted(pages) == sorted(STAGES)
    assert pages["P01"].may_say.why == "none_yet"
    assert pages["P06"].may_say.why == "no_contact"
    checks = {check.id: check.done_on for check in pages["P01"].checklists[0]}
    assert checks["review_telephone"] == PRACTICE_DAY - timedelta(days=3)
    assert checks["review_face_to_face"] is None
    assert checks["clinical_update"] == PRACTICE_DAY - timedelta(days=6)
    assert checks["expectations"] == PRACTICE_DAY - timedelta(days=3)
    assert any(item.kind == "employer_contact" for item in pages["P06"].timeline)


def test_the_sample_opens_with_any_sqlite_of_the_same_format(rows: sqlite3.Connection) -> None:
    """Practice data is a plain file: a trainer can look into it with other tools."""
    assert sys.version_info >= (3, 11)
    assert rows.execute("SELECT count(*) FROM participant").fetchone() == (12,)
