"""Drafts: what was typed is on the disk, one per form, subject and record, whatever it holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from ips_tui.casework.session import Desk
from ips_tui.clock import SetClock
from ips_tui.store import drafts, driver
from ips_tui.store.drafts import DraftKey
from ips_tui.store.problems import DiskTrouble, ReadOnlyStore, StoreFull
from tests import told

NOW = datetime(2026, 10, 15, 9, tzinfo=UTC)
ONE, TWO = UUID(int=1), UUID(int=2)
KEYS = [
    DraftKey("contact"),
    DraftKey("contact", ONE),
    DraftKey("contact", TWO),
    DraftKey("contact", ONE, TWO),
    DraftKey("contact", TWO, ONE),
    DraftKey("contact", None, ONE),
    DraftKey("review", ONE),
]


def test_each_form_subject_and_record_has_a_draft_of_its_own(desk: Desk) -> None:
    for place, key in enumerate(KEYS):
        desk.keep_draft(key, {"summary": str(place)})
    for place, key in enumerate(KEYS):
        kept = desk.load_draft(key)
        assert kept is not None and kept.key == key and kept.fields == {"summary": str(place)}
    desk.drop_draft(KEYS[0])
    assert {draft.key for draft in desk.drafts()} == set(KEYS[1:])


def test_a_draft_is_on_the_disk_when_keeping_it_returns(either_desk: Desk) -> None:
    """A second connection stands for the next start after a crash."""
    either_desk.keep_draft(KEYS[1], {"summary": "typed"}, base=TWO)
    other = driver.connect_again(either_desk.files.path, either_desk.store.key)
    found = drafts.load(other, KEYS[1])
    other.close()
    assert found is not None
    assert (found.fields, found.base) == ({"summary": "typed"}, TWO)


def test_a_draft_waits_over_a_lock_and_stays_encrypted(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(encrypted=True)
    desk.keep_draft(KEYS[0], {"summary": "a secret that was typed"})
    desk.close()
    folder = desk.files.path.parent
    assert not [p for p in folder.rglob("*") if p.is_file() and b"a secret that was typed" in p.read_bytes()]
    told.opened(desk)
    kept = desk.load_draft(KEYS[0])
    assert kept is not None and kept.fields["summary"] == "a secret that was typed"


def test_typing_on_replaces_the_draft_and_its_moment(desk: Desk, clock: SetClock) -> None:
    desk.keep_draft(KEYS[0], {"summary": "a", "place": "clinic"}, base=ONE)
    first = desk.load_draft(KEYS[0])
    desk.keep_draft(KEYS[0], {"summary": "ab"}, base=TWO)
    second = desk.load_draft(KEYS[0])
    assert first is not None and second is not None
    assert second.written_at > first.written_at
    assert (second.fields, second.base, len(desk.drafts())) == ({"summary": "ab"}, TWO, 1)


def test_the_newest_draft_comes_first(desk: Desk) -> None:
    for key in KEYS:
        desk.keep_draft(key, {})
    desk.keep_draft(KEYS[2], {"summary": "again"})
    assert [d.key for d in desk.drafts()] == [KEYS[2], *(key for key in reversed(KEYS) if key != KEYS[2])]


def test_a_key_that_nothing_is_kept_under_has_no_draft(desk: Desk) -> None:
    desk.drop_draft(KEYS[0])
    assert desk.load_draft(KEYS[0]) is None and desk.drafts() == ()


def test_a_draft_keeps_hostile_text_as_it_was_typed(desk: Desk, hostile: str) -> None:
    """Raw: what is typed is cleaned when it becomes an entry, so that nothing is lost before."""
    desk.keep_draft(KEYS[0], {"summary": hostile, hostile: "x"})
    kept = desk.load_draft(KEYS[0])
    assert kept is not None and kept.fields == {"summary": hostile, hostile: "x"}


_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@given(st.dictionaries(_texts, _texts, max_size=5))
def test_whatever_was_typed_comes_back(fields: dict[str, str]) -> None:
    connection = _in_memory()
    key = DraftKey("contact", ONE)
    drafts.keep(connection, key, fields, None, NOW)
    kept = drafts.load(connection, key)
    assert kept is not None and kept.fields == fields


def _in_memory() -> Any:
    connection = dbapi2.connect(":memory:", isolation_level=None)
    connection.execute(
        "CREATE TABLE draft (key TEXT PRIMARY KEY, form, subject_id, record_id, written_at, base, fields)"
    )
    return connection


def test_a_store_that_cannot_be_written_says_so(desk: Desk) -> None:
    desk.close()
    desk.open_practice(readonly=True)
    with pytest.raises(ReadOnlyStore):
        desk.keep_draft(KEYS[0], {"summary": "typed"})


@pytest.mark.parametrize("said", ["database or disk is full", "disk I/O error"])
def test_a_disk_in_trouble_is_told_whatever_is_done_with_drafts(desk: Desk, said: str) -> None:
    """F4, F6: also when one is thrown away, looked for or listed, so that no form ends the program."""

    class Troubled:
        def execute(self, *args: Any) -> Any:
            raise dbapi2.OperationalError(said)

        def close(self) -> None: ...

    real = desk.store.connection
    for work in (
        lambda: desk.keep_draft(KEYS[1], {"summary": "typed"}),
        lambda: desk.load_draft(KEYS[1]),
        lambda: desk.drop_draft(KEYS[1]),
        lambda: desk.drafts(),
    ):
        desk.store.connection = Troubled()
        with pytest.raises(StoreFull if "full" in said else DiskTrouble):
            work()
    desk.store.connection.close()
    desk.store.connection = real
