"""A list is looked at first, brought in as its rows' forms would, all of it or nothing, and undone as one step."""

from __future__ import annotations

import csv
import errno
import io
import random
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest

from ips_tui.casework import caseload, contacts, copies, employers, people, show, staff, undo
from ips_tui.casework.employer_look_alikes import KnownEmployer, names_alike
from ips_tui.casework.look_alikes import LookAlike, alike
from ips_tui.casework.session import Desk, StoreProblem
from ips_tui.casework.undo import NotUndone
from ips_tui.domain.copies import CopyKind
from ips_tui.exchange import bring_in as importing
from ips_tui.exchange.alike import EmployersAlike, PeopleAlike
from ips_tui.exchange.bring_in import NotBroughtIn, Preview, RowState, bring_in, preview
from ips_tui.exchange.columns import ListOf, guessed
from ips_tui.exchange.rejected import free_name, rejected_csv, sentences, write_rejected
from ips_tui.exchange.table_file import Stopped
from ips_tui.forms.asking import BadEntry
from ips_tui.forms.employers import EmployerEntry
from ips_tui.forms.people import CareCoordinatorEntry
from ips_tui.ids import same_row_id
from ips_tui.records.employers import Employer
from tests import told
from tests.exchange.lists import PEOPLE, SAID, read
from tests.exchange.lists import people as people_list

CONTACTS = "Ref;Date;Type;How;Outcome;Notes;Next contact"


def look(desk: Desk, folder: Path, text: str, of: ListOf = ListOf.PEOPLE, **same: str) -> Preview:
    table = read(folder, text)
    columns = guessed(of, table)
    for field, said in same.items():
        columns = columns.set_for_all(field, said)
    return preview(desk, table, columns)


def states(seen: Preview) -> list[tuple[str, str]]:
    return [(one.name, one.state.value) for one in seen.rows]


def why(seen: Preview, desk: Desk, row: int) -> list[str]:
    (one,) = [one for one in seen.rows if one.row.number == row]
    return list(sentences(seen, one, desk.words))


def _counts(desk: Desk, person: UUID) -> dict[str, int]:
    """How many rows of each kind a person's record has."""
    return {table.table: len(table.rows) for table in show.whole_record(desk, person)}


def test_people_come_in_as_a_referral_typed_by_hand_and_go_as_one_step(
    desk: Desk, team: UUID, open_desk: Callable[..., Desk], tmp_path: Path
) -> None:
    before = told.dump(desk.connection)
    seen = look(desk, tmp_path, people_list("Ada Fenwick", "Bjørn [/x] =1+1"))
    assert seen.new == {2, 3} and told.dump(desk.connection) == before, "a preview stores nothing"
    kept = told.kept(desk.connection)
    assert bring_in(desk, seen, seen.new).count == 2
    by_hand = open_desk()
    hand_team = told.clinical_team(by_hand)
    for name in ("Ada Fenwick", "Bjørn [/x] =1+1"):
        told.participant(
            by_hand,
            hand_team,
            name=name,
            work_status="unemployed",
            contact_preferences=("text", "email"),
            consent_to_record="given",
        )
    lists, hands = caseload.everyone(desk), caseload.everyone(by_hand)
    assert [(line.ref, line.name, line.stage, line.specialist, line.flags, line.clock_day) for line in lists] == [
        (line.ref, line.name, line.stage, line.specialist, line.flags, line.clock_day) for line in hands
    ]
    for mine, theirs in zip(lists, hands, strict=True):
        entry, other = people.referral_entry(desk, mine.id), people.referral_entry(by_hand, theirs.id)
        ours = {"clinical_team", "specialist"}
        assert entry.model_dump(exclude=ours) == other.model_dump(exclude=ours)
        assert _counts(desk, mine.id) == _counts(by_hand, theirs.id)
    done = undo.last(desk)
    assert (done.what, done.brought_in, len(done.participants)) == (desk.words("did.brought_in"), 2, 2)
    here = told.dump(desk.connection)
    for last in (0, 3, len(done.rows)):
        far: list[tuple[int, int]] = []
        stops = partial(lambda far, last: len(far) > last, far, last)
        with pytest.raises(NotUndone) as stopped:
            undo.undo_aside(desk, done.id, progress=partial(_note, far), stopped=stops)
        assert stopped.value.message_id == "undo.not.stopped" and desk.words.has(stopped.value.message_id)
        assert far == [(place, len(done.rows)) for place in range(last + 1)]
        assert told.dump(desk.connection) == here, "stopped half way it stands as before"
    undo.undo_aside(desk, done.id, progress=lambda *_: None, stopped=lambda: False)
    assert told.kept(desk.connection) == kept
    assert bring_in(desk, seen, {3}).count == 1, "what was taken back can be brought in again, or a part of it"
    assert [line.ref for line in caseload.everyone(desk)] == ["E-0003"]


def _note(far: list[tuple[int, int]], done: int, of: int) -> None:
    far.append((done, of))


def test_it_is_not_undone_once_somebody_worked_with_a_row(desk: Desk, team: UUID, tmp_path: Path) -> None:
    seen = look(desk, tmp_path, people_list("Ada Fenwick", "Bo Øst"))
    bring_in(desk, seen, seen.new)
    action = undo.last(desk).id
    person = caseload.everyone(desk)[0].id
    contacts.record_contact(desk, person, told.contact(0))
    with pytest.raises(NotUndone, match="meanwhile"):
        undo.undo(desk, action)
    desk.who, colleague = None, desk.who
    people.change_referral(desk, person, told_again(desk, person))
    desk.who = colleague
    undo.undo(desk, undo.last(desk).id)
    with pytest.raises(NotUndone) as stays:
        undo.last(desk)
    assert stays.value.message_id.startswith("undo.not.changed") and len(caseload.everyone(desk)) == 2


def told_again(desk: Desk, person: UUID) -> people.ReferralEntry:
    entry = people.referral_entry(desk, person)
    return entry.model_copy(update={"telephone": "0123"})


def test_a_fault_in_the_middle_leaves_nothing(
    desk: Desk, team: UUID, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = look(desk, tmp_path, people_list("Ada Fenwick", "Bo Øst", "Ida Vik"))
    before = told.dump(desk.connection)
    taken, rows = people.take_in, [0]

    def fails_with(error: Exception) -> Callable[..., object]:
        def faulty(*given: object) -> object:
            rows[0] += 1
            if rows[0] == 3:
                raise error
            return taken(*given)  # type: ignore[arg-type]

        return faulty

    faults = (
        (OSError(errno.ENOSPC, "full"), StoreProblem),
        (BadEntry(()), NotBroughtIn),
        (LookupError(), NotBroughtIn),
    )
    for error, raised in faults:
        rows[0] = 0
        monkeypatch.setattr(importing.people, "take_in", fails_with(error))
        with pytest.raises(raised) as stopped:
            bring_in(desk, seen, seen.new)
        assert rows == [3] and told.dump(desk.connection) == before
        assert not isinstance(stopped.value, NotBroughtIn) or stopped.value.row == 4
    monkeypatch.undo()
    with pytest.raises(Stopped):
        bring_in(desk, seen, seen.new, stopped=iter([False, False, True]).__next__)
    with pytest.raises(Stopped):
        preview(desk, seen.table, seen.columns, stopped=lambda: True)
    for wrong in ((), {2, 99}):
        with pytest.raises(ValueError, match="rows"):
            bring_in(desk, seen, wrong)
    assert told.dump(desk.connection) == before


def test_what_a_form_refuses_is_refused_in_the_same_sentence(desk: Desk, team: UUID, tmp_path: Path) -> None:
    other = told.clinical_team(desk, "CMHT South")
    staff.add_care_coordinator(desk, CareCoordinatorEntry(name="Cora", clinical_team=other))
    cells = SAID.removeprefix(";").split(";")
    rows = {
        "problem.lies_ahead": ["Ada", "3.11.2026", "3.11.2026", *cells[2:], ""],
        "problem.accepted_before_received": ["Bo", "4.10.2026", *cells[1:], ""],
        "problem.no_such_day": ["Cy", "31.9.2026", *cells[1:], ""],
        "problem.coordinator_of_other_team": ["Di", *cells, "Cora"],
        "problem.missing": ["", *cells, ""],
        "problem.too_long": ["E" * 201, *cells, ""],
        "bring_in.problem.unknown": ["Fy", *cells, "Nobody"],
        "bring_in.problem.beyond": ["Gro", *cells, "", "x"],
    }
    text = "\n".join([f"{PEOPLE};Care coordinator", *(";".join(row) for row in rows.values())])
    seen = look(desk, tmp_path, text)
    assert [one.problems[0].message_id for one in seen.rows] == list(rows)
    assert {one.state for one in seen.rows} == {RowState.PROBLEM} and seen.possible == frozenset()
    assert why(seen, desk, 2) == ["Referral received (column “Date of referral”): " + desk.words("problem.lies_ahead")]
    (dropped,) = look(desk, tmp_path, people_list("Ada"), consent_family_on="3.10.2026").rows
    assert [(one.field, one.message_id) for one in dropped.problems] == [
        ("consent_family_on", "bring_in.problem.not_asked")
    ]


def test_employers_come_in_and_look_alikes_wait(desk: Desk, tmp_path: Path) -> None:
    told.employer(desk, "Mill Lane Bakery", site="12 Mill Lane", telephone="+44 1234 567890")
    text = (
        "Company;Industry;Address;Phone;Contact person;Notes\n"
        "Mill Lane Bakry Ltd;retail;;;;\n"
        "Quite Other;office;12, Mill Lane;;;\n"
        "Third One;care;;01234567890;;\n"
        "Quay Garage;Håndverk;Harbour Road 4;;Ole Ås;two lines,\n"
        "Quay-Garage;skilled trades;;;;\n"
        "[/x] Nursery;care;;;;=HYPERLINK(1)\n"
    )
    seen = look(desk, tmp_path, text, ListOf.EMPLOYERS)
    assert [one.state.value for one in seen.rows] == ["alike", "alike", "alike", "new", "alike", "new"]
    assert why(seen, desk, 2) == ["Looks like Mill Lane Bakery 12 Mill Lane, which is here already."]
    assert why(seen, desk, 6) == ["Looks like row 5 of this list."]
    bring_in(desk, seen, seen.new | {6})
    found = dict(desk.connection.execute("SELECT name, id FROM employer"))
    assert found.keys() == {"Mill Lane Bakery", "Quay Garage", "Quay-Garage", "[/x] Nursery"}
    garage = employers.employer(desk, UUID(bytes=found["Quay Garage"])).entry
    assert garage == EmployerEntry(
        name="Quay Garage", sector="skilled_trades", site="Harbour Road 4", person="Ole Ås", needs="two lines,"
    )
    assert undo.last(desk).brought_in == 3
    undo.undo(desk, undo.last(desk).id)
    assert len(told.kept(desk.connection)["employer"]) == 1


def test_contacts_find_their_person_by_ref_or_whole_name(desk: Desk, team: UUID, tmp_path: Path) -> None:
    ada = told.participant(desk, team)
    for _ in range(2):
        told.participant(desk, team, name="Bo Øst")
    contacts.record_contact(desk, ada, told.contact(-6))
    text = (
        f"{CONTACTS}\n"
        "e-0001;13.10.2026;engagement;f2f;attended;talked about [bread];20.10.2026\n"
        "Ada  FENWICK;9.10.2026;engagement;phone;no answer;;\n"
        "Bo Ost;13.10.2026;engagement;phone;attended;;\n"
        "Nobody;13.10.2026;engagement;phone;attended;;\n"
        ";13.10.2026;engagement;phone;attended;;\n"
        "E-0002;13.10.2026;review;phone;attended;;\n"
        "E-0003;16.10.2026;engagement;phone;attended;;\n"
        "E-0001;13.10.2026;engagement;phone;attended;;\n"
    )
    seen = look(desk, tmp_path, text, ListOf.CONTACTS)
    assert [one.problems[0].message_id if one.problems else one.state.value for one in seen.rows] == [
        "new",
        "alike",
        "bring_in.problem.several",
        "bring_in.problem.unknown",
        "problem.missing",
        "bring_in.problem.unknown",
        "problem.lies_ahead",
        "alike",
    ]
    assert why(seen, desk, 3) == [desk.words("bring_in.alike.contacts")]
    bring_in(desk, seen, seen.new)
    counts = _counts(desk, ada)
    assert counts["contact"] == 2 and counts["appointment"] == 1
    done = undo.last(desk)
    assert (done.brought_in, done.participants) == (1, ("Ada Fenwick",))


def test_a_copy_from_before_is_taken_and_holds_nothing_of_the_list(
    open_desk: Callable[..., Desk], tmp_path: Path
) -> None:
    desk = open_desk(encrypted=True)
    told.clinical_team(desk)
    seen = look(desk, tmp_path, people_list("Ada Fenwick"))
    done = bring_in(desk, seen, seen.new)
    assert done.copy is not None and [line.kind for line in copies.lines(desk)] == [CopyKind.IMPORT]
    desk.close()
    compared = copies.compare(desk, done.copy.folder, told.PASSPHRASE)
    assert compared.later == 1, "what was brought in is one action that the copy lacks"


def test_rows_left_out_go_to_a_file_that_can_be_mended_and_read_again(desk: Desk, team: UUID, tmp_path: Path) -> None:
    told.participant(desk, team)
    text = people_list("Ada Fenwick", "Ida Vik", "=cmd|' /C calc'!A0", "Bo") + "\n-Cy @;x;" + SAID[12:]
    seen = look(desk, tmp_path, text.replace("Bo;3.10.2026", "Bo;3 oct"))
    assert [one.state.value for one in seen.rows] == ["alike", "new", "new", "problem", "problem"]
    place = free_name(tmp_path, ListOf.PEOPLE, told.TODAY)
    write_rejected(seen, {3, 4}, desk.words, place)
    assert place.name == "left-out-people-2026-10-15.csv" and place.stat().st_mode & 0o077 == 0
    with pytest.raises(FileExistsError):
        write_rejected(seen, {3}, desk.words, place)
    assert free_name(tmp_path, ListOf.PEOPLE, told.TODAY).name == "left-out-people-2026-10-15-2.csv"
    data = rejected_csv(seen, {3}, desk.words)
    assert data.startswith(b'\xef\xbb\xbf"')
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows[0][-1] == desk.words("bring_in.why") and len(rows) == 5
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert rows[1][-1] == "Looks like Ada Fenwick E-0001, who is here already." and rows[2][-1] == "Left out by choice."
    again = look(desk, tmp_path, data.decode("utf-8-sig"))
    assert states(again)[0] == ("Ada Fenwick", "alike") and again.rows[1].name == "=cmd|' /C calc'!A0"
    assert [one.row.cells for one in again.rows] == [(*one.row.cells, rows[n][-1]) for n, one in _left(seen)]


def _left(seen: Preview) -> list[tuple[int, importing.Seen]]:
    return list(enumerate([one for one in seen.rows if one.row.number != 3], start=1))


def test_who_looks_alike_is_found_as_if_every_two_were_compared() -> None:
    luck = random.Random(7)
    firsts = ("Kari", "Ola", "Ada", "Bo", "Bjørn", "Åse", "E.", "Ann-Mari")
    lasts = ("Vik", "Fenwick", "Fenwik", "Ødegård", "Odegard", "Lee", "X")
    mine = [f"{luck.choice(firsts)} {luck.choice(lasts)}" for _ in range(40)]
    theirs = [f"{luck.choice(firsts)} {luck.choice(('', 'Liv '))}{luck.choice(lasts)}" for _ in range(40)]
    index = PeopleAlike([LookAlike(same_row_id(str(n)), f"P{n}", name, "", None) for n, name in enumerate(theirs)])
    found = [index.of(name) is not None for name in [*mine, ""]]
    assert found == [any(alike(name, other) for other in theirs) for name in [*mine, ""]] and len({*found}) == 2
    firms = ["Mill Lane Bakery", "Quay Garage AS", "Tesco", "Harbour Hotel", "Nord-Bygg", "Café Ærø", "Ås", "B & B"]
    typed = [
        "Mil Lane Bakery Ltd",
        "Quaygarage",
        "Tesko",
        "Harbor Hotell",
        "Nordbyg",
        "Cafe Aero",
        "Øs",
        "B and B",
        "Lidl",
    ]
    typed += ["".join(luck.sample(firm, len(firm))) for firm in firms]
    known = EmployersAlike([KnownEmployer(same_row_id(firm), firm, "", (), ()) for firm in firms])
    found = [known.of(name, "", "") is not None for name in typed]
    assert found == [any(names_alike(name, firm) for firm in firms) for name in typed] and len({*found}) == 2


def test_two_thousand_rows_take_a_few_times_as_long_as_bare_rows(desk: Desk, tmp_path: Path) -> None:
    luck, count, part = random.Random(3), 2000, 400
    names = ["".join(luck.choices("abcdefghijklmnoprstuv", k=12)).title() for _ in range(count)]
    begun = time.process_time()
    with pytest.raises(ZeroDivisionError), desk.writing("employer_added") as writing:
        for name in names[:part]:
            writing.add(Employer, **{**_BARE, "name": name})
        raise ZeroDivisionError
    bare = (time.process_time() - begun) / part
    text = "Company;Industry\n" + "\n".join(f"{name};care" for name in names)
    begun = time.process_time()
    seen = look(desk, tmp_path, text, ListOf.EMPLOYERS)
    assert len(seen.rows) == count and len(seen.new) > count * 0.9
    assert (time.process_time() - begun) / count < 4 * bare, "every two rows were compared"
    begun = time.process_time()
    assert bring_in(desk, seen, sorted(seen.new)[:part]).count == part
    assert (time.process_time() - begun) / part < 6 * bare


_BARE = dict.fromkeys(("site", "size_band", "person", "person_role", "telephone", "best_time", "needs")) | {
    "sector": "care"
}
