"""What was exported and taken in is the same store: every row, the journal, the chain, what is due, what is found."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Boolean, Column, Date, Integer, LargeBinary, Text, Time, select

from ips_tui.casework import contacts, undo
from ips_tui.casework.history import history
from ips_tui.casework.session import Desk
from ips_tui.clock import SetClock
from ips_tui.domain.distance import UNITS, Distance
from ips_tui.domain.money import Money
from ips_tui.exchange.folder import parsed
from ips_tui.exchange.reading import read_export
from ips_tui.exchange.taking_in import members, take_in_practice, take_in_team
from ips_tui.exchange.writing import export_store
from ips_tui.paths import sample
from ips_tui.records.base import Amount, Guid, UTCDateTime, Way, WeeklyHours, Word, Words
from ips_tui.records.people import ClinicalTeam
from ips_tui.store.files import StoreFiles
from ips_tui.store.looks import looks_at
from ips_tui.store.portable import Kept, kept_tables, portable
from tests import told
from tests.casework.test_every_form import record_everything
from tests.casework.test_replay import Team, _Template
from tests.exchange.folders import contents, everything, manifest_of
from tests.store.test_museum import taken_out


def teardown_module() -> None:
    if _Template.folder is not None:
        shutil.rmtree(_Template.folder, ignore_errors=True)
        # Whoever comes next in this process makes it anew.
        _Template.folder = None


def _taken_in(desk: Desk, folder: Path) -> Desk:
    """An open desk over a store made of what this one exports, compared with it."""
    export_store(desk, folder / "out")
    made = take_in_practice(read_export(folder / "out"), StoreFiles(folder / "new" / "team.db"), desk.clock)
    other = told.opened(told.desk_at(made.files, desk.clock, practice=True))
    try:
        assert made.journal_whole
        assert everything(other.connection) == everything(desk.connection)
        new, old = other.store.site, desk.store.site
        assert new.id != old.id and (new.letter, new.practice_day) == (old.letter, old.practice_day)
        # The journals that are in it count as taken in, as in a copy that was brought back.
        (known,) = other.connection.execute("SELECT max(sequence) FROM known_site").fetchone()
        (highest,) = desk.connection.execute("SELECT max(sequence) FROM change_group").fetchone()
        assert known == highest
    except BaseException:
        other.close()
        raise
    return other


def test_the_sample(tmp_path: Path, clock: SetClock) -> None:
    desk = told.desk_at(StoreFiles(sample()), clock, practice=True)
    desk.open_practice(readonly=True)
    other = _taken_in(desk, tmp_path)
    # Of what is only read nobody's look is kept; the new store notes them, and says the same beyond that.
    export_store(other, tmp_path / "again")
    first, second = contents(tmp_path / "out"), contents(tmp_path / "again")
    assert {name for name in first if first[name] != second[name]} == {"access.jsonl", "chain_link.jsonl"}
    (people,) = other.connection.execute("SELECT count(*) FROM participant").fetchone()
    assert second["access.jsonl"].count(b"\n") == people > 10
    assert other.store.keeping(clock, other.new_id, None).broken_chain() is None  # type: ignore[arg-type]
    other.close()
    desk.close()


def test_a_record_in_every_table_and_what_comes_after_it(desk: Desk, tmp_path: Path) -> None:
    known = record_everything(desk)
    other = _taken_in(desk, tmp_path)
    folder = tmp_path / "out"
    assert manifest_of(folder).made_by == told.specialist(desk)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    kinds = [look.what.value for look in looks_at(other.connection, known.person)]
    assert kinds == ["exported"]
    # The history is there. Nothing was done in the new store yet; what is done there can be taken back.
    assert history(other, known.person) == history(desk, known.person) != ()
    with pytest.raises(undo.NotUndone, match="other_laptop"):
        undo.last(other)
    made = contacts.record_contact(other, known.person, told.contact(0, summary="goes on"))
    undo.undo(other, undo.last(other).id)
    (removed,) = other.connection.execute("SELECT removed FROM contact WHERE id = ?", [made.bytes]).fetchone()
    assert removed == 1
    other.close()


class Exported(Team):
    """A team at work, whatever it does: erasures, things removed, undone. At the end its store is exported."""

    def derived_rows_are_what_the_rules_say(self) -> None:
        """Looked at after every step by the machine that this one is made of; here once, at the end."""

    def teardown(self) -> None:
        other = None
        try:
            other = _taken_in(self.desk, self.folder)
            # The looks are noted anew, so that it is the desk that wrote which is asked again.
            again = self.folder / "again"
            export_store(self.desk, again)
            first, second = contents(self.folder / "out"), contents(again)
            noted = {"access.jsonl", "chain_link.jsonl"}
            assert {name for name in first if first[name] != second[name]} <= noted
        finally:
            if other is not None:
                other.close()
            self.desk.close()
            shutil.rmtree(self.folder, ignore_errors=True)


TestExported = Exported.TestCase
TestExported.settings = settings(max_examples=3, stateful_step_count=12)


def test_an_encrypted_store(open_desk: Callable[..., Desk], tmp_path: Path) -> None:
    desk = open_desk(encrypted=True)
    told.participant(desk, told.clinical_team(desk))
    export_store(desk, tmp_path / "out")
    export = read_export(tmp_path / "out")
    (member,) = members(export)
    files = StoreFiles(tmp_path / "new" / "team.db")
    secrets = {"passphrase": "another horse battery", "recovery_key": told.RECOVERY_KEY}
    made = take_in_team(export, files, desk.clock, staff_id=member.id, cost=told.CHEAP, **secrets)
    assert made.journal_whole and b"Ada Fenwick" not in files.path.read_bytes()
    other = told.desk_at(files, desk.clock)
    other.unlock("another horse battery")
    assert other.who_name == "Maren Test" and everything(other.connection) == everything(desk.connection)
    other.close()
    other.recover(told.RECOVERY_KEY, "a third horse battery")
    other.close()


def test_a_journal_from_the_first_schema(tmp_path: Path) -> None:
    """What old programs wrote in it is read strictly all the same."""
    desk = told.opened(told.desk_at(taken_out("0001", tmp_path / "then"), practice=True))
    export_store(desk, tmp_path / "out")
    desk.close()
    assert read_export(tmp_path / "out").manifest.files["change"].rows > 20


def test_any_text_in_a_store(desk: Desk, tmp_path: Path) -> None:
    odd = ("a\nb\r\nc\td", "\u2028 \u2029 \x85 \x9b31m", "\x00\x01\x1f", "\ufeff \uffff \U0010ffff", '"\\"')
    texts = (*told.HOSTILE, *odd)
    for text in texts:
        told.clinical_team(desk, "x")
        with desk.writing("test") as writing:
            # Past the forms, which would clean it.
            writing.db.scalars(select(ClinicalTeam).where(ClinicalTeam.name == "x")).one().name = text
    other = _taken_in(desk, tmp_path)
    kept = {row[0] for row in other.connection.execute("SELECT name FROM clinical_team")}
    assert kept == set(texts)
    written = (tmp_path / "out" / "clinical_team.jsonl").read_bytes().decode()
    # One line a row for every reader, and nothing that a terminal obeys.
    assert len(written.splitlines()) == len(texts)
    assert not set(written) & {"\x00", "\x07", "\x1b", "\x7f", "\x85", "\x9b", "\u202e", "\u2066", "\ufeff"}
    other.close()


_WHOLE = st.integers(-(2**63), 2**63 - 1)
_TEXT = st.text(st.characters(exclude_categories=["Cs"]))


def _values(column: Column[Any]) -> st.SearchStrategy[Any]:
    kind: Any = column.type
    if isinstance(kind, Word):
        return st.sampled_from(list(kind.choices))
    if isinstance(kind, Words):
        return st.lists(st.sampled_from(list(kind.choices)), max_size=3).map(tuple)
    known: dict[type[Any], st.SearchStrategy[Any]] = {
        Guid: st.uuids(),
        UTCDateTime: st.datetimes(timezones=st.just(UTC)),
        Amount: st.builds(Money, _WHOLE, st.sampled_from(["GBP", "NOK", "JPY"])),
        Way: st.builds(Distance, _WHOLE, st.sampled_from(UNITS)),
        WeeklyHours: st.decimals(0, 168, places=2).map(lambda hours: hours.normalize() + 0),
        Boolean: st.booleans(),
        Integer: _WHOLE,
        Date: st.dates(),
        Time: st.times().map(lambda at: at.replace(microsecond=0)),
        LargeBinary: st.binary(),
        Text: _TEXT,
    }
    return next(found for type_, found in known.items() if isinstance(kind, type_))


def _one_of_each() -> dict[str, Kept]:
    """A column of each type that any kept table has."""
    found: dict[str, Kept] = {}
    for kept in kept_tables():
        for column in kept.table.columns:
            found.setdefault(type(column.type).__name__, Kept(kept.table, {column.name: portable(column)}))
    assert len(found) >= 13
    return found


@settings(max_examples=25)
@given(data=st.data())
def test_every_value_comes_back_from_its_line(data: st.DataObject) -> None:
    for name, kept in _one_of_each().items():
        ((column, found),) = kept.columns.items()
        value = data.draw(_values(kept.table.columns[column]), name)
        line = kept.line({column: value})
        assert len(line.decode().splitlines()) == 1
        assert found.read(parsed(line, "x", 1)[column]) == value


WRONG = (
    (Guid, ("", "0" * 32, 5, "A" * 36, "../../etc/passwd")),
    (UTCDateTime, ("2026-10-15", "2026-10-15T09:00:00", "2026-13-15T09:00:00.000000Z", 0)),
    (Date, ("2026-02-30", "20261015", "2026-10-15T00:00:00", 5, "٢٠٢٦-١٠-١٥")),
    (Time, ("9:00", "25:00:00")),
    (Amount, ("12.50 GBP", {"minor": 1.5, "currency": "GBP"}, {"minor": 1, "currency": "gbp"}, {"minor": 1})),
    (Way, ({"tenths": 5, "unit": "ell"}, {"tenths": True, "unit": "km"}, 5)),
    (WeeklyHours, ("1e9", "37.50", "NaN", 37.5, "40.0")),
    (Boolean, (0, 1, "true")),
    (Integer, (1.0, True, "1", 2**63)),
    (LargeBinary, ("not base64", "QQ=", 5)),
    (Text, (5, ["a"], "\ud800", True)),
    (Word, ("no such word", 5, ["telephone"])),
    (Words, ("telephone", [5], ["no such word"])),
)


def test_what_this_program_would_not_write_is_not_read() -> None:
    columns = {type(column.type): column for kept in kept_tables() for column in kept.table.columns}
    assert {kind for kind, _ in WRONG} <= columns.keys()
    for kind, values in WRONG:
        for value in values:
            with pytest.raises(ValueError):
                portable(columns[kind]).read(value)
