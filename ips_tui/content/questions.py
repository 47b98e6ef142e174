"""Question sets of the guided interview: sections with open questions, from a TOML file (domain.md 4.3).

British English stands in the folder itself, another language in a folder named as its word pack. What such a file may
say is in docs/questions.md, for teams that write their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from ips_tui.content.words import DEFAULT_PACK
from ips_tui.domain.questions import BESIDE, STATE, Question, QuestionSet, Section, is_id, is_taken
from ips_tui.text import cells, clean

KINDS = ("notes", "text", "rating", "yes_no")
PROFILE = "vocational_profile"
LONGEST = {"title": 60, "aim": 200, "ask": 300, "probe": 300}
"""Characters that a text of a question set may have."""
MOST_SECTIONS, MOST_QUESTIONS, HIGHEST_VERSION = 40, 60, 9999
"""Sections of a set, questions of a section, and the highest version."""


@dataclass(frozen=True)
class Place:
    """Where in a file something stands: the section and the question, counted from 0, and the key in it."""

    section: int | None = None
    question: int | None = None
    key: str = ""


class BadQuestions(ValueError):
    """A question set that cannot be used: the end of the id of a sentence (`questions.`), and where the fault is."""

    def __init__(self, fault: str, place: Place = Place(), **values: object) -> None:
        super().__init__(fault)
        self.fault = fault
        self.place = place
        self.values = values


def set_names() -> tuple[str, ...]:
    """The names of the question sets that come with the program."""
    folder = files("ips_tui.content").joinpath("questions")
    return tuple(sorted(one.name.removesuffix(".toml") for one in folder.iterdir() if one.name.endswith(".toml")))


def load_questions(name: str = PROFILE, pack: str = DEFAULT_PACK) -> QuestionSet:
    """The question set of that name that comes with the program, in the language of a word pack.

    A pack without questions of its own asks the British ones. Raises BadQuestions when it is no good set.
    """
    import tomllib

    folder = files("ips_tui.content").joinpath("questions")
    own = folder.joinpath(pack, f"{name}.toml")
    text = (own if own.is_file() else folder.joinpath(f"{name}.toml")).read_text(encoding="utf-8")
    return read_questions(tomllib.loads(text))


def read_questions(told: Mapping[str, Any]) -> QuestionSet:
    """A question set from the values of its file. Raises BadQuestions, with the first thing that is wrong."""
    only_known(told, Place(), "name", "version", "section")
    return QuestionSet(text_in(told, "name", Place()), version_in(told), read_sections(told, ()))


def read_sections(told: Mapping[str, Any], known: Sequence[Section]) -> tuple[Section, ...]:
    """The `known` sections, then those of the file; one of a known id adds its questions to that section.

    Raises BadQuestions, with the first thing that is wrong.
    """
    found = {section.id: section for section in known}
    new: set[str] = set()
    for place, one in enumerate(_tables(told, "section", Place(), MOST_SECTIONS)):
        at = Place(place)
        only_known(one, at, "id", "title", "aim", "question")
        section_id = _id_in(one, at)
        if section_id in new:
            raise BadQuestions("twice", Place(place, key="id"), id=section_id)
        if section_id in BESIDE:
            raise BadQuestions("taken", Place(place, key="id"), id=section_id)
        new.add(section_id)
        taken = {question.id for section in found.values() for question in section.questions}
        questions = _questions(one, place, taken)
        before = found.get(section_id)
        if before is not None:
            found[section_id] = Section(before.id, before.title, before.aim, before.questions + questions)
        else:
            found[section_id] = Section(section_id, text_in(one, "title", at), text_in(one, "aim", at), questions)
        if len(found[section_id].questions) > MOST_QUESTIONS:
            raise BadQuestions("too_many", at, most=MOST_QUESTIONS)
    return tuple(found.values())


def _questions(section: Mapping[str, Any], place: int, taken: set[str]) -> tuple[Question, ...]:
    found = []
    for number, one in enumerate(_tables(section, "question", Place(place), MOST_QUESTIONS)):
        at = Place(place, number)
        only_known(one, at, "id", "ask", "probe", "kind")
        question_id = _id_in(one, at)
        if question_id in taken:
            raise BadQuestions("twice", Place(place, number, "id"), id=question_id)
        if is_taken(question_id):
            fault = "like_a_state" if question_id.endswith(STATE) else "taken"
            raise BadQuestions(fault, Place(place, number, "id"), id=question_id)
        taken.add(question_id)
        kind = text_in(one, "kind", at) if "kind" in one else KINDS[0]
        if kind not in KINDS:
            raise BadQuestions("kind", Place(place, number, "kind"), known=", ".join(KINDS))
        probe = text_in(one, "probe", at) if one.get("probe") != "" and "probe" in one else ""
        found.append(Question(question_id, text_in(one, "ask", at), probe, kind))
    return tuple(found)


def only_known(table: Mapping[str, Any], place: Place, *known: str) -> None:
    """Refuse a key that means nothing here: it may be a slip in one that does. Raises BadQuestions."""
    for key in table:
        if key not in known:
            raise BadQuestions("unknown", Place(place.section, place.question, key), key=key, known=", ".join(known))


def text_in(table: Mapping[str, Any], key: str, place: Place) -> str:
    """The text of a key, as it may be shown. Raises BadQuestions where there is none, or too much."""
    at = Place(place.section, place.question, key)
    if key not in table:
        raise BadQuestions("missing", place, key=key)
    said = table[key]
    if not isinstance(said, str):
        raise BadQuestions("not_text", at, key=key)
    text = clean(said).text.strip()
    if not cells(text):
        raise BadQuestions("empty", at, key=key)
    if len(text) > (most := LONGEST.get(key, 60)):
        raise BadQuestions("too_long", at, key=key, most=most)
    return text


def version_in(told: Mapping[str, Any]) -> int:
    """The version of a question set. Raises BadQuestions when it is no whole number from 1."""
    said = told.get("version")
    # True and false are numbers to Python, not to a person.
    if not isinstance(said, int) or isinstance(said, bool) or not 1 <= said <= HIGHEST_VERSION:
        raise BadQuestions("version", Place(key="version"), most=HIGHEST_VERSION)
    return said


def _id_in(table: Mapping[str, Any], place: Place) -> str:
    said = text_in(table, "id", place)
    if not is_id(said):
        raise BadQuestions("bad_id", Place(place.section, place.question, "id"), id=said)
    return said


def _tables(table: Mapping[str, Any], key: str, place: Place, most: int) -> Sequence[Mapping[str, Any]]:
    """The tables of a list of them. Raises BadQuestions when there is none, or it is something else."""
    found = table.get(key)
    if found is None or found == []:
        raise BadQuestions(f"no_{key}", place)
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise BadQuestions(f"no_{key}", Place(place.section, place.question, key))
    if len(found) > most:
        raise BadQuestions("too_many", place, most=most)
    return found
