"""The guided interview that comes with the program is whole and fits a small window; a bad question set is refused."""

from __future__ import annotations

import copy
import json
import re
import textwrap
import tomllib
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest

from ips_tui.content.questions import KINDS, PROFILE, load_questions, read_questions, set_names
from ips_tui.content.words import DEFAULT_PACK
from ips_tui.domain.questions import QuestionSet, Section
from ips_tui.domain.word_packs import WordPack
from ips_tui.forms.asking import Kind
from ips_tui.forms.kit import fields_of
from ips_tui.forms.profile import section_entry

SECTIONS = [
    "work_goal",
    "education",
    "work_history",
    "strengths",
    "preferences",
    "barriers",
    "health",
    "network",
    "benefits",
    "gaps",
    "sources",
]
FOLDER = files("ips_tui.content").joinpath("questions")
ASKED_AS = {"notes": Kind.NOTES, "text": Kind.TEXT, "rating": Kind.NUMBER, "yes_no": Kind.YES_NO}
LINE, HINT, TITLE = 76, 74, 24
"""Cells of a line in a window of 80, of a hint below it, and of a section's name in the list of sections."""
LANGUAGES = [DEFAULT_PACK, *sorted(one.name for one in FOLDER.iterdir() if one.is_dir() and one.name in set(WordPack))]
ASKED_OF = {"en_GB": r"\b(you|your)\b", "nb_NO": r"\b([Dd]u|[Dd]eg|[Dd]in)\b"}


def _told() -> dict[str, Any]:
    text = FOLDER.joinpath(f"{PROFILE}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def test_the_interview_has_its_eleven_sections_in_their_order() -> None:
    asked = load_questions()
    assert (asked.name, asked.version) == (PROFILE, 2)
    assert [section.id for section in asked.sections] == SECTIONS
    # What a person is good at is asked before what stands in the way.
    assert SECTIONS.index("strengths") < SECTIONS.index("barriers")
    assert all(section.questions for section in asked.sections)


def test_ids_are_names_and_no_two_are_the_same() -> None:
    ids = [question.id for section in load_questions().sections for question in section.questions]
    assert len(ids) > 20
    assert len(set(ids)) == len(ids)
    assert [i for i in (*ids, *SECTIONS) if not re.fullmatch(r"[a-z][a-z_]*", i)] == []


@pytest.mark.parametrize("pack", LANGUAGES)
@pytest.mark.parametrize("name", set_names())
def test_everything_fits_a_small_window(name: str, pack: str) -> None:
    for section in load_questions(name, pack).sections:
        assert 0 < len(section.title) <= TITLE, section.id
        assert 0 < len(section.aim) <= LINE, section.id
        for question in section.questions:
            assert 1 <= len(textwrap.wrap(question.ask, LINE)) <= 2, question.id
            assert 0 < len(question.probe) <= HINT, question.id


@pytest.mark.parametrize("pack", LANGUAGES)
def test_questions_are_asked_of_the_person_and_hints_are_sentences(pack: str) -> None:
    for section in load_questions(pack=pack).sections:
        assert section.aim.endswith("."), section.id
        for question in section.questions:
            assert question.ask.endswith("?"), question.id
            assert re.search(ASKED_OF[pack], question.ask), question.id
            assert re.search(r"[.?]$", question.probe), question.id
            assert (question.ask + question.probe).isprintable()


def test_a_section_asks_each_question_once_beside_what_it_keeps_in_tables() -> None:
    for section in load_questions().sections:
        entry = section_entry(section)
        kept = {spec.name for base in entry.__mro__[1:2] for spec in fields_of(base)}
        own = {spec.name: spec for spec in fields_of(entry) if spec.name not in kept}
        for question in section.questions:
            assert question.id not in kept
            spec = own.pop(question.id)
            assert (spec.label, spec.hint) == (question.ask, question.probe)
            assert spec.kind is ASKED_AS[question.kind]
            assert own.pop(spec.state).hidden
        assert own == {}


def test_the_wording_that_is_kept_has_every_question_as_it_is_asked() -> None:
    asked = load_questions()
    kept = json.loads(asked.wording)
    assert kept == {q["id"]: q["ask"] for section in _told()["section"] for q in section["question"]}


def test_a_section_is_found_by_its_id() -> None:
    assert load_questions().section("health").title == "Health at work"
    with pytest.raises(LookupError):
        load_questions().section("diagnosis")


def test_a_question_may_leave_out_hint_and_kind() -> None:
    told = {"name": "n", "version": 2, "section": [{"id": "a", "title": "A", "aim": "B.", "question": [{}]}]}
    told["section"][0]["question"][0] |= {"id": "q", "ask": "What?"}  # type: ignore[index]
    (question,) = read_questions(told).sections[0].questions
    assert (question.probe, question.kind) == ("", "notes")
    assert set(KINDS) == set(ASKED_AS)


def _same_question_twice(told: dict[str, Any]) -> None:
    told["section"][1]["question"][0]["id"] = told["section"][0]["question"][0]["id"]


def _same_section_twice(told: dict[str, Any]) -> None:
    told["section"][1]["id"] = told["section"][0]["id"]


def _unknown_kind(told: dict[str, Any]) -> None:
    told["section"][2]["question"][0]["kind"] = "diagnosis"


@pytest.mark.parametrize("spoil", [_same_question_twice, _same_section_twice, _unknown_kind])
def test_a_bad_question_set_is_refused(spoil: Callable[[dict[str, Any]], None]) -> None:
    told = copy.deepcopy(_told())
    assert read_questions(told) == load_questions()
    spoil(told)
    with pytest.raises(ValueError):
        read_questions(told)


@pytest.mark.parametrize("name", set_names())
@pytest.mark.parametrize("pack", LANGUAGES[1:])
def test_another_language_asks_the_same_questions_and_says_them_otherwise(pack: str, name: str) -> None:
    british, other = load_questions(name), load_questions(name, pack)
    assert other != british

    def told(asked: QuestionSet) -> list[object]:
        return [(section.id, [(one.id, one.kind) for one in section.questions]) for section in asked.sections]

    assert (other.name, other.version, told(other)) == (british.name, british.version, told(british))
    said = {text for section in british.sections for text in _texts(section)}
    assert not said & {text for section in other.sections for text in _texts(section)}


def test_a_pack_without_questions_of_its_own_asks_the_british_ones() -> None:
    assert load_questions(pack="en_US") == load_questions()
    assert load_questions(pack="nb_NO") != load_questions()


def _texts(section: Section) -> list[str]:
    return [section.title, section.aim, *(text for one in section.questions for text in (one.ask, one.probe))]
