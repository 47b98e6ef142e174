"""The calendar file: read by a parser that is not ours, and nothing in it says who a participant is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ips_tui.casework import appointments, contacts, disclosure, employers, snooze
from ips_tui.casework.agenda import AgendaItem, agenda
from ips_tui.casework.session import Desk
from ips_tui.casework.today import today
from ips_tui.forms.snooze import SnoozeEntry
from ips_tui.reports.calendar import LONGEST_LINE, ics_of, title_of
from ips_tui.text import shown
from tests import told
from tests.reports.team_desk import day, names, sample_desk, staff_of

NOW = datetime(2026, 10, 15, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def sampled() -> Iterator[Desk]:
    with sample_desk() as desk:
        yield desk


def _events(data: bytes) -> list[icalendar.Event]:
    """The events as the public parser reads them."""
    (calendar,) = icalendar.Calendar.from_ical(data, multiple=True)
    assert calendar["VERSION"] == "2.0" and "ips-tui" in calendar["PRODID"]
    assert not calendar.errors
    events = [part for part in calendar.subcomponents if part.name == "VEVENT"]
    assert len(events) == len(calendar.subcomponents)
    assert not [event.errors for event in events if event.errors]
    return events


def _well_formed(data: bytes) -> None:
    """What RFC 5545 asks of the bytes: CRLF alone ends lines, of 75 octets at most, in UTF-8 each for itself."""
    assert data.endswith(b"\r\n") and data.count(b"\r") == data.count(b"\n") == data.count(b"\r\n")
    for line in data.split(b"\r\n"):
        assert len(line) <= LONGEST_LINE
        assert not re.search(r"[\x00-\x1f\x7f-\x9f]", line.decode("utf-8"))


def test_the_samples_calendars_are_read_by_others_and_name_nobody(sampled: Desk) -> None:
    since, until = told.TODAY, day(56)
    counted = 0
    for member in sampled.staff():
        items = agenda(sampled, member.id, since, until)
        if not items:
            continue
        data = ics_of(items, sampled.words, NOW)
        _well_formed(data)
        events = _events(data)
        counted += len(events)
        assert [str(event["SUMMARY"]) for event in events] == [title_of(item, sampled.words) for item in items]
        assert {str(event["CLASS"]) for event in events} == {"PRIVATE"}
        assert len({str(event["UID"]) for event in events}) == len(events)
        unfolded = data.replace(b"\r\n ", b"").decode()
        for name in names(sampled):
            first, *_, last = name.split()
            assert name not in unfolded and first not in unfolded and last not in unfolded, name
    assert counted > 20


def test_one_week_by_hand(sampled: Desk) -> None:
    maren = staff_of(sampled, "ES1")
    items = agenda(sampled, maren, date(2026, 10, 19), date(2026, 10, 20))
    first, *others = _events(ics_of(items, sampled.words, NOW))
    # Floating: no zone, so that half past ten is half past ten wherever the file is read.
    assert first["DTSTART"].to_ical() == b"20261019T103000" and first["DTSTART"].dt.tzinfo is None
    assert first["DTSTAMP"].dt == NOW
    assert (first["SUMMARY"], first["LOCATION"]) == ("Contact: AF", "Café by the bridge, Upper Tarn")
    assert (first["DESCRIPTION"], first["TRANSP"]) == ("35 minutes on the way", "OPAQUE")
    assert [(event["DTSTART"].dt, str(event["SUMMARY"]), str(event["TRANSP"])) for event in others] == [
        (date(2026, 10, 19), "Due: Meeting before start: SP", "TRANSPARENT"),
        (date(2026, 10, 20), "Due: In-work support plan: SP", "TRANSPARENT"),
        (date(2026, 10, 20), "Due: Job start: SP", "TRANSPARENT"),
    ]
    again = agenda(sampled, maren, date(2026, 10, 1), date(2026, 12, 1))
    assert {item.id for item in items} <= {item.id for item in again}, "an event stays itself"
    kept = {UUID(bytes=row[0]) for row in sampled.connection.execute("SELECT id FROM appointment")}
    assert not kept & {item.id for item in again}


def test_an_employer_is_named_as_the_agreement_allows_for_that_employer_and_person(desk: Desk, team: UUID) -> None:
    ada = told.participant(desk, team, name="Ada Fenwick", place="Upper Tarn")
    told.participant(desk, team, name="Bo Øst")
    bakery, quay = told.employer(desk, site="Mill Lane"), told.employer(desk, name="Quay Kitchen", site="The Quay")
    told.agreed(desk, ada, scope="named", employers=(bakery,))

    def met(at: str, **said: object) -> None:
        about = said.pop("about", ada)
        assert about is None or isinstance(about, UUID)
        entry = told.appointment(4, at=at, mode="face_to_face", **said)
        if about is not None:
            appointments.make_appointment(desk, about, entry)
            return
        with desk.writing("appointment_made") as writing:
            appointments.add_appointment(desk, writing, None, entry)

    met("08:00", purpose="employer_visit", employer=bakery)
    met("09:00", purpose="employer_visit", employer=quay)
    met("10:00", place="Back room of the Quay Kitchen")
    met("11:00", place="Café beside Mill Lane Bakery")
    met("12:00", place="At Fenwick's farm")
    met("13:00", place="Bo Ost's shop")
    met("14:00", place="Library", note="Ada Fenwick", with_whom="Bo Øst")
    met("15:00", purpose="employer_visit", employer=quay, about=None)
    # Agreed with the employer, whoever it was about: the day stands there without the person.
    employers.record_employer_contact(desk, told.visit(bakery, -1, participant=ada, next_step="x", next_on=day(4)))

    def said() -> dict[str, tuple[str, str]]:
        items = agenda(desk, told.specialist(desk), day(4), day(4))
        events = _events(ics_of(items, desk.words, NOW))
        return {
            f"{event['DTSTART'].dt:%H}": (str(event["SUMMARY"]), str(event.get("LOCATION", "")))
            for event in events
            if isinstance(event["DTSTART"].dt, datetime) or "employer" in str(event["SUMMARY"]).lower()
        }

    open_gate = said()
    assert open_gate.pop("00") == ("Due: Employer check-in: Mill Lane Bakery", "")
    assert open_gate == {
        "08": ("Employer visit: AF, Mill Lane Bakery", "Mill Lane"),
        "09": ("Employer visit: AF", ""),
        "10": ("Contact: AF", ""),
        "11": ("Contact: AF", "Café beside Mill Lane Bakery"),
        "12": ("Contact: AF", ""),
        "13": ("Contact: AF", ""),
        "14": ("Contact: AF", "Library"),
        "15": ("Employer visit: Quay Kitchen", "The Quay"),
    }
    disclosure.record_agreement(desk, ada, told.refused(0))
    closed = said()
    assert closed["08"] == ("Employer visit: AF", "") and closed["11"] == ("Contact: AF", "")
    assert closed["15"] == open_gate["15"]


def test_what_is_put_off_stands_on_its_new_day_and_the_rest_in_its_time(desk: Desk, team: UUID) -> None:
    ada = told.participant(desk, team, received_on=day(-60), accepted_on=day(-60))
    contacts.record_contact(desk, ada, told.contact(-30))
    who = told.specialist(desk)
    items = agenda(desk, who, day(-100), day(100))
    assert items and all(item.who == "AF" and item.due for item in items)
    line = next(line for line in today(desk).due if line.kind == "review")
    snooze.put_off(desk, line.id, SnoozeEntry(until_on=day(5), reason="away"))
    (moved,) = [item for item in agenda(desk, who, day(5), day(5)) if item.kind == "review"]
    (before,) = [item for item in items if item.kind == "review"]
    assert (before.on, moved.on, before.id) == (line.due_on, day(5), moved.id)
    assert agenda(desk, who, day(200), day(300)) == ()
    assert agenda(desk, UUID(int=5), day(-100), day(100)) == ()
    with pytest.raises(ValueError, match="without anything"):
        ics_of((), desk.words, NOW)


TEXT = st.text(max_size=180) | st.sampled_from(
    (*told.HOSTILE, "ø" * 120, "\U0001f469\u200d\U0001f4bb" * 30, "a,b;c\\n\\N\\", "x\r\nEND:VEVENT\r\nBEGIN:VEVENT")
)


@given(place=TEXT, employer=TEXT, who=st.text(max_size=4), minutes=st.none() | st.integers(0, 900))
def test_any_text_comes_back_as_it_is_shown(place: str, employer: str, who: str, minutes: int | None) -> None:
    item = AgendaItem(UUID(int=1), date(2026, 1, 2), time(9, 5), "contact", who, employer, place, minutes)
    whole = AgendaItem(UUID(int=2), date(9999, 12, 31), None, "review", who, due=True)
    words = told.british()
    data = ics_of((item, whole), words, NOW + timedelta(hours=1))
    _well_formed(data)
    first, second = _events(data)
    assert str(first["SUMMARY"]) == shown(title_of(item, words), 200)
    assert str(first.get("LOCATION", "")) == shown(place, 200)
    assert ("DESCRIPTION" in first) is bool(minutes)
    assert second["DTSTART"].dt == date(9999, 12, 31)
