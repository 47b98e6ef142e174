"""Papers of the team: what stands on them for the sample's people by hand, and whom they name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from ips_tui.casework import (
    appointments,
    clinical_meetings,
    contacts,
    disclosure,
    employers,
    engagement,
    group_sessions,
    leads,
    outreach,
    settings,
    staff,
)
from ips_tui.casework.caseload import everyone
from ips_tui.casework.session import Desk, Looked
from ips_tui.domain.travel import TravelRate
from ips_tui.forms.community import ClinicalMeetingEntry, GroupSessionEntry, OutreachEntry
from ips_tui.forms.contacts import AppointmentClosingEntry
from ips_tui.forms.engagement import NaturalSupportEntry
from ips_tui.forms.people import StaffEntry
from ips_tui.reports.document import Document, Heading, PageBreak, Signatures
from ips_tui.reports.registry import PaperKind, PaperRequest, paper
from ips_tui.reports.writers.pdf import pdf_of
from ips_tui.store.looks import looks_at
from tests import told
from tests.reports.read_pdf import opened
from tests.reports.team_desk import day, fields, made, names_in, rows, sample_desk, staff_of, texts

CLAIM, HAND_OVER = PaperKind.TRAVEL_CLAIM, PaperKind.HAND_OVER
MEETING, DAY, CHART = PaperKind.MEETING_SHEET, PaperKind.DAY_SHEET, PaperKind.CHART_REVIEW


@pytest.fixture(scope="module")
def sampled() -> Iterator[Desk]:
    with sample_desk() as desk:
        yield desk


# Every paper


@pytest.mark.parametrize("pack", ["en_GB", "nb_NO"])
def test_every_paper_is_made_for_everybody_in_the_words_of_the_desk(pack: str) -> None:
    with sample_desk(pack) as desk:
        by_staff = [made(desk, kind, PaperRequest(staff_id=one.id)) for kind in (CLAIM, DAY) for one in desk.staff()]
        by_staff += [made(desk, MEETING), made(desk, CHART)]
        # The second language has the same gaps to fill: a few people have all of them.
        people = [line for line in everyone(desk) if pack == "en_GB" or line.ref in ("P02", "P06", "P07")]
        briefs = [made(desk, HAND_OVER, PaperRequest(participant_id=line.id)) for line in people]
        assert len(people) == (12 if pack == "en_GB" else 3) and all(brief.ref for brief in briefs)
        assert {_pages(brief) for brief in briefs} <= {1, 2}
        for document in (*by_staff, *briefs):
            for text in texts(document):
                # An id without words is shown as itself, and a gap that nothing filled as a brace.
                assert not text.startswith(("papers", "choice.", "kind.", "stage.", "gate.")) and "{" not in text, text
        for document in by_staff:
            assert names_in(document, desk) == []
        with pytest.raises(LookupError):
            made(desk, HAND_OVER, PaperRequest(participant_id=UUID(int=7)))
        with pytest.raises(LookupError):
            made(desk, CLAIM, PaperRequest(staff_id=UUID(int=7)))


def test_names_stand_there_where_they_were_asked_for(sampled: Desk) -> None:
    known = [paper(kind) for kind in (CLAIM, DAY, MEETING)]
    (otherwise,) = {tuple(one.called(otherwise=True)) for one in known if one is not None}
    assert otherwise == ("names",)
    named = PaperRequest(
        staff_id=staff_of(sampled, "ES1"), since=date(2026, 10, 19), options=dict.fromkeys(otherwise, "")
    )
    assert "1. 10:30, P01 Ada Fenwick: Contact" in texts(made(sampled, DAY, named))
    assert fields(made(sampled, DAY, named))["Telephone"] == "Ring the farm line, ask for Ada"
    assert "Tom Brannigan" in names_in(made(sampled, MEETING, named), sampled)


# Travel claim


def test_the_claim_of_a_month_by_hand(desk: Desk, team: UUID) -> None:
    ada = told.participant(desk, team, received_on=day(-60), accepted_on=day(-60), place="Upper Tarn")
    bakery, quay = told.employer(desk, site="Lower valley"), told.employer(desk, name="Quay", site="The Quay")
    contacts.record_contact(desk, ada, told.contact(-31, travel_distance="12.5 mi", travel_minutes=50, place="home"))
    contacts.record_contact(desk, ada, told.contact(-30, mode="telephone"))
    contacts.record_contact(desk, ada, told.contact(-29, result="no_show", travel_distance="10", place="community"))
    contacts.record_contact(desk, ada, told.contact(-29, result="cancelled_by_person", travel_distance="99"))
    contacts.record_contact(desk, ada, told.contact(-28, travel_distance="0"))
    contacts.record_contact(desk, ada, told.contact(-5, travel_distance="50"))
    for who in (None, None):
        visit = told.visit(bakery, -27, participant=who, travel_distance="20 km", travel_minutes=30)
        employers.record_employer_contact(desk, visit)
    employers.record_employer_contact(desk, told.visit(quay, -26))
    group = {"happened_on": day(-25), "name": "Job club", "participants": (ada,), "place_name": "Library"}
    group_sessions.record_group_session(desk, GroupSessionEntry(**group, travel_distance="4"))
    meeting = ClinicalMeetingEntry(happened_on=day(-24), clinical_team=team, travel_distance="6")
    clinical_meetings.record_clinical_meeting(desk, meeting)
    fair = OutreachEntry(happened_on=day(-23), kind="community_event", place="Autumn market", travel_minutes=40)
    outreach.record_outreach(desk, fair)
    # An appointment that became a contact is that contact.
    planned = appointments.make_appointment(desk, ada, told.appointment(0, travel_minutes=50))
    contacts.record_contact(desk, ada, told.contact(0, travel_distance="12.5"), appointment_id=planned)

    claim = made(desk, CLAIM)
    assert claim.subtitle == "Maren Test, Tue 1 Sep 2026 to Wed 30 Sep 2026" and claim.ref == ""
    assert rows(claim) == [
        ["14 Sep", "Engagement", "E-0001 AF, at home, Upper Tarn", "12.5 mi", "50"],
        ["16 Sep", "Engagement", "E-0001 AF, out in the community, Upper Tarn", "10 mi", ""],
        ["18 Sep", "Employer visit", "Lower valley", "20 km", "30"],
        ["20 Sep", "Group session", "Library", "4 mi", ""],
        ["21 Sep", "Clinical team meeting", "CMHT North", "6 mi", ""],
    ]
    assert rows(claim, 1) == [
        ["19 Sep", "Employer visit", "The Quay", "", ""],
        ["22 Sep", "Outreach", "Autumn market", "", "40"],
    ]
    # 12.5 + 10 + 4 + 6 miles, and 20 km, which are 12.4 miles. Without a rate the sum is a line to fill in.
    assert fields(claim) == {"Distance in all": "44.9 mi", "Rate": "", "Sum": "", "Time on the way": "2 h 0 min"}
    assert "2 journeys have no distance" in texts(claim) and "Mill Lane Bakery" not in "".join(texts(claim))
    assert isinstance(claim.blocks[-1], Signatures)
    settings.set_travel_rate(desk, TravelRate(Decimal("0.45"), "GBP", "mi"))
    assert fields(made(desk, CLAIM))["Sum"] == "20.21 GBP"
    settings.set_travel_rate(desk, TravelRate(Decimal("3.5"), "NOK", "km"))
    # 32.5 miles are 52.3 km.
    assert fields(made(desk, CLAIM)) | {"Time on the way": ""} == {
        "Distance in all": "72.3 km",
        "Rate": "3.5 NOK/km",
        "Sum": "253.05 NOK",
        "Time on the way": "",
    }
    october = made(desk, CLAIM, PaperRequest(since=date(2026, 10, 1)))
    assert [row[3] for row in rows(october)] == ["50 mi", "12.5 mi"]


def test_nothing_travelled_is_no_sum(desk: Desk) -> None:
    claim = made(desk, CLAIM)
    assert "No journeys are recorded in this time." in texts(claim)
    assert fields(claim) == {"Distance in all": "", "Rate": "", "Sum": ""}


# Chart review


def test_the_dates_of_the_charts_by_hand(sampled: Desk) -> None:
    sheet = made(sampled, CHART)
    found = {row[0]: row[1:] for row in reversed(rows(sheet))}
    assert found["P08"] == [
        *("4 Aug", "4 Aug", "18 Aug", "26 Aug", "28 Aug", "25 Sep"),
        *("28 Sep", "26 Sep", "30 Sep", "3 of 3", "", "", ""),
    ]
    assert found["P01"] == ["9 Oct", *[""] * 12]
    assert [row[0] for row in rows(sheet)].count("P10") == 2
    assert not [name for one in everyone(sampled) for name in one.name.split() if name in "\n".join(texts(sheet))]
    third = made(sampled, CHART, PaperRequest(options={"every": "3"}))
    assert list(dict.fromkeys(row[0] for row in rows(third))) == ["P01", "P04", "P07", "P10"]
    assert "A sample: one case of every 3, by reference." in texts(third)
    own = made(sampled, CHART, PaperRequest(staff_id=staff_of(sampled, "ES3"), options={"every": "\x00"}))
    assert {row[0] for row in rows(own)} == {line.ref for line in everyone(sampled) if line.specialist == "ES3"}


# Meeting sheet


def test_the_week_by_hand(sampled: Desk) -> None:
    sheet = made(sampled, MEETING)
    stuck = {row[0]: row[2] for row in rows(sheet)}
    assert list(stuck) == ["P02 RP", "P04 TB", "P09 HL", "P11 AT"]
    assert stuck["P02 RP"] == "Search clock at day 68 of 28; first employer face to face 38 days late"
    assert stuck["P11 AT"] == "Plan review late since 13 Oct"
    said = texts(sheet)
    assert "P07 SP: last on Mon 14 Sep" in said and not any(text.startswith("P01 AF: ") for text in said)
    assert any(text.startswith("Kitchen porter, lunch shifts: Quayside Kitchen") for text in said)
    assert "P08 JW starts Mon 28 Sep: Stock assistant" in texts(
        made(sampled, MEETING, PaperRequest(since=date(2026, 10, 1)))
    )
    # P03 was first seen on 25 September, and P01 on 9 October.
    crossing = [
        text for text in texts(made(sampled, MEETING, PaperRequest(since=date(2026, 10, 20)))) if "28 days" in text
    ]
    assert crossing == ["P03 GO: 28 days are over on Fri 23 Oct if the search has not begun"]


# Day sheet


def test_who_may_be_rung_stands_with_a_number_and_others_without(desk: Desk, team: UUID) -> None:
    rung = {"telephone": "0100, ask for Bo Hidden", "place": "Upper Tarn"}
    may = told.participant(desk, team, name="Bo Hidden", **rung)
    no_messages = told.participant(desk, team, name="Cy Quiet", **rung, leave_no_messages=True)
    by_letter = told.participant(desk, team, name="Di Letter", **rung, contact_preferences="letter")
    garage = told.employer(desk, name="Garage", site="Dale", telephone="0199")
    for who, at in ((may, "15:30"), (no_messages, "09:00"), (by_letter, None)):
        appointments.make_appointment(
            desk, who, told.appointment(4, at=at, place="Café, Upper Tarn", travel_minutes=35)
        )
    visit = told.appointment(4, purpose="employer_visit", employer=garage, mode="face_to_face")
    appointments.make_appointment(desk, may, visit)
    appointments.make_appointment(desk, may, told.appointment(4, at="12:00", mode="telephone"))
    gone = appointments.make_appointment(desk, may, told.appointment(4, at="08:00"))
    appointments.close_appointment(desk, gone, AppointmentClosingEntry(state="cancelled", closed_by="specialist"))
    waiting = told.participant(desk, team, name="Ed Near", place="upper tarn")
    contacts.record_contact(desk, waiting, told.contact(-10))
    sheet = made(desk, DAY, PaperRequest(since=day(4)))
    headings = [block.text for block in sheet.blocks if isinstance(block, Heading)]
    assert headings == [
        "1. 09:00, E-0002 CQ: Contact",
        "2. 15:30, E-0001 BH: Contact",
        # At the café anyway, so it is not driven there twice.
        "3. no time yet, E-0003 DL: Contact",
        "4. no time yet, E-0001 BH: Employer visit",
        "Without a way",
        "Also due where you are going",
    ]
    said = texts(sheet)
    assert said.count("0100, ask for B H") == 2, "once met and once for the visit: the other two are not rung"
    assert not any("Hidden" in text or "Garage" in text for text in said)
    assert any(text.startswith("12:00, E-0001 BH: Contact, telephone, 0100") for text in said)
    assert any(text.startswith("E-0004 EN, upper tarn: ") for text in said)


def test_the_day_is_the_next_on_which_something_is_planned(sampled: Desk) -> None:
    days = {ref: made(sampled, DAY, PaperRequest(staff_id=staff_of(sampled, ref))) for ref in ("ES1", "ES2", "TL1")}
    assert {ref: sheet.subtitle for ref, sheet in days.items()} == {
        "ES1": "Maren Holt, Mon 19 Oct 2026",
        "ES2": "Dayo Adeyemi, Fri 16 Oct 2026",
        "TL1": "Priya Nair, Thu 15 Oct 2026",
    }
    assert "Nothing is planned for this day." in texts(days["TL1"])
    assert [text for text in texts(days["ES2"]) if text.startswith("P02 RP")] == [
        "P02 RP, Harbourside: Job search to begin (5 Sep)"
    ]


# Hand-over


def test_a_brief_says_what_was_promised_and_names_only_who_may_be_contacted(desk: Desk, team: UUID) -> None:
    ada = told.participant(desk, team, leave_no_messages=True, consent_family="refused", consent_family_on=day(-9))
    bakery = told.employer(desk, site="Lower valley")
    told.agreed(desk, ada, -5, never_words="hospital", to_whom="hr")
    visit = told.visit(
        bakery, -2, participant=ada, next_step="Bring the list", next_on=day(3), result="Wants to meet her"
    )
    employers.record_employer_contact(desk, visit)
    lead = leads.record_lead(desk, told.lead())
    leads.record_offer(desk, ada, told.offer(lead, answer="interested"))
    for name, consent in (("Mo Sister", "given"), ("Ty Brother", "refused")):
        said = {"name": name, "relation": "relative", "consent": consent, "said_on": day(-4)}
        about = {"contact_about": ("job_leads",)} if consent == "given" else {}
        engagement.record_natural_support(desk, ada, NaturalSupportEntry(**said, **about))
    contacts.record_contact(desk, ada, told.contact(-6, summary="She wants mornings."))
    contacts.record_contact(desk, ada, told.contact(-1))
    brief = made(desk, HAND_OVER, PaperRequest(participant_id=ada))
    said = texts(brief)
    assert "Sun 18 Oct: Mill Lane Bakery: Bring the list" in said
    assert any(text.startswith("They want to hear more of: ") for text in said)
    assert fields(brief)["Last contact"] == "Wed 14 Oct"
    assert fields(brief)["Last noted"] == "Fri 9 Oct: She wants mornings."
    assert "YES: you may speak to any employer." in said and "needs a quiet corner" in said
    assert "Never say: hospital" in said and any(text.startswith("To whom: ") for text in said)
    known = "Mill Lane Bakery, Lower valley (first cup of tea), last Tue 13 Oct: Wants to meet her"
    assert f"{known} You may speak to them." in said
    assert [text for text in said if "Mo Sister" in text] == ["Mo Sister (relative), about: job leads"]
    assert not any("Ty Brother" in text for text in said)
    assert "Leave no messages." in said and "Do not contact the family: no since Tue 6 Oct." in said
    disclosure.record_agreement(desk, ada, told.refused(0))
    after = texts(made(desk, HAND_OVER, PaperRequest(participant_id=ada)))
    assert "Do not speak to any employer about this person." in after and "needs a quiet corner" not in after


def test_a_caseload_is_one_brief_each_and_every_one_is_noted(desk: Desk, team: UUID) -> None:
    people = [told.participant(desk, team, name=name) for name in ("Ada Fenwick", "Bo Øst")]
    document = made(desk, PaperKind.HAND_OVER_CASELOAD)
    whom = [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]
    assert whom == ["E-0001 Ada Fenwick", "E-0002 Bo Øst"] and document.ref == ""
    assert sum(isinstance(block, PageBreak) for block in document.blocks) == 1
    for person in people:
        (look,) = looks_at(desk.connection, person)
        assert (look.what, look.detail) == (Looked.PRINTED, "hand_over_caseload")
    nobody = made(desk, PaperKind.HAND_OVER_CASELOAD, PaperRequest(staff_id=_colleague(desk)))
    assert "Nobody is on this caseload." in texts(nobody)


def _colleague(desk: Desk) -> UUID:
    return staff.add_staff(desk, StaffEntry(name="Lena", role="employment_specialist"))


def test_a_brief_has_two_pages_whatever_was_typed(desk: Desk) -> None:
    much = "A long sentence that goes on and on, with a comma here and there. " * 9
    short = much[:190]
    said = {"working_style": short, "communication_needs": short, "safety_note": short, "safe_times": short}
    who = told.participant(desk, told.clinical_team(desk), leave_no_messages=True, telephone=short, **said)
    told.agreed(desk, who, -9, agreed_words=much, never_words=much)
    for number in range(7):
        at = told.employer(desk, name=f"{number} {short[:70]}", site=short[:60])
        visit = told.visit(at, -1, participant=who, result=much, next_step=short, next_on=day(number + 1))
        employers.record_employer_contact(desk, visit)
        support = {"name": f"Mo {number}", "relation": "relative", "consent": "given", "said_on": day(-4)}
        engagement.record_natural_support(desk, who, NaturalSupportEntry(**support, contact_about=("job_leads",)))
        appointments.make_appointment(desk, who, told.appointment(number + 1, place=short[:100]))
        contacts.record_contact(desk, who, told.contact(-8 + number, summary=much))
    assert _pages(made(desk, HAND_OVER, PaperRequest(participant_id=who))) == 2


def _pages(document: Document) -> int:
    return len(opened(pdf_of(document).data).pages)


# Text is hostile


def test_what_was_typed_stays_text(desk: Desk, team: UUID) -> None:
    """Whether a writer reads anything in it is the writers' own matter; here it must neither get lost nor act."""
    text = " ".join((told.HOSTILE[0], told.HOSTILE[3], told.HOSTILE[9], told.HOSTILE[12]))
    who = told.participant(desk, team, name="[b]Ada[/b] Zed", place=text, telephone=text)
    at = told.employer(desk, name=text, site=text)
    told.agreed(desk, who, agreed_words=text, never_words=text)
    employers.record_employer_contact(desk, told.visit(at, -20, result=text, travel_distance="3"))
    employers.record_employer_contact(desk, told.visit(at, -1, participant=who, result=text, next_step=text))
    contacts.record_contact(desk, who, told.contact(-3, summary=text, travel_distance="2"))
    appointments.make_appointment(desk, who, told.appointment(1, place=text))
    month = PaperRequest(since=day(-60), until=day(0))
    for kind, request in ((CLAIM, month), (DAY, PaperRequest(since=day(1))), (MEETING, None), (CHART, None)):
        document = made(desk, kind, request)
        assert names_in(document, desk) == [], kind
        held = sum(told.HOSTILE[0] in one for one in texts(document))
        assert held > {CLAIM: 1, DAY: 1}.get(kind, -1), kind
    brief = made(desk, HAND_OVER, PaperRequest(participant_id=who))
    assert sum(told.HOSTILE[0] in one for one in texts(brief)) > 3
