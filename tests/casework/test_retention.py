"""Records whose time is over are listed, with what they are counted from; nothing is ever deleted by itself."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from ips_tui.casework import closure, contacts, retention, undo
from ips_tui.casework.history import history
from ips_tui.casework.session import Desk
from ips_tui.clock import SetClock
from ips_tui.content.retention import load_profiles, read_profiles
from ips_tui.domain.retention import OWN, Counted, Profile, over
from ips_tui.domain.rights import RetentionChoice
from ips_tui.forms.asking import BadEntry
from ips_tui.forms.kit import read_entry
from ips_tui.forms.rights import RetentionDecisionEntry
from tests import told
from tests.once import once


def _two_closed(desk: Desk) -> tuple[UUID, UUID]:
    """Ada, closed today after a contact; Bo, closed today because he died."""
    team = told.clinical_team(desk)
    ada, bo = told.participant(desk, team), told.participant(desk, team, name="Bo Øst")
    contacts.record_contact(desk, ada, told.contact(-6))
    closure.close_case(desk, ada, told.closure())
    closure.close_case(desk, bo, told.closure(reason="deceased"))
    return ada, bo


def later(desk: Desk, years: float) -> None:
    assert isinstance(desk.clock, SetClock)
    desk.clock.moment += timedelta(days=round(years * 365.25))


def listed(desk: Desk) -> list[UUID]:
    return [one.id for one in retention.time_over(desk)]


def test_nothing_is_listed_without_a_rule_and_nothing_deleted_in_thirty_years(desk: Desk) -> None:
    """Nothing is deleted by itself, whatever the rule and however long the program is left alone."""
    ada, bo = once(desk, _two_closed)
    before = told.dump(desk.connection, only="record")
    later(desk, 30)
    assert retention.profile(desk) is None and listed(desk) == []
    retention.choose(desk, "nz")
    assert sorted(listed(desk)) == sorted((ada, bo))
    desk.rebuild()
    desk.close()
    told.opened(desk).warm()
    after = told.dump(desk.connection, only="record")
    assert {name for name in before if before[name] != after[name]} == {"setting"}
    assert desk.connection.execute("SELECT count(*) FROM caseload_line").fetchone() == (2,)


def test_each_is_listed_from_its_day_on_and_kept_only_for_a_reason(desk: Desk) -> None:
    """Ten years after a death, twenty after closing; one that is to be kept comes back on its day."""
    ada, bo = once(desk, _two_closed)
    retention.choose(desk, "nhs_mental_health")
    later(desk, 9.9)
    assert listed(desk) == []
    later(desk, 0.2)
    (line,) = retention.time_over(desk)
    assert (line.id, line.over.counted, line.over.since, line.decided) == (bo, Counted.DEATH, told.TODAY, None)
    today = desk.clock.today()
    with pytest.raises(BadEntry):
        read_entry(RetentionDecisionEntry, {"choice": "keep"}, today=today)
    again = today + timedelta(days=365)
    keep = RetentionDecisionEntry(choice="keep", reason="an inquiry goes on", review_on=again)
    decision = retention.decide(desk, bo, keep)
    assert listed(desk) == []
    assert "an inquiry goes on" in repr(history(desk, bo)[0])
    assert retention.DECISION.entry_of(desk, decision) == keep
    later(desk, 1.1)
    (line,) = retention.time_over(desk)
    assert (line.decided, line.decided_by, line.reason) == (RetentionChoice.KEEP, "Maren Test", "an inquiry goes on")
    retention.decide(desk, bo, RetentionDecisionEntry(choice="erase"))
    assert [one.decided for one in retention.time_over(desk)] == [RetentionChoice.ERASE], "deciding erases nothing"
    undo.undo(desk, undo.last(desk).id)
    assert [one.decided for one in retention.time_over(desk)] == [RetentionChoice.KEEP]
    later(desk, 9)
    assert listed(desk) == [bo, ada]


def test_a_team_may_say_its_own_years(desk: Desk) -> None:
    ada, bo = once(desk, _two_closed)
    retention.choose(desk, OWN, 3)
    later(desk, 3.1)
    assert sorted(listed(desk)) == sorted((ada, bo))
    for profile, years in ((OWN, None), (OWN, 0), (OWN, 101), ("no such rule", None)):
        with pytest.raises(ValueError):
            retention.choose(desk, profile, years)
    retention.choose(desk, "")
    assert listed(desk) == []


def test_the_rules_are_those_that_were_published_and_say_where() -> None:
    """NHS mental health 20 years, 10 after death; other records in the UK 8; New Zealand 10."""
    found = {one.id: (one.years, one.years_after_death) for one in load_profiles().values()}
    assert found == {"nhs_mental_health": (20, 10), "uk_other": (8, None), "nz": (10, None)}
    assert all(one.source and one.address.startswith("https://") and one.checked for one in load_profiles().values())
    for wrong in ([{"id": "a", "years": 0}], [{"id": "a", "years": 1}, {"id": "a", "years": 2}]):
        with pytest.raises(ValueError):
            read_profiles({"checked": told.TODAY, "profile": wrong})


def test_the_years_count_from_the_later_of_contact_and_closing() -> None:
    rule = Profile("nz", 10)
    leap = date(2024, 2, 29)
    assert over(rule, closed_on=leap, last_contact_on=None, deceased=True).on == date(2034, 3, 1)
    after = over(rule, closed_on=leap, last_contact_on=date(2024, 3, 5), deceased=False)
    assert (after.on, after.counted) == (date(2034, 3, 5), Counted.CONTACT)
