"""`today`, `people` and `show`: the shapes scripts rely on, the day looked from, and that nothing typed is missing."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Any

import pytest

from ips_tui.casework import employers, engagement, reviews
from ips_tui.casework.caseload import everyone
from ips_tui.casework.practice import STORIES
from ips_tui.casework.session import Desk
from ips_tui.casework.today import today
from ips_tui.forms.engagement import PauseEntry
from ips_tui.paths import sample
from ips_tui.store.problems import StoreFull
from ips_tui.text import shown
from tests import told
from tests.cli.running import Home

DUE = ["ref", "name", "stage", "kind", "due_on", "days_overdue", "reason"]
NEXT = ["ref", "name", "kind", "on"]
PERSON = ["ref", "name", "stage", "specialist", "days_in_stage", "flags"]


def test_today_as_json(home: Home) -> None:
    said = home.ask("today", "--demo", "--json")
    assert (said.status, said.err) == (0, "")
    found = said.json
    assert list(found) == ["as_of", "due", "next", "put_off", "copy_outside"]
    assert found["as_of"] == "2026-10-15"
    assert all(list(line) == DUE for line in found["due"])
    assert all(list(line) == NEXT for line in found["next"])
    (clock,) = [line for line in found["due"] if line["ref"] == "P02"]
    assert {name: clock[name] for name in DUE[:-1]} == {
        "ref": "P02",
        "name": "Rohan Pillai",
        "stage": 1,
        "kind": "search_clock",
        "due_on": "2026-09-05",
        "days_overdue": 40,
    }
    assert "68" in clock["reason"]
    assert {"ref": "P01", "name": "Ada Fenwick", "kind": "contact", "on": "2026-10-19"} in found["next"]


def test_people_as_json(home: Home) -> None:
    found = home.ask("people", "--demo", "--json").json
    assert list(found) == ["as_of", "people"]
    assert all(list(line) == PERSON for line in found["people"])
    people = {line["ref"]: line for line in found["people"]}
    assert list(people) == sorted(people)
    assert people["P01"] | {"flags": []} == {
        "ref": "P01",
        "name": "Ada Fenwick",
        "stage": 1,
        "specialist": "ES1",
        "days_in_stage": 12,
        "flags": [],
    }
    assert people["P02"]["flags"] == ["search_clock", "outreach_active"]
    assert people["P06"]["flags"] == ["employer_contact_blocked"]


def test_as_of_moves_the_day_and_never_the_data(home: Home) -> None:
    found = home.ask("today", "--demo", "--json", "--as-of", "2026-09-01").json
    (clock,) = [line for line in found["due"] if line["ref"] == "P02" and line["kind"] == "search_clock"]
    assert (found["as_of"], clock["due_on"], clock["days_overdue"]) == ("2026-09-01", "2026-09-05", -4)
    people = home.ask("people", "--demo", "--json", "--as-of", "2026-10-25").json["people"]
    assert {line["ref"]: line["days_in_stage"] for line in people}["P01"] == 22
    shown_later = home.ask("show", "P01", "--demo", "--json", "--as-of", "2026-10-25").json
    shown_now = home.ask("show", "P01", "--demo", "--json").json
    assert shown_later["as_of"] == "2026-10-25"
    assert shown_later["record"] == shown_now["record"]


def test_from_a_day_before_the_referral_nobody_is_there(home: Home) -> None:
    """Nor do days count below 0 for who was there but had not got so far."""
    assert home.ask("people", "--demo", "--json", "--as-of", "2025-01-01").json["people"] == []
    said = home.ask("people", "--demo", "--as-of", "2025-01-01")
    assert len(said.lines) == 2 and "0 on the caseload" in said.lines[1]
    # P01 was received on 2026-10-03, into the stage that is still the main one.
    for day, there in (("2026-10-02", False), ("2026-10-03", True)):
        people = home.ask("people", "--demo", "--json", "--as-of", day).json["people"]
        assert {line["ref"]: line["days_in_stage"] for line in people}.get("P01") == (0 if there else None)
    shown_before = home.ask("show", "P01", "--demo", "--as-of", "2025-01-01")
    assert "for 0 days" in shown_before.lines[1] and " day " not in shown_before.lines[1]
    assert home.ask("show", "P01", "--demo", "--json", "--as-of", "2025-01-01").json["person"]["days_in_stage"] == 0


@pytest.mark.parametrize("day", ["2026-05-15", "2026-08-09", "2026-09-10", "2026-10-04"])
def test_no_count_of_days_is_below_nothing(home: Home, day: str) -> None:
    people = home.ask("people", "--demo", "--as-of", day)
    assert not re.search(r"-[0-9]+ day|day -[0-9]", people.out)


def _by_other_rules(desk: Desk) -> None:
    """Leaves the store as a version with other rules would: what is due was worked out by those."""
    desk.connection.execute("UPDATE site SET rules = 'of another version'")
    desk.connection.execute("UPDATE obligation SET due_on = '2000-01-01', opens_on = '2000-01-01'")
    desk.connection.execute("UPDATE caseload_line SET stage = 5")
    desk.close()


@pytest.mark.parametrize("command", [("today",), ("people",), ("show", "{ref}")])
def test_lines_by_other_rules_are_worked_out_anew_before_they_are_printed(
    team_home: Home, open_team: Callable[[], Desk], command: tuple[str, ...]
) -> None:
    desk = open_team()
    (ref,) = desk.connection.execute("SELECT ref FROM caseload_line").fetchone()
    asked = [part.format(ref=ref) for part in command]
    desk.close()
    right = team_home.ask(*asked, "--json", "--as-of", "2026-10-15", passphrase=told.PASSPHRASE)
    _by_other_rules(open_team())
    said = team_home.ask(*asked, "--json", "--as-of", "2026-10-15", passphrase=told.PASSPHRASE)
    assert (said.status, said.out, said.err) == (0, right.out, "")
    desk = open_team()
    assert not desk.rules_changed()
    desk.close()


def test_where_nothing_can_be_written_lines_by_other_rules_are_said_to_be(
    team_home: Home, open_team: Callable[[], Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    _by_other_rules(open_team())

    def no_room(desk: Desk) -> None:
        raise StoreFull

    monkeypatch.setattr(Desk, "rebuild", no_room)
    said = team_home.ask("today", "--json", passphrase=told.PASSPHRASE)
    assert said.status == 0
    assert {line["due_on"] for line in said.json["due"]} == {"2000-01-01"}
    assert "rules of another version" in said.err


def test_the_sample_is_of_the_rules_of_this_version_or_says_so(home: Home) -> None:
    assert home.ask("today", "--demo").err == ""
    other = """
import sys
from ips_tui.__main__ import main
from ips_tui.domain import rhythms
rhythms.RULES += 1
sys.exit(main(sys.argv[1:]))
"""
    said = home.python(other, "today", "--demo")
    assert said.status == 0 and "P02" in said.out
    assert "rules of another version" in said.err


def test_one_specialists_people(home: Home) -> None:
    def refs(ref: str) -> set[str]:
        return {line["ref"] for line in home.ask("people", "--demo", "--json", "--specialist", ref).json["people"]}

    everyone = {line["ref"] for line in home.ask("people", "--demo", "--json").json["people"]}
    assert refs("ES1") == refs("es1") != refs("ES2")
    assert refs("ES1") | refs("ES2") <= everyone
    assert "P01" in refs("ES1")
    due = home.ask("today", "--demo", "--json", "--specialist", "ES1").json["due"]
    assert {line["ref"] for line in due} <= refs("ES1")
    assert home.ask("show", "P01", "--demo", "--specialist", "ES1").status == 0
    refused = home.ask("show", "P01", "--demo", "--specialist", "ES2")
    assert (refused.status, refused.out) == (1, "")
    nobody = home.ask("today", "--demo", "--specialist", "ES99")
    assert (nobody.status, nobody.out) == (1, "")
    assert "ES99" in nobody.err


def test_plain_text_has_a_line_for_each_with_the_day_first(home: Home) -> None:
    said = home.ask("today", "--demo")
    assert said.status == 0
    assert said.lines[0] == "Practice: invented people."
    assert any(line.startswith("2026-09-05, 40 days overdue: P02 Rohan Pillai, ") for line in said.lines)
    assert any(line.startswith("2026-10-19: P01 Ada Fenwick, Contact") for line in said.lines)
    people = home.ask("people", "--demo")
    assert any(line.startswith("P06 Marcus Chidgey: stage 4, ") for line in people.lines)
    for character in said.out + people.out:
        assert not "\u2500" <= character <= "\u259f", "lines and boxes are noise to a screen reader"


def test_words_have_one_and_many(home: Home) -> None:
    said = home.ask("today", "--demo", "--as-of", "2026-09-06")
    assert "2026-09-05, 1 day overdue: P02" in said.out
    assert "2026-09-05, due today: P02" in home.ask("today", "--demo", "--as-of", "2026-09-05").out
    assert "2026-09-05, in 1 day: P02" in home.ask("today", "--demo", "--as-of", "2026-09-04").out


def _told(story: str) -> Iterator[str]:
    """Every sentence of a story, as it was typed."""
    text = files("ips_tui.content").joinpath("stories", f"{story}.toml").read_text(encoding="utf-8")

    def below(value: Any) -> Iterator[str]:
        if isinstance(value, str) and " " in value:
            yield value
        elif isinstance(value, dict | list):
            for inner in value.values() if isinstance(value, dict) else value:
                yield from below(inner)

    yield from below(tomllib.loads(text))


def test_show_has_every_sentence_of_every_story(home: Home) -> None:
    for story in STORIES:
        said, found = home.ask("show", story.upper(), "--demo"), home.ask("show", story, "--demo", "--json")
        assert (said.status, found.status) == (0, 0), story
        plain = said.out
        sentences = list(_told(story))
        assert len(sentences) > 5
        kept = str(_values(found.json))
        assert not re.search(r"\b(cli|column|form|choice)\.[a-z]", plain), "every table and column has a name"
        for sentence in sentences:
            assert shown(sentence) in plain, sentence
            assert repr(sentence)[1:-1] in kept, sentence


def _values(found: Any) -> list[str]:
    if isinstance(found, dict):
        return [value for inner in found.values() for value in _values(inner)]
    if isinstance(found, list):
        return [value for inner in found for value in _values(inner)]
    return [found] if isinstance(found, str) else []


def test_show_as_json_goes_by_tables_and_columns(home: Home) -> None:
    found = home.ask("show", "P02", "--demo", "--json").json
    assert list(found) == ["as_of", "person", "due", "next", "put_off", "record"]
    assert list(found["person"]) == PERSON
    assert [list(line) for line in found["due"]] == [DUE]
    record = found["record"]
    assert {"participant", "referral", "contact", "appointment", "clinical_update", "main_stage"} <= set(record)
    days = [row["happened_on"] for row in record["contact"]]
    assert days == sorted(days, reverse=True)
    assert record["referral"][0]["wants_to_work"] in ("yes", "unsure", "no")
    assert record["contact"][0]["staff"] == "Dayo Adeyemi"
    assert not [name for rows in record.values() for row in rows for name in row if name == "id" or name[-3:] == "_id"]


def test_the_sample_is_only_read(home: Home) -> None:
    place = sample()
    before = (
        place.read_bytes(),
        place.stat().st_mtime_ns,
        sorted(path.name for path in place.parent.glob("ips_tui.db*")),
    )
    for arguments in (("today",), ("people",), ("show", "P01")):
        assert home.run(*arguments, "--demo").status == 0
    assert before == (
        place.read_bytes(),
        place.stat().st_mtime_ns,
        sorted(path.name for path in place.parent.glob("ips_tui.db*")),
    )
    assert not home.folder.exists(), "reading the sample needs no folder of one's own"


def test_a_teams_store(team_home: Home) -> None:
    said = team_home.run("today", "--json", "--as-of", "2026-10-15", passphrase=told.PASSPHRASE)
    assert said.status == 0
    assert {(line["name"], line["kind"]) for line in said.json["due"]} >= {("Edda Quill", "review")}
    ref = said.json["due"][0]["ref"]
    moved = team_home.store.path.with_name("elsewhere.db")
    for ending in ("", ".slots"):
        team_home.store.path.with_name(team_home.store.path.name + ending).rename(moved.with_name(moved.name + ending))
    shown_there = team_home.ask("show", ref, "--store", str(moved), passphrase=told.PASSPHRASE)
    assert shown_there.status == 0
    assert "talked about the bakery" in shown_there.out
    assert "Practice" not in shown_there.out


def test_what_went_well_and_a_pause_with_its_reason_open_what_is_printed(
    team_home: Home, open_team: Callable[[], Desk]
) -> None:
    desk = open_team()
    (person,) = everyone(desk)
    reviews.record_review(desk, person.id, told.review(went_well="Rang the bakery herself"))
    engagement.record_pause(desk, person.id, PauseEntry(from_on=told.day(-1), reason="hospital"))
    desk.close()
    lines = team_home.ask("show", person.ref, passphrase=told.PASSPHRASE).lines
    well = next(n for n, line in enumerate(lines) if "Rang the bakery herself" in line)
    rests = next(n for n, line in enumerate(lines) if line.startswith(f"{told.day(-1)}, ") and "in hospital" in line)
    assert well < rests < lines.index("Participant")


def test_lines_about_employers_stand_on_the_screens_only(team_home: Home, open_team: Callable[[], Desk]) -> None:
    desk = open_team()
    bakery = told.employer(desk, "Mill Lane Bakery")
    employers.record_employer_contact(desk, told.visit(bakery, -30, next_on=told.day(-3)))
    mill = told.employer(desk, "Old Mill")
    employers.record_employer_contact(desk, told.visit(mill, -30, next_on=told.day(3)))
    kinds = {(line.subject, line.name) for line in today(desk, as_of=told.TODAY).due}
    assert ("employer", "Mill Lane Bakery") in kinds, "without such a line this test would show nothing"
    desk.close()
    for arguments in ((), ("--json",)):
        said = team_home.ask("today", "--as-of", "2026-10-15", *arguments, passphrase=told.PASSPHRASE)
        assert said.status == 0
        assert "Edda Quill" in said.out
        assert "Mill" not in said.out


def test_no_control_sequence_of_a_record_reaches_the_terminal(team_home: Home, open_team: Callable[[], Desk]) -> None:
    desk = open_team()
    team = told.clinical_team(desk)
    for name in told.HOSTILE:
        person = told.participant(desk, team, name="X", accepted_on=told.day(-60), received_on=told.day(-60))
        # Past the text gate of the forms, as a file from elsewhere might hold it.
        desk.connection.execute("UPDATE caseload_line SET name = ? WHERE participant_id = ?", [name, person.bytes])
    columns = [row[1] for row in desk.connection.execute("PRAGMA table_info(participant)") if row[2] == "TEXT"]
    free = [name for name in columns if name not in ("ref", "age_band", "contact_preferences", "locality")]
    hostile = dict(zip(free, told.HOSTILE, strict=False))
    assert len(hostile) == len(told.HOSTILE)
    marks = ", ".join(f"{name} = ?" for name in hostile)
    desk.connection.execute(f"UPDATE participant SET {marks} WHERE id = ?", [*hostile.values(), person.bytes])
    (ref,) = desk.connection.execute("SELECT ref FROM participant WHERE id = ?", [person.bytes]).fetchone()
    desk.close()
    for arguments in (("today", "--as-of", "2026-10-15"), ("people",), ("show", ref)):
        plain = team_home.ask(*arguments, passphrase=told.PASSPHRASE)
        found = team_home.ask(*arguments, "--json", passphrase=told.PASSPHRASE)
        assert (plain.status, found.status) == (0, 0)
        for said in (plain.out, found.out):
            assert not [c for c in said if c != "\n" and _obeyed(c)]
        kept = _values(found.json)
        for name in told.HOSTILE:
            assert shown(name) in plain.out
            assert name in kept


def _obeyed(character: str) -> bool:
    """Controls of both kinds, and what turns the direction of reading."""
    return (
        character < " "
        or "\x7f" <= character <= "\x9f"
        or "\u202a" <= character <= "\u202e"
        or ("\u2066" <= character <= "\u2069")
    )
