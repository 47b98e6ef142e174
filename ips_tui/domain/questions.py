"""Question sets: what is asked, in which order, and how to ask it well (domain.md 4.3)."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

STATE = "_state"
"""How the field ends that says why a question has no answer; so no question's id ends like that."""
LONGEST_ID = 40
_ID = re.compile(r"[a-z][a-z0-9_]*")
_OF_FORMS = {"id", "form", "section", "wording"}
_OF_TALKS = {"talked_on", "happened_on", "how", "people", "specialist"}
"""Fields of the forms around the sets "rapport" and "satisfaction"."""
_OF_SECTIONS = {
    "licences",
    "past_jobs",
    "barriers",
    "skill_gaps",
    "sources",
    "sectors",
    "tasks",
    "fewest_hours",
    "most_hours",
    "times",
    "pace",
    "public_contact",
    "surroundings",
    "most_travel_minutes",
    "pay_floor",
    "not_with",
}
"""What a section of the profile keeps in tables."""
_OF_LIBRARY = {
    "construct",
    "copy",
    "dict",
    "from_orm",
    "json",
    "parse_file",
    "parse_obj",
    "parse_raw",
    "schema",
    "schema_json",
    "update_forward_refs",
    "validate",
}
"""What pydantic has given away on every entry."""
_TAKEN = frozenset(_OF_FORMS | _OF_TALKS | _OF_SECTIONS | _OF_LIBRARY)


@dataclass(frozen=True)
class Question:
    """One open question: how it is asked, and a hint how to ask it well."""

    id: str
    ask: str
    probe: str
    kind: str = "notes"


@dataclass(frozen=True)
class Section:
    """Some questions that belong together."""

    id: str
    title: str
    aim: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class QuestionSet:
    """A question set by name and version."""

    name: str
    version: int
    sections: tuple[Section, ...]

    def section(self, section_id: str) -> Section:
        """The section of that id. Raises LookupError for an unknown one."""
        for section in self.sections:
            if section.id == section_id:
                return section
        raise LookupError("section")

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question, in the order it is asked."""
        return tuple(question for section in self.sections for question in section.questions)

    @property
    def wording(self) -> str:
        """Every question as it is asked, by id, as JSON; kept in the store beside the answers."""
        asked = {question.id: question.ask for question in self.questions}
        return json.dumps(asked, ensure_ascii=False, sort_keys=True)


BESIDE = ("goal", "research", "information_talk", "earlier")
"""What stands beside the sections of the guided interview, so that no section has these ids."""


def is_id(said: str) -> bool:
    """Whether this can name a question or a section: small letters, digits and `_`, a letter first, at most 40."""
    return len(said) <= LONGEST_ID and _ID.fullmatch(said) is not None


def is_taken(question_id: str) -> bool:
    """Whether the program needs this name for a field of its own, so that no question can have it."""
    return question_id in _TAKEN or question_id.startswith("model_") or question_id.endswith(STATE)
