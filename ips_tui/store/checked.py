"""Whether a store or a copy is sound: opened and read to its end, nothing written into it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sqlcipher3 import dbapi2

from ips_tui.store.driver import connect, integrity
from ips_tui.store.problems import Damaged, translate
from ips_tui.store.schema import KNOWN, version_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from ips_tui.store.chain import Broken, Head

Answer = TypeVar("Answer")

_CHAINED_SINCE = "0012"


@dataclass(frozen=True)
class Checked:
    """What was found in a store that can be opened."""

    version: str
    problems: tuple[str, ...]
    """What is wrong inside; names tables and pages, never what is in them."""
    chained: bool
    """Whether its journal has a chain; copies from before it have none."""
    broken: Broken | None
    people: int
    actions: int
    newest: datetime | None
    """The moment of the last action, in UTC."""

    @property
    def sound(self) -> bool:
        """Whether it can be worked with."""
        return not self.problems


def check(path: Path, key: bytes | None) -> Checked:
    """Look through the store at `path`, which has no log: both integrity checks, the chain of its journal, counts.

    About half a second for 50 MB. Raises a StoreProblem when it cannot be opened, NewerStore among them.
    """
    with _reading(path, key) as connection:
        version = version_of(connection)
        problems = integrity(connection)
    if problems:
        return Checked(version, problems, False, None, 0, 0, None)
    with _reading(path, key) as connection:
        people, actions, newest = _counts(connection)
    chained = _is_chained(version)
    return Checked(version, (), chained, _broken(path, key) if chained else None, people, actions, newest)


def chain_ends(path: Path, key: bytes | None) -> tuple[Head, ...]:
    """Where the chains of the store at `path`, which has no log, end; none where it is from before there were chains.

    Raises a StoreProblem when it cannot be opened with this key.
    """
    from ips_tui.store import chain

    with _reading(path, key) as connection:
        if not _is_chained(version_of(connection)):
            return ()
    return _asked(path, key, chain.heads)


def _broken(path: Path, key: bytes | None) -> Broken | None:
    from ips_tui.store import chain

    return _asked(path, key, chain.broken)


def _is_chained(version: str) -> bool:
    return KNOWN.index(version) >= KNOWN.index(_CHAINED_SINCE)


def _asked(path: Path, key: bytes | None, question: Callable[[Connection], Answer]) -> Answer:
    """What the chain in the store at `path` answers."""
    from ips_tui.store.engine import READ, make_engine

    engine = make_engine(lambda: connect(path, key, readonly=True)).execution_options(begin=READ)
    try:
        with engine.connect() as connection:
            return question(connection)
    finally:
        engine.dispose()


@contextmanager
def _reading(path: Path, key: bytes | None) -> Iterator[Any]:
    connection = connect(path, key, readonly=True)
    try:
        yield connection
    except dbapi2.Error as error:
        raise type(translate(error) or Damaged())(str(path)) from None
    finally:
        connection.close()


def _counts(connection: Any) -> tuple[int, int, datetime | None]:
    (people,) = connection.execute("SELECT count(*) FROM participant").fetchone()
    (actions,) = connection.execute("SELECT count(*) FROM change_group").fetchone()
    return int(people), int(actions), newest_action(connection)


def newest_action(connection: Any) -> datetime | None:
    """The moment of the last action, in UTC; None when there is none."""
    found = connection.execute("SELECT at FROM change_group ORDER BY hybrid_clock DESC LIMIT 1").fetchone()
    return None if found is None else datetime.fromisoformat(found[0]).replace(tzinfo=UTC)
