"""The history of a record: who did what, when, and what stood there before and after."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from ips_tui.casework import contacts, disclosure, employers, history, people, reviews, staff
from ips_tui.casework.session import Desk
from ips_tui.clock import SetClock
from ips_tui.domain.stages import Stage
from ips_tui.forms.disclosure import DisclosureWithdrawalEntry
from ips_tui.forms.people import StaffEntry
from ips_tui.records import Record, Table
from tests import told


def cells(line: history.HistoryLine) -> dict[str, tuple[str, str]]:
    return {cell.column: (cell.old, cell.new) for cell in line.cells}


def test_history_says_old_and_new_in_words(either_desk: Desk) -> None:
    desk = either_desk
    person = told.participant(desk, told.clinical_team(desk))
    made = contacts.record_contact(desk, person, told.contact(-6, minutes=30))
    colleague = staff.add_staff(desk, StaffEntry(name="Kofi", role="employment_specialist"))
    entry = told.contact(-7, mode="telephone", specialist=colleague, summary="[/x]")
    contacts.change_contact(desk, made, entry)
    newest, oldest = history.history(desk, made)
    assert cells(newest) == {
        "happened_on": ("Fri 9 Oct", "Thu 8 Oct"),
        "mode": ("face to face", "telephone"),
        "minutes": ("30", ""),
        "staff_id": ("Maren Test", "Kofi"),
        "summary": ("", "[/x]"),
    }
    assert (newest.what, newest.who) == (desk.words("did.contact_changed"), "Maren Test")
    first = cells(oldest)
    assert first["mode"] == ("", "face to face") and first["participant_id"] == ("", "Ada Fenwick")
    assert {"id", "removed", "summary"}.isdisjoint(first), "what was not answered is not told"


def test_lists_yes_no_and_withdrawals_read_as_words(desk: Desk, person: UUID, team: UUID) -> None:
    entry = told.referral(desk, team, contact_preferences="phone\nletter", leave_no_messages=True)
    people.change_referral(desk, person, entry)
    changed = cells(history.history(desk, person)[0])
    phone, letter = (desk.words.choice("contact_preference", name) for name in ("phone", "letter"))
    assert changed == {
        "contact_preferences": (phone, f"{phone}, {letter}"),
        "leave_no_messages": (desk.words("no"), desk.words("yes")),
    }
    made = told.agreed(desk, person)
    disclosure.withdraw(desk, made, DisclosureWithdrawalEntry(withdrawn_on=told.day(-1)))
    assert cells(history.history(desk, made)[0]) == {"withdrawn_on": ("", "Wed 14 Oct")}


def test_one_action_is_one_line_and_the_newest_comes_first(desk: Desk, person: UUID, clock: SetClock) -> None:
    bakery = told.employer(desk)
    made = employers.record_employer_contact(desk, told.visit(bakery))
    for on in (-2, -3, -4):
        # The wall clock goes back; the order of what was done stays.
        clock.moment -= timedelta(hours=2)
        employers.change_employer_contact(desk, made, told.visit(bakery, on, result="other"))
    found = history.history(desk, made)
    assert len(found) == 4
    assert [cells(line)["happened_on"][1] for line in found] == ["Sun 11 Oct", "Mon 12 Oct", "Tue 13 Oct", "Wed 14 Oct"]


def test_a_review_is_told_with_its_contact_and_its_achievement(desk: Desk, person: UUID) -> None:
    made = reviews.record_review(desk, person, told.review(-3, went_well="rang the shop"))
    reviews.change_review(desk, made, told.review(-3, mode="face_to_face", went_well="rang two shops"))
    reviews.change_review(desk, made, told.review(-3, mode="face_to_face", own_words="so and so"))
    taken, changed, first = history.history(desk, made)
    well = desk.words("column.achievement_removed")
    assert cells(taken) == {"own_words": ("", "so and so"), "removed": ("no", "yes")}
    assert [cell.label for cell in taken.cells if cell.column == "removed"] == [well]
    assert cells(changed) == {
        "mode": ("telephone", "face to face"),
        "what": ("rang the shop", "rang two shops"),
    }
    assert {"mode", "expectations", "what"} <= set(cells(first))
    columns = [cell.column for cell in first.cells]
    assert columns.count("participant_id") == 1 and {"contact_id", "review_id"}.isdisjoint(columns)


def test_a_participant_is_told_with_referral_consents_specialist_and_main_stages(
    desk: Desk, person: UUID, team: UUID
) -> None:
    colleague = staff.add_staff(desk, StaffEntry(name="Kofi", role="employment_specialist"))
    people.enter_stage(desk, person, Stage.VOCATIONAL_PROFILE, told.day(-5))
    changed = told.referral(desk, team, source="family", specialist=colleague, consent_to_record="withdrawn")
    people.change_referral(desk, person, changed)
    # What was done with the person is told where it is: it is no part of the person's own record.
    contacts.record_contact(desk, person, told.contact())
    newest, stage, first = history.history(desk, person)
    assert [line.what for line in (newest, stage, first)] == [
        desk.words(f"did.{did}") for did in ("referral_changed", "stage_entered", "referral_received")
    ]
    said = [(cell.table, cell.column, cell.old, cell.new) for cell in newest.cells]
    assert ("referral", "source", desk.words("choice.referral_source.self"), "family or friends") in said
    assert ("assignment", "to_on", "", "Thu 15 Oct") in said
    assert ("assignment", "staff_id", "", "Kofi") in said
    assert ("consent", "state", "", desk.words("choice.consent_state.withdrawn")) in said
    assert cells(stage) == {"stage": ("", desk.words("stage.2.name")), "entered_on": ("", "Sat 10 Oct")}
    assert {cell.table for cell in first.cells} == {"participant", "referral", "consent", "assignment", "main_stage"}
    assert "participant_id" not in {cell.column for line in (newest, stage, first) for cell in line.cells}


def test_an_id_that_nobody_has_has_no_history(desk: Desk) -> None:
    assert history.history(desk, UUID(int=404)) == ()
    assert history.last_change(desk, UUID(int=404)) is None


def test_the_last_change_tells_a_stale_draft(desk: Desk, person: UUID, team: UUID) -> None:
    first = history.last_change(desk, person)
    people.change_referral(desk, person, people.referral_entry(desk, person))
    assert history.last_change(desk, person) == first
    people.change_referral(desk, person, told.referral(desk, team, name="Ada Berg"))
    assert history.last_change(desk, person) not in (None, first)


def test_a_draft_is_stale_too_when_only_a_row_behind_its_record_changed(desk: Desk, person: UUID) -> None:
    made = reviews.record_review(desk, person, told.review(-3))
    before = history.last_change(desk, made)
    reviews.change_review(desk, made, told.review(-3, mode="video"))
    assert history.last_change(desk, made) not in (None, before)


def test_every_column_that_can_change_has_a_label(desk: Desk) -> None:
    for mapper in Table.registry.mappers:
        if issubclass(mapper.class_, Record):
            for column in mapper.class_.__table__.columns:
                if column.name != "id":
                    label = history.label(desk, mapper.class_.__tablename__, column.name)
                    assert label and not label.startswith("column."), (mapper.class_.__tablename__, column.name)
