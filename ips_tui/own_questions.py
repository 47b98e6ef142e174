"""A team's own questions: TOML files in the folder `questions` beside the settings (docs/questions.md).

A file replaces a question set that comes with the program, or adds sections and questions to it. A file with a fault
is left out and said in a sentence with its line; nothing else is stopped by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ips_tui.config import UnreadableSettings, read_toml, settings_text
from ips_tui.content.questions import (
    BadQuestions,
    Place,
    load_questions,
    only_known,
    read_sections,
    set_names,
    text_in,
    version_in,
)
from ips_tui.content.words import Words
from ips_tui.domain.questions import QuestionSet
from ips_tui.text import shown

REPLACES, ADDS_TO = "replaces", "adds_to"
MOST_FILES = 50
_LONGEST = 40
"""Cells of something from a file that a sentence repeats."""
_HEADER = re.compile(r"\s*\[\[\s*section\s*(\.\s*question\s*)?\]\]")


@dataclass(frozen=True)
class OwnQuestions:
    """What a team asks in its own way, and what was wrong in its files."""

    sets: Mapping[str, QuestionSet] = field(default_factory=dict)
    """Whole question sets by name; one that is not here is asked as it came with the program."""
    problems: tuple[str, ...] = ()
    """A sentence for each file that is not used."""

    def set(self, name: str) -> QuestionSet:
        """The question set of that name as this team asks it. Raises FileNotFoundError for an unknown one."""
        return self.sets.get(name) or load_questions(name)


def read_own_questions(folder: Path, words: Words) -> OwnQuestions:
    """The questions in the files of this folder, in the order of their names, replacing ones first.

    Never raises for what is in a file or for one that cannot be read, and never writes; without the folder there are
    none.
    """
    try:
        paths = sorted(one for one in folder.iterdir() if one.suffix == ".toml" and not one.name.startswith("."))
    except (FileNotFoundError, NotADirectoryError):
        return OwnQuestions()
    except OSError:
        return OwnQuestions(problems=(words("questions.folder_unreadable", folder=shown(folder.name, _LONGEST)),))
    sets: dict[str, QuestionSet] = {}
    problems: list[str] = []
    if len(paths) > MOST_FILES:
        problems.append(words("questions.too_many_files", most=MOST_FILES))
    told: list[tuple[Path, str, Mapping[str, Any]]] = []
    for path in paths[:MOST_FILES]:
        try:
            text = _text(path)
            told.append((path, text, read_toml(text)))
        except UnreadableSettings as fault:
            problems.append(_sentence(path, words(_UNREADABLE.get(fault.message_id, fault.message_id)), words, fault))
    for path, text, values in sorted(told, key=lambda one: REPLACES not in one[2]):
        try:
            made = _made(values, sets)
        except BadQuestions as fault:
            said = {name: shown(str(value), _LONGEST * 2) for name, value in fault.values.items()}
            line = _line_of(text, values, fault.place)
            at = UnreadableSettings("", line)
            problems.append(_sentence(path, words(f"questions.{fault.fault}", **said), words, at))
        else:
            sets[made.name] = made
    return OwnQuestions(sets, tuple(problems))


_UNREADABLE = {"config.too_long": "questions.file_too_long"}
"""What is said otherwise than of the settings file."""


def _text(path: Path) -> str:
    """What stands in the file. Raises UnreadableSettings."""
    try:
        if path.is_file():
            return settings_text(path)
    except (OSError, ValueError):
        pass
    # A pipe would be waited for, for ever.
    raise UnreadableSettings("config.unreadable")


def _sentence(path: Path, fault: str, words: Words, at: UnreadableSettings) -> str:
    return f"{shown(path.name, _LONGEST)}{at.where(words)}: {fault} {words('questions.left_out')}"


def _made(told: Mapping[str, Any], sets: Mapping[str, QuestionSet]) -> QuestionSet:
    """The question set that a file makes of the one it names. Raises BadQuestions."""
    only_known(told, Place(), REPLACES, ADDS_TO, "version", "section")
    if (REPLACES in told) == (ADDS_TO in told):
        raise BadQuestions("which", Place(key=ADDS_TO if ADDS_TO in told else ""))
    key = REPLACES if REPLACES in told else ADDS_TO
    name = text_in(told, key, Place())
    if name not in set_names():
        raise BadQuestions("no_set", Place(key=key), name=name, known=", ".join(set_names()))
    if key == REPLACES and name in sets:
        raise BadQuestions("replaced_already", Place(key=key), name=name)
    base = sets.get(name) or load_questions(name)
    version = version_in(told) if "version" in told else base.version
    return QuestionSet(name, version, read_sections(told, () if key == REPLACES else base.sections))


def _line_of(text: str, told: Mapping[str, Any], place: Place) -> int | None:
    """The line of a place in a file, from 1; None where it cannot be told, as for tables written in one line."""
    blocks = list(_blocks(text))
    if [(section, question) for section, question, _, _ in blocks[1:]] != list(_tables_of(told)):
        return None
    for section, question, first, lines in blocks:
        if (section, question) == (place.section, place.question):
            key = re.compile(rf"\s*[\"']?{re.escape(place.key)}[\"']?\s*=") if place.key else None
            found = (first + number for number, line in enumerate(lines) if key is not None and key.match(line))
            return next(found, first)
    return None


def _blocks(text: str) -> Iterator[tuple[int | None, int | None, int, list[str]]]:
    """The parts of a file: its section and question, its first line, and its lines; what stands before them first."""
    section: int | None = None
    question: int | None = None
    first, lines = 1, list[str]()
    for number, line in enumerate(text.split("\n"), start=1):
        if (header := _HEADER.match(line)) is not None:
            yield section, question, first, lines
            if header[1]:
                question = 0 if question is None else question + 1
            else:
                section, question = 0 if section is None else section + 1, None
            first, lines = number, []
        lines.append(line)
    yield section, question, first, lines


def _tables_of(told: Mapping[str, Any]) -> Iterator[tuple[int, int | None]]:
    sections = told.get("section")
    for section, one in enumerate(sections if isinstance(sections, list) else ()):
        yield section, None
        questions = one.get("question") if isinstance(one, dict) else None
        yield from ((section, number) for number in range(len(questions) if isinstance(questions, list) else 0))
