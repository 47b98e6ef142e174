"""What every test may have: a desk over a store of its own, a clock set by hand, and text that means harm."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings

from ips_tui.casework.session import Desk
from ips_tui.clock import SetClock
from ips_tui.store.files import StoreFiles
from tests import quicker, told
from tests.once import founded, once

# Fixed examples, so that a change is judged by what it did and not by luck; `IPS_TUI_HYPOTHESIS=long` looks further.
_ALWAYS = {"deadline": None, "derandomize": True, "database": None, "print_blob": True}
_SLOW = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large]
settings.register_profile("ci", max_examples=60, suppress_health_check=_SLOW, **_ALWAYS)
settings.register_profile(
    "long", max_examples=600, deadline=None, derandomize=False, database=None, suppress_health_check=_SLOW
)
settings.load_profile(os.environ.get("IPS_TUI_HYPOTHESIS", "ci"))


def pytest_xdist_auto_num_workers() -> int:
    """Two for each processor: a test of a screen waits for some two fifths of its time, until nothing moves.

    Each worker costs too: it reads all tests, and tells each story that is told once a worker.
    """
    return 2 * (os.cpu_count() or 1)


LONGEST = (
    "tests/journeys/",
    "/test_replay.py",
    "/test_undo_all.py",
    "/test_forms_two_three.py",
    "/test_forms_four_five",
)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Every worker begins with its share of the longest, so that none is left alone with one at the end.

    pytest-xdist gives each worker a stretch of the list to begin with.
    """
    workers = getattr(config, "workerinput", {}).get("workercount", 1)
    is_long = [any(place in item.nodeid for place in LONGEST) for item in items]
    longest = [item for item, long in zip(items, is_long, strict=True) if long]
    others = iter([item for item, long in zip(items, is_long, strict=True) if not long])
    stretch = -(-len(items) // workers)
    dealt: list[pytest.Item] = []
    for worker in range(workers):
        dealt += longest[worker::workers]
        dealt += islice(others, max(0, (worker + 1) * stretch - len(dealt)))
    items[:] = [*dealt, *others]


def pytest_configure() -> None:
    """What a run of thousands of tests in one process need not do again and again."""
    quicker.garbage_looked_for_less()
    quicker.statements_compiled_once()
    quicker.stores_built_by_revisions_once()
    quicker.screens_awaited_where_they_work()
    quicker.screens_painted_where_they_are_looked_at()
    quicker.parameters_counted_once()
    quicker.rules_of_looks_read_once()
    quicker.values_of_widgets_read_plainly()
    quicker.lines_remember_when_asked()
    quicker.screens_found_without_an_import()
    quicker.hearers_looked_for_once()


def pytest_collection_finish() -> None:
    """Everything that tests rest on is loaded."""
    quicker.what_is_loaded_stays()


def pytest_sessionfinish() -> None:
    """Garbage is looked for one last time here; pytest would do it five times, through all that was kept."""
    quicker.what_is_loaded_stays()


@pytest.fixture
def clock() -> SetClock:
    """Nine in the morning of Thursday 15 October 2026."""
    return SetClock(datetime(2026, 10, 15, 9, tzinfo=UTC))


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bool], Path]:
    """A folder with a founded store, made once a worker: encrypted or, as practice data, plain."""
    made: dict[bool, Path] = {}

    def template(encrypted: bool) -> Path:
        if encrypted not in made:
            folder = tmp_path_factory.mktemp("template")
            told.found(StoreFiles(folder / "team.db"), encrypted=encrypted)
            made[encrypted] = folder
        return made[encrypted]

    return template


@pytest.fixture
def open_desk(templates: Callable[[bool], Path], clock: SetClock, tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    """Opens desks, each over its own copy of the founded store; closes them all at the end."""
    opened: list[Desk] = []

    def open_one(*, encrypted: bool = False) -> Desk:
        folder = tmp_path / f"store{len(opened)}"
        shutil.copytree(templates(encrypted), folder)
        desk = told.desk_at(StoreFiles(folder / "team.db"), clock, practice=not encrypted)
        opened.append(desk)
        founded(told.opened(desk))
        return desk

    yield open_one
    for desk in opened:
        desk.close()


@pytest.fixture
def desk(open_desk: Callable[..., Desk]) -> Desk:
    """An open desk over a plain store; Maren, an employment specialist, works at it."""
    return open_desk()


@pytest.fixture(params=["plain", "encrypted"])
def either_desk(request: pytest.FixtureRequest, open_desk: Callable[..., Desk]) -> Desk:
    """An open desk, once over a plain store and once over an encrypted one."""
    return open_desk(encrypted=request.param == "encrypted")


@pytest.fixture
def team(desk: Desk) -> UUID:
    """A clinical team at `desk`."""
    return once(desk, told.clinical_team)


@pytest.fixture
def person(desk: Desk, team: UUID) -> UUID:
    """A participant at `desk`, accepted twelve days ago."""
    return once(desk, told.participant, team)


@pytest.fixture(params=told.HOSTILE, ids=range(len(told.HOSTILE)))
def hostile(request: pytest.FixtureRequest) -> str:
    """Each text of `told.HOSTILE` in turn."""
    return str(request.param)
