"""What was typed is found by any of its words, at once and by nothing else; what is gone is not found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.script import ScriptDirectory
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from ips_tui.casework import appointments, contacts, disclosure, employers, people, reviews
from ips_tui.casework.deriving import CaseDeriver
from ips_tui.casework.session import Desk
from ips_tui.forms.disclosure import DisclosureTalkEntry
from ips_tui.records import Record, Table
from ips_tui.records.base import Guid, Word
from ips_tui.records.contacts import Contact
from ips_tui.records.employers import EmployerContact
from ips_tui.records.people import Participant
from ips_tui.store import driver, schema
from ips_tui.store.engine import make_engine
from ips_tui.store.files import StoreFiles
from ips_tui.store.keeping import Keeping
from ips_tui.store.migrate import configuration
from ips_tui.store.search import Match, SearchIndex, is_index, matches
from ips_tui.store.searched import searched_tables
from ips_tui.store.store import create_store, open_store
from ips_tui.text import words_of
from tests import told
from tests.once import once


def keeping(desk: Desk) -> Keeping:
    return desk.store.keeping(desk.clock, desk.new_id, CaseDeriver())


def look(desk: Desk, typed: str, limit: int = 50) -> tuple[Match, ...]:
    with desk.reading() as db:
        return matches(db.connection(), typed, limit)


def ids(desk: Desk, typed: str, limit: int = 50) -> list[UUID]:
    return [match.row_id for match in look(desk, typed, limit)]


def note(desk: Desk, person: UUID, text: str, on: int = -6) -> UUID:
    return contacts.record_contact(desk, person, told.contact(on, summary=text))


# -- what is searched -----------------------------------------------------------------------------------


def test_the_driver_has_the_index_that_is_needed() -> None:
    connection = dbapi2.connect(":memory:")
    assert connection.execute("SELECT sqlite_compileoption_used('ENABLE_FTS5')").fetchone() == (1,)
    # Since then documents can be taken out of an index that does not hold their text.
    assert dbapi2.sqlite_version_info >= (3, 43)


def test_every_text_is_searched_but_what_nobody_types_and_what_has_no_page() -> None:
    records = [m.class_.__table__ for m in Table.registry.mappers if issubclass(m.class_, Record)]
    kinds = searched_tables(records)
    left_out = {
        (table.name, column.name)
        for table in records
        for column in table.columns
        if isinstance(column.type, sa.Text) and (table.name not in kinds or column not in kinds[table.name].texts)
    }
    without_page = {"staff", "clinical_team", "care_coordinator", "setting", "question_set", "list_item"}
    # What is said between a specialist and the leader is for the two of them.
    without_page |= {"supervision", "field_mentoring", "colleague_feedback", "training_attended"}
    without_page |= {"fidelity_review", "fidelity_rating"}
    assert {one for one in left_out if one[0] not in without_page} == {
        ("participant", "ref"),
        ("contact_without_agreement", "why_refused"),
        # Its id; how it was worded stands with its set.
        ("answer", "question"),
        ("rapport", "question"),
        ("satisfaction_answer", "question"),
        # Which text was marked; what an erasure is checked by.
        ("confidence_mark", "table_name"),
        ("confidence_mark", "column_name"),
        ("erasure", "covered"),
    }
    assert {table for table, _ in left_out} >= without_page
    assert {column.name for column in kinds["contact"].texts} == {"with_whom", "summary", "expectations"}


class _State(StrEnum):
    ASKED = "asked"


def _later() -> sa.MetaData:
    """People as they are, and two tables that the program does not have: a profile, and answers that it holds."""
    made = sa.MetaData()

    def table(name: str, *columns: sa.Column[object]) -> None:
        sa.Table(name, made, sa.Column("id", Guid, primary_key=True), sa.Column("removed", sa.Boolean), *columns)

    def to(name: str, table: str, *, nullable: bool = False) -> sa.Column[object]:
        return sa.Column(name, Guid, sa.ForeignKey(f"{table}.id"), nullable=nullable)

    def text(*names: str) -> list[sa.Column[object]]:
        return [sa.Column(name, sa.Text) for name in names]

    table("participant", *text("name", "preferred_name", "ref"))
    table("employer", *text("name"))
    table("staff", *text("name"))
    days = sa.Column("ended_on", sa.Date), sa.Column("begun_on", sa.Date, nullable=False)
    table("profile", to("participant_id", "participant"), *days)
    answer = to("profile_id", "profile"), to("asked_by_id", "staff"), to("earlier_id", "answer", nullable=True)
    table("answer", *answer, *text("said"), sa.Column("state", Word(_State)))
    return made


def test_a_table_that_comes_later_is_searched_by_what_its_columns_say() -> None:
    tables = _later().tables
    # The part is met before the whole.
    kinds = searched_tables([tables[name] for name in ("answer", "staff", "profile", "employer", "participant")])
    assert set(kinds) == {"answer", "profile", "participant", "employer"}
    answer, profile = kinds["answer"], kinds["profile"]
    assert [column.name for column in answer.texts] == ["said"]
    assert [column.name for column in answer.parents] == ["profile_id"]
    assert (answer.subjects, answer.day, profile.parents, profile.texts) == ({}, None, (), ())
    assert profile.subjects == {"participant": tables["profile"].c.participant_id}
    assert profile.day is tables["profile"].c.begun_on
    assert profile.inherited == {"removed", "participant_id", "begun_on"}


@pytest.fixture
def connection(desk: Desk) -> Iterator[sa.Connection]:
    """A database in memory with those tables, and an index as a store has it."""
    engine = sa.create_engine("sqlite://", module=dbapi2)
    with engine.begin() as opened:
        _later().create_all(opened)
        for (sql,) in desk.connection.execute(
            "SELECT sql FROM sqlite_master WHERE name IN ('search_doc', 'search_text')"
        ):
            opened.exec_driver_sql(sql)
        yield opened
    engine.dispose()


def test_a_part_is_found_with_the_day_and_the_person_of_what_it_is_a_part_of(connection: sa.Connection) -> None:
    tables = _later().tables
    person, profile, answer = (UUID(int=number) for number in (1, 2, 3))
    for name, row in (
        ("participant", {"id": person, "name": "Ada Fenwick", "ref": "A-0042"}),
        ("staff", {"id": UUID(int=4), "name": "Maren"}),
        ("profile", {"id": profile, "participant_id": person, "begun_on": told.day(-9)}),
        ("answer", {"id": answer, "profile_id": profile, "asked_by_id": UUID(int=4), "said": "work outdoors"}),
    ):
        connection.execute(sa.insert(tables[name]).values(removed=False, **row))
    index = SearchIndex(tables.values())
    index.rebuild(connection)
    expected = Match("answer", answer, told.day(-9), person, None)
    assert matches(connection, "outdoors fenwick", 9) == matches(connection, "0042 work", 9) == (expected,)
    assert matches(connection, "maren", 9) == ()
    connection.execute(sa.update(tables["profile"]).values(removed=True))
    index.rebuild(connection)
    assert matches(connection, "outdoors", 9) == ()


# -- finding --------------------------------------------------------------------------------------------


def test_every_kind_of_text_is_found_with_its_day_and_whom_it_is_about(either_desk: Desk) -> None:
    desk = either_desk
    person = told.participant(desk, told.clinical_team(desk), safety_note="zeppelin dog", preferred_name="Addie")
    bakery = told.employer(desk, needs="zeppelin early hands")
    review = told.review(-3, expectations="zeppelin", own_words="a zeppelin week", went_well="zeppelin won")
    told_of = {
        "contact": note(desk, person, "the zeppelin bus", -6),
        "review": reviews.record_review(desk, person, review),
        "appointment": appointments.make_appointment(desk, person, told.appointment(4, note="zeppelin")),
        "clinical_update": contacts.record_clinical_update(desk, person, told.clinical_update(-2, said="zeppelin")),
        "disclosure_agreement": told.agreed(desk, person, -5, agreed_words="zeppelin"),
        "disclosure_talk": disclosure.record_talk(
            desk, person, DisclosureTalkEntry(happened_on=told.day(-1), note="zeppelin")
        ),
        "employer_contact": employers.record_employer_contact(desk, told.visit(bakery, 0, result="zeppelin")),
        "participant": person,
        "employer": bakery,
    }
    found = {match.row_id: match for match in look(desk, "zeppelin")}
    assert {(found[row_id].table, row_id) for row_id in told_of.values()} == set(told_of.items())
    extra = [match for match in found.values() if match.row_id not in told_of.values()]
    # The meeting of the review, and what went well.
    assert sorted((m.table, m.on) for m in extra) == [("achievement", told.day(-3)), ("contact", told.day(-3))]
    days = {name: found[row_id].on for name, row_id in told_of.items()}
    assert days == {
        "contact": told.day(-6),
        "review": told.day(-3),
        "appointment": told.day(4),
        "clinical_update": told.day(-2),
        "disclosure_agreement": told.day(-5),
        "disclosure_talk": told.day(-1),
        "employer_contact": told.day(0),
        "participant": None,
        "employer": None,
    }
    about_the_employer = {told_of["employer_contact"], bakery}
    for match in found.values():
        expected = (None, bakery) if match.row_id in about_the_employer else (person, None)
        assert (match.participant_id, match.employer_id) == expected, match.table


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("bus", True),
        ("BUS pass", True),
        ("pass bus", True),
        ("bus pas", True),
        ("bu pass", False),
        ("us", False),
        ("bus train", False),
        ("cafe", True),
        ("CAFÉ", True),
        ("ødegård", True),
        ("odegard", True),
        ("42", True),
        ("o'brien", True),
        ("o brien", True),
        ("strasse", True),
        ("fenwick bus", True),
        ("addie bus", True),
        ("bus bus bus", True),
        ("", False),
        ("  ", False),
        ("!?", False),
    ],
)
def test_all_words_must_be_there_and_the_last_may_be_begun(desk: Desk, team: UUID, typed: str, found: bool) -> None:
    kept = once(desk, _two_notes, team)
    assert ids(desk, typed) == ([kept] if found else [])


def _two_notes(desk: Desk, team: UUID) -> UUID:
    person = told.participant(desk, team, preferred_name="Addie")
    kept = note(desk, person, "Got his BUS-pass, then to the Café on Straße 42 with Ødegård & O’Brien.")
    note(desk, person, "something else")
    return kept


def _on_several_days(desk: Desk, person: UUID) -> list[tuple[int, UUID]]:
    made = [(on, note(desk, person, "bus", on)) for on in (-3, -9, -3, -1, -3, -9, -3, 0)]
    people.change_referral(
        desk, person, people.referral_entry(desk, person).model_copy(update={"safety_note": "bus driver"})
    )
    return made


@pytest.mark.parametrize("limit", [1, 2, 3, 5, 8, 50])
def test_the_newest_come_first_by_the_day_then_as_they_were_typed(desk: Desk, person: UUID, limit: int) -> None:
    made = once(desk, _on_several_days, person)
    expected = [row_id for _, row_id in sorted(made, key=lambda one: (one[0], one[1].int), reverse=True)]
    assert ids(desk, "bus", limit) == [*expected, person][:limit]
    # However they came by their numbers in the index.
    contacts.change_contact(desk, made[0][1], told.contact(-9, summary="bus"))
    contacts.change_contact(desk, made[0][1], told.contact(-3, summary="bus again"))
    assert ids(desk, "bus", limit) == [*expected, person][:limit]


def test_nothing_is_found_with_a_limit_of_nothing(desk: Desk, person: UUID) -> None:
    note(desk, person, "bus")
    assert (ids(desk, "bus", 0), ids(desk, "bus", -1)) == ([], [])


# -- nothing typed is an order --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        '"bus',
        "bus*",
        "*bus",
        "^bus",
        "-bus",
        "+bus",
        "(bus",
        "bus)",
        "words:bus",
        "rowid:bus",
        "{words}:bus",
        "NEAR(bus pass)",
        "bus AND",
        "AND bus",
        "bus OR pass",
        "bus NOT pass",
        "bus -- pass",
        "bus'; DROP TABLE search_doc; --",
        "bus\x00pass",
        "%",
        "_",
        "?1",
        ":words",
    ],
)
def test_signs_and_words_of_the_index_are_only_looked_for(desk: Desk, typed: str) -> None:
    person, plain = once(desk, _with_a_plain_note)
    whole = note(desk, person, f"the bus and pass {typed}", -1)
    assert whole in ids(desk, typed) or not words_of(typed)
    words = set(words_of(typed))
    assert (plain in ids(desk, typed)) is (bool(words) and words <= {"bus", "the"})


def _somebody(desk: Desk) -> UUID:
    return told.participant(desk, told.clinical_team(desk))


def _with_a_plain_note(desk: Desk) -> tuple[UUID, UUID]:
    person = _somebody(desk)
    return person, note(desk, person, "the bus", -2)


def test_hostile_text_is_found_by_its_words_and_breaks_nothing(either_desk: Desk, hostile: str) -> None:
    desk = either_desk
    person = once(desk, _somebody)
    kept = note(desk, person, hostile)
    # A field keeps it without what nobody can see.
    words = words_of(contacts.contact_entry(desk, kept).summary or "")
    before = told.dump(desk.connection)
    for word in words:
        assert kept in ids(desk, word)
    assert ids(desk, hostile) == ([kept] if words and words_of(hostile) == words else [])
    assert told.dump(desk.connection) == before


def test_a_search_of_more_words_than_anybody_types(desk: Desk, person: UUID) -> None:
    text = " ".join(f"word{number}" for number in range(3000))
    kept = note(desk, person, text)
    assert ids(desk, text) == [kept]
    assert ids(desk, text + " other") == []
    assert ids(desk, "w" * 100_000) == []


anything = st.text(max_size=60) | st.lists(
    st.sampled_from(
        ("bus", "Bus-Pass", "Café", "ﬁne", "İzmir", "Ørjan", "हिन्दी", "日本語", "x_y", "½", "a\u0301b", "\u00ad")
    )
).map(" ".join)


@given(texts=st.lists(anything, min_size=1, max_size=4), typed=anything)
def test_a_text_is_found_by_any_of_its_words_and_no_other_is(
    index_of: Callable[[list[str]], sa.Connection], texts: list[str], typed: str
) -> None:
    connection = index_of(texts)

    def found(asked: str) -> set[int]:
        return {match.row_id.int - 100 for match in matches(connection, asked, 50)}

    folded = [words_of(text) for text in texts]
    for number, words in enumerate(folded):
        for word in words:
            assert number in found(word)
            assert number in found(word[: len(word) // 2 + 1])
        assert not words or number in found(texts[number])
    *whole, begun = words_of(typed) or [""]
    expected = {
        number
        for number, words in enumerate(folded)
        if begun and set(whole) <= set(words) and any(word.startswith(begun) for word in words)
    }
    assert found(typed) == expected


@pytest.fixture
def index_of(connection: sa.Connection) -> Callable[[list[str]], sa.Connection]:
    """Puts these texts, and no others, into an index, as answers with the ids 100 and upwards."""
    tables = _later().tables
    person = {"id": UUID(int=1), "removed": False, "name": "", "preferred_name": "", "ref": ""}
    connection.execute(sa.insert(tables["participant"]).values(person))
    profile = {"id": UUID(int=2), "removed": False, "participant_id": UUID(int=1), "begun_on": told.TODAY}
    connection.execute(sa.insert(tables["profile"]).values(profile))

    def put(texts: list[str]) -> sa.Connection:
        connection.execute(sa.delete(tables["answer"]))
        for number, text in enumerate(texts, start=100):
            answer = {"id": UUID(int=number), "removed": False, "profile_id": UUID(int=2), "said": text}
            connection.execute(sa.insert(tables["answer"]).values(asked_by_id=UUID(int=3), **answer))
        SearchIndex(tables.values()).rebuild(connection)
        return connection

    return put


# -- what changes ---------------------------------------------------------------------------------------


def test_a_corrected_text_is_found_by_its_new_words_only_and_again_when_it_is_changed_back(either_desk: Desk) -> None:
    desk = either_desk
    person = once(desk, _somebody)
    kept = note(desk, person, "bus pass")
    before = told.indexed(desk.connection)
    contacts.change_contact(desk, kept, told.contact(summary="train ticket"))
    assert (ids(desk, "bus"), ids(desk, "train")) == ([], [kept])
    contacts.change_contact(desk, kept, told.contact(summary="bus pass"))
    assert (ids(desk, "bus"), ids(desk, "train")) == ([kept], [])
    assert told.indexed(desk.connection) == before
    contacts.change_contact(desk, kept, told.contact(summary=None))
    assert ids(desk, "bus") == []


def remove(desk: Desk, kind: type[Record], row_id: UUID, *, removed: bool = True) -> None:
    with desk.writing("test") as writing:
        writing.db.get_one(kind, row_id).removed = removed


def test_a_removed_record_is_not_found_until_it_is_brought_back(either_desk: Desk) -> None:
    desk = either_desk
    person = once(desk, _somebody)
    kept = note(desk, person, "bus pass")
    remove(desk, Contact, kept)
    assert ids(desk, "bus") == []
    assert not any(word == "bus" for word, *_ in told.indexed(desk.connection))
    remove(desk, Contact, kept, removed=False)
    assert ids(desk, "bus") == [kept]


def test_with_a_removed_person_everything_about_them_goes_and_comes_back(desk: Desk, person: UUID, team: UUID) -> None:
    other = told.participant(desk, team, name="Bo Berg")
    bakery = told.employer(desk)
    reviews.record_review(desk, person, told.review(own_words="bus pass"))
    told.agreed(desk, person, agreed_words="bus pass")
    employers.record_employer_contact(desk, told.visit(bakery, participant=person, result="bus pass"))
    theirs = note(desk, other, "bus pass")
    before = told.indexed(desk.connection)
    assert len(ids(desk, "bus pass")) == 4
    remove(desk, Participant, person)
    assert ids(desk, "bus pass") == [theirs]
    remove(desk, Participant, person, removed=False)
    assert told.indexed(desk.connection) == before


def test_a_review_follows_its_meeting(desk: Desk, person: UUID) -> None:
    kept = reviews.record_review(desk, person, told.review(-3, own_words="bus pass"))
    with desk.writing("test") as writing:
        (meeting,) = writing.db.scalars(sa.select(Contact)).all()
        meeting.happened_on = told.day(-8)
    assert look(desk, "bus")[0] == Match("review", kept, told.day(-8), person, None)
    remove(desk, Contact, meeting.id)
    assert ids(desk, "bus") == []


def test_a_new_name_is_found_in_everything_about_them_and_the_old_one_is_not(desk: Desk, person: UUID) -> None:
    kept = note(desk, person, "bus pass")
    with desk.writing("test") as writing:
        # Both in one action, as a form may do it.
        writing.get(Contact, kept).summary = "train"
        writing.get(Participant, person).name = "Ada Marsh"
    assert (ids(desk, "fenwick"), ids(desk, "marsh train")) == ([], [kept])


def test_a_record_moved_to_someone_else_is_theirs(desk: Desk, person: UUID, team: UUID) -> None:
    other, bakery = told.participant(desk, team, name="Bo Berg"), told.employer(desk)
    for one in (person, other):
        told.agreed(desk, one)
    visit = employers.record_employer_contact(desk, told.visit(bakery, participant=person, result="bus"))
    employers.change_employer_contact(desk, visit, told.visit(bakery, participant=other, result="bus"))
    assert look(desk, "bus") == (Match("employer_contact", visit, told.day(-1), other, bakery),)
    assert (ids(desk, "bus fenwick"), ids(desk, "bus berg")) == ([], [visit])
    with desk.writing("test") as writing:
        writing.get(EmployerContact, visit).participant_id = None
    assert look(desk, "bus") == (Match("employer_contact", visit, told.day(-1), None, bakery),)


def test_an_action_that_is_broken_off_leaves_the_index_as_it_was(either_desk: Desk) -> None:
    desk = either_desk
    person = once(desk, _somebody)
    kept = note(desk, person, "bus pass")
    before = told.indexed(desk.connection)
    with pytest.raises(ZeroDivisionError), desk.writing("test") as writing:
        writing.get(Contact, kept).summary = "train"
        writing.db.flush()
        raise ZeroDivisionError
    assert told.indexed(desk.connection) == before
    assert ids(desk, "bus") == [kept]


def test_an_index_that_cannot_be_written_keeps_the_action_from_being_kept(
    desk: Desk, person: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = told.dump(desk.connection)

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(SearchIndex, "follow", broken)
    with pytest.raises(ZeroDivisionError):
        note(desk, person, "bus")
    assert told.dump(desk.connection) == before


def test_many_records_of_one_person_and_one_day(desk: Desk, person: UUID) -> None:
    """More than one query takes, in the action and when the index is made anew."""
    with desk.writing("test") as writing:
        for number in range(1100):
            values = dict(told.contact(-6, summary=f"bus{number}")) | {"participant_id": person, "stage": 1}
            columns = {c.name for c in Contact.__table__.columns}
            kept = {name: value for name, value in values.items() if name in columns}
            writing.add(Contact, staff_id=told.specialist(desk), **kept)
    assert len(ids(desk, "bus", 2000)) == 1100
    before = told.indexed(desk.connection)
    remove(desk, Participant, person)
    assert told.indexed(desk.connection) == set()
    remove(desk, Participant, person, removed=False)
    assert told.indexed(desk.connection) == before
    keeping(desk).recompute()
    assert told.indexed(desk.connection) == before


# -- made anew ------------------------------------------------------------------------------------------


def _busy(desk: Desk) -> UUID:
    """A person with a record of every kind that takes part in the index, some of them corrected or removed."""
    return once(desk, _made_busy)


def _made_busy(desk: Desk) -> UUID:
    person = told.participant(desk, told.clinical_team(desk), preferred_name="Addie")
    bakery = told.employer(desk, person="Jo Baker")
    first, second = note(desk, person, "bus pass"), note(desk, person, "gone")
    contacts.change_contact(desk, first, told.contact(-4, summary="bus pass found"))
    remove(desk, Contact, second)
    reviews.record_review(desk, person, told.review(own_words="tired", went_well="came by bus"))
    told.agreed(desk, person)
    employers.record_employer_contact(desk, told.visit(bakery, participant=person))
    employers.report_without_agreement(desk, told.openly(bakery, told.participant(desk, person_team(desk), name="Bo")))
    return person


def person_team(desk: Desk) -> UUID:
    return told.clinical_team(desk, "CMHT South")


def test_made_anew_the_index_is_what_it_was_kept_as(either_desk: Desk) -> None:
    _busy(either_desk)
    kept, rows = told.indexed(either_desk.connection), told.dump(either_desk.connection, only="derived")
    assert {table for _, table, _ in kept} >= {"contact", "review", "employer", "contact_without_agreement"}
    keeping(either_desk).recompute()
    assert told.indexed(either_desk.connection) == kept
    assert told.dump(either_desk.connection, only="derived") == rows


def test_a_journal_read_into_an_empty_store_is_searched_there(either_desk: Desk, tmp_path: Path) -> None:
    _busy(either_desk)
    files = StoreFiles(tmp_path / "other" / "practice.db")
    site = UUID(int=9)
    create_store(files, None, kind="practice", site_id=site, letter="F", practice_day=None).close()
    other = open_store(files, None, kind="practice")
    other.keeping(either_desk.clock, either_desk.new_id, CaseDeriver()).take_journal_of(keeping(either_desk))
    assert told.indexed(other.connection) == told.indexed(either_desk.connection)
    other.close()


def test_nothing_of_what_was_erased_is_left_once_the_index_is_made_anew(desk: Desk, person: UUID) -> None:
    note(desk, person, "zeppelin")
    note(desk, person, "bus pass")

    def in_index() -> bool:
        return any(b"zeppelin" in block for (block,) in desk.connection.execute("SELECT block FROM search_text_data"))

    # As erasure will: past the journal.
    desk.connection.execute("UPDATE contact SET summary = '' WHERE summary = 'zeppelin'")
    assert in_index() and ids(desk, "zeppelin") != []
    keeping(desk).recompute()
    assert not in_index() and ids(desk, "zeppelin") == []
    assert len(ids(desk, "bus")) == 1


# -- a store from before there was an index -------------------------------------------------------------


def _before_the_index(desk: Desk) -> None:
    """Close the store and make it what it was one revision before the index."""
    files, key = desk.files, desk.store.key
    older = files.path.with_name("older.db")
    driver.connect(older, key, create=True).close()
    engine = make_engine(lambda: driver.connect(older, key))
    revision = ScriptDirectory.from_config(configuration()).get_revision("0003").down_revision
    with engine.begin() as connection:
        command.upgrade(configuration(connection), revision)
    engine.dispose()
    old = driver.connect(older, key)
    old.execute("PRAGMA foreign_keys=OFF")
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    for (table,) in old.execute(tables).fetchall():
        if table != "alembic_version":
            columns = ", ".join(column for _, column, *_ in old.execute(f"PRAGMA table_info({table})"))
            rows = desk.connection.execute(f"SELECT {columns} FROM {table}").fetchall()
            marks = ", ".join("?" for _ in columns.split(","))
            old.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)
    old.close()
    desk.close()
    older.replace(files.path)


def test_an_older_store_is_searched_from_its_first_start_on(either_desk: Desk) -> None:
    desk = either_desk
    person = _busy(desk)
    before, derived = told.indexed(desk.connection), told.dump(desk.connection, only="derived")
    _before_the_index(desk)
    told.opened(desk)
    assert schema.version_of(desk.connection) == schema.HEAD
    assert ids(desk, "bus") == []
    # Somebody is quick: it is found at once, and by what is made afterwards no less.
    kept = note(desk, person, "quick bus")
    assert ids(desk, "bus") == [kept]
    contacts.change_contact(desk, kept, told.contact(summary=None))
    remove(desk, Contact, kept)
    desk.warm()
    assert told.indexed(desk.connection) == before
    assert told.dump(desk.connection, only="derived")["search_doc"] == derived["search_doc"]
    assert len(desk.find_text("bus")) == 2


def test_opening_it_again_makes_nothing_anew(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    _busy(desk)
    _before_the_index(desk)
    told.opened(desk)
    desk.warm()
    desk.close()

    def again(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(SearchIndex, "rebuild", again)
    told.opened(desk)
    desk.warm()


def test_names_of_the_index(desk: Desk) -> None:
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    names = {name for (name,) in desk.connection.execute(tables)}
    index = {name for name in names if is_index(name)}
    models = {table.name for table in Table.metadata.sorted_tables}
    assert "search_text" in index and "search_doc" not in index
    assert names == index | models | {"alembic_version"}
