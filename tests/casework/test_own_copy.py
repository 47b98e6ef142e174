"""A person's own copy and who has looked: all of it, nothing that somebody else said in confidence, every look kept."""

from __future__ import annotations

import json
from pathlib import Path
from uuid import UUID

import pytest

from ips_tui.casework import contacts, joining, undo
from ips_tui.casework.deriving import CaseDeriver
from ips_tui.casework.looks import who_has_looked
from ips_tui.casework.own_copy import Passage, mark, own_copy, passages, write_files
from ips_tui.casework.session import Desk, Looked
from ips_tui.forms.people import JoinEntry
from tests import told

SAID = "Her sister says she drinks"
OWN = "Wants mornings only"
FIRST = "Wants evenings, first heard"


@pytest.fixture
def summary(desk: Desk, person: UUID) -> UUID:
    """A contact that was corrected once, and one with a text said in confidence."""
    made = contacts.record_contact(desk, person, told.contact(summary=FIRST))
    contacts.change_contact(desk, made, told.contact(summary=OWN))
    contacts.record_contact(desk, person, told.contact(on=-4, summary=SAID))
    return made


def _passage(desk: Desk, person: UUID, text: str) -> Passage:
    (found,) = [one for one in passages(desk, person) if one.text == text]
    return found


def test_everything_is_in_it_but_what_is_marked_wherever_it_stood(
    desk: Desk, person: UUID, summary: UUID, tmp_path: Path
) -> None:
    desk.note_look(Looked.OPENED, person)
    mark(desk, person, _passage(desk, person, SAID), confidential=True)
    folder = tmp_path / "out"
    folder.mkdir()
    text, data = write_files(desk, person, folder)
    read, found = text.read_text(), json.loads(data.read_text())
    for said in (read, data.read_text()):
        assert OWN in said and FIRST in said and SAID not in said
        assert desk.who is not None and desk.who.name in said
    assert desk.words("own_copy.here_left_out") in read and desk.words("own_copy.left_out_one") in read
    (hidden,) = [row for row in found["record"]["contact"] if "left_out" in row]
    assert hidden["left_out"] == ["summary"] and "summary" not in hidden
    assert found["left_out"] == 1
    # What the copy leaves out must not come back by being corrected: its earlier words are left out with it.
    (line,) = [line for line in found["earlier"] if any(FIRST in str(cell["old"]) for cell in line["cells"])]
    assert [(cell["old"], cell["new"]) for cell in line["cells"]] == [(FIRST, OWN)]
    mark(desk, person, _passage(desk, person, OWN), confidential=True)
    assert FIRST not in str(own_copy(desk, person))
    # And it can be put in again.
    mark(desk, person, _passage(desk, person, SAID), confidential=False)
    assert SAID in str(own_copy(desk, person)) and OWN not in str(own_copy(desk, person))


def test_it_is_private_replaces_nothing_and_names_nobody(desk: Desk, person: UUID, tmp_path: Path) -> None:
    with desk.reading() as db:
        name = db.connection().exec_driver_sql("SELECT name FROM participant").scalar_one()
    first, second = (write_files(desk, person, tmp_path) for _ in range(2))
    assert {path.stat().st_mode & 0o777 for path in (*first, *second)} == {0o600}
    assert len({*first, *second}) == 4
    assert not any(part in path.name for path in first for part in name.split())
    with pytest.raises(NotADirectoryError):
        write_files(desk, person, tmp_path / "none")


def test_what_was_taken_out_again_is_in_it_too(desk: Desk, person: UUID, summary: UUID) -> None:
    contacts.record_contact(desk, person, told.contact(on=-2, summary="Recorded with the wrong person"))
    undo.undo(desk, undo.last(desk).id)
    assert "Recorded with the wrong person" in str(own_copy(desk, person).earlier)


def test_every_look_and_every_change_is_listed_with_who_and_when_the_newest_first(
    desk: Desk, person: UUID, team: UUID, summary: UUID
) -> None:
    desk.note_look(Looked.OPENED, person)
    write_files(desk, person, desk.files.path.parent)
    other = told.participant(desk, team, name="Somebody Else")
    contacts.record_contact(desk, other, told.contact())
    lines = who_has_looked(desk, person)
    assert [line.kind for line in lines][:2] == ["exported", "opened"]
    assert [line.at for line in lines] == sorted((line.at for line in lines), reverse=True)
    assert {line.who for line in lines} == {desk.who and desk.who.name}
    changed = [line.what for line in lines if line.kind == "changed"]
    words = desk.words
    assert changed[:3] == [
        words("did.contact_recorded"),
        words("did.contact_changed"),
        words("did.contact_recorded"),
    ]
    # A record that is joined into another takes its looks along.
    desk.note_look(Looked.SHOWN, other)
    joining.join_records(desk, person, JoinEntry(other=other))
    assert sum(line.kind == "shown" for line in who_has_looked(desk, person)) == 1
    assert desk.store.keeping(desk.clock, desk.new_id, CaseDeriver()).broken_chain() is None


def test_nobody_unknown_has_a_copy(desk: Desk) -> None:
    for ask in (own_copy, passages):
        with pytest.raises(LookupError):
            ask(desk, UUID(int=5))
