"""The store is read into facts in a number of statements that does not grow with the people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from fractions import Fraction
from uuid import UUID

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from ips_tui.casework import closure, contacts, disclosure, employers, jobs, settings
from ips_tui.casework.session import Desk
from ips_tui.clock import SystemClock
from ips_tui.config import Config
from ips_tui.content.words import load_words
from ips_tui.domain.outcomes.blanks import BlankKind
from ips_tui.domain.outcomes.definition import STANDARD
from ips_tui.domain.outcomes.figure import Kind
from ips_tui.domain.outcomes.outside import NOTHING, told
from ips_tui.domain.outcomes.rules import CountsFrom, Period
from ips_tui.paths import sample
from ips_tui.reports import figure_words
from ips_tui.reports.outcomes import outcomes
from ips_tui.reports.reading import read_team
from ips_tui.store.files import StoreFiles
from tests import told as story
from tests.once import once


@pytest.fixture(scope="module")
def invented() -> Iterator[Desk]:
    """The invented people, only read."""
    desk = Desk(StoreFiles(sample()), clock=SystemClock(), words=load_words(), config=Config(), practice=True)
    desk.open_practice(readonly=True)
    yield desk
    desk.close()


def _statements(desk: Desk) -> int:
    asked: list[str] = []

    def note(connection: object, cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        read_team(desk)
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    return len(asked)


def test_people_are_read_in_as_many_statements_as_there_are_tables(invented: Desk, desk: Desk) -> None:
    nobody, twelve = _statements(desk), _statements(invented)
    assert nobody == twelve <= 35


def test_hours_of_the_last_four_weeks_lie_where_the_reference_says(invented: Desk) -> None:
    """71, 48 and 66 % in the community, mean 61.7 (domain.md 6.5, item 24)."""
    team, last = read_team(invented), invented.clock.today()
    shares = []
    for one in team.staff:
        spent = [s for s in team.time if s.staff == one.id and last - timedelta(days=27) <= s.on <= last]
        if spent:
            shares.append(Fraction(sum(s.minutes for s in spent if s.in_community), sum(s.minutes for s in spent)))
    assert shares == [Fraction(71, 100), Fraction(48, 100), Fraction(66, 100)]


def _story(desk: Desk) -> UUID:
    """Somebody who was seen, met an employer, began a job of unknown hours that nobody confirmed, and left."""
    person = story.participant(desk, story.clinical_team(desk), name="[bold]Zoë[/] \x1b[31m")
    contacts.record_contact(desk, person, story.contact(-10))
    at = story.employer(desk)
    disclosure.record_agreement(desk, person, story.agreement(-9))
    employers.record_employer_contact(desk, story.visit(at, -8, participant=person))
    jobs.record_job(desk, person, story.job(-5, -7, employer=at))
    closure.close_case(desk, person, story.closure(0))
    return person


def test_what_a_specialist_writes_down_is_read_as_it_is(desk: Desk) -> None:
    person = once(desk, _story)
    (found,) = read_team(desk).people
    assert found.id == person and found.name.startswith("[bold]") and len(found.closures) == 1
    assert [met.on for met in found.contacts] == [story.day(-10)]
    assert [met.on for met in found.employer_contacts] == [story.day(-8)]
    assert [job.start_on for job in found.jobs] == [story.day(-5)] and found.profile_started is None
    report = outcomes(desk)
    assert report.measure("M1").figure.people == (found.ref,)
    assert report.measure("M21").figure.numerator == 2
    assert BlankKind.FOUR_HOURS in {blank.kind for blank in report.blanks}
    assert not report.measure("M4").figure.people


def test_the_rule_pack_is_a_setting_with_a_history(desk: Desk) -> None:
    once(desk, _story)
    assert settings.rule_pack(desk).id == STANDARD
    settings.set_rule_pack(desk, "us_quarterly")
    report = outcomes(desk)
    assert report.pack.id == "us_quarterly" and report.pack.rules.counts_from is CountsFrom.DAY_ONE
    assert len(report.measure("M4").figure.people) == 1
    with pytest.raises(ValueError, match="pack"):
        settings.set_rule_pack(desk, "nowhere")
    with pytest.raises(LookupError):
        report.measure("M26")
    with pytest.raises(LookupError):
        outcomes(desk, specialist=UUID(int=1))


def test_figures_as_they_are_read_inside_and_outside(invented: Desk) -> None:
    words = invented.words
    found = {one.id: one.figure for one in outcomes(invented).measures}
    said = {name: figure_words.shown(figure, words) for name, figure in found.items()}
    assert (said["M1"], said["M2"], said["M11"]) == ("12", "4 of 12 = 33.3 %", "3 of 5")
    assert (said["M16"], said["M19"]) == ("520 / 5 = 104.0", "none to look at")
    # Four of twelve work: for outside neither they nor the rest can be told, only how many were served.
    outside = told(found["M2"])
    assert (outside.numerator, outside.denominator, outside.suppressed) == (None, 12, True)
    assert told(found["M11"]) == NOTHING == told(found["M4"]) and told(found["M8"]).value == Fraction(5, 11)
    assert figure_words.shown_outside(outside, Kind.SHARE, words) == "left out: fewer than five people"
    assert figure_words.shown_outside(told(found["M16"]), Kind.MEAN, words) == "520 / 5 = 104.0"
    assert figure_words.rounded(Fraction(5, 100), load_words("nb_NO")) == "0,1"
    assert figure_words.rounded(Fraction(-5, 100), words) == "-0.1"


def test_a_period_that_is_not_over_goes_up_to_today(invented: Desk) -> None:
    today = invented.clock.today()
    report = outcomes(invented, Period(today, today + timedelta(days=30)), only=["M1"])
    assert report.runs and report.period.last == today
    with pytest.raises(ValueError, match="before it begins"):
        outcomes(invented, Period(today + timedelta(days=1), today + timedelta(days=30)))
