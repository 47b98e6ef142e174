"""Reads the files with a team's own questions: what each makes of a set, or what is wrong and in which line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
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
_LONGEST = 40
"""Cells of something from a file that a sentence repeats."""
_HEADER = re.compile(r"\s*\[\[\s*section\s*(\.\s*question\s*)?\]\]")


def read_files(paths: Sequence[Path], words: Words) -> tuple[Mapping[str, QuestionSet], Sequence[str]]:
    """The question sets that these files make, by name, and a sentence for each file that is not used."""
    sets: dict[str, QuestionSet] = {}
    problems: list[str] = []
    told: list[tuple[Path, str, Mapping[str, Any]]] = []
    for path in paths:
        try:
            text = _text(path)
            told.append((path, text, read_toml(text)))
        except UnreadableSettings as fault:
            problems.append(_sentence(path, words(_UNREADABLE.get(fault.message_id, fault.message_id)), words, fault))
    for path, text, values in sorted(told, key=lambda one: REPLACES not in one[2]):
        try:
            made = _made(values, sets, words.pack)
        except BadQuestions as fault:
            said = {name: shown(str(value), _LONGEST * 2) for name, value in fault.values.items()}
            line = _line_of(text, values, fault.place)
            at = UnreadableSettings("", line)
            problems.append(_sentence(path, words(f"questions.{fault.fault}", **said), words, at))
        else:
            sets[made.name] = made
    return sets, problems


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


def _made(told: Mapping[str, Any], sets: Mapping[str, QuestionSet], pack: str) -> QuestionSet:
    """The question set that a file makes of the one it names, in this pack's language. Raises BadQuestions."""
    only_known(told, Place(), REPLACES, ADDS_TO, "version", "section")
    if (REPLACES in told) == (ADDS_TO in told):
        raise BadQuestions("which", Place(key=ADDS_TO if ADDS_TO in told else ""))
    key = REPLACES if REPLACES in told else ADDS_TO
    name = text_in(told, key, Place())
    if name not in set_names():
        raise BadQuestions("no_set", Place(key=key), name=name, known=", ".join(set_names()))
    if key == REPLACES and name in sets:
        raise BadQuestions("replaced_already", Place(key=key), name=name)
    base = sets.get(name) or load_questions(name, pack)
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
