"""Settings that the team keeps in the store: what they are now, where they come from, who changed them when."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from ips_tui.casework import caseload, contacts, employers, job_search, settings, staff
from ips_tui.casework.history import history
from ips_tui.casework.session import Desk
from ips_tui.casework.settings import SettingView, set_rhythm, set_team_names, team_names, team_settings
from ips_tui.casework.today import today
from ips_tui.clock import SetClock
from ips_tui.content.words import load_words
from ips_tui.domain.four_weeks import READINGS, Reading
from ips_tui.domain.rhythms import Rhythms
from ips_tui.domain.travel import read_rate
from ips_tui.domain.word_packs import WordPack
from ips_tui.forms.job_search import ApplicationEntry
from ips_tui.forms.people import TeamNamesEntry
from tests import told


def _view(desk: Desk, key: str) -> SettingView:
    return next(view for view in team_settings(desk) if view.key == key)


def test_every_figure_of_the_rules_is_there_with_its_default(either_desk: Desk) -> None:
    views = team_settings(either_desk)
    figures = list(Rhythms.figures())
    assert [view.key for view in views] == [
        "team_name",
        "employer_facing_name",
        "currency",
        "rhythm.reading",
        *(f"rhythm.{name}" for name in figures),
        "retention",
        "rule_pack",
        "travel.rate",
    ]
    assert (views[3].rhythm, views[3].value, views[3].default) == ("", "first_seen", "first_seen")
    for name, view in zip(figures, views[4:-3], strict=True):
        assert (view.rhythm, view.value, view.default) == (name, str(getattr(Rhythms(), name)), view.value)
        assert (view.changed_at, view.changed_by) == (None, "")
    assert (views[0].rhythm, views[0].value, views[0].default) == ("", "Harbour team", "")
    assert views[0].changed_at is not None and views[0].changed_by == "", "nobody worked here yet at the founding"


@pytest.mark.parametrize("pack", WordPack)
def test_every_setting_has_words(pack: str) -> None:
    words = load_words(pack)
    for figure in Rhythms.figures():
        for part in ("name", "does", "source"):
            assert words.has(f"settings.rhythm.{figure}.{part}"), f"{figure}: {part}"
    for reading in Reading:
        assert words.has(f"settings.reading_source.{reading}") and words.has(f"choice.reading.{reading}")
    for key in (settings.TEAM_NAME, settings.EMPLOYER_FACING_NAME, settings.CURRENCY, settings.TRAVEL_RATE):
        assert words.has(f"settings.{key}.name") and words.has(f"settings.{key}.does")


def test_a_changed_rhythm_says_who_changed_it_when_and_what_it_was(desk: Desk, clock: SetClock) -> None:
    clock.moment += timedelta(days=2)
    set_rhythm(desk, "review_days", 10)
    clock.moment += timedelta(days=1)
    set_rhythm(desk, "review_days", 12)
    view = _view(desk, "rhythm.review_days")
    assert (view.value, view.default, view.changed_by) == ("12", "28", "Maren Test")
    assert view.changed_at is not None and view.changed_at.date() == clock.today()
    last, first = history(desk, view.row_id)
    assert (last.what, last.who) == (desk.words("did.set_rhythm"), "Maren Test")
    assert [(cell.label, cell.old, cell.new) for cell in last.cells] == [("Set to", "10", "12")]
    assert [(cell.label, cell.new) for cell in first.cells] == [("Setting", "Review"), ("Set to", "10")]
    assert desk.rhythms == Rhythms(review_days=12)


@pytest.mark.parametrize(("pack", "code"), [("en_GB", "GBP"), ("en_US", "USD"), ("en_NZ", "NZD"), ("nb_NO", "NOK")])
def test_a_team_begins_with_the_currency_of_its_words(desk: Desk, pack: str, code: str) -> None:
    desk.words = load_words(pack)
    staff.begin_team(desk, told.FIRST_RUN)
    assert (settings.currency(desk), _view(desk, "currency").value) == (code, code)


def test_the_currency_can_be_changed(desk: Desk) -> None:
    settings.set_currency(desk, "NOK")
    assert (settings.currency(desk), _view(desk, "currency").value) == ("NOK", "NOK")
    with pytest.raises(ValueError):
        settings.set_currency(desk, "nok")
    assert settings.currency(desk) == "NOK"


def test_what_is_paid_for_travel_is_kept_and_taken_back(desk: Desk) -> None:
    assert (settings.travel_rate(desk), _view(desk, "travel.rate").value) == (None, "")
    settings.set_travel_rate(desk, read_rate("3,50 per km", "NOK", "mi"))
    assert str(settings.travel_rate(desk)) == _view(desk, "travel.rate").value == "3.50 NOK/km"
    settings.set_travel_rate(desk, None)
    assert settings.travel_rate(desk) is None


def test_what_was_undone_is_no_longer_in_force(desk: Desk) -> None:
    set_rhythm(desk, "search_lead", 3)
    with desk.writing("set_rhythm") as writing:
        writing.get(settings.Setting, _view(desk, "rhythm.search_lead").row_id).removed = True
    assert _view(desk, "rhythm.search_lead").value == "14"
    set_rhythm(desk, "search_lead", 5)
    assert _view(desk, "rhythm.search_lead").value == "5"


def test_a_rhythm_moves_today_and_the_caseload_at_once_and_needs_no_second_reckoning(desk: Desk) -> None:
    person = told.participant(desk, told.clinical_team(desk))
    contacts.record_contact(desk, person, told.contact(-20))
    before = {line.kind: line for line in today(desk, subject_id=person).due}
    assert before["search_clock"].days_overdue == -8
    set_rhythm(desk, "search_days", 15)
    set_rhythm(desk, "fidelity_days", 18)
    after = {line.kind: line for line in today(desk, subject_id=person).due}
    assert after["search_clock"].days_overdue == 5
    assert after["search_clock"].reason.startswith("Day 20, 2 past 18:")
    line = caseload.lines(desk, [person.bytes])[person]
    assert (line.clock_day, line.clock_limit) == (20, 15)
    assert not desk.rules_changed()


def test_both_names_are_changed_in_one_action_and_an_unchanged_one_is_none(desk: Desk, clock: SetClock) -> None:
    assert team_names(desk) == TeamNamesEntry(team_name="Harbour team", employer_facing_name="Harbour Work")
    clock.moment += timedelta(days=1)
    groups = "SELECT count(*) FROM change_group"
    (before,) = desk.connection.execute(groups).fetchone()
    set_team_names(desk, TeamNamesEntry(team_name="Tarn team", employer_facing_name="Harbour Work"))
    set_team_names(desk, TeamNamesEntry(team_name="Tarn team", employer_facing_name="Harbour Work"))
    assert desk.connection.execute(groups).fetchone()[0] == before + 1
    team, employers = _view(desk, "team_name"), _view(desk, "employer_facing_name")
    assert (team.value, employers.value) == ("Tarn team", "Harbour Work")
    assert team.changed_at is not None and employers.changed_at is not None
    assert team.changed_at.date() - employers.changed_at.date() == timedelta(days=1)
    assert [line.what for line in history(desk, team.row_id)] == [
        desk.words("did.team_names_changed"),
        desk.words("did.begin_team"),
    ]


def test_the_name_of_who_changed_it_follows_the_colleagues_name(desk: Desk) -> None:
    set_rhythm(desk, "review_days", 10)
    entry = staff.staff_entry(desk, told.specialist(desk)).model_copy(update={"name": told.HOSTILE[0]})
    staff.change_staff(desk, told.specialist(desk), entry)
    assert _view(desk, "rhythm.review_days").changed_by == told.HOSTILE[0]


# -- the four weeks (domain.md 1.8) ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reading", "day", "due"),
    [
        # Referred twelve days ago, accepted ten, seen six.
        ("first_seen", 6, 22),
        ("referral", 12, 16),
        ("accepted", 10, 21),
        ("employer_met", 6, 24),
    ],
)
def test_the_clock_counts_as_the_team_reads_the_four_weeks(
    desk: Desk, team: UUID, reading: str, day: int, due: int
) -> None:
    person = told.participant(desk, team, received_on=told.day(-12), accepted_on=told.day(-10))
    contacts.record_contact(desk, person, told.contact(-6))
    settings.set_reading(desk, Reading(reading))
    line = caseload.lines(desk, [person.bytes])[person]
    assert (line.clock_day, line.clock_limit, line.clock_reading) == (day, READINGS[Reading(reading)].days, reading)
    (clock,) = [one for one in today(desk, as_of=told.day(due)).due if one.kind == "search_clock"]
    assert clock.days_overdue == 0 and "{" not in clock.reason
    assert not desk.rules_changed()


def test_the_first_employer_met_stops_only_the_clock_that_waits_for_it(desk: Desk, team: UUID) -> None:
    person = told.participant(desk, team)
    contacts.record_contact(desk, person, told.contact(-6))
    job_search.record_application(desk, person, ApplicationEntry(made_on=told.day(-4), name="baker", route="walk_in"))
    assert caseload.lines(desk, [person.bytes])[person].clock_stopped_after == 2
    settings.set_reading(desk, Reading.EMPLOYER_MET)
    assert caseload.lines(desk, [person.bytes])[person].clock_day == 6
    told.agreed(desk, person, -5)
    employers.record_employer_contact(desk, told.visit(told.employer(desk), -1, participant=person))
    assert caseload.lines(desk, [person.bytes])[person].clock_stopped_after == 5


def test_a_reading_brings_its_limit_and_the_team_may_set_another(desk: Desk) -> None:
    settings.set_reading(desk, Reading.EMPLOYER_MET)
    assert (desk.rhythms.reading, desk.rhythms.search_days) == (Reading.EMPLOYER_MET, 30)
    set_rhythm(desk, "search_days", 25)
    assert (desk.rhythms.reading, desk.rhythms.search_days) == (Reading.EMPLOYER_MET, 25)
